/** A text made from another, which remembers where each piece of it stands there. Offsets in UTF-16 units. */
export class MappedText {
  readonly text: string;
  readonly #from: readonly number[];
  readonly #to: readonly number[];
  readonly #parent: MappedText | undefined;

  private constructor(text: string, from: readonly number[], to: readonly number[], parent: MappedText | undefined) {
    this.text = text;
    this.#from = from;
    this.#to = to;
    this.#parent = parent;
  }

  /** A part of a text as it is. */
  static part(parent: MappedText | undefined, text: string, start: number): MappedText {
    return new MappedText(text, [0], [start], parent);
  }

  /** @param pieces in order, each with where it begins in the parent */
  static join(parent: MappedText | undefined, pieces: readonly Piece[]): MappedText {
    const from: number[] = [];
    const to: number[] = [];
    let length = 0;
    for (const { text, start } of pieces) {
      from.push(length);
      to.push(start);
      length += text.length;
    }
    return new MappedText(pieces.map(({ text }) => text).join(''), from, to, parent);
  }

  /** Texts one below the other. */
  static concat(texts: readonly MappedText[]): MappedText {
    const pieces: Piece[] = [];
    for (const mapped of texts) {
      const { text } = mapped;
      if (!text) continue;
      for (let at = 0; at < text.length;) {
        const feed = text.indexOf('\n', at);
        const next = feed < 0 ? text.length : feed + 1;
        pieces.push({ text: text.slice(at, next), start: mapped.sourceOf(at) });
        at = next;
      }
      // the break between two texts stands where the first ends, so that nothing reaches beyond it
      pieces.push({ text: '\n', start: Math.max(0, mapped.sourceOf(text.length) - 1) });
    }
    return MappedText.join(undefined, pieces);
  }

  /** Where an offset of this text stands in the text that everything is made from. */
  sourceOf(offset: number): number {
    let low = 0;
    let high = this.#from.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#from[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    const start = this.#to[low] ?? 0;
    const next = this.#to[low + 1];
    const at = start + offset - (this.#from[low] ?? 0);
    const own = next === undefined ? at : Math.max(start, Math.min(at, next));
    return this.#parent ? this.#parent.sourceOf(own) : own;
  }
}

/** A piece of a mapped text, and where it begins in the parent. */
export interface Piece {
  readonly text: string;
  readonly start: number;
}

/** Line ends as LF and no NUL, so that nothing below has to think of them. */
export function withPlainLines(text: string): MappedText {
  const clean = text.includes('\0') ? text.replace(/\0/g, ' ') : text;
  if (!clean.includes('\r')) return MappedText.part(undefined, clean, 0);
  // a lone CR is as long as the LF that it stands for
  if (!clean.includes('\r\n')) return MappedText.part(undefined, clean.replaceAll('\r', '\n'), 0);
  const pieces: Piece[] = [];
  let at = 0;
  for (let end = clean.indexOf('\r\n'); end >= 0; end = clean.indexOf('\r\n', at)) {
    pieces.push({ text: clean.slice(at, end), start: at });
    at = end + 1;
  }
  pieces.push({ text: clean.slice(at), start: at });
  const mapped = MappedText.join(undefined, pieces);
  return mapped.text.includes('\r') ? MappedText.part(mapped, mapped.text.replaceAll('\r', '\n'), 0) : mapped;
}
