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

/** Three digits after something that can't be part of the same word; n, r, t, b and s may be the letter of an escape. */
const threeDigits = /[^\dA-Zac-mo-qu-z_][2-5]\d\d(?![a-km-tv-zA-KM-TV-Z\d])/g;
/** 5.1.1, and 5\.1\.1 in a pattern. */
const dotted = /[245]\\{0,2}\.\d{1,3}\\{0,2}\.\d/g;
/** {5, 1, 1} */
const listed = /[[({] ?[245], ?\d{1,3}, ?\d{1,3} ?[)\]}]/g;
const triple = /([245])(\\{0,2}\.)(\d{1,3})\2(\d{1,3})(?!\w|\.\d|\\\.\d)/y;
const tuple = /([245]), ?(\d{1,3}), ?(\d{1,3})/y;
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
  let around: Surroundings | undefined;
  let lineEnd = -1;
  let length = 0;

  /** Decides the token that begins at an index and returns where to go on. */
  const read = (start: number, end: number): number => {
    if (start >= lineEnd) {
      token.lineStart = text.lastIndexOf('\n', start) + 1;
      lineEnd = text.indexOf('\n', start);
      if (lineEnd < 0) lineEnd = text.length;
      token.lineEnd = lineEnd;
      length = lineEnd - token.lineStart;
    }
    if (length > longestLine) return lineEnd;
    around ??= { source, file: readFileContext(text), previousCode: '', previousEnd: 0 };
    const rule = token.kind === 'reply' ? judgeReplyCode(token, around) : judgeEnhancedCode(token, around);
    if (rule === undefined) return end;
    found(token, rule);
    around.previousCode = token.code;
    around.previousEnd = end;
    return end;
  };

  let at = 0;
  let nextReply = isReplyAt(text, 0) ? 0 : next(threeDigits, text, 0, 1);
  let nextDotted = next(dotted, text, 0, 0);
  let nextListed = next(listed, text, 0, 1);
  for (;;) {
    const start = Math.min(nextReply, nextDotted, nextListed);
    if (start === Infinity) return;
    if (start < at) {
      // overlaps the token before it
    } else if (start === nextReply) {
      const end = measureReply(text, start);
      if (end > 0) {
        token.set('reply', text.slice(start, start + 3), start, start + 3);
        at = read(start, start + 3);
      }
    } else if (start === nextDotted) {
      if (!isPartOfWord(text, start)) {
        triple.lastIndex = start;
        const match = triple.exec(text);
        if (match) {
          const end = start + match[0].length;
          token.set('enhanced', `${match[1]}.${match[3]}.${match[4]}`, start, end);
          at = read(start, end);
        }
      }
    } else {
      const first = text.charCodeAt(start) === 32 ? start + 1 : start;
      tuple.lastIndex = first;
      const match = tuple.exec(text);
      if (match) {
        const end = first + match[0].length;
        token.set('enhanced', `${match[1]}.${match[2]}.${match[3]}`, first, end);
        at = read(first, end);
      }
    }
    if (start === nextReply) nextReply = next(threeDigits, text, Math.max(at - 1, start + 1), 1);
    if (start === nextDotted) nextDotted = next(dotted, text, Math.max(at, start + 1), 0);
    if (start === nextListed) nextListed = next(listed, text, Math.max(at, start + 1), 1);
  }
}

/** Where the next match begins, past `skip` units before the token; Infinity where there is none. */
function next(pattern: RegExp, text: string, from: number, skip: number): number {
  pattern.lastIndex = from;
  if (!pattern.test(text)) return Infinity;
  // three digits are the last thing the pattern reads
  if (pattern === threeDigits) return pattern.lastIndex - 3;
  return startOf(pattern, text) + skip;
}

/** The start of the match that ended at `lastIndex`. */
function startOf(pattern: RegExp, text: string): number {
  let at = pattern.lastIndex - 1;
  if (pattern === listed) {
    while (!isOpener(text.charCodeAt(at))) at--;
    return at;
  }
  for (let dots = 0; dots < 2; at--) if (text.charCodeAt(at) === 46) dots++;
  while (text.charCodeAt(at) === 92) at--;
  return at;
}

const isOpener = (c: number): boolean => c === 91 || c === 40 || c === 123;
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
  return isWord(before) && (text.charCodeAt(at - 2) !== 92 || isDigit(before));
}

/** Whether three digits at an index stand alone; `550u16` and `550L` do. */
function measureReply(text: string, start: number): number {
  if (start > 0 && isPartOfWord(text, start)) return -1;
  const end = start + 3;
  if (!isWord(text.charCodeAt(end))) return end;
  integerSuffix.lastIndex = end;
  return integerSuffix.test(text) ? end : -1;
}
