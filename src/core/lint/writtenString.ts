/** A string literal that begins with a reply code. */
export interface WrittenString {
  /** First unit after the opening quote. */
  readonly start: number;
  /** The closing quote. */
  readonly end: number;
  /** What stands between the quotes, escapes as written. */
  readonly raw: string;
  readonly quote: string;
}

/** One line of a reply inside a string. Offsets are those of the text. */
export interface WrittenLine {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
}

/** Strings are read no further than this, in UTF-16 units. */
const longest = 10_000;
const quotes = new Set(['"', "'", '`']);

/** The string whose first characters are at an offset; undefined where no quote stands right before it, or none closes it. */
export function stringAt(text: string, offset: number): WrittenString | undefined {
  const quote = text[offset - 1];
  if (quote === undefined || !quotes.has(quote)) return undefined;
  const last = Math.min(text.length, offset + longest);
  for (let at = offset; at < last; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === quote) return { start: offset, end: at, raw: text.slice(offset, at), quote };
    else if (char === '\n' && quote !== '`') return undefined;
  }
  return undefined;
}

const lineBreak = /\\r\\n|\\n|\\r|\\015\\012|\r?\n/g;

/** Cuts a string at its line breaks, written as escapes or as they are. */
export function linesOf({ raw, start }: WrittenString): WrittenLine[] {
  const lines: WrittenLine[] = [];
  let from = 0;
  for (const match of raw.matchAll(lineBreak)) {
    lines.push({ start: start + from, end: start + match.index, raw: raw.slice(from, match.index) });
    from = match.index + match[0].length;
  }
  if (from < raw.length) lines.push({ start: start + from, end: start + raw.length, raw: raw.slice(from) });
  return lines;
}
