import type { Occurrence, Source } from '../../model';
import { Token } from '../code/token';
import { judgeEnhancedCode, judgeReplyCode } from './judge';
import { Surroundings } from './surroundings';

/** Three digits, or digits with dots, behind one unit that can't be part of the same word; n may be that of an escape. */
const candidate = /[^\dA-Zac-mo-z.](?:[2-5]\d\d(?!\.?[\dA-Za-z])|[245]\.\d{1,3}\.\d)/g;
/** The same with line breaks that a system log writes as #012. */
const octalCandidate = /(?:[^\dA-Zac-mo-z.]|#012)(?:[2-5]\d\d(?!\.?[\dA-Za-z])|[245]\.\d{1,3}\.\d)/g;
const enhanced = /[245]\.\d{1,3}\.\d{1,3}(?![\dA-Za-z]|\.\d)/y;

/** Finds the SMTP codes in a log, a transcript, a bounce or events, in order. Linear in the length of the text. */
export function scanRecord(text: string, source: Source): Occurrence[] {
  const found: Occurrence[] = [];
  const token = new Token(text);
  const around = new Surroundings(source);
  const pattern = text.includes('#012') ? octalCandidate : candidate;
  const accept = (rule: string): void => {
    found.push({ kind: token.kind, code: token.code, start: token.start, end: token.end, rule });
    around.previousCode = token.code;
    around.previousEnd = token.end;
    if (token.kind === 'enhanced') return;
    around.openCode = text.charCodeAt(token.end) === 45 ? token.code : '';
    around.openEnd = token.end;
  };
  const decide = (start: number): number => {
    if (text.charCodeAt(start + 1) === 46) {
      const end = endOfEnhanced(text, start);
      if (end < 0) return start + 3;
      token.set('enhanced', text.slice(start, end), start, end);
      token.findLine();
      const rule = judgeEnhancedCode(token, around);
      if (rule !== undefined) accept(rule);
      return end;
    }
    const end = start + 3;
    token.set('reply', text.slice(start, end), start, end);
    token.findLine();
    const rule = judgeReplyCode(token, around);
    if (rule !== undefined) accept(rule);
    return end;
  };
  if (/^[2-5]\d\d(?!\.?[\dA-Za-z])/.test(text)) decide(0);
  pattern.lastIndex = 0;
  while (pattern.test(text)) {
    const last = pattern.lastIndex;
    const isReply = text.charCodeAt(last - 2) !== 46;
    pattern.lastIndex = decide(isReply ? last - 3 : text.lastIndexOf('.', last - 3) - 1);
  }
  return found;
}

/** Where an enhanced status code that begins at an index ends; -1 where there is none. */
export function endOfEnhanced(text: string, start: number): number {
  enhanced.lastIndex = start;
  return enhanced.test(text) ? enhanced.lastIndex : -1;
}
