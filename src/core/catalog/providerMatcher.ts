import type { ReplyQuery } from '../model';
import type { EnhancedPattern, ProviderFact, ProviderReplyFact } from './facts';

export interface ProviderMatch {
  readonly provider: ProviderFact;
  readonly reply: ProviderReplyFact;
}

interface Candidate extends ProviderMatch {
  /** Lower-case parts that the text holds in this order. */
  readonly parts: readonly string[];
  readonly length: number;
  /** True for words that many servers say; they count only beside matching codes. */
  readonly common: boolean;
}

const words = /[a-z0-9]{3,}/g;
/** A text this long is not said by chance, in UTF-16 units. */
const telling = 18;
/** A reply is read no further than this. */
const longestText = 4000;

/** Finds the documented reply that a server's words are: one pass over the words, whatever the number of replies. */
export function createProviderMatcher(
  providers: readonly ProviderFact[],
): (query: ReplyQuery) => ProviderMatch | undefined {
  let index: ReadonlyMap<string, readonly Candidate[]> | undefined;
  return (query) => {
    if (!query.text) return undefined;
    index ??= buildIndex(providers);
    const text = query.text.slice(0, longestText).toLowerCase();
    let best: Candidate | undefined;
    let bestScore = 0;
    for (const word of new Set(text.match(words))) {
      for (const candidate of index.get(word) ?? []) {
        const score = holds(text, candidate.parts) ? scoreOf(candidate, query) : 0;
        if (score > bestScore) [best, bestScore] = [candidate, score];
      }
    }
    return best && { provider: best.provider, reply: best.reply };
  };
}

/** Each text under its rarest word, so that few candidates are looked at. */
function buildIndex(providers: readonly ProviderFact[]): ReadonlyMap<string, readonly Candidate[]> {
  const candidates = providers.flatMap((provider) =>
    provider.replies.flatMap((reply) =>
      reply.texts.map((text): Candidate => {
        const parts = (typeof text === 'string' ? [text] : text).map((part) => part.toLowerCase());
        const length = parts.reduce((sum, part) => sum + part.length, 0);
        return { provider, reply, parts, length, common: false };
      }),
    ),
  );
  const owners = new Map<string, Set<string>>();
  const frequency = new Map<string, number>();
  for (const { parts, provider } of candidates) {
    const key = parts.join('\n');
    owners.set(key, (owners.get(key) ?? new Set()).add(provider.id));
    for (const word of new Set(wordsOf(parts))) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const index = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { parts, length } = candidate;
    const own = wordsOf(parts);
    if (!own.length) continue;
    const rarest = own.reduce((a, b) => (frequency.get(b)! < frequency.get(a)! ? b : a));
    // A provider's own mark ([TS04], RP-001, BL000010) is short and telling all the same.
    const marked = parts.some((part) => /[a-z]{1,6}[-_ ]?\d{2,}|\[\w+\]/.test(part));
    const common = owners.get(parts.join('\n'))!.size > 1 || (length < telling && !marked);
    const list = index.get(rarest) ?? [];
    list.push({ ...candidate, common });
    index.set(rarest, list);
  }
  return index;
}

/** Whole words only: the edges of a part may be cut words, since it is matched anywhere. */
function wordsOf(parts: readonly string[]): string[] {
  return parts.flatMap((part) => part.match(words) ?? []);
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

/** 0 where the codes rule the reply out; otherwise higher for longer texts and for codes that agree. */
function scoreOf({ reply, length, common }: Candidate, { replyCode, enhancedCode }: ReplyQuery): number {
  const code = agreement(replyCode, reply.replyCodes, isReplyCode);
  const enhanced = agreement(enhancedCode, reply.enhancedCodes, isEnhancedCode);
  const agreed = Number(code === true) + Number(enhanced === true);
  if (code === false && enhanced !== true) return 0;
  if (enhanced === false && (code !== true || length < telling)) return 0;
  if (common && (agreed < 2 || reply.replyCodes.length === 0)) return 0;
  return length + 20 * agreed;
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

function isEnhancedCode(code: string, pattern: EnhancedPattern): boolean {
  if (typeof pattern === 'string') return code === pattern;
  const [value, from, to] = [code, pattern.from, pattern.to].map((text) => text.split('.').map(Number));
  return value![0] === from![0] && value![1] === from![1] && value![2]! >= from![2]! && value![2]! <= to![2]!;
}
