import type { Occurrence, Source } from '../../model';
import { judgeEnhancedCode } from './enhancedRules';
import { readFileContext, type FileContext } from './fileContext';
import { isNoReplyCode, judgeReplyCode } from './replyRules';
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
 * What may be a code, after something that can't be part of the same word: 550, 5.1.1, 5\.1\.1 in a pattern.
 * Before it n, r, t, b, s and A may be the letter of an escape, and _ the mark of Markdown.
 */
const candidate = /[^\dB-Zac-mo-qu-z][2-5](?:\d\d(?![a-km-tv-zA-KM-TV-Z\d])|\\{0,2}\.\d)/g;
/** The same and 5, 1, 1, which takes longer: commas are everywhere. */
const candidateOrList = /[^\dB-Zac-mo-qu-z][2-5](?:\d\d(?![a-km-tv-zA-KM-TV-Z\d])|\.\d|\\|, ?\d)/g;
const triple = /([245])(\\{0,2}\.)(\d{1,3})\2(\d{1,3})(?!\w|\.\d|\\\.\d)/y;
const tuple = /([245]), ?(\d{1,3}), ?(\d{1,3})(?= ?[)\]}])/y;
const integerSuffix = /(?:_?[iu](?:8|16|32|64|size)|[LlUu]{1,2})\b/y;

/** A longer line was written by a machine: bundles, models, pictures. */
const longestLine = 20_000;

/**
 * Finds the SMTP codes in source code, configuration and prose, in order. Linear in the length of the text: a
 * simple regular expression proposes, and each number that could be a code is decided by what stands around it.
 */
export function scanCode(text: string, source: Source): Occurrence[] {
  const found: Occurrence[] = [];
  visitCodes(text, source, (token, rule) => {
    found.push({ kind: token.kind, code: token.code, start: token.start, end: token.end, rule, certainty: 1 });
  });
  return found;
}

/** Calls back for each SMTP code of a text, in order. */
export function visitCodes(text: string, source: Source, found: Found): void {
  if (source.id === 'generated') return;
  if (nextCandidate(candidate, text, 0) === Infinity) return;
  const token = new Token(text);
  const around: Surroundings = { source, file: readFileContext(text), previousCode: '', previousEnd: 0 };
  const { level, enhanced } = around.file;
  const pattern = level === 2 && enhanced ? candidateOrList : candidate;
  let at = 0;
  let start = nextCandidate(pattern, text, 0);
  for (; start !== Infinity; start = nextCandidate(pattern, text, Math.max(at, start + 1))) {
    if (!measure(text, start, token)) continue;
    at = token.end;
    if (token.kind === 'reply' && isNoReplyCode(token, around)) continue;
    const lineEnd = token.findLine();
    if (lineEnd - token.lineStart > longestLine) {
      at = lineEnd;
      continue;
    }
    const rule = token.kind === 'reply' ? judgeReplyCode(token, around) : judgeEnhancedCode(token, around);
    if (rule === undefined) continue;
    found(token, rule);
    around.previousCode = token.code;
    around.previousEnd = at;
  }
}

/** Where the next candidate begins at an index or behind it; Infinity where there is none. */
function nextCandidate(pattern: RegExp, text: string, from: number): number {
  // nothing stands before the first unit
  if (from === 0 && isDigit(text.charCodeAt(0))) return 0;
  pattern.lastIndex = Math.max(0, from - 1);
  if (!pattern.test(text)) return Infinity;
  const end = pattern.lastIndex;
  if (text.charCodeAt(end - 1) === 92) return end - 2;
  let at = end - 2;
  while (
    text.charCodeAt(at) === 92 ||
    text.charCodeAt(at) === 46 ||
    text.charCodeAt(at) === 44 ||
    text.charCodeAt(at) === 32
  )
    at--;
  return isDigit(text.charCodeAt(end - 2)) ? end - 3 : at;
}

/** Sets the token that begins at an index; false where no code can stand. */
function measure(text: string, start: number, token: Token): boolean {
  if (start > 0 && isPartOfWord(text, start)) return false;
  const sign = text.charCodeAt(start + 1);
  if (isDigit(sign)) {
    const end = start + 3;
    if (!isReplyAt(text, start) || isDigit(text.charCodeAt(end))) return false;
    // 550u16 and 550L stand alone too
    integerSuffix.lastIndex = end;
    if (isWord(text.charCodeAt(end)) && !integerSuffix.test(text) && !isEmphasis(text, end, 1)) return false;
    token.set('reply', text.slice(start, end), start, end);
    return true;
  }
  const pattern = sign === 44 ? tuple : triple;
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

/** Whether three digits that may be a reply code begin at an index. */
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
