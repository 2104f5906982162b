import type { Occurrence, Source } from '../../model';
import { judgeEnhancedCode } from './enhancedRules';
import { readFileContext, type FileContext } from './fileContext';
import { judgeReplyCode } from './replyRules';
import { Token } from './token';

/** What a rule may know besides the token. */
export interface Surroundings {
  readonly source: Source;
  readonly file: FileContext;
  /** The code accepted last, and where it ended; '' and 0 at the start. */
  previousCode: string;
  previousEnd: number;
}

/** Called for each code found, while the token still knows what stands around it. */
type Found = (token: Token, rule: string) => void;

/**
 * Three digits after something that can't be part of the same word; n, r, t, b, s and A may be the letter of an escape,
 * and _ the mark of Markdown.
 */
const threeDigits = /[^\dB-Zac-mo-qu-z][2-5]\d\d(?![a-km-tv-zA-KM-TV-Z\d])/g;
/** 5.1.1, and 5\.1\.1 in a pattern. */
const dotted = /[245]\\{0,2}\.\d{1,3}\\{0,2}\.\d/g;
/** {5, 1, 1}, which costs as much to find as all the rest; only a file about mail is searched for it. */
const listed = /[245], ?\d{1,3}, ?\d/g;
const triple = /([245])(\\{0,2}\.)(\d{1,3})\2(\d{1,3})(?!\w|\.\d|\\\.\d)/y;
const tuple = /([245]), ?(\d{1,3}), ?(\d{1,3})(?= ?[)\]}])/y;
const integerSuffix = /(?:_?[iu](?:8|16|32|64|size)|[LlUu]{1,2})\b/y;

/** A longer line was written by a machine: bundles, models, pictures. */
const longestLine = 20_000;

/**
 * Finds the SMTP codes in source code, configuration and prose, in order. Linear in the length of the text: three
 * simple regular expressions propose, and each number that could be a code is decided by what stands around it.
 */
export function scanCode(text: string, source: Source): Occurrence[] {
  const found: Occurrence[] = [];
  visitCodes(text, source, (token, rule) => {
    found.push({ kind: token.kind, code: token.code, start: token.start, end: token.end, rule });
  });
  return found;
}

/** Calls back for each SMTP code of a text, in order. */
export function visitCodes(text: string, source: Source, found: Found): void {
  if (source.id === 'generated') return;
  const token = new Token(text);
  let nextReply = isReplyAt(text, 0) ? 0 : next(threeDigits, text, 0);
  let nextDotted = next(dotted, text, 0);
  if (nextReply === Infinity && nextDotted === Infinity) return;
  const around: Surroundings = { source, file: readFileContext(text), previousCode: '', previousEnd: 0 };
  let nextListed = around.file.level === 2 ? next(listed, text, 0) : Infinity;
  let at = 0;
  for (;;) {
    const start = Math.min(nextReply, nextDotted, nextListed);
    if (start === Infinity) return;
    // one that begins before `at` overlaps the token before it
    if (start >= at && measure(text, start, start === nextReply, token)) {
      at = token.end;
      const lineEnd = token.findLine();
      if (lineEnd - token.lineStart > longestLine) at = lineEnd;
      else {
        const rule = token.kind === 'reply' ? judgeReplyCode(token, around) : judgeEnhancedCode(token, around);
        if (rule !== undefined) {
          found(token, rule);
          around.previousCode = token.code;
          around.previousEnd = at;
        }
      }
    }
    const from = Math.max(at, start + 1);
    // the pattern reads one unit before the token
    if (start === nextReply || nextReply < at) nextReply = next(threeDigits, text, from - 1);
    if (start === nextDotted || nextDotted < at) nextDotted = next(dotted, text, from);
    if (start === nextListed || nextListed < at) nextListed = next(listed, text, from);
  }
}

/** Where the next match's token begins; Infinity where there is none. */
function next(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  if (!pattern.test(text)) return Infinity;
  // three digits are the last thing the pattern reads
  if (pattern === threeDigits) return pattern.lastIndex - 3;
  let at = pattern.lastIndex - 2;
  for (let separators = 0; separators < 2; at--) {
    const c = text.charCodeAt(at);
    if (c === 46 || c === 44) separators++;
  }
  while (text.charCodeAt(at) === 92) at--;
  return at;
}

/** Sets the token that begins at an index; false where no code can stand. */
function measure(text: string, start: number, isReply: boolean, token: Token): boolean {
  if (start > 0 && isPartOfWord(text, start)) return false;
  if (isReply) {
    const end = start + 3;
    // 550u16 and 550L stand alone too
    integerSuffix.lastIndex = end;
    if (isWord(text.charCodeAt(end)) && !integerSuffix.test(text) && !isEmphasis(text, end, 1)) return false;
    token.set('reply', text.slice(start, end), start, end);
    return true;
  }
  const pattern = text.charCodeAt(start + 1) === 44 ? tuple : triple;
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  if (!match) return false;
  const [whole, first, second, third, fourth] = match;
  const code = pattern === tuple ? `${first}.${second}.${third}` : `${first}.${third}.${fourth}`;
  token.set('enhanced', code, start, start + whole.length);
  return true;
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isWord = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || isDigit(c) || c === 95;

/** Whether a text begins with three digits. */
function isReplyAt(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  return first >= 50 && first <= 53 && isDigit(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at + 2));
}

/** Whether the unit before an index belongs to the same word or number; the letter of an escape (\n) doesn't. */
function isPartOfWord(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return isWord(before) && (text.charCodeAt(at - 2) !== 92 || isDigit(before)) && !isEmphasis(text, at - 1, -1);
}

/** Whether the underscores at an index, read in a direction, are Markdown's and no part of a word. */
function isEmphasis(text: string, at: number, step: 1 | -1): boolean {
  let far = at;
  while (text.charCodeAt(far) === 95 && Math.abs(far - at) < 3) far += step;
  return far !== at && !isWord(text.charCodeAt(far));
}
