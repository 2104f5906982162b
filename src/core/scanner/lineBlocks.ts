/** The lines of a document that may change under what reads them. Lines are 0-based, `to` is exclusive. */
export interface Lines {
  readonly count: () => number;
  /** The lines joined by their line ends. */
  readonly read: (from: number, to: number) => string;
}

export interface Block<Value> {
  lines: number;
  dirty: boolean;
  /** What was read of it last. */
  value: Value;
}

/** Lines of a block, as it is made. */
export const blockLines = 512;
/** A block that outgrew this is cut. */
const longestBlock = 2 * blockLines;

/** The lines of a document in blocks, so that a changed line costs one block, and which of them have to be read again. */
export class LineBlocks<Value> {
  readonly #empty: Value;
  /** How far, in lines, a change reaches into the next block. */
  readonly #reach: number;
  #blocks: Block<Value>[] = [];
  /** No block before this one is dirty. */
  #firstDirty = 0;

  constructor(count: number, reach: number, empty: Value) {
    this.#empty = empty;
    this.#reach = reach;
    for (let left = count; left > 0; left -= blockLines) this.#blocks.push(this.#make(Math.min(left, blockLines)));
  }

  get all(): readonly Block<Value>[] {
    return this.#blocks;
  }

  /** `removed` lines from `line` on were replaced by `added` lines. */
  change(line: number, removed: number, added: number): void {
    let at = 0;
    let index = 0;
    while (index < this.#blocks.length - 1 && at + this.#blocks[index]!.lines <= line)
      at += this.#blocks[index++]!.lines;
    const first = index;
    const offset = line - at;
    let left = removed;
    for (let from = offset; left > 0 && index < this.#blocks.length; index++, from = 0) {
      const block = this.#blocks[index]!;
      const taken = Math.min(left, block.lines - from);
      block.lines -= taken;
      block.dirty = true;
      left -= taken;
    }
    const block = this.#blocks[first];
    if (block) {
      block.lines += added;
      block.dirty = true;
    } else this.#blocks.push(this.#make(added));
    if (offset < this.#reach && first > 0) this.#blocks[first - 1]!.dirty = true;
    const last = Math.max(first, index - 1);
    const next = this.#blocks[last + 1];
    if (next && offset + added > this.#blocks[first]!.lines - this.#reach) next.dirty = true;
    this.#blocks = this.#blocks.filter((candidate) => candidate.lines > 0);
    this.#firstDirty = Math.min(this.#firstDirty, Math.max(0, first - 1));
  }

  /** Marks a block for being read again. */
  soil(index: number): void {
    this.#blocks[index]!.dirty = true;
    this.#firstDirty = Math.min(this.#firstDirty, index);
  }

  /** The first block to read, of at most 1,024 lines, with the line it begins at; undefined where all is read. */
  nextDirty(): { readonly block: Block<Value>; readonly line: number } | undefined {
    let line = 0;
    for (let index = 0; index < this.#firstDirty; index++) line += this.#blocks[index]!.lines;
    for (; this.#firstDirty < this.#blocks.length; this.#firstDirty++) {
      const index = this.#firstDirty;
      const block = this.#blocks[index]!;
      if (!block.dirty) {
        line += block.lines;
        continue;
      }
      if (block.lines <= longestBlock) return { block, line };
      const head = this.#make(blockLines);
      this.#blocks.splice(index, 1, head, this.#make(block.lines - blockLines));
      return { block: head, line };
    }
    return undefined;
  }

  #make(lines: number): Block<Value> {
    return { lines, dirty: true, value: this.#empty };
  }
}
