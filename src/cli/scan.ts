import type { Occurrence, Source } from '../core/model';
import { identify } from '../core/scanner/identify';
import { tellEvidence } from '../core/scanner/evidence/facetWords';
import { ruleReason } from '../core/scanner/ruleReason';
import { consider, scan, scanWithWords, type ConsideredIn } from '../core/scanner/scan';
import { readText } from '../platform/readText';
import { readArguments } from './arguments';
import { UsageError, type Command, type ExitCode } from './command';
import { Lines, type Place } from './lines';

/** What decides what a file is. */
const headLength = 16_384;

export const scanCommand: Command = {
  name: 'scan',
  usage: 'scan [--json] [--words] [--explain [--all]] [--language ID] FILE…',
  run: (args, output) => {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean' },
      words: { type: 'boolean' },
      explain: { type: 'boolean' },
      all: { type: 'boolean' },
      language: { type: 'string' },
    });
    if (!positionals.length) throw new UsageError('scan needs a file, or - for standard input');
    let exitCode: ExitCode = 0;
    for (const file of positionals) {
      const read = readText(file);
      if ('unreadable' in read) {
        output.error(`${file}: ${read.unreadable}`);
        exitCode = 2;
        continue;
      }
      if ('passedOver' in read) {
        output.error(`${file}: ${read.passedOver}`);
        continue;
      }
      if (read.note) output.error(`${file}: ${read.note}`);
      const { text } = read;
      const source = identify({
        name: file === '-' ? '' : file,
        head: text.slice(0, headLength),
        ...(values.language === undefined ? {} : { languageId: values.language }),
      });
      if (!values.json && values.explain) output.line(`${file}: ${source.name}${source.url ? ` (${source.url})` : ''}`);
      const lines = new Lines(text);
      const tell = values.json ? toJson : toLine;
      const found = (values.words ? scanWithWords : scan)(text, source);
      if (!values.explain) for (const code of found) output.line(tell(file, named(text, code), lines.place(code)));
      else
        for (const number of explained(text, source, found, values.all))
          output.line(tell(file, named(text, number), lines.place(number), number));
    }
    return Promise.resolve(exitCode);
  },
};

/** A failure without a code is called by its words. */
function named<Found extends Occurrence>(text: string, found: Found): Found {
  return found.kind === 'words' ? { ...found, code: text.slice(found.start, found.end) } : found;
}

/** A code, or a number that was not taken for one; `rule` is '' for these. */
type Explained = Occurrence & Partial<Pick<ConsideredIn, 'by' | 'facets' | 'family'>>;

/** The codes found, each with what spoke for and against it; with `all` also the numbers that were not taken. */
function explained(text: string, source: Source, found: readonly Occurrence[], all = false): Explained[] {
  const numbers = new Map<number, Explained>(found.map((code) => [code.start, code]));
  consider(text, source, (number) => {
    const { start } = number;
    const code = numbers.get(start);
    if (code) numbers.set(start, { ...code, by: number.by, facets: number.facets, family: number.family });
    else if (all && number.rule === '') numbers.set(start, number);
  });
  return [...numbers.values()].sort((a, b) => a.start - b.start);
}

function toJson(file: string, { kind, code }: Occurrence, place: Place, why?: Explained): string {
  if (!why) return JSON.stringify({ file, ...place, kind, code });
  const { rule, certainty, by, family, facets } = why;
  const because = facets?.map(({ facet, value, weight }) => [facet, value, weight]);
  return JSON.stringify({ file, ...place, kind, code, rule, certainty: round(certainty), by, family, because });
}

const round = (n: number): number => Math.round(n * 1000) / 1000;

function toLine(file: string, { kind, code }: Occurrence, { line, start }: Place, why?: Explained): string {
  const name = { reply: 'reply code', enhanced: 'enhanced status code', words: 'words of a failure' }[kind];
  const found = `${file}:${line}:${start + 1}: ${code} (${why?.rule === '' ? `no ${name}` : name})`;
  if (!why) return found;
  const reason = why.rule ? `${why.rule}: ${ruleReason(why.rule) ?? ''}` : '';
  if (why.by === 'glance') return `${found} what stands right beside it makes something else of it`;
  if (why.by !== 'evidence') return `${found} ${reason}`;
  return [found, reason, `${why.certainty.toFixed(2)}: ${tellEvidence(why.facets ?? [])}`].filter(Boolean).join(' ');
}
