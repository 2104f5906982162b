import type { Source } from '../../model';
import type { Format } from './format';
import { mailWords } from '../vocabulary/lines';
import { anyCode } from './codeTokens';
import { foreignFormats, formats, mixedFormats } from './formats';

/** Lines that decide, and how much of each. */
const sampleLines = 400;
const sampleLength = 1_000;
/** A format that fewer of the lines have stands in a log of many programs. */
const fewLines = 0.25;
/** A log among lists and configurations has its form on so many lines. */
const mostLines = 0.4;

/** Each line of it has to say what it is about. */
const severalPrograms = mixedFormats.find(({ id }) => id === 'log')!;

interface Fit {
  readonly format: Format;
  readonly lines: number;
  readonly score: number;
}

/**
 * What a text of records is by its first lines; undefined where they look like nothing known.
 * @param written whether its name says that it may be somebody's list or configuration: then a word doesn't make a log of it
 */
export function identifyRecord(head: string, written = false): Source | undefined {
  const sample = head
    .split('\n', 4 * sampleLines)
    .filter((line) => line.trim() !== '')
    .slice(0, sampleLines)
    .map((line) => line.slice(0, sampleLength));
  const known = bestFit(formats, sample);
  const mail = known && written && isWord(known, sample.length) ? undefined : known;
  const foreign = bestFit(foreignFormats, sample);
  const mixed = bestFit(mixedFormats, sample);
  if (foreign && foreign.score > (mail?.score ?? 0) && foreign.score >= (mixed?.score ?? 0) / 2)
    return foreign.format.telling && hasMail(sample, foreign.format, written) ? severalPrograms : foreign.format;
  if (
    mail?.format.family === 'log' &&
    mixed &&
    mixed.format.id !== 'log' &&
    (mail.format.id === 'mailer' || mail.lines < fewLines * mixed.lines)
  )
    return mixed.format;
  return mail?.format ?? mixed?.format;
}

/** Whether the lines that are not of a foreign format are mail's. */
function hasMail(sample: readonly string[], foreign: Format, written: boolean): boolean {
  const rest = sample.filter((line) => !foreign.line.test(line));
  const mail = bestFit(formats, rest);
  if (mail && !(written && isWord(mail, rest.length))) return true;
  return !written && rest.some((line) => mailWords.test(line) && anyCode.test(line));
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

/** Whether a format was found by words that others write too, in few lines. */
function isWord({ format, lines }: Fit, all: number): boolean {
  return format.family === 'log' && (format.weight ?? 1) < 2 && (lines < mostLines * all || all < 3);
}
