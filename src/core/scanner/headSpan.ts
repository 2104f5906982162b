import type { Reply } from '../model';

/** Where a reply begins: its first reply code, with the enhanced status code where that stands beside it. */
export function headSpan(reply: Reply): { readonly start: number; readonly end: number } {
  const { occurrences } = reply;
  const index = Math.max(
    0,
    occurrences.findIndex(({ kind }) => kind === 'reply'),
  );
  const first = occurrences[index];
  const second = occurrences[index + 1];
  if (!first) return { start: reply.start, end: reply.end };
  const beside = second && second.kind !== first.kind && second.start - first.end <= 1;
  return { start: first.start, end: beside ? second.end : first.end };
}
