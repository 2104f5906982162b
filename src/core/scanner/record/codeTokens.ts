/*
 * The strings of codes, made once: a scan of a large log finds the same few codes again and again.
 */

const replyCodes: string[] = [];
for (let code = 200; code < 600; code++) replyCodes.push(String(code));
/** By class, subject and up to two digits of detail. */
const enhancedCodes: (string | undefined)[] = new Array<string | undefined>(6 * 1_100).fill(undefined);

/** `550` for the three digits at an index. */
export function replyCodeAt(text: string, start: number): string {
  const number =
    text.charCodeAt(start) * 100 + text.charCodeAt(start + 1) * 10 + text.charCodeAt(start + 2) - 5_328 - 200;
  return replyCodes[number] as string;
}

/** `5.1.1` for the class, the subject (one digit) and the detail between two indexes. */
export function enhancedCodeAt(text: string, start: number, end: number): string {
  const detailLength = end - start - 4;
  // 5.1.1 and 5.1.10 only; what is longer is rare
  if (detailLength > 2) return text.slice(start, end);
  const first = text.charCodeAt(start) - 48;
  const second = text.charCodeAt(start + 2) - 48;
  const third = text.charCodeAt(start + 4) - 48;
  const fourth = detailLength === 2 ? text.charCodeAt(start + 5) - 47 : 0;
  return (enhancedCodes[((first * 10 + second) * 10 + third) * 11 + fourth] ??= text.slice(start, end));
}

/**
 * Where an enhanced status code that begins at an index ends; -1 where there is none. The registry of RFC 5248 has
 * subjects from 0 to 7, so that the subject is one digit; a detail has up to three, the first of which is no zero (RFC 3463 §2).
 */
export function endOfEnhanced(text: string, start: number): number {
  const subject = text.charCodeAt(start + 2);
  if (text.charCodeAt(start + 1) !== 46 || subject < 48 || subject > 55 || text.charCodeAt(start + 3) !== 46) return -1;
  let end = start + 4;
  while (end < start + 7 && isDigit(text.charCodeAt(end))) end++;
  if (end === start + 4 || (end > start + 5 && text.charCodeAt(start + 4) === 48)) return -1;
  const after = text.charCodeAt(end);
  if (isDigit(after) || isLetter(after) || (after === 46 && isDigit(text.charCodeAt(end + 1)))) return -1;
  return end;
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
