import type { Occurrence, Source } from '../../model';
import { judgeEnhancedCode } from './enhancedRules';
import { readFileContext, type FileContext } from './fileContext';
import { judgeReplyCode } from './replyRules';
import { Token } from './token';

/** What a rule may know besides the token. */
export interface Surroundings {
  readonly source: Source;
  readonly file: FileContext;
  /** The code accepted last, and where it ended; 0 and '' at the start. */
  readonly previousCode: string;
  readonly previousEnd: number;
}

/** A digit from 2 to 5 with a digit, a dot or a comma behind it, after something that can't be part of the same word. */
const candidate = /[^\dA-Zac-mo-qu-z_][2-5](?=[\d.,\\])/g;
const triple = /(\d)(\\{0,2}\.)(\d{1,3})\2(\d{1,3})(?!\w|\.\d|\\\.\d)/y;
const tuple = /(\d), ?(\d{1,3}), ?(\d{1,3})(?=\s?[)\]}])/y;
const integerSuffix = /_?[iu](?:8|16|32|64|size)\b|[LlUu]{1,2}\b/y;

/**
 * Finds the SMTP codes in source code, configuration and prose, in order. Linear in the length of the text: one pass
 * of a regular expression, and for each number that could be a code a look at what stands around it, of bounded length.
 */
export function scanCode(text: string, source: Source): Occurrence[] {
  if (source.family === 'other' && source.id === 'generated') return [];
  const found: Occurrence[] = [];
  const token = new Token();
  token.text = text;
  let file: FileContext | undefined;
  let previousCode = '';
  let previousEnd = 0;
  let lineEnd = -1;

  /** Decides the token that begins at an index and returns where to go on. */
  const read = (start: number): number => {
    const end = measure(text, start, token);
    if (end < 0) return start + 1;
    if (start > lineEnd) {
      token.lineStart = text.lastIndexOf('\n', start) + 1;
      lineEnd = text.indexOf('\n', start);
      if (lineEnd < 0) lineEnd = text.length;
      token.lineEnd = lineEnd;
    }
    file ??= readFileContext(text);
    const around: Surroundings = { source, file, previousCode, previousEnd };
    const rule = token.kind === 'reply' ? judgeReplyCode(token, around) : judgeEnhancedCode(token, around);
    if (rule === undefined) return token.end;
    found.push({ kind: token.kind, code: token.code, start, end, rule });
    previousCode = token.code;
    previousEnd = end;
    return end;
  };

  const first = text.charCodeAt(0);
  candidate.lastIndex = first >= 50 && first <= 53 ? read(0) : 0;
  while (candidate.test(text)) {
    const start = candidate.lastIndex - 1;
    const before = text.charCodeAt(start - 1);
    // the letter of an escape: \n \r \t \b \s
    const letter = before > 96 && before < 123;
    candidate.lastIndex = letter && text.charCodeAt(start - 2) !== 92 ? start + 1 : read(start);
  }
  return found;
}

/** Sets the token that begins at an index; returns its end, or -1 where no code can begin. */
function measure(text: string, start: number, token: Token): number {
  const second = text.charCodeAt(start + 1);
  if (second >= 48 && second <= 57) {
    const third = text.charCodeAt(start + 2);
    if (!(third >= 48 && third <= 57)) return -1;
    const end = start + 3;
    const next = text.charCodeAt(end);
    if (isWord(next)) {
      integerSuffix.lastIndex = end;
      if (!integerSuffix.test(text)) return -1;
    }
    token.set('reply', text.slice(start, end), start, end);
    return end;
  }
  if (text.charCodeAt(start) === 51) return -1;
  const pattern = second === 44 ? tuple : triple;
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  if (!match) return -1;
  const code = pattern === tuple ? `${match[1]}.${match[2]}.${match[3]}` : `${match[1]}.${match[3]}.${match[4]}`;
  const end = start + match[0].length;
  token.set('enhanced', code, start, end);
  return end;
}

const isWord = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95;
