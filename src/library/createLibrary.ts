import { createCatalog, type Catalog } from '../core/catalog/catalog';
import { parseCustomReplies } from '../core/catalog/customReplies';
import type { Facts, Texts } from '../core/catalog/facts';
import { compare } from '../core/explain/compare';
import { explain } from '../core/explain/explain';
import { parseReply } from '../core/explain/parseReply';
import { createLintFacts } from '../core/lint/lintFacts';
import { lint } from '../core/lint/lint';
import type { ReplyQuery } from '../core/model';
import { identify, type CauseEntry, type Library, type LoadOptions } from './library';

/** Joins facts and texts to a library; the entries of the package bring both. */
export function createLibrary(
  facts: Facts,
  texts: Texts,
  locale: string,
  english?: Texts,
  customReplies: LoadOptions['customReplies'] = [],
): Library {
  const catalog = createCatalog(facts, texts, locale, english, parseCustomReplies(customReplies).replies);
  const lintFacts = createLintFacts(catalog);
  return {
    locale,
    explain: (reply) => {
      const query = queryOf(reply);
      return query && explain(catalog, query);
    },
    compare: (left, right) => compare(catalog, demand(left), demand(right)),
    lint: (text, { levels = {}, ...options } = {}) =>
      lint({
        text,
        source: identify(text, options),
        facts: lintFacts,
        texts: catalog.texts.rules,
        levels,
        path: options.name ?? '',
      }),
    causes: causesOf(catalog),
  };
}

function queryOf(reply: string | ReplyQuery): ReplyQuery | undefined {
  return typeof reply === 'string' ? parseReply(reply) : reply;
}

function demand(reply: string | ReplyQuery): ReplyQuery {
  const query = queryOf(reply);
  if (!query) throw new TypeError(`no reply code and no enhanced status code in ${JSON.stringify(reply)}`);
  return query;
}

function causesOf({ facts, texts }: Catalog): readonly CauseEntry[] {
  return facts.causes.causes.map(({ id, hard, knownAs }) => {
    const { name, brief, meaning } = texts.causes[id]!;
    return { id, name, brief, meaning, hard, knownAs };
  });
}
