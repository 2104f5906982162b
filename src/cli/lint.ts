import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { configurationName, parseConfiguration, type LintConfiguration } from '../core/lint/configuration';
import { lint } from '../core/lint/lint';
import { createLintFacts } from '../core/lint/lintFacts';
import { identify } from '../core/scanner/identify';
import { readCatalog } from '../platform/nodeCatalog';
import { readText } from '../platform/readText';
import { findUpwards, walkFiles } from '../platform/walkFiles';
import { readArguments, readLocale } from './arguments';
import { UsageError, type Command, type ExitCode, type Output } from './command';
import { Lines } from './lines';
import type { CreateFormat } from './lintFormats/format';
import { githubFormat } from './lintFormats/github';
import { junitFormat } from './lintFormats/junit';
import { sarifFormat } from './lintFormats/sarif';
import { jsonFormat, textFormat } from './lintFormats/text';

/** What decides what a file is. */
const headLength = 16_384;
/** A longer text is a bundle or data, in UTF-16 units; it is passed over in folders. */
const longestText = 1_000_000;

const formats: Readonly<Record<string, CreateFormat>> = {
  text: textFormat,
  json: jsonFormat,
  sarif: sarifFormat,
  github: githubFormat,
  junit: junitFormat,
};

export const lintCommand: Command = {
  name: 'lint',
  usage:
    'lint [--format text|json|sarif|github|junit] [--max-warnings N] [--config FILE] [--language ID] [--locale LANG] FILE|FOLDER|GLOB…',
  run: (args, output) => {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean' },
      format: { type: 'string' },
      'max-warnings': { type: 'string' },
      config: { type: 'string' },
      language: { type: 'string' },
      locale: { type: 'string' },
    });
    if (!positionals.length) throw new UsageError('lint needs a file or a folder, or - for standard input');
    const createFormat = formats[values.json ? 'json' : (values.format ?? 'text')];
    if (!createFormat) throw new UsageError(`the format is one of ${Object.keys(formats).join(', ')}`);
    const most = mostWarnings(values['max-warnings']);
    const { configuration, base } = readConfiguration(values.config, output);
    const catalog = readCatalog(readLocale(values.locale, output));
    const facts = createLintFacts(catalog);
    const format = createFormat(output);
    const given = new Set(positionals);
    let exitCode: ExitCode = 0;
    let warnings = 0;
    for (const file of walkFiles(positionals, configuration.ignore, base)) {
      // In a folder what cannot be code or configuration is not even opened.
      const named = given.has(file);
      if (!named && !mayBeWritten(file)) continue;
      const read = readText(file);
      if ('unreadable' in read) {
        output.error(`${file}: ${read.unreadable}`);
        exitCode = 2;
        continue;
      }
      if ('passedOver' in read) {
        if (named) output.error(`${file}: ${read.passedOver}`);
        continue;
      }
      const { text, note } = read;
      if (!named && text.length > longestText) continue;
      if (note && named) output.error(`${file}: ${note}`);
      const source = identify({
        name: file === '-' ? '' : file,
        head: text.slice(0, headLength),
        ...(values.language === undefined ? {} : { languageId: values.language }),
      });
      const lines = new Lines(text);
      const { rules: levels, tests } = configuration;
      for (const finding of lint({
        text,
        source,
        facts,
        texts: catalog.texts.rules,
        levels,
        path: file,
        ...(tests ? { tests } : {}),
      })) {
        format.finding({ file, text, finding, place: lines.place(finding) });
        if (finding.level === 'error') warnings = Infinity;
        if (finding.level === 'warning') warnings++;
        if (warnings > most) output.raise(1);
      }
    }
    format.end();
    return Promise.resolve(exitCode);
  },
};

function mostWarnings(given: string | undefined): number {
  if (given === undefined) return 0;
  const most = Number(given);
  if (!Number.isInteger(most) || most < 0) throw new UsageError('--max-warnings is a number, 0 or more');
  return most;
}

/** A file whose name already says that it is neither code nor configuration. */
function mayBeWritten(file: string): boolean {
  const source = identify({ name: file, head: '' });
  return source.family === 'code' || source.family === 'config' || (source.family === 'other' && !/\.\w+$/.test(file));
}

function readConfiguration(
  given: string | undefined,
  output: Output,
): { readonly configuration: LintConfiguration; readonly base: string } {
  const path = given ?? findUpwards(configurationName);
  if (path === undefined) return { configuration: { rules: {}, ignore: [] }, base: '.' };
  const shown = given ?? relative('.', path);
  try {
    const { configuration, problems } = parseConfiguration(readFileSync(path, 'utf8'));
    for (const problem of problems) output.error(`${shown}: ${problem}`);
    return { configuration, base: dirname(path) };
  } catch {
    throw new UsageError(`${shown}: it cannot be read`);
  }
}
