import { LogDeliveries } from '../core/bounce/logDeliveries';
import { readMails } from '../core/bounce/mailbox';
import { rowsOf, type BounceRow } from '../core/bounce/row';
import type { Catalog } from '../core/catalog/catalog';
import { Summarizer } from '../core/summary/summarizer';
import { createLineBuffer } from '../platform/lineFeeds';
import { readLog } from '../platform/logFiles';
import { filesIn, isMailLog, readMailbox } from '../platform/readMailbox';
import { readCatalog } from '../platform/nodeCatalog';
import { readArguments, readLocale } from './arguments';
import { UsageError, type Command, type ExitCode, type Output } from './command';
import { toCsvLine } from './csv';

interface Row extends BounceRow {
  readonly file: string;
  /** 1-based number in a mailbox; null in a log. */
  readonly mail: number | null;
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
  'attempts',
  'since',
] as const satisfies readonly (keyof Row)[];

export const bouncesCommand: Command = {
  name: 'bounces',
  usage: 'bounces [--json|--csv] [--locale LANG] FILE…',
  run: async (args, output) => {
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
    const print = (row: Row): void => output.line(values.json ? toJson(row) : values.csv ? toCsv(row) : toLine(row));
    for (const file of positionals.flatMap(filesIn)) {
      const isLog = isMailLog(file);
      const logged = isLog ? await rowsOfLog(file, catalog, output) : [];
      if (logged.length) {
        for (const row of logged) print(row);
        continue;
      }
      const read = readMailbox(file);
      if ('unreadable' in read) {
        output.error(`${file}: ${read.unreadable}`);
        exitCode = 2;
        continue;
      }
      for (const [index, found] of readMails(read.text).entries())
        // the text of a notice without its fields may look like a log
        if (!isLog || found.kind !== 'none')
          for (const row of rowsOf(catalog, found)) print({ file, mail: index + 1, ...row });
    }
    return exitCode;
  },
};

/** The recipients of a log's mail that failed. */
async function rowsOfLog(file: string, catalog: Catalog, output: Output): Promise<readonly Row[]> {
  const found = new LogDeliveries();
  const summarizer = new Summarizer({ catalog, ...createLineBuffer(), onReply: (row) => found.add(row) });
  await readLog(file, summarizer, { texts: catalog.texts.summary.notes });
  for (const { notes } of summarizer.summary().files) if (notes.length) output.error(`${file}: ${notes.join('; ')}`);
  if (found.left) output.error(`${file}: ${found.left} more failed deliveries are left out`);
  return [...found.deliveries()].flatMap((delivery) =>
    rowsOf(catalog, { kind: delivery.outcome === 'delayed' ? 'delay' : 'bounce', deliveries: [delivery] }).map(
      (row) => ({
        file,
        mail: null,
        ...row,
      }),
    ),
  );
}

function toJson(row: Row): string {
  return JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column]])));
}

function toCsv(row: Row): string {
  return toCsvLine(columns.map((column) => (column === 'cause' ? row.cause?.id : row[column])));
}

function toLine({
  file,
  mail,
  kind,
  recipient,
  outcome,
  reply,
  enhanced,
  text,
  cause,
  hard,
  attempts,
  since,
}: Row): string {
  const place = [file, mail, ` ${kind}`].filter((part) => part !== null).join(':');
  const codes = [reply, enhanced].filter(Boolean).join(' ');
  const said = [codes, text?.slice(0, 160)].filter(Boolean).join(' ');
  const tried = attempts && attempts > 1 ? `tried ${attempts} times since ${since}` : null;
  const what = [recipient, outcome, cause?.name, hard ? 'hard' : null, tried, said ? `“${said}”` : null];
  return [place, what.filter(Boolean).join(', ')].filter(Boolean).join(': ');
}
