import type { Source } from '../../model';
import { LineBlocks, type Lines } from '../lineBlocks';

/** From where to where a letter reaches, in UTF-16 units of a text. */
export interface Letter {
  readonly start: number;
  readonly end: number;
}

/** What a line has to say of letters: one may begin there, one ends there, or it turns out that there was none. */
type Turn = 'begins' | 'ends' | 'wasNone';

interface Mark<Place> {
  readonly turn: Turn;
  readonly at: Place;
}

/** Where a bounce quotes the letter that came back. */
const letterBelow =
  /^(?:Content-Type: (?:message\/rfc822|text\/rfc822-headers)|[^\S\n]{0,4}-{3,8} ?(?:Below this line is a copy|This is a copy of the message|Original message|Unsent message follows)|Original message headers:)/gim;

/** Where it ends: at the next letter of a mailbox, or where a session that handed it over goes on. */
const letterOver = /^(?:\.\r?\n|From \S{1,200} {1,2}[A-Z][a-z]{2} |(?:MAIL FROM|RCPT TO|EHLO|HELO|RSET|QUIT)\b)/gm;

/** Where the letter of a session ends, or a command shows that it was left out. */
const letterEnd = /^(?:\.\r?\n|(?:MAIL FROM|RCPT TO|EHLO|HELO|RSET|QUIT)\b)/gim;
const asked = /354 /g;

/** Whether numbers in a text may stand in a letter; where the text is one, all of them do. */
function holdsLetters({ family }: Source): boolean {
  return family === 'bounce' || family === 'transcript';
}

/** The marks of a text, in order; of several that say the same in a row, the first. */
function marksIn(text: string, { family }: Source): Mark<number>[] {
  const [opening, closing] = family === 'bounce' ? [letterBelow, letterOver] : [asked, letterEnd];
  const marks: Mark<number>[] = [];
  let at = 0;
  let begins: number | undefined;
  let ends: RegExpExecArray | null | undefined;
  for (;;) {
    if (begins === undefined || begins < at) begins = next(opening, text, at)?.index ?? Infinity;
    if (ends === undefined || (ends && ends.index < at)) ends = next(closing, text, at);
    const over = ends?.index ?? Infinity;
    if (begins === Infinity && over === Infinity) return marks;
    const opens = begins < over;
    at = Math.min(begins, over);
    const turn = opens ? 'begins' : family === 'bounce' || text[at] === '.' ? 'ends' : 'wasNone';
    if ((marks.at(-1)?.turn === 'begins') !== opens || !marks.length) marks.push({ turn, at });
    // what follows and says the same is passed over in one go
    at = opens ? over : begins;
    if (at === Infinity) return marks;
  }
}

function next(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

/**
 * Puts the marks together. What a bounce quotes may go on to its end; a session that asks for a letter (354) and shows no end
 * of it left it out.
 */
function fold<Place>(marks: Iterable<Mark<Place>>, { family }: Source, last: Place): { start: Place; end: Place }[] {
  const letters: { start: Place; end: Place }[] = [];
  let start: Place | undefined;
  for (const { turn, at } of marks) {
    if (turn === 'begins') start ??= at;
    else if (start !== undefined) {
      if (turn === 'ends') letters.push({ start, end: at });
      start = undefined;
    }
  }
  if (start !== undefined && family === 'bounce') letters.push({ start, end: last });
  return letters;
}

/** The letters in a text, in order: what a bounce quotes, what a session hands over after its 354. */
export function findLetters(text: string, source: Source): readonly Letter[] {
  return holdsLetters(source) ? fold(marksIn(text, source), source, Infinity) : [];
}

interface LinePlace {
  readonly line: number;
  readonly column: number;
}

/** A letter in lines that were asked for, counted from the first of these; -1 above them, Infinity below. */
export interface LineLetter {
  readonly start: LinePlace;
  readonly end: LinePlace;
}

/** Where letters stand in the text of the lines that were asked for. */
export function lettersOf(letters: readonly LineLetter[], text: string): readonly Letter[] {
  if (!letters.length) return [];
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = ({ line, column }: LinePlace): number => (line < 0 ? -1 : (starts[line] ?? Infinity) + column);
  return letters.map(({ start, end }) => ({ start: offset(start), end: offset(end) }));
}

/** The letters of a document, known once for all who read pieces of it. Its owner tells it of every change. */
export class LetterMap {
  readonly #lines: Lines;
  readonly #source: Source;
  readonly #blocks: LineBlocks<readonly Mark<LinePlace>[]>;
  #letters: readonly LineLetter[] | undefined;

  constructor(lines: Lines, source: Source) {
    this.#lines = lines;
    this.#source = source;
    this.#blocks = new LineBlocks(holdsLetters(source) ? lines.count() : 0, 1, []);
  }

  /** `removed` lines from `line` on were replaced by `added` lines; call it after the document changed. */
  change(line: number, removed: number, added: number): void {
    if (!holdsLetters(this.#source)) return;
    this.#letters = undefined;
    this.#blocks.change(line, removed, added);
  }

  /** Reads until `enough` says so, a block at least. Returns whether all is read. */
  step(enough: () => boolean): boolean {
    for (let next = this.#blocks.nextDirty(); next; next = this.#blocks.nextDirty()) {
      const { block, line } = next;
      block.value = this.#read(line, block.lines);
      block.dirty = false;
      if (enough()) return false;
    }
    return true;
  }

  /** The letters in some lines. Reads first what is not read yet. */
  within(from: number, to: number): readonly LineLetter[] {
    if (!holdsLetters(this.#source)) return [];
    const all = this.#all();
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle]!.end.line < from) low = middle + 1;
      else high = middle;
    }
    let past = low;
    while (past < all.length && all[past]!.start.line < to) past++;
    const relative = ({ line, column }: LinePlace): LinePlace =>
      line < from
        ? { line: -1, column: 0 }
        : line >= to
          ? { line: Infinity, column: 0 }
          : { line: line - from, column };
    return all.slice(low, past).map(({ start, end }) => ({ start: relative(start), end: relative(end) }));
  }

  #all(): readonly LineLetter[] {
    if (this.#letters) return this.#letters;
    while (!this.step(() => false));
    return (this.#letters = fold(this.#marks(), this.#source, { line: Infinity, column: 0 }));
  }

  *#marks(): Generator<Mark<LinePlace>> {
    let first = 0;
    for (const { lines, value } of this.#blocks.all) {
      for (const { turn, at } of value) yield { turn, at: { line: first + at.line, column: at.column } };
      first += lines;
    }
  }

  #read(from: number, lines: number): Mark<LinePlace>[] {
    const text = this.#lines.read(from, Math.min(this.#lines.count(), from + lines));
    let line = 0;
    let lineStart = 0;
    return marksIn(text, this.#source).map(({ turn, at }) => {
      for (let end = text.indexOf('\n', lineStart); end >= 0 && end < at; end = text.indexOf('\n', lineStart)) {
        lineStart = end + 1;
        line++;
      }
      return { turn, at: { line, column: at - lineStart } };
    });
  }
}
