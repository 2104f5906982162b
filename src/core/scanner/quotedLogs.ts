import type { Source } from '../model';
import { leaningOf } from './leaning';
import { identifyRecord } from './record/identifyRecord';

/** What a document quotes of a log, a transcript or a bounce, be it about mail or not. */
export interface QuotedLog {
  readonly start: number;
  readonly end: number;
  readonly source: Source;
}

/** Languages of fenced blocks that say nothing of what a block holds, or that it is what a program printed. */
const printed =
  /^(?:|logs?|te?xt|plain|plaintext|none|console|terminal|output|shell|sh|bash|shellsession|smtp|e?mail|eml)$/i;
const fence = /^[ \t>]{0,12}(`{3,20}|~{3,20})[ \t]{0,3}([\w+.-]{0,20})[^\n`]{0,80}$/gm;
const log: Source = { family: 'log', id: 'log', name: 'Log' };

/** So much of a block says what it is. */
const headLength = 16_384;

/** The fenced blocks of a document in Markdown that hold a log. Linear in the length of the text. */
export function quotedLogs(text: string, source: Source): QuotedLog[] {
  if (source.id !== 'markdown' || !/`{3}|~{3}/.test(text)) return [];
  const found: QuotedLog[] = [];
  let open: { readonly mark: string; readonly language: string; readonly start: number } | undefined;
  for (const { 0: line, 1: mark = '', 2: language = '', index } of text.matchAll(fence)) {
    if (!open) open = { mark, language, start: index + line.length + 1 };
    else if (mark.startsWith(open.mark) && language === '') {
      const holds = printed.test(open.language)
        ? sourceOfBlock(text.slice(open.start, Math.min(index, open.start + headLength)))
        : undefined;
      if (holds) found.push({ start: open.start, end: index, source: holds });
      open = undefined;
    }
  }
  return found;
}

/** Codes in a row are those of a table in a document: `E: 500, 501, 421` */
const listed = /\b[2-5]\d\d, [2-5]\d\d\b/;

function sourceOfBlock(head: string): Source | undefined {
  if (listed.test(head)) return undefined;
  const isLog = leaningOf(head) === 'log';
  return identifyRecord(head, !isLog) ?? (isLog ? log : undefined);
}
