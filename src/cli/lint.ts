import { createLintFacts } from '../core/lint/lintFacts';
import type { Finding } from '../core/lint/finding';
import { lint } from '../core/lint/lint';
import { identify } from '../core/scanner/identify';
import { readCatalog } from '../platform/nodeCatalog';
import { readText } from '../platform/readText';
import { readArguments, readLocale } from './arguments';
import { UsageError, type Command, type ExitCode } from './command';
import { Lines, type Place } from './lines';

/** What decides what a file is. */
const headLength = 16_384;

export const lintCommand: Command = {
  name: 'lint',
  usage: 'lint [--json] [--language ID] [--locale LANG] FILE…',
  run: (args, output) => {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean' },
      language: { type: 'string' },
      locale: { type: 'string' },
    });
    if (!positionals.length) throw new UsageError('lint needs a file, or - for standard input');
    const catalog = readCatalog(readLocale(values.locale, output));
    const facts = createLintFacts(catalog);
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
      const lines = new Lines(text);
      for (const finding of lint({ text, source, facts, texts: catalog.texts.rules, path: file })) {
        const place = lines.place(finding);
        output.line(values.json ? toJson(file, text, finding, place) : toLine(file, finding, place));
        if (exitCode === 0 && (finding.level === 'error' || finding.level === 'warning')) exitCode = 1;
      }
    }
    return Promise.resolve(exitCode);
  },
};

/** `fix` is the first way to mend it, with edits in lines and columns as the finding itself; null where there is none. */
function toJson(file: string, text: string, { rule, level, message, start, fixes }: Finding, place: Place): string {
  const [first] = fixes;
  const fix = first && {
    title: first.title,
    certain: first.certain,
    edits: first.edits.map((edit) => {
      const lineStart = text.lastIndexOf('\n', edit.start - 1) + 1;
      // no edit begins before its finding
      const line = place.line + text.slice(start, edit.start).split('\n').length - 1;
      return { line, start: edit.start - lineStart, end: edit.end - lineStart, text: edit.text };
    }),
  };
  return JSON.stringify({ file, ...place, rule, severity: level, message, fix: fix ?? null });
}

function toLine(file: string, { rule, level, message }: Finding, { line, start }: Place): string {
  return `${file}:${line}:${start + 1}: ${level}: ${message} (${rule})`;
}
