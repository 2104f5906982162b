import type { StringLiteral } from '../scanner/code/describeCodes';

/** A string literal from the code that a reply begins with to its end. */
export interface WrittenString {
  /** The reply's first unit; nothing stands between it and the opening quote but a line break. */
  readonly start: number;
  /** The closing quote. */
  readonly end: number;
  /** What stands between the two, escapes as written. */
  readonly raw: string;
  /** Empty for a value that stands without quotes. */
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
const lineBreakAtEnd = /(?:\\r\\n|\\n|\\r|\\015\\012|\r?\n)$/;

/**
 * The string that begins with an offset, or a line of it that does.
 *
 * @param literal the literal on the line of the offset, where there is one
 * @param backtick whether the language writes strings between back-quotes
 */
export function stringAt(
  text: string,
  offset: number,
  literal: StringLiteral | undefined,
  backtick: boolean,
): WrittenString | undefined {
  if (literal) {
    const { start, end, quote } = literal;
    if (start !== offset && !lineBreakAtEnd.test(text.slice(Math.max(start, offset - 8), offset))) return undefined;
    return { start: offset, end, raw: text.slice(offset, end), quote };
  }
  // a literal over several lines: `…`, """…"""
  const char = text[offset - 1];
  if (char === undefined || !quotes.has(char) || (char === '`' && !backtick)) return undefined;
  const quote = char !== '`' && text.startsWith(char.repeat(3), offset - 3) ? char.repeat(3) : char;
  const last = Math.min(text.length, offset + longest);
  for (let at = offset; at < last; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return { start: offset, end: at, raw: text.slice(offset, at), quote };
    else if (text[at] === '\n' && quote.length === 1 && quote !== '`') return undefined;
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
