const questionMark = 63;

/**
 * Makes UTF-16, as Windows writes logs, into UTF-8 where it lies. Letters beyond U+07FF, which no code and no id has, become question
 * marks, so that nothing grows.
 */
export class Utf16 {
  readonly #bigEndian: boolean;
  /** The first byte of a unit whose second has not come; -1 where there is none. */
  #half = -1;

  private constructor(bigEndian: boolean) {
    this.#bigEndian = bigEndian;
  }

  /** Undefined where the first bytes of a file are not the mark of UTF-16. */
  static of(bytes: Uint8Array, from: number, to: number): Utf16 | undefined {
    if (to - from < 2) return undefined;
    const mark = (bytes[from]! << 8) | bytes[from + 1]!;
    return mark === 0xfffe || mark === 0xfeff ? new Utf16(mark === 0xfeff) : undefined;
  }

  /** @returns where what was made of the bytes ends */
  narrow(bytes: Uint8Array, from: number, to: number): number {
    let out = from;
    let at = from;
    let half = this.#half;
    while (at < to) {
      const first = half < 0 ? bytes[at++]! : half;
      if (at >= to) {
        half = first;
        break;
      }
      half = -1;
      const second = bytes[at++]!;
      const unit = this.#bigEndian ? (first << 8) | second : (second << 8) | first;
      if (unit < 0x80) bytes[out++] = unit;
      else if (unit < 0x800 && out + 2 <= at) {
        bytes[out++] = 0xc0 | (unit >> 6);
        bytes[out++] = 0x80 | (unit & 63);
      } else if (unit !== 0xfeff) bytes[out++] = questionMark;
    }
    this.#half = half;
    return out;
  }
}
