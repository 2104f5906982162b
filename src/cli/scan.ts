import type { Occurrence } from '../core/model';
import { identify } from '../core/scanner/identify';
import { ruleReason } from '../core/scanner/ruleReason';
import { scan } from '../core/scanner/scan';
import { readText } from '../platform/readText';
import { readArguments } from './arguments';
import { UsageError, type Command, type ExitCode } from './command';

/** What decides what a file is. */
const headLength = 16_384;

export const scanCommand: Command = {
  name: 'scan',
  usage: 'scan [--json] [--explain] [--language ID] FILE…',
  run: (args, output) => {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean' },
      explain: { type: 'boolean' },
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
      for (const occurrence of scan(text, source)) {
        const place = lines.place(occurrence);
        output.line(
          values.json
            ? toJson(file, occurrence, place, values.explain)
            : toLine(file, occurrence, place, values.explain),
        );
      }
    }
    return Promise.resolve(exitCode);
  },
};

interface Place {
  /** 1-based */
  readonly line: number;
  /** 0-based, in UTF-16 units */
  readonly start: number;
  readonly end: number;
}

/** Line and columns of occurrences that come in order. A line ends at LF or CRLF. */
class Lines {
  #line = 1;
  #start = 0;

  constructor(readonly text: string) {}

  place({ start, end }: Occurrence): Place {
    for (;;) {
      const lineBreak = this.text.indexOf('\n', this.#start);
      if (lineBreak < 0 || lineBreak >= start) break;
      this.#start = lineBreak + 1;
      this.#line++;
    }
    return { line: this.#line, start: start - this.#start, end: end - this.#start };
  }
}

function toJson(file: string, { kind, code, rule }: Occurrence, place: Place, explain = false): string {
  return JSON.stringify({ file, ...place, kind, code, ...(explain ? { rule } : {}) });
}

function toLine(file: string, { kind, code, rule }: Occurrence, { line, start }: Place, explain = false): string {
  const found = `${file}:${line}:${start + 1}: ${code} (${kind === 'reply' ? 'reply code' : 'enhanced status code'})`;
  return explain ? `${found} ${rule}: ${ruleReason(rule) ?? ''}` : found;
}
