import type { Reply } from '../model';

/** Where a reply begins: its first code, or reply code and enhanced status code where they stand side by side. */
export function headSpan(reply: Reply): { readonly start: number; readonly end: number } {
  const [first, second] = reply.occurrences;
  if (!first) return { start: reply.start, end: reply.end };
  const beside = second && second.kind !== first.kind && second.start - first.end <= 1;
  return { start: first.start, end: beside ? second.end : first.end };
}
