import { fill } from '../core/explain/fill';
import { inOrder } from '../core/summary/rotated';
import { TrailFinder, type Trail } from '../core/summary/trail';
import { createLineBuffer } from '../platform/lineFeeds';
import { expand, readLog } from '../platform/logFiles';
import { readCatalog } from '../platform/nodeCatalog';
import { readArguments, readLocale } from './arguments';
import { UsageError, type Command } from './command';

/** A trail that needs more passes than this goes round in circles. */
const mostPasses = 8;

export const trailCommand: Command = {
  name: 'trail',
  usage: 'trail ID [--json] [--locale LANG] FILE…',
  run: async (args, output) => {
    const { values, positionals } = readArguments(args, { json: { type: 'boolean' }, locale: { type: 'string' } });
    const [id, ...paths] = positionals;
    if (!id || !paths.length) throw new UsageError('trail needs a queue id or a message-id, then files or a folder');
    if (paths.includes('-')) throw new UsageError('trail reads files, which it may have to read more than once');
    const catalog = readCatalog(readLocale(values.locale, output));
    const { notes, trail: words } = catalog.texts.summary;
    const finder = new TrailFinder(id.replace(/^<|>$/g, ''), createLineBuffer());
    const files = inOrder(expand(paths));
    let unread = 0;
    for (let pass = 0; pass < mostPasses; pass++) {
      for (const path of files)
        await readLog(
          path,
          {
            begin: (file) => finder.begin(file),
            room: () => finder.room(),
            take: (length) => finder.take(length),
            end: () => finder.end(),
            unread: (name, reason) => {
              if (pass > 0) return;
              unread++;
              output.error(`${name}: ${reason}`);
            },
          },
          { texts: notes },
        );
      if (!finder.again()) break;
    }
    const trail = finder.trail(catalog);
    if (!trail.entries.length) output.error(fill(words.notFound, id));
    if (values.json) output.line(JSON.stringify(trail));
    else for (const line of linesOf(trail, words)) output.line(line);
    if (unread) return 2;
    return trail.entries.length ? 0 : 1;
  },
};

type Words = ReturnType<typeof readCatalog>['texts']['summary']['trail'];

function linesOf(trail: Trail, words: Words): string[] {
  const { sender, size, messageIds, ids, entries, recipients, breaks } = trail;
  const clean = (text: string) =>
    text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ');
  return [
    ...(sender === null ? [] : [`${words.from}: ${sender || '<>'}`]),
    ...(size === null ? [] : [`${words.size}: ${size}`]),
    ...(messageIds.length ? [`Message-ID: ${messageIds.join(', ')}`] : []),
    `${words.ids}: ${ids.join(' → ')}`,
    '',
    ...entries.map(({ file, line, text }) => `${file}:${line}: ${text}`),
    '',
    ...recipients.map(({ recipient, outcome, time, relay, reply, enhanced, cause, attempts }) =>
      [
        `${recipient}: ${words.outcomes[outcome as keyof typeof words.outcomes]}`,
        outcome === 'waiting' ? fill(words.since, time ?? '') : (time ?? ''),
        [reply, enhanced].filter(Boolean).join(' '),
        cause ?? '',
        relay ?? '',
        attempts > 1 ? fill(words.attempts, String(attempts)) : '',
      ]
        .filter(Boolean)
        .join(', '),
    ),
    ...breaks.map(({ id, file, line }) => fill(words.breaks, id, `${file}:${line}`)),
  ].map(clean);
}
