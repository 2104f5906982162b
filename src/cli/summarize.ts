import { writeFileSync } from 'node:fs';
import { compareSummaries } from '../core/summary/changes';
import { readCondition } from '../core/summary/condition';
import type { Outcome, ReplyRow, Selection, Summary } from '../core/summary/model';
import { readNamedTime } from '../core/summary/namedTime';
import { causesToCsv, reportToHtml, reportToMarkdown, reportToText } from '../core/summary/printReport';
import { reportOf } from '../core/summary/report';
import { Summarizer } from '../core/summary/summarizer';
import { followLog } from '../platform/followLog';
import { kindNames } from '../core/summary/event';
import { createLineBuffer } from '../platform/lineFeeds';
import { expand, readLog } from '../platform/logFiles';
import { readCatalog } from '../platform/nodeCatalog';
import { readArguments, readLocale } from './arguments';
import { UsageError, type Command, type ExitCode } from './command';

/** A warning is no outcome of a message. */
const outcomes: readonly string[] = kindNames.filter((name) => name !== 'warned');
/** NDJSON is written in parts of this size. */
const part = 64 * 1024;

export const summarizeCommand: Command = {
  name: 'summarize',
  usage:
    'summarize [--json|--markdown|--csv|--ndjson|--html FILE] [--since TIME] [--until TIME] [--cause ID] [--code CODE] ' +
    "[--domain DOMAIN] [--provider NAME] [--address ADDRESS] [--id ID] [--outcome NAME] [--fail-on 'cause=ip-blocked>10'] " +
    '[--locale LANG] [--follow] FILE… [--against FILE…]',
  run: async (args, output) => {
    const { values, positionals } = readArguments(gatherAgainst(args), {
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
      csv: { type: 'boolean' },
      ndjson: { type: 'boolean' },
      html: { type: 'string' },
      since: { type: 'string' },
      until: { type: 'string' },
      cause: { type: 'string' },
      code: { type: 'string' },
      domain: { type: 'string' },
      provider: { type: 'string' },
      address: { type: 'string' },
      id: { type: 'string' },
      outcome: { type: 'string' },
      against: { type: 'string', multiple: true },
      'fail-on': { type: 'string', multiple: true },
      follow: { type: 'boolean' },
      locale: { type: 'string' },
    });
    if (!positionals.length) throw new UsageError('summarize needs a file or a folder, or - for standard input');
    const forms = [values.json, values.markdown, values.csv, values.ndjson].filter(Boolean).length;
    if (forms > 1) throw new UsageError('choose one of --json, --markdown, --csv and --ndjson');
    if (values.follow && !values.ndjson) throw new UsageError('--follow goes with --ndjson');
    if (values.outcome && !outcomes.includes(values.outcome))
      throw new UsageError(`--outcome is one of ${outcomes.join(', ')}`);
    const conditions = (values['fail-on'] ?? []).map((text) => {
      const condition = readCondition(text);
      if (!condition) throw new UsageError(`“${text}” is no condition such as cause=ip-blocked>10 or bounced>2%`);
      return condition;
    });
    const catalog = readCatalog(readLocale(values.locale, output));
    const texts = catalog.texts.summary;
    const selection = selectionOf(values);

    let rows: string[] = [];
    let held = 0;
    const flush = () => {
      if (rows.length) output.text(rows.join('\n'));
      rows = [];
      held = 0;
    };
    const onReply = (row: ReplyRow) => {
      const line = JSON.stringify(row);
      rows.push(line);
      held += line.length;
      if (held > part) flush();
    };
    const summarize = async (paths: readonly string[]): Promise<Summary> => {
      const summarizer = new Summarizer({
        catalog,
        ...createLineBuffer(),
        ...(selection ? { selection } : {}),
        ...(values.ndjson ? { onReply } : {}),
      });
      const files = expand(paths);
      const last = files.pop();
      for (const path of files) await readLog(path, summarizer, { texts: texts.notes });
      if (last !== undefined && !values.follow) await readLog(last, summarizer, { texts: texts.notes });
      else if (last !== undefined)
        await followLog(last, summarizer, { texts: texts.notes }, () => {
          flush();
          output.flush();
        });
      return summarizer.summary();
    };

    const before = values.against ? await summarize(values.against) : undefined;
    const summary = await summarize(positionals);
    flush();
    const unread = [...(before?.files ?? []), ...summary.files].filter(({ lines, notes }) => !lines && notes.length);
    for (const { name, notes } of unread) output.error(`${name}: ${notes.join('; ')}`);
    const changes = before && compareSummaries(before, summary);
    const report = () => reportOf(summary, texts.report, changes);
    if (values.html !== undefined) {
      try {
        writeFileSync(values.html, reportToHtml(report(), summary, catalog.locale));
      } catch (error) {
        throw new UsageError(`${values.html}: ${(error as Error).message}`);
      }
    }
    if (values.json) {
      const against = before && { files: before.files, from: before.from, to: before.to, outcomes: before.outcomes };
      output.line(JSON.stringify({ ...summary, ...(against ? { against: { ...against, changes } } : {}) }));
    } else if (values.markdown) output.text(reportToMarkdown(report()).trimEnd());
    else if (values.csv) output.text(causesToCsv(summary.causes).trimEnd());
    else if (!values.ndjson && values.html === undefined) output.text(reportToText(report()).trimEnd());

    const failed = conditions.filter((condition) => condition.holds(summary));
    for (const { text } of failed) output.error(`--fail-on ${text} holds`);
    const code: ExitCode = failed.length ? 1 : 0;
    return unread.length ? 2 : code;
  },
};

/** `--against a b c` behind the files: all of them belong to it. */
function gatherAgainst(args: readonly string[]): string[] {
  const at = args.indexOf('--against');
  if (at < 0) return [...args];
  const hasFiles = args.slice(0, at).some((arg) => !arg.startsWith('--'));
  const gathered: string[] = [];
  let taking = false;
  args.forEach((arg, index) => {
    if (arg === '--against') taking = true;
    else if (taking && !arg.startsWith('--')) {
      gathered.push('--against', arg);
      taking = hasFiles && index > at;
    } else {
      taking = false;
      gathered.push(arg);
    }
  });
  return gathered;
}

interface Values {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly cause?: string | undefined;
  readonly code?: string | undefined;
  readonly domain?: string | undefined;
  readonly provider?: string | undefined;
  readonly address?: string | undefined;
  readonly id?: string | undefined;
  readonly outcome?: string | undefined;
}

function selectionOf(values: Values): Selection | undefined {
  const time = (name: 'since' | 'until') => {
    const text = values[name];
    if (text === undefined) return undefined;
    const named = readNamedTime(text, Date.now(), -new Date().getTimezoneOffset());
    if (!named) throw new UsageError(`--${name}: “${text}” is no time such as 2026-11-28T14:30, yesterday or 24h`);
    return named;
  };
  const [since, until] = [time('since'), time('until')];
  const { cause, code, domain, provider, address, id, outcome } = values;
  const selection: Selection = {
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
    ...(cause === undefined ? {} : { cause: cause || null }),
    ...(code ? { code } : {}),
    ...(domain ? { domain } : {}),
    ...(provider ? { provider } : {}),
    ...(address ? { address } : {}),
    ...(id ? { id } : {}),
    ...(outcome ? { outcome: outcome as Outcome } : {}),
  };
  return Object.keys(selection).length ? selection : undefined;
}
