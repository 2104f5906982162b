import type { Occurrence } from '../core/model';
import { identify } from '../core/scanner/identify';
import { ruleReason } from '../core/scanner/ruleReason';
import { scan } from '../core/scanner/scan';
import { readText } from '../platform/readText';
import { readArguments } from './arguments';
import { UsageError, type Command, type ExitCode } from './command';
import { Lines, type Place } from './lines';

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

function toJson(file: string, { kind, code, rule }: Occurrence, place: Place, explain = false): string {
  return JSON.stringify({ file, ...place, kind, code, ...(explain ? { rule } : {}) });
}

function toLine(file: string, { kind, code, rule }: Occurrence, { line, start }: Place, explain = false): string {
  const found = `${file}:${line}:${start + 1}: ${code} (${kind === 'reply' ? 'reply code' : 'enhanced status code'})`;
  return explain ? `${found} ${rule}: ${ruleReason(rule) ?? ''}` : found;
}
