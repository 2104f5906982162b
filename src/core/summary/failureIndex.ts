import type { Reply, Source } from '../model';
import { ReplyGrouping } from '../scanner/groupReplies';
import { headSpan } from '../scanner/headSpan';
import { LineBlocks, type Block, type Lines } from '../scanner/lineBlocks';
import { LetterMap, lettersOf, type LineLetter } from '../scanner/record/letters';
import { sure } from '../scanner/evidence/thresholds';
import { RecordScan } from '../scanner/record/scanRecord';
import { neighbours } from '../scanner/repliesIn';

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

interface Read {
  readonly entries: readonly Entry[];
  /** The letters in it, as they were known when it was read. */
  readonly letters: string;
}

const nothing: Read = { entries: [], letters: '' };
/** So much is read in one go, in UTF-16 units. */
const stretch = 65_536;

/** True for a reply that says no: 4yz or 5yz (RFC 5321 §4.2.1), an enhanced status code of class 4 or 5 alone, or the words of a failure. */
export function isFailure(reply: Reply): boolean {
  if (reply.occurrences[0]?.kind === 'words') return true;
  const first = (reply.replyCode ?? reply.enhancedCode)?.charCodeAt(0);
  return first === 0x34 || first === 0x35;
}

const tell = (letters: readonly LineLetter[]): string =>
  letters.map(({ start, end }) => `${start.line}:${start.column} ${end.line}:${end.column}`).join();

/** A block that is being read. */
interface Reading {
  readonly block: Block<Read>;
  readonly text: string;
  /** The block's own lines. */
  readonly from: number;
  readonly to: number;
  readonly letters: string;
  readonly scan: RecordScan;
  readonly grouping: ReplyGrouping;
  readonly entries: Entry[];
  /** How far it is scanned. */
  at: number;
  /** The line of the last reply, where it begins and where it ends. */
  line: number;
  lineStart: number;
  lineEnd: number;
}

/**
 * Keeps count of the failures in a log by cause. Reads in blocks, so that work can be spread over time and a changed line
 * costs one block. Its owner tells it of every change and calls `step` until that says it is done.
 */
export class FailureIndex {
  readonly #lines: Lines;
  readonly #source: Source;
  readonly #causeOf: (reply: Reply) => string;
  readonly #letters: LetterMap;
  readonly #ownLetters: boolean;
  /** Whether the letters may have changed since the blocks were read. */
  #lettersMoved = false;
  readonly #causeIds = new Map<string, number>();
  readonly #causes: { readonly key: string; readonly reply: Reply }[] = [];
  readonly #blocks: LineBlocks<Read>;
  #reading: Reading | undefined;

  /** `letters`: those of the document, where somebody keeps them already and tells them of its changes. */
  constructor(lines: Lines, source: Source, causeOf: (reply: Reply) => string, letters?: LetterMap) {
    this.#lines = lines;
    this.#source = source;
    this.#causeOf = causeOf;
    this.#ownLetters = letters === undefined;
    this.#letters = letters ?? new LetterMap(lines, source);
    this.#blocks = new LineBlocks(lines.count(), neighbours, nothing);
  }

  /** `removed` lines from `line` on were replaced by `added` lines; call it after the document changed. */
  change(line: number, removed: number, added: number): void {
    if (this.#ownLetters) this.#letters.change(line, removed, added);
    this.#blocks.change(line, removed, added);
    this.#lettersMoved = true;
    this.#reading = undefined;
  }

  /** Reads until `enough` says so, a stretch of a block at least. Returns whether all is read. */
  step(enough: () => boolean): boolean {
    if (!this.#letters.step(enough)) return false;
    if (this.#lettersMoved) this.#compareLetters();
    for (;;) {
      const reading = (this.#reading ??= this.#begin());
      if (!reading) return true;
      if (this.#advance(reading)) {
        const { entries, letters } = reading;
        reading.block.value = { entries, letters };
        reading.block.dirty = false;
        this.#reading = undefined;
      }
      if (enough()) return false;
    }
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
    return this.#blocks.all.reduce((sum, { value }) => sum + value.entries.length, 0);
  }

  /** The first failure below (`1`) or above (`-1`) a line, round the end of the file if need be; of one cause, where a key is given. */
  next(line: number, direction: 1 | -1, key?: string): Place | undefined {
    const wanted = key === undefined ? undefined : this.#causeIds.get(key);
    if (key !== undefined && wanted === undefined) return undefined;
    let first: Place | undefined;
    let last: Place | undefined;
    let before: Place | undefined;
    let after: Place | undefined;
    this.#each((entry, start) => {
      if (wanted !== undefined && entry.cause !== wanted) return true;
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
    for (const { lines, value } of this.#blocks.all) {
      for (const entry of value.entries) if (!visit(entry, line)) return;
      line += lines;
    }
  }

  #begin(): Reading | undefined {
    const next = this.#blocks.nextDirty();
    if (!next) return undefined;
    const { block, line: from } = next;
    const to = from + block.lines;
    const above = Math.max(0, from - neighbours);
    const below = Math.min(this.#lines.count(), to + neighbours);
    const text = this.#lines.read(above, below);
    const letters = this.#letters.within(above, below);
    return {
      ...{ block, text, from, to, letters: tell(letters) },
      scan: new RecordScan(text, this.#source, { letters: lettersOf(letters, text), words: true }),
      grouping: new ReplyGrouping(text, this.#source),
      entries: [],
      at: 0,
      line: above,
      lineStart: 0,
      lineEnd: text.indexOf('\n'),
    };
  }

  /** Reads a stretch; returns whether the block is read. */
  #advance(reading: Reading): boolean {
    const { scan, grouping } = reading;
    reading.at += stretch;
    for (const occurrence of scan.advance(reading.at)) {
      if (occurrence.certainty < sure) continue;
      const reply = grouping.add(occurrence);
      if (reply) this.#note(reading, reply);
    }
    if (!scan.done) return false;
    for (const reply of grouping.end()) this.#note(reading, reply);
    return true;
  }

  #note(reading: Reading, reply: Reply): void {
    if (!isFailure(reply)) return;
    const { text, from, to, entries } = reading;
    const { start, end } = headSpan(reply);
    while (reading.lineEnd >= 0 && reading.lineEnd < start) {
      reading.lineStart = reading.lineEnd + 1;
      reading.lineEnd = text.indexOf('\n', reading.lineStart);
      reading.line++;
    }
    const { line, lineStart } = reading;
    if (line < from || line >= to) return;
    entries.push({ cause: this.#idOf(reply), line: line - from, start: start - lineStart, end: end - lineStart });
  }

  /** A line that begins or ends a letter changes how the lines far below it are read. */
  #compareLetters(): void {
    this.#lettersMoved = false;
    let from = 0;
    this.#blocks.all.forEach(({ lines, dirty, value }, index) => {
      const above = Math.max(0, from - neighbours);
      const below = Math.min(this.#lines.count(), from + lines + neighbours);
      if (!dirty && tell(this.#letters.within(above, below)) !== value.letters) this.#blocks.soil(index);
      from += lines;
    });
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
