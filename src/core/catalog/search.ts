import { parseReply } from '../explain/parseReply';
import type { ReplyClass } from '../model';
import { classOf, type Catalog } from './catalog';
import type { CodeText } from './facts';

/** A row of the pickers and of the catalog page. */
export interface CatalogEntry {
  /** `550`, `5.1.1`, or the id of a provider's reply; unique. */
  readonly id: string;
  /** What to explain or compare it by: its codes, and a provider's words. */
  readonly reply: string;
  readonly group: 'enhanced' | 'providers' | ReplyClass;
  readonly class: ReplyClass;
  readonly title: string;
  readonly name: string;
  readonly brief: string;
}

interface Row {
  readonly entry: CatalogEntry;
  /** Folded title and name. */
  readonly head: string;
  /** Everything else that words may hit. */
  readonly body: string;
}

/** Lower case without accents, so that “delai” finds « délai ». */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[’`]/g, "'");
}

/** All entries and how to find them; texts are folded once. */
export function createSearch(catalog: Catalog): {
  readonly entries: readonly CatalogEntry[];
  readonly find: (words: string) => readonly CatalogEntry[];
} {
  const rows = [...replyRows(catalog), ...enhancedRows(catalog), ...providerRows(catalog)];
  const entries = rows.map(({ entry }) => entry);
  return {
    entries,
    find: (text) => {
      const wanted = fold(text).split(/\s+/).filter(Boolean);
      if (!wanted.length) return entries;
      const hits = rows.filter(({ head, body }) => wanted.every((word) => head.includes(word) || body.includes(word)));
      return hits.length ? ranked(hits, wanted) : pasted(catalog, entries, text);
    },
  };
}

/** Whose code was asked for first, then who begins with the words, has them in the name, has them anywhere. */
function ranked(hits: readonly Row[], wanted: readonly string[]): readonly CatalogEntry[] {
  const rank = ({ entry, head }: Row): number => {
    if (wanted.includes(entry.title)) return 0;
    if (head.startsWith(wanted.join(' '))) return 1;
    return wanted.every((word) => head.includes(word)) ? 2 : 3;
  };
  const last = ({ entry }: Row): number => Number(entry.group === 'invalid');
  return hits
    .map((row) => ({ row, rank: rank(row) }))
    .sort((a, b) => a.rank - b.rank || last(a.row) - last(b.row))
    .map(({ row }) => row.entry);
}

/** The entries behind a whole reply: whose words these are, then its codes. */
function pasted(catalog: Catalog, entries: readonly CatalogEntry[], text: string): readonly CatalogEntry[] {
  const query = parseReply(text);
  if (!query) return [];
  const ids = [catalog.providerReply(query)?.reply.id, query.enhancedCode, query.replyCode];
  return ids.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
}

function bodyOf(text: CodeText | undefined, ...more: readonly string[]): string {
  const parts = text
    ? [text.brief, text.meaning, ...text.whenYouSeeIt, text.note ?? '', ...Object.values(text.remedy).flat()]
    : [];
  return fold([...parts, ...more].join(' '));
}

function* replyRows({ facts, texts }: Catalog): Iterable<Row> {
  for (const { code, text: registered = '', status, sentBy = [] } of facts['reply-codes'].codes) {
    const text = texts['reply-codes'][code];
    const replyClass = classOf(code);
    const group = status === 'standard' || status === 'extension' ? replyClass : 'invalid';
    const name = text?.name ?? registered;
    const entry = { id: code, reply: code, group, class: replyClass, title: code, name, brief: text?.brief ?? '' };
    yield { entry, head: fold(`${code} ${name}`), body: bodyOf(text, registered, ...sentBy) };
  }
}

function* enhancedRows(catalog: Catalog): Iterable<Row> {
  for (const { code, classes, text: registered, replyCodes, deprecated } of catalog.facts['enhanced-codes'].details) {
    if (deprecated) continue;
    for (const digit of [...classes].sort().reverse()) {
      const id = digit + code.slice(1);
      const text = catalog.enhancedText(id);
      const name = text?.name ?? registered;
      const entry = {
        id,
        reply: id,
        group: 'enhanced',
        class: classOf(id),
        title: id,
        name,
        brief: text?.brief ?? '',
      } as const;
      yield { entry, head: fold(`${id} ${name}`), body: bodyOf(text, registered, ...replyCodes) };
    }
  }
}

function* providerRows({ facts, texts }: Catalog): Iterable<Row> {
  for (const { name: provider, replies } of facts.providers) {
    for (const { id, replyCodes, enhancedCodes, texts: phrases, examples, cause } of replies) {
      const text = texts.providers[id];
      const reason = texts.causes[cause];
      const code = replyCodes.find((one) => !one.endsWith('xx')) ?? '';
      const [first] = enhancedCodes;
      const enhanced = first === undefined ? '' : typeof first === 'string' ? first : first.from;
      const phrase =
        phrases[0] === undefined ? '' : typeof phrases[0] === 'string' ? phrases[0] : phrases[0].join(' … ');
      const title = [code || replyCodes[0], enhanced].filter(Boolean).join(' ') || phrase;
      const entry: CatalogEntry = {
        id,
        reply: examples[0] ?? title,
        group: 'providers',
        class: classOf(code || enhanced || (replyCodes[0] ?? '5')),
        title,
        name: `${provider}${phrase && phrase !== title ? `: ${phrase}` : ''}`,
        brief: text?.brief ?? reason?.brief ?? '',
      };
      const body = fold([text?.meaning, reason?.brief, reason?.meaning, cause, ...phrases.flat()].join(' '));
      yield { entry, head: fold(`${title} ${provider}`), body };
    }
  }
}
