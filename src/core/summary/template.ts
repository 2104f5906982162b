import type { Fingerprint } from './bytes';

const other = 0;
const letter = 1;
const digit = 2;
const dot = 3;
const joins = 4;
const at = 5;

const kinds = new Uint8Array(256);
for (let c = 0; c < 256; c++)
  kinds[c] =
    c >= 48 && c <= 57
      ? digit
      : (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c > 127
        ? letter
        : c === 46
          ? dot
          : c === 45 || c === 95 || c === 43
            ? joins
            : c === 64
              ? at
              : other;

/** No more of a reply than this decides what it is, in bytes. */
const longest = 700;
/** No word of a reply is as long, in bytes; an id may be, and may have no digit. */
const longestWord = 20;
const variable = 0x23;
const lessThan = 60;
const greaterThan = 62;
const slash = 47;

/**
 * Adds the words of a reply without what differs from message to message: addresses, host names, numbers and ids. Reply codes,
 * enhanced status codes and short tags such as `TSS04` stay. What two lines of one template say is explained once.
 */
export function addTemplate(print: Fingerprint, bytes: Uint8Array, from: number, to: number): Fingerprint {
  const end = Math.min(to, from + longest);
  let { a, b } = print;
  /** The reply code that opens the text; other numbers are numbers. */
  let code = 0;
  for (let i = from; i < end;) {
    const c = bytes[i]!;
    if (c === lessThan) {
      const close = closing(bytes, i + 1, end);
      if (close > 0) {
        a = Math.imul(a ^ variable, 0x01000193);
        b = Math.imul((b ^ (b >>> 15)) + variable, 0x2c1b3c6d);
        i = close + 1;
        continue;
      }
    }
    if (kinds[c] === other || kinds[c] === joins) {
      a = Math.imul(a ^ c, 0x01000193);
      b = Math.imul((b ^ (b >>> 15)) + c, 0x2c1b3c6d);
      i++;
      continue;
    }
    const start = i;
    let ta = a;
    let tb = b;
    let digits = 0;
    let dots = 0;
    let letters = 0;
    let hasAt = false;
    for (; i < end; i++) {
      const t = bytes[i]!;
      const kind = kinds[t]!;
      if (kind === other) break;
      // A full stop ends a sentence, not a name.
      if (kind === dot && (i + 1 === end || kinds[bytes[i + 1]!] === other)) break;
      // 550-5.1.1
      if (kind === joins && digits === 3 && i - start === 3) break;
      if (kind === digit) digits++;
      else if (kind === dot) dots++;
      else if (kind === at) hasAt = true;
      else letters++;
      ta = Math.imul(ta ^ t, 0x01000193);
      tb = Math.imul((tb ^ (tb >>> 15)) + t, 0x2c1b3c6d);
    }
    if (i === start) {
      a = Math.imul(a ^ c, 0x01000193);
      b = Math.imul((b ^ (b >>> 15)) + c, 0x2c1b3c6d);
      i++;
      continue;
    }
    if (digits === 3 && i - start === 3) {
      const number = 100 * bytes[start]! + 10 * bytes[start + 1]! + bytes[start + 2]!;
      if (code === 0) code = number;
      if (number === code) {
        a = ta;
        b = tb;
      } else {
        a = Math.imul(a ^ variable, 0x01000193);
        b = Math.imul((b ^ (b >>> 15)) + variable, 0x2c1b3c6d);
      }
    } else if (hasAt || (!isUrl(bytes, start, from) && isVariable(bytes, start, i - start, digits, dots, letters))) {
      a = Math.imul(a ^ variable, 0x01000193);
      b = Math.imul((b ^ (b >>> 15)) + variable, 0x2c1b3c6d);
    } else {
      a = ta;
      b = tb;
    }
  }
  print.a = a;
  print.b = b;
  return print;
}

function isVariable(
  bytes: Uint8Array,
  start: number,
  length: number,
  digits: number,
  dots: number,
  letters: number,
): boolean {
  if (letters === 0) {
    const first = bytes[start]!;
    // 5.1.1
    if (dots === 2 && length <= 9) return first !== 50 && first !== 52 && first !== 53;
    return digits > 0;
  }
  if (dots > 0 || digits > 4) return true;
  return length > 8 && (digits > 0 || isJumble(bytes, start, length));
}

/** Whether letters alone are an id: longer than a word, or of more capitals within than words have that are written as one. */
function isJumble(bytes: Uint8Array, start: number, length: number): boolean {
  let run = 0;
  let capitals = 0;
  for (let at = start; at < start + length; at++) {
    const c = bytes[at]!;
    if (kinds[c] === joins) run = 0;
    else if (++run >= longestWord) return true;
    else if (c < 97 && run > 1 && c > 64 && bytes[at - 1]! > 96) capitals++;
  }
  return 6 * capitals > length;
}

function isUrl(bytes: Uint8Array, start: number, from: number): boolean {
  return start > from + 2 && bytes[start - 1] === slash && bytes[start - 2] === slash;
}

function closing(bytes: Uint8Array, from: number, end: number): number {
  const last = Math.min(end, from + 320);
  for (let i = from; i < last; i++) {
    if (bytes[i] === greaterThan) return i;
    if (bytes[i] === lessThan || bytes[i] === 32) return -1;
  }
  return -1;
}
