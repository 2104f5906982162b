import type { Occurrence, SourceFamily } from '../model';
import { lineEndOf, lineStartOf } from './lineBounds';
import { closingQuote, quoteAround, type QuoteMark } from './quoteMark';
import { wordsElsewhere } from './wordsElsewhere';

/** Longer texts say nothing more, in UTF-16 units. */
const longest = 2_000;

/** Where a log or a report goes on after the server's words. */
const after =
  /\s?\((?:in\s+reply\s+to|TLS)\b|; from=<|, Remote-Host: |\sSMTP code:|\s(?:from|to|proto|helo|[A-Z]{1,2})=(?:"|\d|<|[a-z])|\sat .{1,80}:\d{1,9}:\d{1,9}\)/;
/** Between an enhanced status code of a log and the words: `, status=bounced (`. */
const fields = /^[,;]\s{0,2}(?:status|stat|relay|delay|delays|action)=?:?\s{0,2}\w{0,16}\s?\(?/i;
/** Nothing but the name of the field that the next code stands in, or columns of numbers. */
const noWords =
  /^["']?[,;]?\s{0,2}(?:with\s)?["']?[\w-]{1,24}(?:\s[\w-]{1,24}){0,2}["']?\s?[:=]\s?["']?$|^(?:\d{1,9}\s){2}/;
/** Another field of the record, behind a code that has one of its own. */
const otherField = /^\\?["']?(?:[,;]\s{0,2}(?:\\?["'][\w-]{1,30}\\?["']\s?:|[\w-]{1,30}\s?=\s?["'])|\s?[}\]])/;
/** Line breaks as the formats write them. */
const breaks = /(?:\\r)?\\{1,2}n|#0?1[25]|\\0?1[25]|[\r\n]+/g;
/** The end of a string in JSON that began before the code. */
const endOfValue = /"\s{0,4}(?:[,}\]]|$)/;
/** Between a code and its words in a pair that a program prints: `(550, b'`, `('550', ['`. */
const pair = /^'?, ?\[?[ub]?(["'])/;
/** The reply that these words introduce follows. */
const introduces = /(?::|->|\.{3})$/;
/** A line below that doesn't go on with the words: the marks of a transcript or a stack, a further code. */
const ownLine = /^\s*(?:[>=~*-]|<<<|\w{1,3}:|\d{3}[ -]|at |["'`}])/;
/** A line that a further field opens. */
const fieldLine = /^\s*[A-Z][\w-]{1,20}(?: \w{2,20})?: /;
const softBreak = /=\r?$/;

/**
 * The server's words: what follows each code up to the end of its line, up to the end of the reply, joined by spaces.
 * @param members the occurrences of one reply, in order
 * @param family of the text: in a program the words end with their string, in a bounce they may be folded over lines
 */
export function textOf(text: string, members: readonly Occurrence[], family: SourceFamily): string {
  const written = family === 'code' || family === 'config' || family === 'prose';
  const from = Math.max(
    0,
    members.findIndex(({ kind }) => kind === 'reply'),
  );
  const parts: string[] = [];
  let length = 0;
  let quote: QuoteMark = '';
  let goesOn = false;
  for (let index = from; index < members.length && length < longest; index++) {
    const { kind, start, end } = members[index]!;
    const mark = text[start - 1] ?? '';
    if (mark === '"' || mark === "'" || mark === '`' || (!quote && !written)) quote = quoteAround(text, start);
    if (written && !quote) return parts.join(' ');
    const next = members[index + 1]?.start ?? text.length;
    const words = wordsBetween(text, { start, end, next, quote, written, folds: family === 'bounce' });
    // what follows the last line may repeat the words
    const repeated = words !== '' && parts[0]?.startsWith(words.slice(0, 20)) === true;
    if (words && !repeated) parts.push(words);
    length += words.length;
    if (kind === 'reply') goesOn = text[end] === '-';
    if (words && !goesOn && !introduces.test(words)) break;
  }
  // what stands above the code, in the field of an event
  for (let index = 0; index < from && !parts.length; index++) {
    const { start, end } = members[index]!;
    const next = members[index + 1]!.start;
    parts.push(wordsBetween(text, { start, end, next, quote: quoteAround(text, start), written, folds: false }));
    if (!parts[0]) parts.pop();
  }
  const words = parts.join(' ').slice(0, longest);
  if (!words && !written) return wordsElsewhere(text, members);
  const cut = after.exec(words);
  return balanced((cut ? words.slice(0, cut.index) : words).replace(/\\(["'])/g, '$1').trim()).replace(
    /\s?[,:\\]{1,3}$/,
    '',
  );
}

interface Piece {
  /** Where the code begins and ends that the words stand behind, and where the next begins. */
  readonly start: number;
  readonly end: number;
  readonly next: number;
  readonly quote: QuoteMark;
  readonly written: boolean;
  /** Whether the words may go on below, indented. */
  readonly folds: boolean;
}

/** The words from one code to the next, no further than the line, its column, its string and the lines folded below. */
function wordsBetween(text: string, { start, end, next, quote, written, folds }: Piece): string {
  const printed =
    !written && /\(["']?$/.test(text.slice(Math.max(0, start - 2), start))
      ? pair.exec(text.slice(end, Math.min(end + 8, next)))
      : null;
  const from = end + (printed?.[0].length ?? 0);
  let raw = text.slice(from, Math.min(endOfWords(text, start, from, next, folds), from + longest));
  const mark = printed?.[1] ?? quote;
  if (text[start - 1] === '\t') raw = raw.split('\t', 1)[0]!;
  if (raw.startsWith('+')) raw = raw.split(' ', 1)[0]!.replaceAll('+', ' ');
  raw = raw.slice(0, mark ? closingQuote(raw, mark) : endOfValue.exec(raw)?.index);
  if (!written && (otherField.test(raw) || (next < text.length && noWords.test(raw.trim())))) return '';
  const words = (folds ? raw.replace(/=\r?\n/g, '') : raw)
    .replace(/^\)?[- :]{1,3}|[- (#]{1,3}$/g, '')
    .replace(fields, '')
    .replace(/^[,\s]{2,}/, '')
    .replace(breaks, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /\w/.test(words) ? words : '';
}

function endOfWords(text: string, start: number, from: number, next: number, folds: boolean): number {
  let end = from;
  const indent = folds ? indentOf(text, lineStartOf(text, start, longest)) : 0;
  for (;;) {
    const lineBreak = lineEndOf(text, end, longest);
    if (lineBreak >= next) return next;
    if (!folds || lineBreak - from >= longest) return lineBreak;
    const below = text.slice(lineBreak + 1, lineBreak + 80);
    const deeper = indentOf(text, lineBreak + 1);
    const goesOn =
      softBreak.test(text.slice(lineBreak - 2, lineBreak)) ||
      (deeper > 0 &&
        deeper >= indent &&
        /^\s*[^\s]/.test(below.split('\n', 1)[0]!) &&
        !ownLine.test(below) &&
        !(deeper === indent && fieldLine.test(below)));
    if (!goesOn) return lineBreak;
    end = lineBreak + 1;
  }
}

function indentOf(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - lineStart;
}

const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '>': '<' };

/** Without the bracket of the log around the words. */
function balanced(words: string): string {
  const close = words.at(-1) ?? '';
  const open = brackets[close];
  if (open === undefined) return words;
  let depth = 0;
  for (const char of words) depth += char === open ? 1 : char === close ? -1 : 0;
  return depth < 0 ? words.slice(0, -1) : words;
}
