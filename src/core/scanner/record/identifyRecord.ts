import type { Source } from '../../model';
import type { Format } from './format';
import { foreignFormats, formats, mixedFormats } from './formats';

/** Lines that decide, and how much of each. */
const sampleLines = 400;
const sampleLength = 2_000;

/** What a text of records is by its first lines; undefined where they look like nothing known. */
export function identifyRecord(head: string): Source | undefined {
  const lines = head.split('\n', 1_000).filter((line) => line.trim() !== '');
  const sample = lines.slice(0, sampleLines).map((line) => line.slice(0, sampleLength));
  const mail = best(formats, sample);
  const foreign = best(foreignFormats, sample);
  if (mail && mail.score >= (foreign?.score ?? 0)) return mail.format;
  const mixed = best(mixedFormats, sample);
  if (foreign && foreign.score >= (mixed?.score ?? 0) / 2) return foreign.format;
  return mail?.format ?? mixed?.format;
}

function best(
  table: readonly Format[],
  lines: readonly string[],
): { readonly format: Format; readonly score: number } | undefined {
  let result: { format: Format; score: number } | undefined;
  for (const format of table) {
    const weight = format.weight ?? 1;
    let score = 0;
    for (const line of lines) if (format.line.test(line)) score += weight;
    if (score > (result?.score ?? 0)) result = { format, score };
  }
  return result;
}
