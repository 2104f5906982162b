import type { Texts } from '../catalog/facts';
import { fill } from '../explain/fill';
import type { CauseRow, Changes, Outcomes, Summary } from './model';

/** Log texts in it are as they are; whoever prints it makes them harmless. */
export interface Report {
  readonly title: string;
  readonly lead: readonly string[];
  readonly sections: readonly Section[];
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly lines?: readonly string[];
  readonly table?: Table;
}

export interface Table {
  readonly head: readonly string[];
  /** How many columns a terminal has room for; all where it is not said. */
  readonly narrow?: number;
  /** Numbers stand on the right. */
  readonly rows: readonly (readonly (string | number)[])[];
}

type Words = Texts['summary']['report'];

/** Rows of a table in a document; all of them are in the JSON. */
const most = 25;

export const shownOutcomes: readonly (keyof Outcomes)[] = [
  'received',
  'delivered',
  'deliveredAddresses',
  'forwarded',
  'deferred',
  'deferrals',
  'waiting',
  'bounced',
  'bouncedAddresses',
  'expired',
  'rejected',
  'rejectedTemporarily',
  'warned',
  'held',
  'discarded',
];

/** Outcomes with something to say: the main ones always, others where they are not empty or repeat another. */
export function outcomesToShow({ outcomes }: Summary): readonly (keyof Outcomes)[] {
  const always: readonly (keyof Outcomes)[] = ['received', 'delivered', 'deferred', 'bounced', 'rejected'];
  const same: Partial<Record<keyof Outcomes, keyof Outcomes>> = {
    deliveredAddresses: 'delivered',
    bouncedAddresses: 'bounced',
  };
  return shownOutcomes.filter((name) => {
    const other = same[name];
    if (other) return outcomes[name] !== outcomes[other];
    return always.includes(name) || outcomes[name] > 0;
  });
}

/** `550 5.1.1` */
export function codesOfRow({ reply, enhanced }: Pick<CauseRow, 'reply' | 'enhanced'>): string {
  return [reply, enhanced].filter(Boolean).join(' ');
}

/** How bad, in words: hard, growing, refused here. */
export function marksOf({ hard, growing, sentByUs, reply, enhanced }: CauseRow, words: Words): string[] {
  // What is refused for now is not given up, nor is what this server itself refuses.
  const final = hard === true && !sentByUs && !(reply ?? enhanced ?? '').startsWith('4');
  return [final ? words.hard : '', growing ? words.growing : '', sentByUs ? words.ours : ''].filter(Boolean);
}

export function actorOf(row: Pick<CauseRow, 'acts'>, words: Words): string {
  const names = { none: words.actNone, sender: words.actSender, receiver: words.actReceiver, both: words.actBoth };
  return names[row.acts];
}

/** The summary as a document. */
export function reportOf(summary: Summary, words: Words, changes?: Changes): Report {
  const { files, from, to, partial, outcomes, causes, waitingSince } = summary;
  const sections: Section[] = [
    {
      id: 'outcomes',
      title: words.outcomes,
      table: {
        head: [words.outcome, words.count],
        rows: outcomesToShow(summary).map((name) => [
          name === 'waiting' && waitingSince
            ? `${words.waiting}, ${fill(words.waitingSince, waitingSince)}`
            : words[name],
          outcomes[name],
        ]),
      },
    },
    ...(changes ? [changesSection(changes, words)] : []),
    {
      id: 'causes',
      title: words.causes,
      ...(causes.length
        ? {
            table: {
              head: [
                words.count,
                words.share,
                words.cause,
                words.reply,
                words.provider,
                words.acts,
                words.remedy,
                words.first,
                words.last,
                words.domains,
                words.others,
              ],
              narrow: 7,
              rows: causes.slice(0, most).map((row) => causeCells(row, words)),
            },
            ...(causes.length > most ? { lines: [fill(words.more, String(causes.length - most))] } : {}),
          }
        : { lines: [words.noCauses] }),
    },
    ...(summary.timeline.length
      ? [
          {
            id: 'timeline',
            title: words.timeline,
            table: {
              head: [words.time, words.success, words.transient, words.permanent],
              rows: summary.timeline.map(({ start, success, transient, permanent }) => [
                start,
                success,
                transient,
                permanent,
              ]),
            },
          },
        ]
      : []),
    countsSection('codes', words.codes, words, summary.replies),
    countsSection('enhanced', words.enhancedCodes, words, summary.enhanced),
    {
      id: 'domains',
      title: words.domains,
      table: {
        head: [words.domain, words.delivered, words.deferrals, words.bounced, words.rejected],
        rows: summary.domains
          .slice(0, most)
          .map(({ domain, delivered, deferred, bounced, rejected }) => [
            domain,
            delivered,
            deferred,
            bounced,
            rejected,
          ]),
      },
    },
    {
      id: 'providers',
      title: words.causesByProvider,
      table: {
        head: [words.provider, words.delivered, words.deferrals, words.bounced, words.causes],
        rows: summary.providers
          .slice(0, most)
          .map((row) => [
            row.provider,
            row.delivered,
            row.deferred,
            row.bounced,
            row.causes.map(({ name, count }) => `${name}: ${count}`).join(', '),
          ]),
      },
    },
    {
      id: 'senders',
      title: words.senders,
      table: {
        head: [words.domain, words.failures],
        rows: summary.senders.slice(0, most).map(({ domain, failures }) => [domain, failures]),
      },
    },
    {
      id: 'slowest',
      title: words.slowest,
      table: {
        head: [words.duration, words.time, words.id, words.recipient, words.place],
        rows: summary.slowest.map(({ seconds, at, id, to: recipient, file, line }) => [
          durationText(seconds),
          at,
          id,
          recipient,
          `${file}:${line}`,
        ]),
      },
    },
    {
      id: 'files',
      title: words.files,
      table: {
        head: [words.file, words.lines, words.bytes, words.notes],
        rows: files.map(({ name, lines, bytes, notes }) => [name, lines, bytes, notes.join('; ')]),
      },
    },
    ...(summary.notes.length ? [{ id: 'notes', title: words.notes, lines: summary.notes }] : []),
  ];
  return {
    title: words.title,
    lead: [
      files.length === 1
        ? fill(words.oneFile, String(summary.lines), files[0]!.name)
        : fill(words.read, String(summary.lines), String(files.length)),
      ...(from && to ? [fill(words.span, from, to)] : []),
      ...(partial ? [words.partial] : []),
    ],
    sections: sections.filter(({ table, lines }) => lines?.length || table?.rows.length),
  };
}

function causeCells(row: CauseRow, words: Words): (string | number)[] {
  const { sameServers } = row;
  return [
    row.count,
    `${Math.round(1000 * row.share) / 10} %`,
    [row.name, ...marksOf(row, words)].join('; '),
    codesOfRow(row),
    row.provider ?? '',
    actorOf(row, words),
    row.brief,
    `${row.first} (${row.place.file}:${row.place.line})`,
    row.last,
    row.domains
      .slice(0, 3)
      .map(({ domain, count }) => `${domain}: ${count}`)
      .join(', '),
    sameServers ? fill(words.othersDelivered, String(sameServers.delivered), String(sameServers.attempts)) : '',
  ];
}

function changesSection(changes: Changes, words: Words): Section {
  const kinds = [
    ['new', words.changeNew],
    ['risen', words.changeRisen],
    ['fallen', words.changeFallen],
    ['gone', words.changeGone],
  ] as const;
  const rows = kinds.flatMap(([kind, name]) =>
    changes[kind].map(({ name: cause, before, after }) => [name, cause, before, after]),
  );
  return {
    id: 'changes',
    title: words.changed,
    ...(rows.length
      ? { table: { head: [words.changed, words.cause, words.before, words.after], rows } }
      : { lines: [words.noChange] }),
  };
}

function countsSection(id: string, title: string, words: Words, counts: Readonly<Record<string, number>>): Section {
  const rows = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return { id, title, table: { head: [words.code, words.count], rows: rows.slice(0, most) } };
}

/** `2 d 3 h`, `4 min 5 s`, `1.5 s` */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.round(10 * seconds) / 10} s`;
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [Math.floor(seconds) % 60, 's'],
  ] as const;
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}
