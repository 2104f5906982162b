import type { ReplyQuery } from '../model';
import type { BlocklistFact, CauseFact, EnhancedPattern, Facts, ProviderFact, ProviderReplyFact } from './facts';
import { createPhraseIndex, quotationsOf, type Phrase, type PhraseHit } from './phraseIndex';
import { normalisedPhrase, wordsOf, type Words } from './words';

export interface ProviderMatch {
  readonly provider: ProviderFact;
  readonly reply: ProviderReplyFact;
  /** False where other servers say the same, so that the reply's cause holds but nobody can tell who spoke. */
  readonly named: boolean;
  /** The server's own words that decided; empty where a code did that nobody else documents. */
  readonly because: readonly string[];
}

/** A cause that the server's words name. */
export interface WordsMatch {
  readonly cause: CauseFact;
  /** True for words that say little: a code that says more comes before them. */
  readonly vague: boolean;
  readonly because: readonly string[];
}

/** What a server's words are known by. At most one of the two decides: a documented reply, or a cause that any server's words name. */
export interface ReplyMatch {
  readonly provider: ProviderMatch | undefined;
  readonly words: WordsMatch | undefined;
  /** Whose server it is, by one of its marks, whether or not the reply is documented. */
  readonly speaker: ProviderFact | undefined;
  /** The blocklist that the words name, the part of one before the whole. */
  readonly list: BlocklistFact | undefined;
}

/** Whose reply it is, with the text that it is known by. */
interface Documented {
  readonly kind: 'documented';
  readonly provider: ProviderFact;
  readonly reply: ProviderReplyFact;
  /** UTF-16 units of the text as documented. */
  readonly length: number;
  /** True for words that many servers say; they count only beside matching codes. */
  readonly common: boolean;
  /** True for a provider's own tag, which holds whatever failure it stands in. */
  readonly tagged: boolean;
}

interface Said {
  readonly kind: 'said';
  /** Undefined for words that look like a cause and name none, such as “not listed”. */
  readonly cause: CauseFact | undefined;
  readonly vague: boolean;
}

/** A word that gives a provider away. */
interface Mark {
  readonly kind: 'mark';
  readonly provider: ProviderFact;
  readonly mark: string;
}

/** A name of a blocklist. */
interface Listed {
  readonly kind: 'list';
  readonly list: BlocklistFact;
}

type Value = Documented | Said | Mark | Listed;

/** A text this long is not said by chance, in UTF-16 units. */
const telling = 18;
/** A provider's own tag (`[TS04]`, `RP-001`, `AUP#CXBL`) is short and telling all the same. */
const tag = /[a-z]{1,6}[-_ ]?\d{2,}|\[\w+\]|\w#\w/;
/** A text with a tag that is longer is words with a number in them, in UTF-16 units. */
const longestTag = 24;
/** A reply is read no further than this, in UTF-16 units. */
const longestText = 4000;
/** Parts of a phrase stand no more than this many words apart, those of a documented reply anywhere behind each other. */
const near = 7;

/** Finds what a server's words are known by: one pass over the words, whatever the number of replies and phrases. */
export function createReplyMatcher(
  facts: Pick<Facts, 'providers' | 'phrases' | 'causes' | 'blocklists' | 'enhanced-codes'>,
): (query: ReplyQuery) => ReplyMatch {
  let ready: ReturnType<typeof prepare> | undefined;
  let last: { readonly query: ReplyQuery; readonly match: ReplyMatch } | undefined;
  return (query) => {
    const { text, replyCode, enhancedCode, command } = query;
    // Every surface of a reply asks, one after the other.
    if (
      last &&
      last.query.text === text &&
      last.query.replyCode === replyCode &&
      last.query.enhancedCode === enhancedCode &&
      last.query.command === command
    )
      return last.match;
    ready ??= prepare(facts);
    const match = ready(query);
    last = { query, match };
    return match;
  };
}

function prepare(
  facts: Pick<Facts, 'providers' | 'phrases' | 'causes' | 'blocklists' | 'enhanced-codes'>,
): (query: ReplyQuery) => ReplyMatch {
  const causes = new Map(facts.causes.causes.map((row) => [row.id, row]));
  const find = createPhraseIndex<Value>([
    ...documentedPhrases(facts.providers),
    ...saidPhrases(facts, causes),
    ...markPhrases(facts.providers),
    ...listPhrases(facts),
  ]);
  const byCode = createCodeIndex(facts);
  return (query) => {
    const words = wordsOf(wordsOfServer(query));
    const hits = words.tokens.length ? find(words) : [];
    const text = words.text.toLowerCase();
    const speaker = speakerOf(hits, words, text);
    const list = listOf(hits);
    const found = bestDocumented(hits, query, text);
    const ofSender = answersMail(query);
    const said = ofList(bestSaid(hits, ofSender ? causes : undefined), list, causes);
    // What is documented of a recipient is no answer to MAIL.
    const documented = ofSender && causes.get(found?.match.reply.cause ?? '')?.toMail && said ? undefined : found;
    if (documented && !(said && outweighs(said, documented, causes)))
      return {
        provider: { ...documented.match, because: quotationsOf(words, documented.hit.spans) },
        words: undefined,
        speaker: documented.match.named ? documented.match.provider : speaker,
        list,
      };
    if (said)
      return {
        provider: undefined,
        words: { cause: said.cause, vague: said.vague, because: quotationsOf(words, said.hit.spans) },
        speaker,
        list,
      };
    const provider = byCode(query);
    return { provider, words: undefined, speaker: provider?.provider ?? speaker, list };
  };
}

/** A list of domains has no addresses of servers, whatever the words around it say. */
function ofList(
  said: SaidHit | undefined,
  list: BlocklistFact | undefined,
  causes: ReadonlyMap<string, CauseFact>,
): SaidHit | undefined {
  const domain = list?.domains && said?.cause.id === 'ip-blocklisted' ? causes.get('domain-blocklisted') : undefined;
  return said && domain ? { ...said, cause: domain } : said;
}

/** An address that is spoken of in answer to `MAIL` is the sender's. */
function answersMail({ command, text = '' }: ReplyQuery): boolean {
  return command === 'MAIL' || (command === undefined && text.includes('in reply to MAIL FROM'));
}

/** What a reply is compared by: the codes at the heads of its further lines left out. */
export function wordsOfServer({ text = '', replyCode = '', enhancedCode = '' }: ReplyQuery): string {
  const plain = text.slice(0, longestText);
  if (!replyCode || !enhancedCode) return plain;
  return plain.replaceAll(`${replyCode}-${enhancedCode} `, '').replaceAll(`${replyCode} ${enhancedCode} `, '');
}

function* documentedPhrases(providers: readonly ProviderFact[]): Iterable<Phrase<Value>> {
  /** The texts of more than one provider. */
  const owners = new Map<string, ProviderFact | 'many'>();
  const keyOf = (written: string | readonly string[]): string =>
    (typeof written === 'string' ? written : written.join('\n')).toLowerCase();
  for (const provider of providers)
    for (const { texts, shared } of provider.replies)
      if (!shared)
        for (const written of texts) {
          const owner = owners.get(keyOf(written));
          owners.set(keyOf(written), owner && owner !== provider ? 'many' : provider);
        }
  for (const provider of providers)
    for (const reply of provider.replies)
      for (const [index, written] of reply.texts.entries()) {
        const parts = partsOf(reply.words?.[index] ?? normalised(written));
        const key = keyOf(written);
        const length = key.length - parts.length + 1;
        const many = owners.get(key) === 'many' || reply.shared === true;
        const tagged = !many && length <= longestTag && tag.test(key);
        const common = (length < telling && !tagged) || owners.get(key) === 'many';
        yield {
          parts,
          near: longestText,
          inNames: true,
          value: { kind: 'documented', provider, reply, length, common, tagged },
        };
      }
}

/** Where mail is read or handed in; a mail server that many run, and a filter in between, is no speaker. */
function* markPhrases(providers: readonly ProviderFact[]): Iterable<Phrase<Value>> {
  for (const provider of providers)
    if (provider.kind === 'mailbox' || provider.kind === 'sending')
      for (const [index, mark] of (provider.marks ?? []).entries())
        yield {
          parts: [provider.markWords?.[index] ?? normalisedPhrase(mark)],
          near: 0,
          inNames: true,
          value: { kind: 'mark', provider, mark },
        };
}

function* listPhrases({ blocklists }: Pick<Facts, 'blocklists'>): Iterable<Phrase<Value>> {
  for (const list of blocklists.lists)
    for (const [index, text] of list.texts.entries())
      yield {
        parts: [list.words?.[index] ?? normalisedPhrase(text)],
        near: 0,
        inNames: true,
        value: { kind: 'list', list },
      };
}

function listOf(hits: readonly PhraseHit<Value>[]): BlocklistFact | undefined {
  let best: BlocklistFact | undefined;
  let longest = 0;
  for (const { value, spans } of hits) {
    if (value.kind !== 'list') continue;
    const [first, last] = spans[0]!;
    if (last - first + 1 > longest) [best, longest] = [value.list, last - first + 1];
  }
  return best;
}

/** Whose mark a text holds; a mark in somebody's address, or in the name of the client, says nothing of who speaks. */
function speakerOf(hits: readonly PhraseHit<Value>[], words: Words, text: string): ProviderFact | undefined {
  for (const { value, spans } of hits) {
    if (value.kind !== 'mark' || !text.includes(value.mark)) continue;
    const [first, last] = spans[0]!;
    const kind = nameAround(words, first, last);
    if (kind === '<address>' || (kind === '<host>' && value.provider.kind === 'sending')) continue;
    if (kind === '<host>' && client.test(text.slice(0, words.starts[first]))) continue;
    return value.provider;
  }
  return undefined;
}

/** `Client host [mail.example.com]` */
const client = /\b(?:client|host|from|relay|helo|ehlo|server)\b[^a-z]{0,3}(?:host)?[^a-z]{0,3}[\w.-]{0,80}$/;

/** The marker of the name that words stand in. */
function nameAround(words: Words, first: number, last: number): string | undefined {
  if (!words.inName[first]) return undefined;
  let at = last;
  while (words.inName[at]) at++;
  const marker = words.tokens[at];
  // A link has no marker.
  return marker !== undefined && words.starts[at]! <= words.starts[first]! ? marker : undefined;
}

function* saidPhrases(
  { phrases }: Pick<Facts, 'phrases'>,
  causes: ReadonlyMap<string, CauseFact>,
): Iterable<Phrase<Value>> {
  for (const { cause, vague, texts, words } of phrases) {
    const fact = causes.get(cause);
    const value: Said = { kind: 'said', cause: fact, vague: vague ?? fact?.general === true };
    for (const [index, written] of texts.entries()) {
      const parts = partsOf(words?.[index] ?? normalised(written));
      // Who writes a phrase with the signs of a name means a name.
      yield { parts, near, inNames: partsOf(written).some((part) => /\w[./=_]\w/.test(part)), topic: cause, value };
    }
  }
}

function partsOf(written: string | readonly string[]): readonly string[] {
  return typeof written === 'string' ? [written] : written;
}

/** What the build does beforehand, for facts that no build made. */
function normalised(written: string | readonly string[]): readonly string[] {
  return partsOf(written).map(normalisedPhrase);
}

interface DocumentedHit {
  readonly match: Omit<ProviderMatch, 'because'>;
  readonly hit: PhraseHit<Value>;
  readonly value: Documented;
  readonly marked: boolean;
  /** True for a provider's own tag, and for words that come with the codes that the document names. */
  readonly sure: boolean;
}

function bestDocumented(hits: readonly PhraseHit<Value>[], query: ReplyQuery, text: string): DocumentedHit | undefined {
  let best: DocumentedHit | undefined;
  let bestScore = 0;
  for (const hit of hits) {
    const { value } = hit;
    if (value.kind !== 'documented') continue;
    const { provider, reply } = value;
    const { score, named, marked, sure } = judge(value, query, text);
    if (score > bestScore) [best, bestScore] = [{ match: { provider, reply, named }, hit, value, marked, sure }, score];
  }
  return best;
}

/** Score 0 where the codes rule the reply out; otherwise higher for longer texts, for codes that agree, for the provider's marks. */
function judge(
  { provider, reply, length, common, tagged }: Documented,
  { replyCode, enhancedCode }: ReplyQuery,
  text: string,
): { readonly score: number; readonly named: boolean; readonly marked: boolean; readonly sure: boolean } {
  const none = { score: 0, named: false, marked: false, sure: false };
  const code = agreement(replyCode, reply.replyCodes, isReplyCode);
  const enhanced = agreement(enhancedCode, reply.enhancedCodes, isEnhancedCode);
  const agreed = Number(code === true) + Number(enhanced === true);
  if (tagged) {
    // A tag is the provider's own in any failure.
    if (code === false && /^[123]/.test(replyCode ?? '')) return none;
  } else {
    if (code === false && enhanced !== true) return none;
    if (enhanced === false && (code !== true || length < telling)) return none;
  }
  const marked = provider.marks?.some((mark) => text.includes(mark)) ?? false;
  // What others say too holds only where every code that the document names is there.
  const kinds = Number(reply.replyCodes.length > 0) + Number(reply.enhancedCodes.length > 0);
  const weak = (common || reply.shared === true) && !marked;
  if (weak && (agreed === 0 || agreed < kinds)) return none;
  return {
    score: length + 20 * agreed + (marked ? 40 : reply.shared ? -5 : 0) + (tagged ? 100 : 0),
    named: marked || !reply.shared,
    marked,
    sure: tagged || (!weak && enhanced === true && code !== false),
  };
}

interface SaidHit {
  readonly cause: CauseFact;
  readonly vague: boolean;
  readonly hit: PhraseHit<Value>;
}

/** The most telling words: of a cause that is no catch-all, then the longest, then the first. */
function bestSaid(
  hits: readonly PhraseHit<Value>[],
  toMail: ReadonlyMap<string, CauseFact> | undefined,
): SaidHit | undefined {
  const idle = hits.filter(({ value }) => value.kind === 'said' && !value.cause);
  let best: SaidHit | undefined;
  for (const hit of hits) {
    if (hit.value.kind !== 'said' || !hit.value.cause) continue;
    if (idle.some((other) => covers(other, hit))) continue;
    const meant = toMail?.get(hit.value.cause.toMail ?? '');
    const candidate = { cause: meant ?? hit.value.cause, vague: meant?.general ?? hit.value.vague, hit };
    if (!best || isMoreTelling(candidate, best)) best = candidate;
  }
  return best;
}

function isMoreTelling(a: SaidHit, b: SaidHit): boolean {
  if (a.vague !== b.vague) return b.vague;
  if (a.hit.weight !== b.hit.weight) return a.hit.weight > b.hit.weight;
  return a.hit.spans[0]![0] < b.hit.spans[0]![0];
}

/** Whether words that name no cause hold a part of the others. */
function covers(idle: PhraseHit<Value>, hit: PhraseHit<Value>): boolean {
  return hit.spans.some(([first, last]) =>
    idle.spans.some(([from, to]) => from <= first && last <= to && !(from === first && to === last)),
  );
}

/** Whether the words of any server tell more than those that a provider documents. */
function outweighs(said: SaidHit, documented: DocumentedHit, causes: ReadonlyMap<string, CauseFact>): boolean {
  const own = causes.get(documented.match.reply.cause);
  if (!own || own.id === said.cause.id || said.vague) return false;
  const { tagged, reply } = documented.value;
  if (documented.sure && (!own.general || tagged || reply.againstRegistry)) return false;
  // Whoever documents a reply knows what these very words mean.
  const [from, to] = rangeOf(documented.hit);
  const [first, last] = rangeOf(said.hit);
  if (from <= first && last <= to) return false;
  // A catch-all of a provider's says less than a plain word about the cause.
  if (own.general && !documented.marked) return true;
  return (own.general === true || !documented.marked) && said.hit.weight > documented.hit.weight;
}

/** From the first to the last word of a phrase. */
function rangeOf({ spans }: PhraseHit<Value>): readonly [first: number, last: number] {
  return [spans[0]![0], spans[spans.length - 1]![1]];
}

/** Replies whose enhanced status code is in no registry and that one provider alone documents. */
function createCodeIndex({
  providers,
  'enhanced-codes': { details },
}: Pick<Facts, 'providers' | 'enhanced-codes'>): (query: ReplyQuery) => ProviderMatch | undefined {
  const registered = new Set(details.map(({ code }) => code.slice(1)));
  const rows = providers.flatMap((provider) =>
    provider.kind === 'practice' ? [] : provider.replies.map((reply) => ({ provider, reply })),
  );
  return ({ replyCode, enhancedCode }) => {
    if (!enhancedCode || registered.has(enhancedCode.slice(1))) return undefined;
    const own = rows.filter(({ reply }) =>
      reply.enhancedCodes.some((pattern) => isEnhancedCode(enhancedCode, pattern)),
    );
    const [first] = own;
    if (!first || own.some(({ provider }) => provider !== first.provider)) return undefined;
    // Several replies under one code are told apart by their words alone.
    if (own.some(({ reply }) => reply.cause !== first.reply.cause)) return undefined;
    if (agreement(replyCode, first.reply.replyCodes, isReplyCode) === false) return undefined;
    return { ...first, named: true, because: [] };
  };
}

/** True or false where both sides name a code, undefined where one of them doesn't. */
function agreement<Pattern>(
  code: string | undefined,
  patterns: readonly Pattern[],
  matches: (code: string, pattern: Pattern) => boolean,
): boolean | undefined {
  if (!code || !patterns.length) return undefined;
  return patterns.some((pattern) => matches(code, pattern));
}

function isReplyCode(code: string, pattern: string): boolean {
  return pattern.endsWith('xx') ? code[0] === pattern[0] : code === pattern;
}

/** Whether an enhanced status code is the one, or within the range, that a provider documents. */
export function isEnhancedCode(code: string, pattern: EnhancedPattern): boolean {
  if (typeof pattern === 'string') return code === pattern;
  const [value, from, to] = [code, pattern.from, pattern.to].map((text) => text.split('.').map(Number));
  return value![0] === from![0] && value![1] === from![1] && value![2]! >= from![2]! && value![2]! <= to![2]!;
}
