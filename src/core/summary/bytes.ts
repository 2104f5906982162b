/** A 64-bit fingerprint of bytes in two halves; kept in one object, since it is made for every line of a log. */
export class Fingerprint {
  a = 0;
  b = 0;

  start(seed: number): this {
    this.a = seed | 0;
    this.b = ~seed;
    return this;
  }

  /** Bytes as they are. */
  add(bytes: Uint8Array, from: number, to: number): this {
    let { a, b } = this;
    for (let at = from; at < to; at++) {
      const c = bytes[at]!;
      a = Math.imul(a ^ c, 0x01000193);
      b = Math.imul((b ^ (b >>> 15)) + c, 0x2c1b3c6d);
    }
    this.a = a;
    this.b = b;
    return this;
  }

  /** ASCII letters in lower case. */
  addFolded(bytes: Uint8Array, from: number, to: number): this {
    let { a, b } = this;
    for (let at = from; at < to; at++) {
      let c = bytes[at]!;
      if (c > 64 && c < 91) c |= 32;
      a = Math.imul(a ^ c, 0x01000193);
      b = Math.imul((b ^ (b >>> 15)) + c, 0x2c1b3c6d);
    }
    this.a = a;
    this.b = b;
    return this;
  }

  addNumber(value: number): this {
    this.a = Math.imul(this.a ^ value, 0x01000193);
    this.b = Math.imul((this.b ^ (this.b >>> 15)) + value, 0x2c1b3c6d);
    return this;
  }
}

/** Where a short ASCII text stands between two places; -1 where it does not. */
export function find(bytes: Uint8Array, text: Uint8Array, from: number, to: number): number {
  const first = text[0]!;
  const last = to - text.length;
  for (let at = from; at <= last; at++) {
    if (bytes[at] !== first) continue;
    let same = 1;
    while (same < text.length && bytes[at + same] === text[same]) same++;
    if (same === text.length) return at;
  }
  return -1;
}

export function findByte(bytes: Uint8Array, byte: number, from: number, to: number): number {
  for (let at = from; at < to; at++) if (bytes[at] === byte) return at;
  return -1;
}

/** Whether a short ASCII text stands at a place. */
export function standsAt(bytes: Uint8Array, text: Uint8Array, at: number): boolean {
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text[index]) return false;
  return true;
}

/** The bytes of an ASCII text. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** Each byte as one character, so that places in the text are places in the bytes. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += 4096)
    text += String.fromCharCode.apply(null, bytes.subarray(at, Math.min(to, at + 4096)) as unknown as number[]);
  return text;
}

/** UTF-8 where it is valid, each byte as one character where it is not; no control characters but tab. */
export function readable(bytes: Uint8Array, from: number, to: number): string {
  const raw = latin1(bytes, from, to);
  const text = /^[\x09\x20-\x7e]*$/.test(raw) ? raw : decodeUtf8(raw);
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, ' ');
}

function decodeUtf8(raw: string): string {
  try {
    return decodeURIComponent(raw.replace(/[^\x20-\x24\x26-\x7e]/g, (char) => '%' + hex(char.charCodeAt(0))));
  } catch {
    return raw;
  }
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
