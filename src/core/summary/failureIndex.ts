import type { Reply, Source } from '../model';
import { groupReplies } from '../scanner/groupReplies';
import { headSpan } from '../scanner/headSpan';
import { scan } from '../scanner/scan';

/** The lines of a document that may change under the index. Lines are 0-based, `to` is exclusive. */
export interface Lines {
  readonly count: () => number;
  /** The lines joined by their line ends. */
  readonly read: (from: number, to: number) => string;
}

/** Where a failure stands: its first code. 0-based line and UTF-16 columns, end exclusive. */
export interface Place {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A distinct reason for failures in a log, with a reply that stands for all of them. */
export interface Cause {
  readonly key: string;
  readonly reply: Reply;
  readonly count: number;
  /** The first places, at most `firstPlaces`. */
  readonly places: readonly Place[];
}

interface Entry {
  readonly cause: number;
  /** Counted from the first line of its block. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

interface Block {
  lines: number;
  dirty: boolean;
  entries: readonly Entry[];
}

const blockLines = 512;
/** A reply that spans lines is read with this many neighbours on either side of a block. */
const neighbours = 16;
/** Longest slice that is read at once, in lines of a block, is `blockLines`; a block that outgrew this is cut. */
const longestBlock = 2 * blockLines;

/** True for a reply that says no: 4yz or 5yz (RFC 5321 §4.2.1), or an enhanced status code of class 4 or 5 alone. */
export function isFailure(reply: Reply): boolean {
  const first = (reply.replyCode ?? reply.enhancedCode)?.charCodeAt(0);
  return first === 0x34 || first === 0x35;
}

/**
 * Keeps count of the failures in a log by cause. Reads in blocks, so that work can be spread over time and a changed line
 * costs one block. Its owner tells it of every change and calls `step` until that says it is done.
 */
export class FailureIndex {
  readonly #lines: Lines;
  readonly #source: Source;
  readonly #causeOf: (reply: Reply) => string;
  readonly #causeIds = new Map<string, number>();
  readonly #causes: { readonly key: string; readonly reply: Reply }[] = [];
  #blocks: Block[] = [];
  /** No block before this one is dirty. */
  #firstDirty = 0;

  constructor(lines: Lines, source: Source, causeOf: (reply: Reply) => string) {
    this.#lines = lines;
    this.#source = source;
    this.#causeOf = causeOf;
    for (let left = lines.count(); left > 0; left -= blockLines)
      this.#blocks.push({ lines: Math.min(left, blockLines), dirty: true, entries: [] });
  }

  /** `removed` lines from `line` on were replaced by `added` lines; call it after the document changed. */
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
    } else this.#blocks.push({ lines: added, dirty: true, entries: [] });
    // A reply may reach over the border of two blocks.
    if (offset < neighbours && first > 0) this.#blocks[first - 1]!.dirty = true;
    const last = Math.max(first, index - 1);
    const next = this.#blocks[last + 1];
    if (next && offset + added > this.#blocks[first]!.lines - neighbours) next.dirty = true;
    this.#blocks = this.#blocks.filter((candidate) => candidate.lines > 0);
    this.#firstDirty = Math.min(this.#firstDirty, Math.max(0, first - 1));
  }

  /** Reads dirty blocks until `enough` says so; at least one. Returns whether all is read. */
  step(enough: () => boolean): boolean {
    let line = 0;
    for (let index = 0; index < this.#firstDirty; index++) line += this.#blocks[index]!.lines;
    while (this.#firstDirty < this.#blocks.length) {
      const index = this.#firstDirty;
      let block = this.#blocks[index]!;
      if (block.dirty) {
        if (block.lines > longestBlock) {
          const rest = { lines: block.lines - blockLines, dirty: true, entries: [] };
          block = { lines: blockLines, dirty: true, entries: [] };
          this.#blocks.splice(index, 1, block, rest);
        }
        block.entries = this.#read(line, block.lines);
        block.dirty = false;
        if (enough()) return false;
      }
      line += block.lines;
      this.#firstDirty++;
    }
    return true;
  }

  /** The causes so far, most frequent first. */
  causes(firstPlaces: number): Cause[] {
    const counts = new Uint32Array(this.#causes.length);
    const places: Place[][] = this.#causes.map(() => []);
    this.#each((entry, line) => {
      counts[entry.cause]!++;
      const list = places[entry.cause]!;
      if (list.length < firstPlaces) list.push({ line: line + entry.line, start: entry.start, end: entry.end });
      return true;
    });
    return this.#causes
      .map(({ key, reply }, id) => ({ key, reply, count: counts[id]!, places: places[id]! }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || a.places[0]!.line - b.places[0]!.line);
  }

  /** Up to `limit` failures in the order of the text, with their cause. */
  failures(limit: number): { readonly place: Place; readonly key: string; readonly reply: Reply }[] {
    const list: { place: Place; key: string; reply: Reply }[] = [];
    this.#each((entry, line) => {
      if (list.length >= limit) return false;
      const place = { line: line + entry.line, start: entry.start, end: entry.end };
      list.push({ place, ...this.#causes[entry.cause]! });
      return true;
    });
    return list;
  }

  /** How many failures there are. */
  count(): number {
    return this.#blocks.reduce((sum, block) => sum + block.entries.length, 0);
  }

  /** The first failure below (`1`) or above (`-1`) a line, round the end of the file if need be. */
  next(line: number, direction: 1 | -1): Place | undefined {
    let first: Place | undefined;
    let last: Place | undefined;
    let before: Place | undefined;
    let after: Place | undefined;
    this.#each((entry, start) => {
      const place = { line: start + entry.line, start: entry.start, end: entry.end };
      first ??= place;
      last = place;
      if (place.line < line) before = place;
      if (place.line > line) after ??= place;
      return !(direction > 0 && after);
    });
    return direction > 0 ? (after ?? first) : (before ?? last);
  }

  #each(visit: (entry: Entry, blockLine: number) => boolean): void {
    let line = 0;
    for (const block of this.#blocks) {
      for (const entry of block.entries) if (!visit(entry, line)) return;
      line += block.lines;
    }
  }

  #read(from: number, lines: number): Entry[] {
    const above = Math.max(0, from - neighbours);
    const text = this.#lines.read(above, Math.min(this.#lines.count(), from + lines + neighbours));
    const entries: Entry[] = [];
    let line = above;
    let lineStart = 0;
    const occurrences = scan(text, this.#source);
    if (!occurrences.length) return entries;
    for (const reply of groupReplies(text, occurrences, this.#source)) {
      if (!isFailure(reply)) continue;
      for (
        let end = text.indexOf('\n', lineStart);
        end >= 0 && end < reply.start;
        end = text.indexOf('\n', lineStart)
      ) {
        lineStart = end + 1;
        line++;
      }
      if (line < from || line >= from + lines) continue;
      const { start, end } = headSpan(reply);
      entries.push({ cause: this.#idOf(reply), line: line - from, start: start - lineStart, end: end - lineStart });
    }
    return entries;
  }

  #idOf(reply: Reply): number {
    const key = this.#causeOf(reply);
    const known = this.#causeIds.get(key);
    if (known !== undefined) return known;
    this.#causes.push({ key, reply });
    this.#causeIds.set(key, this.#causes.length - 1);
    return this.#causes.length - 1;
  }
}
