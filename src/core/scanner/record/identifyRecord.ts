import type { Source } from '../../model';
import type { Format } from './format';
import { foreignFormats, formats, mixedFormats } from './formats';

/** Lines that decide, and how much of each. */
const sampleLines = 400;
const sampleLength = 1_000;
/** A format that fewer of the lines have stands in a log of many programs. */
const fewLines = 0.25;

interface Fit {
  readonly format: Format;
  readonly lines: number;
  readonly score: number;
}

/** What a text of records is by its first lines; undefined where they look like nothing known. */
export function identifyRecord(head: string): Source | undefined {
  const sample = head
    .split('\n', 4 * sampleLines)
    .filter((line) => line.trim() !== '')
    .slice(0, sampleLines)
    .map((line) => line.slice(0, sampleLength));
  const mail = bestFit(formats, sample);
  const foreign = bestFit(foreignFormats, sample);
  const mixed = bestFit(mixedFormats, sample);
  if (foreign && foreign.score > (mail?.score ?? 0) && foreign.score >= (mixed?.score ?? 0) / 2) return foreign.format;
  if (
    mail?.format.family === 'log' &&
    mixed &&
    mixed.format.id !== 'log' &&
    (mail.format.id === 'mailer' || mail.lines < fewLines * mixed.lines)
  )
    return mixed.format;
  return mail?.format ?? mixed?.format;
}

function bestFit(table: readonly Format[], sample: readonly string[]): Fit | undefined {
  let best: Fit | undefined;
  for (const format of table) {
    if (format.weak && best?.format.line.test(sample[0] ?? '')) continue;
    let lines = 0;
    for (const line of sample) if (format.line.test(line)) lines++;
    if (lines < (format.share ?? 0) * sample.length) continue;
    const score = lines * (format.weight ?? 1);
    if (score > (best?.score ?? 0)) best = { format, lines, score };
  }
  return best;
}
