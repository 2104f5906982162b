import type pageTexts from '../../data/locales/en/page.json';
import type { CatalogEntry } from '../core/catalog/search';
import type summaryTexts from '../../data/locales/en/summary.json';
import type { Comparison, Explanation } from '../core/model';
import type { Changes, Outcome, Summary } from '../core/summary/model';

export type { CatalogEntry };

/** The words of a page, from `data/locales/<language>/page.json`. */
export type PageTexts = typeof pageTexts;

/** What a page names a reply by: its codes, or codes and text. */
export type ReplyText = string;

/** The words of the summary, from `data/locales/<language>/summary.json`. */
export type SummaryTexts = typeof summaryTexts;

/** What a summary page is asked for, as people write it; an absent field lets all through. */
export interface SummaryFilter {
  readonly since?: string;
  readonly until?: string;
  readonly cause?: string;
  readonly code?: string;
  readonly domain?: string;
  readonly provider?: string;
  readonly address?: string;
  readonly id?: string;
  readonly outcome?: Outcome;
}

export const filterNames = [
  'since',
  'until',
  'cause',
  'code',
  'domain',
  'provider',
  'address',
  'id',
  'outcome',
] as const satisfies readonly (keyof SummaryFilter)[];

/** What a summary page shows, so that it can be shown again after a reload. */
export interface SummaryState {
  readonly files: readonly string[];
  readonly filter: SummaryFilter;
}

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
  | ({
      readonly type: 'explained';
      readonly reply: ReplyText;
      /** What the page keeps over a reload besides: the line's values, and whose side is spoken to. */
      readonly context: Readonly<Record<string, string>>;
      /** The parts of the steps that can be run. */
      readonly commands: readonly string[];
      readonly model: Explanation;
    } & Words)
  | ({ readonly type: 'catalog'; readonly entries: readonly CatalogEntry[] } & Words)
  | {
      readonly type: 'found';
      readonly query: string;
      /** The best first. */
      readonly ids: readonly string[];
      /** What a search hit in the texts of some, by id. */
      readonly why: Readonly<Record<string, string>>;
    }
  | { readonly type: 'explanation'; readonly id: string; readonly model: Explanation }
  | {
      readonly type: 'summary';
      readonly title: string;
      readonly state: SummaryState;
      readonly summary: Summary;
      readonly changes?: { readonly title: string; readonly list: Changes };
      /** In bytes; absent once all is read. */
      readonly progress?: { readonly read: number; readonly all: number };
      readonly words: SummaryTexts;
      readonly locale: string;
    }
  | { readonly type: 'copied' };

export type FromPage =
  | {
      readonly type: 'ready';
      readonly pair?: readonly [ReplyText, ReplyText];
      readonly reply?: ReplyText;
      readonly context?: Readonly<Record<string, string>>;
      readonly summary?: SummaryState;
    }
  | { readonly type: 'openPlace'; readonly file: string; readonly line: number }
  | { readonly type: 'filter' | 'showLines'; readonly filter: SummaryFilter }
  | { readonly type: 'cancel' | 'compareFiles' | 'copyLink' }
  | { readonly type: 'compareSpans'; readonly at: string }
  | { readonly type: 'export'; readonly form: ExportForm }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'compare'; readonly left: ReplyText; readonly right: ReplyText }
  | { readonly type: 'change'; readonly side: 'left' | 'right'; readonly left: ReplyText; readonly right: ReplyText }
  | { readonly type: 'copyMarkdown' | 'openMarkdown'; readonly left: ReplyText; readonly right: ReplyText }
  | { readonly type: 'search'; readonly query: string }
  | { readonly type: 'explain'; readonly id: string }
  | { readonly type: 'openPage'; readonly reply: ReplyText }
  | { readonly type: 'openLink'; readonly url: string };

export type ExportForm = 'markdown' | 'csv' | 'json' | 'html';
const exportForms: readonly unknown[] = ['markdown', 'csv', 'json', 'html'] satisfies readonly ExportForm[];

function isFilter(value: unknown): value is SummaryFilter {
  const fields = fieldsOf(value);
  return Object.keys(fields).every((name) => (filterNames as readonly string[]).includes(name) && isText(fields[name]));
}

const mostFiles = 1000;

export function isSummaryState(value: unknown): value is SummaryState {
  const { files, filter } = fieldsOf(value);
  return Array.isArray(files) && files.length <= mostFiles && files.every(isText) && isFilter(filter);
}

/** Longest string that a page has reason to send. */
export const longestText = 1000;

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestText;
}

export function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(isText);
}

function fieldsOf(message: unknown): Readonly<Record<string, unknown>> {
  return typeof message === 'object' && message !== null ? (message as Record<string, unknown>) : {};
}

/** True for a well-formed message of our page; anything else is dropped by the host. */
export function isFromPage(message: unknown): message is FromPage {
  const { type, left, right, side, query, id, reply, url, pair, summary, file, line, filter, at, form, context, text } =
    fieldsOf(message);
  switch (type) {
    case 'ready':
      return (
        (pair === undefined || isPair(pair)) &&
        (summary === undefined || isSummaryState(summary)) &&
        (reply === undefined || isText(reply)) &&
        Object.values(fieldsOf(context)).every(isText)
      );
    case 'copy':
      return isText(text);
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
    case 'openPlace':
      return isText(file) && typeof line === 'number' && Number.isSafeInteger(line) && line > 0;
    case 'filter':
    case 'showLines':
      return isFilter(filter);
    case 'cancel':
    case 'compareFiles':
    case 'copyLink':
      return true;
    case 'compareSpans':
      return isText(at);
    case 'export':
      return exportForms.includes(form);
    default:
      return false;
  }
}

/** True for a message that our host sends; a page shows nothing else. What is in it becomes text, never HTML. */
export function isToPage(message: unknown): message is ToPage {
  const { type, left, right, model, texts, locale, entries, query, ids, id, summary, words, state, ...more } =
    fieldsOf(message);
  const { why, reply, context, commands } = more;
  const isModel = (fields: Readonly<Record<string, unknown>>) =>
    Array.isArray(fields['references']) && fields['references'].every((one) => isHttps(fieldsOf(one)['url']));
  const isSpoken = typeof locale === 'string' && typeof fieldsOf(texts)['catalogTitle'] === 'string';
  switch (type) {
    case 'comparison': {
      const { differences, facts, related, title } = fieldsOf(model);
      const isComparison = [differences, facts, related].every(Array.isArray) && typeof title === 'string';
      return isSpoken && isText(left) && isText(right) && isComparison && isModel(fieldsOf(model));
    }
    case 'explained':
      return (
        isSpoken &&
        isText(reply) &&
        Array.isArray(commands) &&
        isModel(fieldsOf(model)) &&
        Object.values(fieldsOf(context)).every(isText)
      );
    case 'catalog':
      return isSpoken && Array.isArray(entries) && entries.every((entry) => isText(fieldsOf(entry)['id']));
    case 'found':
      return isText(query) && Array.isArray(ids) && ids.every(isText) && Object.values(fieldsOf(why)).every(isText);
    case 'explanation':
      return isText(id) && isModel(fieldsOf(model));
    case 'summary': {
      const { causes, timeline, files } = fieldsOf(summary);
      const isSummary = [causes, timeline, files].every(Array.isArray) && isSummaryState(state);
      return (
        isSummary && typeof locale === 'string' && typeof fieldsOf(fieldsOf(words)['report'])['title'] === 'string'
      );
    }
    case 'copied':
      return true;
    default:
      return false;
  }
}

function isHttps(url: unknown): boolean {
  return typeof url === 'string' && url.startsWith('https://');
}
