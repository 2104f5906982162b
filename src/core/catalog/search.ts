import { classOf, parseReply } from '../codes';
import type { ReplyClass, ReplyQuery } from '../model';
import type { CodeText, Facts, Texts } from './facts';
import type { ProviderMatch } from './replyMatcher';

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

/** What of the catalog is searched. */
interface Searched {
  readonly facts: Facts;
  readonly texts: Texts;
  readonly enhancedText: (code: string) => CodeText | undefined;
  readonly providerReply: (query: ReplyQuery) => ProviderMatch | undefined;
}

interface Row {
  readonly entry: CatalogEntry;
  /** What is looked in, folded, the more telling first, with what a word in it is worth. */
  readonly fields: readonly (readonly [text: string, worth: number, written: string])[];
  /** Reply codes that the registry lists with the entry, or that a provider sends. */
  readonly codes: readonly string[];
  /** What puts the entry before its equals: how often people meet it. */
  readonly bonus: number;
}

/** The codes that people meet, most frequent first; those of the same class follow in the order of their digits. */
const met = ['550', '554', '450', '451', '421', '552', '452', '535', '530', '553', '551', '250', '220', '354', '235'];
/** The same of enhanced status codes. */
const metEnhanced = ['5.1.1', '5.7.1', '5.2.2', '4.2.2', '4.7.1', '5.7.26', '4.2.0', '5.7.8', '5.4.4', '5.3.4'];

/** What a word is worth by where it stands. */
const worth = { name: 100, cause: 60, phrase: 45, brief: 45, meaning: 30, seen: 25, rest: 8 } as const;
/** A whole word is worth more than the beginning of one, that more than what stands within. */
const [whole, prefix, within] = [1.5, 1.25, 0.5];

/** Lower case without accents, so that “delai” finds « délai ». */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[’`]/g, "'");
}

/** All entries and how to find them; texts are folded once. */
export function createSearch(catalog: Searched): {
  readonly entries: readonly CatalogEntry[];
  readonly find: (words: string) => readonly CatalogEntry[];
  /** The words of an entry's texts that a search hit, where neither name nor brief shows them. */
  readonly why: (id: string, words: string) => string | undefined;
} {
  const rows = [...replyRows(catalog), ...enhancedRows(catalog), ...providerRows(catalog)];
  const entries = rows.map(({ entry }) => entry);
  return {
    entries,
    find: (text) => {
      const wanted = fold(text).split(/\s+/).filter(Boolean);
      if (!wanted.length) return entries;
      const hits = ranked(rows, wanted);
      return hits.length ? hits : pasted(catalog, entries, text);
    },
    why: (id, text) => {
      const row = rows.find(({ entry }) => entry.id === id);
      return row && excerpt(row, fold(text).split(/\s+/).filter(Boolean));
    },
  };
}

/**
 * The rows that hold all the words. Whose code was asked for comes first, then the pairs with it, then who has the words in
 * the name, then in the texts.
 */
function ranked(rows: readonly Row[], wanted: readonly string[]): readonly CatalogEntry[] {
  const codes = wanted.filter((word) => /^(?:[1-6]\d\d|[245]\.\d{1,3}\.\d{1,3})$/.test(word));
  // The enhanced status code says more than the reply code.
  const specific = codes.find((code) => code.includes('.'));
  const scored: { readonly entry: CatalogEntry; readonly score: number }[] = [];
  for (const row of rows) {
    const score = scoreOf(row, wanted, codes, specific);
    if (score > 0) scored.push({ entry: row.entry, score: score + row.bonus });
  }
  return scored.sort((a, b) => b.score - a.score).map(({ entry }) => entry);
}

/** Zero where a word is missing. */
function scoreOf(row: Row, wanted: readonly string[], codes: readonly string[], specific: string | undefined): number {
  const { entry, codes: own } = row;
  // Of a pair the entries of its two codes stand for it, whether or not they name each other.
  if (codes.length === wanted.length && codes.includes(entry.id)) return entry.id === specific ? 3000 : 2900;
  // The beginning of a code.
  if (wanted.length === 1 && /^\d[\d.]*$/.test(wanted[0]!) && entry.id.startsWith(wanted[0]!)) return 2000;
  // Words that stand together as they were typed mean more than scattered ones.
  const together = wanted.length > 1 ? scoreOfWord(row, wanted.join(' ')) : 0;
  if (together) return together * 1.3;
  let score = 0;
  for (const word of wanted) {
    const found = codes.includes(word) && own.includes(word) ? 400 : scoreOfWord(row, word);
    if (!found) return 0;
    // A provider's own tag, such as TSS04, is its alone.
    score += entry.group === 'providers' && /[a-z]\d|\d[a-z]/.test(word) ? found * 3 : found;
  }
  return score / wanted.length;
}

function scoreOfWord({ fields }: Row, word: string): number {
  for (const [text, value] of fields) {
    let best = 0;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      const begins = at === 0 || !/[\p{L}\d]/u.test(text[at - 1]!);
      const end = text[at + word.length];
      best = Math.max(best, begins ? (end === undefined || !/[\p{L}\d]/u.test(end) ? whole : prefix) : within);
      if (best === whole) break;
    }
    // The digits of a code within another number are no hit.
    if (best > within || (best && !/^[\d.]+$/.test(word))) return value * best;
  }
  return 0;
}

/** So much of a text before and behind a word, in UTF-16 units. */
const [before, behind] = [30, 60];

function excerpt({ entry, fields }: Row, wanted: readonly string[]): string | undefined {
  const shown = fold(`${entry.title} ${entry.name} ${entry.brief}`);
  // That a code belongs to an entry needs no words.
  const missing = wanted.find((word) => !shown.includes(word) && !/^[\d.]+$/.test(word));
  const [text, , written] = fields.find(([folded]) => missing && folded.includes(missing)) ?? [];
  if (!missing || !text || written === undefined) return undefined;
  // Folding may shorten a text; what is cut is near enough.
  const at = text.indexOf(missing);
  const from = at > before ? written.indexOf(' ', at - before) + 1 : 0;
  const to = written.indexOf(' ', at + behind);
  const cut = written.slice(from, to < 0 ? undefined : to).replaceAll('`', '');
  return `${from ? '… ' : ''}${cut}${to < 0 ? '' : ' …'}`;
}

/** The entries behind a whole reply: whose words these are, then its codes. */
function pasted(catalog: Searched, entries: readonly CatalogEntry[], text: string): readonly CatalogEntry[] {
  const query = parseReply(text);
  if (!query) return [];
  const ids = [catalog.providerReply(query)?.reply.id, query.enhancedCode, query.replyCode];
  return ids.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
}

function fieldsOf(
  head: string,
  cause: string,
  text: Partial<CodeText> | undefined,
  phrases: readonly string[],
  more: readonly string[],
): Row['fields'] {
  const { brief = '', meaning = '', whenYouSeeIt = [], note = '', remedy } = text ?? {};
  const fields: readonly (readonly [string, number])[] = [
    [head, worth.name],
    [cause, worth.cause],
    [brief, worth.brief],
    [phrases.join(' | '), worth.phrase],
    [meaning, worth.meaning],
    [whenYouSeeIt.join(' '), worth.seen],
    [[note, ...Object.values(remedy ?? {}).flat(), ...more].join(' '), worth.rest],
  ];
  return fields.map(([written, value]) => [fold(written), value, written] as const).filter(([written]) => written);
}

/** What an entry has before its equals: the codes that people meet, those of a standard, the rest. */
function bonusOf(id: string, list: readonly string[], standing: number): number {
  const index = list.indexOf(id);
  return standing + (index < 0 ? 0 : 30 - index);
}

/** What servers say for a cause. */
function phrasesOf({ phrases }: Facts, cause: string | undefined): readonly string[] {
  return cause ? phrases.filter((row) => row.cause === cause).flatMap(({ texts }) => texts.flat()) : [];
}

/** The codes that people meet first, what nobody's standard has last. */
function byFrequency<Fact>(facts: readonly Fact[], order: (fact: Fact) => number): readonly Fact[] {
  return [...facts].sort((a, b) => order(a) - order(b));
}

function* replyRows({ facts, texts }: Searched): Iterable<Row> {
  const order = ({ code, status }: (typeof facts)['reply-codes']['codes'][number]): number => {
    const index = met.indexOf(code);
    if (index >= 0) return index;
    return status === 'standard' || status === 'extension' ? 100 : 200;
  };
  for (const { code, text: registered = '', status, sentBy = [], cause } of byFrequency(
    facts['reply-codes'].codes,
    order,
  )) {
    const text = texts['reply-codes'][code];
    const replyClass = classOf(code);
    const group = status === 'standard' || status === 'extension' ? replyClass : 'invalid';
    const name = text?.name ?? registered;
    const entry = { id: code, reply: code, group, class: replyClass, title: code, name, brief: text?.brief ?? '' };
    yield {
      entry,
      fields: fieldsOf(`${code} ${name}`, '', text, [registered, ...phrasesOf(facts, cause)], sentBy),
      codes: [],
      bonus: bonusOf(code, met, group === 'invalid' ? -120 : 0),
    };
  }
}

function* enhancedRows(catalog: Searched): Iterable<Row> {
  for (const { code, classes, text: registered, replyCodes, deprecated, cause } of catalog.facts['enhanced-codes']
    .details) {
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
      yield {
        entry,
        fields: fieldsOf(
          `${id} ${name}`,
          '',
          text,
          [registered, ...phrasesOf(catalog.facts, digit === '2' ? undefined : cause)],
          [],
        ),
        codes: replyCodes.filter((one) => one[0] === digit),
        bonus: bonusOf(id, metEnhanced, digit === '2' ? -60 : 0),
      };
    }
  }
}

function* providerRows({ facts, texts }: Searched): Iterable<Row> {
  for (const { name: provider, fullName = '', kind, replies } of facts.providers) {
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
      const own = { brief: entry.brief, meaning: [reason?.meaning, text?.meaning].filter(Boolean).join(' ') };
      yield {
        entry,
        fields: fieldsOf([title, provider, fullName].join(' '), reason?.name ?? '', own, phrases.flat(), [cause]),
        codes: title.split(' '),
        // What many servers do comes before what one says.
        bonus: kind === 'practice' ? 25 : -20,
      };
    }
  }
}
