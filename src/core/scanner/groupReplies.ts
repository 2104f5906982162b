import type { Occurrence, Reply, Source } from '../model';

/** Joins the occurrences of one answer: code and enhanced status code, the lines of a multi-line reply (RFC 5321 §4.2.1). */
export function groupReplies(_text: string, _occurrences: readonly Occurrence[], _source: Source): Reply[] {
  return [];
}
