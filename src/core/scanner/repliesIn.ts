import type { Reply, Source } from '../model';
import { groupReplies } from './groupReplies';
import type { Lines } from './lineBlocks';
import { lettersOf, type LetterMap } from './record/letters';
import { scanWithWords } from './scan';

/** A reply that spans lines is read with this many neighbours on either side. */
export const neighbours = 16;
/** A longer line is read near the place that is asked for, with its beginning, which says what it speaks of; in UTF-16 units. */
const longLine = 32_768;
const lineHead = 2_048;
const around = 8_192;

/** 0-based, in UTF-16 units. */
export interface LinePlace {
  readonly line: number;
  readonly column: number;
}

/** Replies in some lines of a document, and where in the document the offsets are that they have. */
export interface LocatedReplies {
  readonly replies: readonly Reply[];
  readonly place: (offset: number) => LinePlace;
}

/** The lines of a document, one by one too. */
export interface DocumentLines extends Lines {
  readonly line: (line: number) => string;
}

/**
 * The replies of a log, transcript, bounce or list of events near some lines, both included, as they are read in the whole
 * document. Reads no more than those lines and their neighbours; of a very long line what stands around the column.
 */
export function repliesIn(
  lines: DocumentLines,
  source: Source,
  letters: LetterMap,
  { first, last, column = 0 }: { readonly first: number; readonly last: number; readonly column?: number },
): LocatedReplies {
  const from = Math.max(0, first - neighbours);
  const to = Math.min(lines.count(), last + neighbours + 1);
  const { text, place } = excerptOf(lines, from, to, column);
  const occurrences = scanWithWords(text, source, lettersOf(letters.within(from, to), text));
  return { replies: groupReplies(text, occurrences, source), place };
}

interface Excerpt {
  readonly text: string;
  readonly place: (offset: number) => LinePlace;
}

function excerptOf(lines: DocumentLines, from: number, to: number, column: number): Excerpt {
  const parts: string[] = [];
  /** Of a line that was cut, how many units are left out behind its beginning. */
  const cuts = new Map<number, number>();
  for (let line = from; line < to; line++) {
    const text = lines.line(line);
    if (text.length <= longLine) parts.push(text);
    else {
      const start = Math.max(lineHead, column - around);
      cuts.set(line, start - lineHead);
      parts.push(text.slice(0, lineHead) + text.slice(start, Math.max(start, column) + around));
    }
  }
  const text = cuts.size ? parts.join('\n') : lines.read(from, to);
  const placed = placesIn(text, from);
  if (!cuts.size) return { text, place: placed };
  return {
    text,
    place: (offset) => {
      const { line, column } = placed(offset);
      return { line, column: column < lineHead ? column : column + (cuts.get(line) ?? 0) };
    },
  };
}

/** Line and column of the offsets of a text whose first line has a number. */
export function placesIn(text: string, firstLine: number): (offset: number) => LinePlace {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: firstLine + low, column: offset - starts[low]! };
  };
}
