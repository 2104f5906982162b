import type { ReplyQuery } from '../model';
import type { EnhancedPattern, ProviderFact, ProviderReplyFact } from './facts';

export interface ProviderMatch {
  readonly provider: ProviderFact;
  readonly reply: ProviderReplyFact;
  /** False where other servers say the same, so that the reply's cause holds but nobody can tell who spoke. */
  readonly named: boolean;
}

/** A text that a documented reply is known by. */
export interface Candidate {
  readonly provider: ProviderFact;
  readonly reply: ProviderReplyFact;
  /** Lower-case parts that the text holds in this order. */
  readonly parts: readonly string[];
  readonly length: number;
  /** True for words that many servers say; they count only beside matching codes. */
  readonly common: boolean;
}

const words = /[a-z0-9]{3,}/g;
/** A text this long is not said by chance, in UTF-16 units. */
const telling = 18;
/** A provider's own tag (`[TS04]`, `RP-001`, `AUP#CXBL`) is short and telling all the same. */
const tag = /[a-z]{1,6}[-_ ]?\d{2,}|\[\w+\]|\w#\w/;
/** A reply is read no further than this, in UTF-16 units. */
const longestText = 4000;

/** Finds the documented reply that a server's words are: one pass over the words, whatever the number of replies. */
export function createProviderMatcher(
  providers: readonly ProviderFact[],
): (query: ReplyQuery) => ProviderMatch | undefined {
  let candidatesFor: ((text: string) => Iterable<Candidate>) | undefined;
  return (query) => {
    const text = wordsOfServer(query);
    if (!text) return undefined;
    candidatesFor ??= createProviderIndex(providers);
    let best: ProviderMatch | undefined;
    let bestScore = 0;
    for (const candidate of candidatesFor(text)) {
      if (!holds(text, candidate.parts)) continue;
      const { score, named } = judge(candidate, query, text);
      if (score > bestScore) [best, bestScore] = [{ ...candidate, named }, score];
    }
    return best && { provider: best.provider, reply: best.reply, named: best.named };
  };
}

/** What a reply is compared by: lower case, one blank between words, the codes at the heads of its lines left out. */
export function wordsOfServer({ text = '', replyCode = '', enhancedCode = '' }: ReplyQuery): string {
  const plain = text.slice(0, longestText).toLowerCase().replace(/’/g, "'").replace(/\s+/g, ' ').trim();
  if (!replyCode || !enhancedCode) return plain;
  return plain.replaceAll(`${replyCode}-${enhancedCode} `, '').replaceAll(`${replyCode} ${enhancedCode} `, '');
}

/**
 * Each text under its rarest word, so that few are looked at.
 *
 * @returns the texts that may be in a text of lower-case words
 */
export function createProviderIndex(providers: readonly ProviderFact[]): (text: string) => Iterable<Candidate> {
  const texts: { readonly candidate: Candidate; readonly own: readonly string[] }[] = [];
  /** The phrases of more than one provider. */
  const owners = new Map<string, ProviderFact | 'many'>();
  const frequency = new Map<string, number>();
  for (const provider of providers) {
    for (const reply of provider.replies) {
      for (const written of reply.texts) {
        const phrase = (typeof written === 'string' ? written : written.join('\n')).toLowerCase();
        const own = phrase.match(words) ?? [];
        for (const word of own) frequency.set(word, (frequency.get(word) ?? 0) + 1);
        const owner = owners.get(phrase);
        if (!reply.shared) owners.set(phrase, owner && owner !== provider ? 'many' : provider);
        const parts = phrase.split('\n');
        const length = phrase.length - parts.length + 1;
        texts.push({
          candidate: { provider, reply, parts, length, common: length < telling && !tag.test(phrase) },
          own,
        });
      }
    }
  }
  const index = new Map<string, Candidate[]>();
  for (const { candidate, own } of texts) {
    let rarest = own[0];
    if (rarest === undefined) continue;
    for (const word of own) if (frequency.get(word)! < frequency.get(rarest)!) rarest = word;
    const common = candidate.common || owners.get(candidate.parts.join('\n')) === 'many';
    const list = index.get(rarest);
    const kept = common === candidate.common ? candidate : { ...candidate, common };
    if (list) list.push(kept);
    else index.set(rarest, [kept]);
  }
  return function* (text) {
    for (const word of new Set(text.match(words))) yield* index.get(word) ?? [];
  };
}

function holds(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

/** Score 0 where the codes rule the reply out; otherwise higher for longer texts, for codes that agree, for the provider's marks. */
function judge(
  { provider, reply, length, common }: Candidate,
  { replyCode, enhancedCode }: ReplyQuery,
  text: string,
): { readonly score: number; readonly named: boolean } {
  const none = { score: 0, named: false };
  const code = agreement(replyCode, reply.replyCodes, isReplyCode);
  const enhanced = agreement(enhancedCode, reply.enhancedCodes, isEnhancedCode);
  const agreed = Number(code === true) + Number(enhanced === true);
  if (code === false && enhanced !== true) return none;
  if (enhanced === false && (code !== true || length < telling)) return none;
  const marked = provider.marks?.some((mark) => text.includes(mark)) ?? false;
  // What others say too holds only where every code that the document names is there.
  const kinds = Number(reply.replyCodes.length > 0) + Number(reply.enhancedCodes.length > 0);
  const weak = (common || reply.shared === true) && !marked;
  if (weak && (agreed === 0 || agreed < kinds)) return none;
  return {
    score: length + 20 * agreed + (marked ? 40 : reply.shared ? -5 : 0),
    named: marked || !reply.shared,
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
