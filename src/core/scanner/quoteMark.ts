import { lineStartOf } from './lineBounds';

/** A quote that is open, with the backslashes before it: `"`, `\"` in JSON within JSON. */
export type QuoteMark = string;

/** How far before a code its line is searched for the quote it stands in, in UTF-16 units. */
const reach = 600;

/** The quote that a code stands in: the one right before it, or one that opens earlier on its line; '' where there is none. */
export function quoteAround(text: string, start: number): QuoteMark {
  const mark = text[start - 1] ?? '';
  if (mark === '"' || mark === "'" || mark === '`') return escapesBefore(text, start - 1) + mark;
  const left = text.slice(lineStartOf(text, start, reach), start);
  for (const sign of ['"', '`']) {
    const nearest = left.lastIndexOf(sign);
    if (nearest < 0) continue;
    const escapes = escapesBefore(left, nearest);
    let open = false;
    for (let at = left.indexOf(sign); at >= 0; at = left.indexOf(sign, at + 1))
      if (escapesBefore(left, at) === escapes) open = !open;
    if (open) return escapes + sign;
  }
  return '';
}

/** Where a quoted text ends; its whole length where nothing closes it. */
export function closingQuote(text: string, mark: QuoteMark): number {
  const sign = mark.at(-1)!;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
    const escapes = escapesBefore(text, at).length;
    if (escapes < mark.length || escapes % 2 === 0) return at - escapes;
  }
  return text.length;
}

function escapesBefore(text: string, index: number): string {
  let from = index;
  while (text[from - 1] === '\\') from--;
  return text.slice(from, index);
}
