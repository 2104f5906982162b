import type { Day } from '../../../src/core/summary/clock';
import type { ReplyRow, Summary } from '../../../src/core/summary/model';
import { Summarizer, type SummarizerOptions } from '../../../src/core/summary/summarizer';
import { readCatalog } from '../catalog/readData';

export const catalog = readCatalog();
const latest: Day = { year: 2026, month: 10, day: 28 };

/** Puts bytes into a summary in pieces of a size. */
export function feed(summarizer: Summarizer, bytes: Uint8Array, piece = Infinity): void {
  for (let from = 0; from < bytes.length;) {
    const room = summarizer.room();
    const length = Math.min(room.length, piece, bytes.length - from);
    room.set(bytes.subarray(from, from + length));
    from += length;
    if (!summarizer.take(length)) break;
  }
}

export function summarizeText(
  text: string | Uint8Array,
  options: Partial<SummarizerOptions> & { readonly piece?: number; readonly name?: string; readonly latest?: Day } = {},
): Summary {
  const summarizer = new Summarizer({ catalog, ...options });
  summarizer.begin({ name: options.name ?? 'mail.log', latest: options.latest ?? latest });
  feed(summarizer, typeof text === 'string' ? Buffer.from(text) : text, options.piece);
  summarizer.end();
  return summarizer.summary();
}

export function rowsOf(text: string): ReplyRow[] {
  const rows: ReplyRow[] = [];
  summarizeText(text, { onReply: (row) => rows.push(row) });
  return rows;
}
