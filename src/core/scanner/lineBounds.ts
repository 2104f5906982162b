/*
 * Where a line begins and ends, looked for no further than it matters: a text of one line of 50 MB may hold 100,000 replies.
 */

/** Where the line of an index begins, or the reach ends before that. */
export function lineStartOf(text: string, index: number, reach: number): number {
  const from = Math.max(0, index - reach);
  const lineBreak = text.slice(from, index).lastIndexOf('\n');
  return lineBreak < 0 ? from : from + lineBreak + 1;
}

/** Where the line of an index ends, or the reach ends before that. */
export function lineEndOf(text: string, index: number, reach: number): number {
  const lineBreak = text.slice(index, index + reach).indexOf('\n');
  return lineBreak < 0 ? Math.min(text.length, index + reach) : index + lineBreak;
}
