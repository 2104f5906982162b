const width = 80;

/** Markdown of our own making as plain text for a terminal: headings underlined, lines at most 80 columns wide. */
export function plain(markdown: string): string {
  return markdown
    .split('\n')
    .flatMap((line) => {
      const heading = /^(#+) (.*)$/.exec(line);
      const text = unescape(heading?.[2] ?? line);
      if (heading?.[1] === '#' || heading?.[1] === '##')
        return [text, (heading[1] === '#' ? '=' : '-').repeat(Math.min(text.length, width))];
      return line.startsWith('|') ? [text] : wrap(text);
    })
    .join('\n');
}

function unescape(text: string): string {
  return text
    .replace(/\[([^[\]]+)\]\(((?:[^()\s]|\([^()\s]*\))+)\)/g, '$1 <$2>')
    .replace(/\*\*/g, '')
    .replace(/(?<!\\)\*([^*\s][^*]{0,600})\*/g, '“$1”')
    .replace(/\\([\\`*_[\]<>#|~$&@:.])/g, '$1')
    .replace(/&#(\d{2,3});/g, (_, code: string) => String.fromCharCode(Number(code)));
}

function wrap(text: string): string[] {
  const indent = ' '.repeat(/^(?:- |\d+\. )/.exec(text)?.[0].length ?? 0);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    if (line && `${line} ${word}`.length > width) {
      lines.push(line);
      line = indent + word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}
