import { MappedText, type Piece } from './mappedText';

const token = /<(\/?[a-z][a-z\d]{0,20}|!--)|&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});|\s+/gi;
const breaking = /^\/?(?:p|div|br|tr|li|ul|ol|h[1-6]|table|blockquote|pre|hr|title|body|html)$/;
const hidden = /^(?:script|style|head|xml)$/;
const names: Readonly<Record<string, string>> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  copy: '©',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  uuml: 'ü',
  auml: 'ä',
  ouml: 'ö',
  szlig: 'ß',
  ntilde: 'ñ',
  oacute: 'ó',
  aacute: 'á',
  iacute: 'í',
};

/** What a reader sees of HTML: no tags, one blank for many, a line for each block. */
export function textOfHtml(html: MappedText): MappedText {
  const { text } = html;
  const pieces: Piece[] = [];
  let at = 0;
  /** Closing tags that don't come any more, so that each is looked for once. */
  const missing = new Set<string>();
  const find = (close: string): number => {
    if (missing.has(close)) return -1;
    const end = text.indexOf(close, at);
    if (end < 0) missing.add(close);
    return end;
  };
  const until = (end: number): void => {
    if (end > at) pieces.push({ text: text.slice(at, end), start: at });
  };
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    until(match.index);
    at = token.lastIndex;
    const [all, tag, entity] = match;
    if (entity !== undefined) pieces.push({ text: characterOf(entity) ?? all, start: match.index });
    else if (tag === undefined) pieces.push({ text: ' ', start: match.index });
    else {
      const name = tag.toLowerCase();
      const close = name === '!--' ? '-->' : hidden.test(name) ? `</${name}` : '>';
      const closing = close.startsWith('</');
      let end = find(close);
      if (end < 0 && closing) end = find(close.toUpperCase());
      // what nothing closes is no more than a tag
      const isTag = end < 0 || !closing;
      if (end < 0) end = find('>');
      at = end < 0 ? text.length : isTag ? text.indexOf('>', end) + 1 : end;
      if (breaking.test(name)) pieces.push({ text: '\n', start: match.index });
      else if (/^\/?t[dh]$/.test(name)) pieces.push({ text: ' ', start: match.index });
      token.lastIndex = at;
    }
  }
  until(text.length);
  return MappedText.join(html, pieces);
}

function characterOf(entity: string): string | undefined {
  if (!entity.startsWith('#')) return names[entity.toLowerCase()];
  const code = entity[1]?.toLowerCase() === 'x' ? parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
}
