import type { Recogniser } from './recogniser';

/** The literals of recognisers in one tree that is read backwards from a code, so that their number costs nothing. */
export interface Anchors {
  readonly next: (Anchors | undefined)[];
  readonly recognisers: Recogniser[];
  /** Whether a literal that ends here begins with a letter or a digit. */
  startsWord: boolean;
}

const node = (): Anchors => ({ next: [], recognisers: [], startsWord: false });

/** Builds the tree of the literals of a table. */
export function buildAnchors(table: readonly Recogniser[]): Anchors {
  const root = node();
  for (const recogniser of table)
    for (const literal of recogniser.before ?? []) {
      let at = root;
      for (let i = literal.length - 1; i >= 0; i--) at = at.next[fold(literal.charCodeAt(i))] ??= node();
      at.recognisers.push(recogniser);
      at.startsWord = isWord(fold(literal.charCodeAt(0)));
    }
  return root;
}

/** The recogniser of the shortest literal that ends right before an index and is taken; undefined where there is none. */
export function findAnchor(
  anchors: Anchors,
  text: string,
  end: number,
  low: number,
  take: (recogniser: Recogniser) => boolean,
): Recogniser | undefined {
  let node: Anchors | undefined = anchors;
  let at = end - 1;
  while (at >= low) {
    const c = fold(text.charCodeAt(at));
    node = c < 128 ? node.next[c] : undefined;
    if (!node) return undefined;
    at--;
    if (c === 32) while (at >= low && fold(text.charCodeAt(at)) === 32) at--;
    else if (c === 34 || c === 39) while (at >= low && text.charCodeAt(at) === 92) at--;
    if (node.recognisers.length && !(node.startsWord && at >= low && isWord(fold(text.charCodeAt(at)))))
      for (const recogniser of node.recognisers) if (take(recogniser)) return recogniser;
  }
  return undefined;
}

/** Lower case; tab and underscore as a space. */
function fold(c: number): number {
  if (c >= 65 && c <= 90) return c + 32;
  return c === 95 || c === 9 ? 32 : c;
}

const isWord = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 48 && c <= 57);
