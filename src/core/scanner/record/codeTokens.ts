/*
 * Reads codes unit by unit, each unit once, and gives them strings made once: a log holds the same few codes again and
 * again.
 */

const replyCodes = Array.from({ length: 400 }, (_, index) => String(200 + index));
/** By class, subject and up to two digits of detail. */
const enhancedCodes: string[] = [];
for (let index = 0; index < 6 * 8 * 100; index++)
  enhancedCodes.push(`${Math.floor(index / 800)}.${Math.floor(index / 100) % 8}.${index % 100}`);

/** `550` for three digits by their char codes; the first is 2 to 5. */
export function replyCodeOf(first: number, second: number, third: number): string {
  return replyCodes[first * 100 + second * 10 + third - 5_528] as string;
}

/**
 * Reads the enhanced status code that begins at an index: 8 × the number of its string plus its length; -1 where there
 * is none. The registry of RFC 5248 has subjects from 0 to 7, so that the subject is one digit; a detail has up to
 * three, the first of which is no zero (RFC 3463 §2).
 */
export function readEnhanced(text: string, start: number): number {
  const subject = text.charCodeAt(start + 2) - 48;
  if (text.charCodeAt(start + 1) !== 46 || subject < 0 || subject > 7 || text.charCodeAt(start + 3) !== 46) return -1;
  let detail = text.charCodeAt(start + 4) - 48;
  if (!(detail >= 0 && detail <= 9)) return -1;
  let length = 5;
  let after = text.charCodeAt(start + 5);
  while (after >= 48 && after <= 57) {
    if (detail === 0 || length === 7) return -1;
    detail = detail * 10 + after - 48;
    after = text.charCodeAt(start + ++length);
  }
  if (isLetter(after) || (after === 46 && isDigit(text.charCodeAt(start + length + 1)))) return -1;
  const index = ((text.charCodeAt(start) - 48) * 8 + subject) * 100;
  return (detail < 100 ? index + detail : threeDigits + detail) * 8 + length;
}

/** Numbers from here on say nothing but that the detail has three digits. */
const threeDigits = 6 * 8 * 100;

/** How many units a code has that was read. */
export const lengthOf = (read: number): number => read & 7;

/** `5.1.1` for a code that was read at an index. */
export function enhancedCodeOf(read: number, text: string, start: number): string {
  const index = read >> 3;
  return index < threeDigits ? (enhancedCodes[index] as string) : text.slice(start, start + lengthOf(read));
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90);

/** What may be a code in a text that nothing is known of. */
export const anyCode = /(?:^|[^\w.])(?:[2-5]\d\d|[245]\.\d\.\d{1,3})(?!\w|\.\d)/;
