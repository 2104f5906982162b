import { detailOf } from '../codes';
import type { ReplyQuery } from '../model';
import type { CustomReply } from './customReplies';
import type { CauseFact, CodeText, EnhancedCodeFact, Facts, ReplyCodeFact, Texts } from './facts';
import { createReplyMatcher, type ProviderMatch, type ReplyMatch } from './replyMatcher';
import { createSearch, type CatalogEntry } from './search';

/** The typed door to `data/`. Nothing is built before it is asked for. */
export interface Catalog {
  readonly locale: string;
  readonly facts: Facts;
  readonly texts: Texts;
  readonly custom: readonly CustomReply[];
  readonly replyCode: (code: string) => ReplyCodeFact | undefined;
  /** The registered detail behind `5.1.1`, in whatever class. */
  readonly enhancedCode: (code: string) => EnhancedCodeFact | undefined;
  /** The texts of an enhanced status code: those of the pair, of the class, of the detail; a provider's own only where it speaks. */
  readonly enhancedText: (code: string, replyCode?: string, speaker?: string) => CodeText | undefined;
  readonly cause: (id: string) => CauseFact | undefined;
  /** What the server's words are known by: a documented reply, or a cause that any server's words name. */
  readonly recognise: (query: ReplyQuery) => ReplyMatch;
  readonly providerReply: (query: ReplyQuery) => ProviderMatch | undefined;
  /** Every code and provider reply, in the order of a list. */
  readonly entries: () => readonly CatalogEntry[];
  /** The entries that hold all the words, the best first; all entries for no words. */
  readonly search: (words: string) => readonly CatalogEntry[];
  /** What of an entry's texts a search hit, where its name and brief don't show it. */
  readonly whyFound: (id: string, words: string) => string | undefined;
}

/**
 * @param texts the language's own
 * @param fallback English, for what the language lacks
 * @param custom the user's replies, which win over all others
 */
export function createCatalog(
  facts: Facts,
  texts: Texts,
  locale: string,
  fallback?: Texts,
  custom: readonly CustomReply[] = [],
): Catalog {
  const complete = fallback ? withFallback(texts, fallback) : texts;
  const replyCodes = once(() => new Map(facts['reply-codes'].codes.map((row) => [row.code, row])));
  const details = once(() => new Map(facts['enhanced-codes'].details.map((row) => [row.code, row])));
  const causes = once(() => new Map(facts.causes.causes.map((row) => [row.id, row])));
  const search = once(() => createSearch(catalog));
  const recognise = createReplyMatcher(facts);
  const catalog: Catalog = {
    locale,
    facts,
    texts: complete,
    custom,
    replyCode: (code) => replyCodes().get(code),
    enhancedCode: (code) => details().get(detailOf(code)),
    enhancedText: (code, replyCode, speaker) => {
      const all: Partial<Texts['enhanced-codes']> = complete['enhanced-codes'];
      const { saidBy } = facts['enhanced-codes'];
      const own = (key: string) => {
        const owners = saidBy[key];
        return !owners || (speaker !== undefined && owners.includes(speaker)) ? all[key] : undefined;
      };
      return own(`${replyCode} ${code}`) ?? own(code) ?? (code[0] === '2' ? undefined : own(detailOf(code)));
    },
    cause: (id) => causes().get(id),
    recognise,
    providerReply: (query) => recognise(query).provider,
    entries: () => search().entries,
    search: (words) => search().find(words),
    whyFound: (id, words) => search().why(id, words),
  };
  return catalog;
}

/** Key by key in every file: a language that lacks a text has the English one. */
function withFallback(texts: Texts, fallback: Texts): Texts {
  const files = Object.entries(fallback).map(([file, keys]) => [
    file,
    { ...(keys as object), ...(texts as unknown as Record<string, object>)[file] },
  ]);
  return Object.fromEntries(files) as Texts;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
