import { isRegistered } from './knownCodes';
import type { Surroundings } from './surroundings';
import type { Token } from './token';

/** What may stand between two codes of one list. */
const listSign = /^["'`]?(?:[\s,|/:&]|=>|->|or\b|and\b){1,40}["'`]?(?:case |b["'])?$/;
const nextInList = /^["'`]?\s?(?:,|\||&|or\b|and\b)\s?["'`]?([2-5]\d\d)(?![\w.])/;
/** How a table's cell ends, and how one begins. */
const cellAfter = /^["'`*]{0,3}\s{0,20}(?:\||<\/t[dh]>)/;
const cellBefore = /(?:\||<t[dh](?:\s[^<>]{0,60})?>)\s{0,20}["'`*]{0,3}$/;

/** A code in the same list, on the same or the line before. */
export function isBesideCode(token: Token, { previousCode, previousEnd }: Surroundings): boolean {
  if (previousCode.length !== 3) return false;
  const between = token.start - previousEnd;
  return between > 0 && between < 40 && listSign.test(token.text.slice(previousEnd, token.start));
}

/** "500 & 502", `[500, 550]`: a code that is nothing else follows in the list. */
export function isBeforeCode(token: Token): boolean {
  const next = nextInList.exec(token.right)?.[1];
  return next !== undefined && isRegistered(next);
}

/** A cell of a table, below a cell with a code. */
export function isCellBelowCode(token: Token, { previousCode, previousEnd }: Surroundings): boolean {
  if (previousCode.length !== 3 || previousEnd > token.lineStart || token.start - previousEnd > 400) return false;
  const above = token.text.slice(previousEnd, previousEnd + 30);
  return cellBefore.test(token.close) && cellAfter.test(token.right) && cellAfter.test(above);
}

/** `results["a"] = 500;` below `results["b"] = 550;`: the line differs from the one above in its numbers only. */
export function isLikeLineAbove(token: Token, { previousCode, previousEnd }: Surroundings): boolean {
  const { text, lineStart } = token;
  if (previousCode.length !== 3 || previousEnd >= lineStart || lineStart - previousEnd > 120) return false;
  const aboveStart = text.lastIndexOf('\n', lineStart - 2) + 1;
  const codeStart = previousEnd - 3;
  if (aboveStart > codeStart || codeStart - aboveStart > 120) return false;
  const above = wordsOf(text.slice(aboveStart, codeStart));
  return /[a-z]/i.test(above) && above === wordsOf(token.left) && text[previousEnd] === text[token.end];
}

const wordsOf = (line: string): string => line.replace(/\d+/g, '').trim();

/** "500-" above a line with the same code, or "500" below a line with the same code and a hyphen. */
export function isLineOfReply(token: Token): boolean {
  const { text, code, lineStart, lineEnd, left, right } = token;
  if (!/^\s*["'`]?$/.test(left)) return false;
  const below = text.slice(lineEnd + 1, lineEnd + 121).trimStart();
  if (/^-/.test(right) && below.startsWith(code)) return true;
  if (!/^["'`]?\s*$/.test(right)) return false;
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, Math.max(0, lineStart - 1)).slice(0, 120);
  return above.trimStart().startsWith(`${code}-`);
}

/** `expect(reply.code).toBe(550)`, `assertThat(reply.replyCode).isEqualTo(550)`: what is looked at; '' elsewhere. */
export function assertedName(token: Token): string {
  if (token.operator !== 'call') return '';
  return /\(([\w.$!?]{1,60})(?:\(\))?\)(?:[.\s]{1,20}\w{1,24}){1,3}\(["'`]?$/.exec(token.left)?.[1] ?? '';
}

/** Whether digits in brackets stand for one of them: `[245]\d\d`. */
export function isCharacterClass({ before, right }: Token): boolean {
  return (before === 91 || before === 94) && /^\d{0,7}\](?:\\+[d.]|\[|\{|[+*?.]|\d|xx)/.test(right);
}
