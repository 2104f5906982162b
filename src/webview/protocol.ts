import type pageTexts from '../../data/locales/en/page.json';
import type { CatalogEntry } from '../core/catalog/search';
import type { Comparison, Explanation } from '../core/model';

export type { CatalogEntry };

/** The words of a page, from `data/locales/<language>/page.json`. */
export type PageTexts = typeof pageTexts;

/** What a page names a reply by: its codes, or codes and text. */
export type ReplyText = string;

interface Words {
  readonly texts: PageTexts;
  readonly locale: string;
}

export type ToPage =
  | ({
      readonly type: 'comparison';
      readonly left: ReplyText;
      readonly right: ReplyText;
      readonly model: Comparison;
    } & Words)
  | ({ readonly type: 'catalog'; readonly entries: readonly CatalogEntry[] } & Words)
  | { readonly type: 'found'; readonly query: string; readonly ids: readonly string[] }
  | { readonly type: 'explanation'; readonly id: string; readonly model: Explanation }
  | { readonly type: 'copied' };

export type FromPage =
  | { readonly type: 'ready'; readonly pair?: readonly [ReplyText, ReplyText] }
  | { readonly type: 'compare'; readonly left: ReplyText; readonly right: ReplyText }
  | { readonly type: 'change'; readonly side: 'left' | 'right'; readonly left: ReplyText; readonly right: ReplyText }
  | { readonly type: 'copyMarkdown' | 'openMarkdown'; readonly left: ReplyText; readonly right: ReplyText }
  | { readonly type: 'search'; readonly query: string }
  | { readonly type: 'explain'; readonly id: string }
  | { readonly type: 'openPage'; readonly reply: ReplyText }
  | { readonly type: 'openLink'; readonly url: string };

/** Longest string that a page has reason to send. */
const longest = 1000;

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longest;
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(isText);
}

function fieldsOf(message: unknown): Readonly<Record<string, unknown>> {
  return typeof message === 'object' && message !== null ? (message as Record<string, unknown>) : {};
}

/** True for a well-formed message of our page; anything else is dropped by the host. */
export function isFromPage(message: unknown): message is FromPage {
  const { type, left, right, side, query, id, reply, url, pair } = fieldsOf(message);
  switch (type) {
    case 'ready':
      return pair === undefined || isPair(pair);
    case 'compare':
    case 'copyMarkdown':
    case 'openMarkdown':
      return isText(left) && isText(right);
    case 'change':
      return isText(left) && isText(right) && (side === 'left' || side === 'right');
    case 'search':
      return isText(query);
    case 'explain':
      return isText(id);
    case 'openPage':
      return isText(reply);
    case 'openLink':
      return isText(url) && url.startsWith('https://');
    default:
      return false;
  }
}

/** True for a message that our host sends; a page shows nothing else. What is in it becomes text, never HTML. */
export function isToPage(message: unknown): message is ToPage {
  const { type, left, right, model, texts, locale, entries, query, ids, id } = fieldsOf(message);
  const isModel = (fields: Readonly<Record<string, unknown>>) =>
    Array.isArray(fields['references']) && fields['references'].every((one) => isHttps(fieldsOf(one)['url']));
  const isSpoken = typeof locale === 'string' && typeof fieldsOf(texts)['catalogTitle'] === 'string';
  switch (type) {
    case 'comparison': {
      const { differences, facts, related, title } = fieldsOf(model);
      const isComparison = [differences, facts, related].every(Array.isArray) && typeof title === 'string';
      return isSpoken && isText(left) && isText(right) && isComparison && isModel(fieldsOf(model));
    }
    case 'catalog':
      return isSpoken && Array.isArray(entries) && entries.every((entry) => isText(fieldsOf(entry)['id']));
    case 'found':
      return isText(query) && Array.isArray(ids) && ids.every(isText);
    case 'explanation':
      return isText(id) && isModel(fieldsOf(model));
    case 'copied':
      return true;
    default:
      return false;
  }
}

function isHttps(url: unknown): boolean {
  return typeof url === 'string' && url.startsWith('https://');
}
