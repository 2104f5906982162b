import { readMails } from '../core/bounce/mailbox';
import { rowsOf, type BounceRow } from '../core/bounce/row';
import { filesIn, readMailbox } from '../platform/readMailbox';
import { readCatalog } from '../platform/nodeCatalog';
import { readArguments, readLocale } from './arguments';
import { UsageError, type Command, type ExitCode } from './command';
import { toCsvLine } from './csv';

interface Row extends BounceRow {
  readonly file: string;
  /** 1-based number in a mailbox. */
  readonly mail: number;
}

/** In this order, whatever a mail has of them. */
const columns = [
  'file',
  'mail',
  'kind',
  'recipient',
  'outcome',
  'reply',
  'enhanced',
  'text',
  'cause',
  'hard',
  'class',
  'acts',
  'retry',
  'provider',
  'by',
  'reporting',
  'command',
] as const satisfies readonly (keyof Row)[];

export const bouncesCommand: Command = {
  name: 'bounces',
  usage: 'bounces [--json|--csv] [--locale LANG] FILE…',
  run: (args, output) => {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean' },
      csv: { type: 'boolean' },
      locale: { type: 'string' },
    });
    if (!positionals.length) throw new UsageError('bounces needs a file, a folder, or - for standard input');
    if (values.json && values.csv) throw new UsageError('choose one of --json and --csv');
    const catalog = readCatalog(readLocale(values.locale, output));
    let exitCode: ExitCode = 0;
    if (values.csv) output.line(columns.join(','));
    for (const file of positionals.flatMap(filesIn)) {
      const read = readMailbox(file);
      if ('unreadable' in read) {
        output.error(`${file}: ${read.unreadable}`);
        exitCode = 2;
        continue;
      }
      for (const [index, found] of readMails(read.text).entries())
        for (const row of rowsOf(catalog, found)) {
          const whole: Row = { file, mail: index + 1, ...row };
          output.line(values.json ? toJson(whole) : values.csv ? toCsv(whole) : toLine(whole));
        }
    }
    return Promise.resolve(exitCode);
  },
};

function toJson(row: Row): string {
  return JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column]])));
}

function toCsv(row: Row): string {
  return toCsvLine(columns.map((column) => (column === 'cause' ? row.cause?.id : row[column])));
}

function toLine({ file, mail, kind, recipient, outcome, reply, enhanced, text, cause, hard }: Row): string {
  const place = `${file}:${mail}: ${kind}`;
  const codes = [reply, enhanced].filter(Boolean).join(' ');
  const said = [codes, text?.slice(0, 160)].filter(Boolean).join(' ');
  const what = [recipient, outcome, cause?.name, hard ? 'hard' : null, said ? `“${said}”` : null];
  return [place, what.filter(Boolean).join(', ')].filter(Boolean).join(': ');
}
