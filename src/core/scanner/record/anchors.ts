import type { Recogniser } from './recogniser';

/** The literals of all recognisers in one tree that is read backwards from a code, so that their number costs nothing. */
export interface Anchors {
  readonly next: Map<number, Anchors>;
  readonly recognisers: Recogniser[];
  /** Whether a literal that ends here begins with a letter. */
  startsWord: boolean;
}

const node = (): Anchors => ({ next: new Map(), recognisers: [], startsWord: false });

/** Builds the tree of the literals of a table. */
export function buildAnchors(table: readonly Recogniser[]): Anchors {
  const root = node();
  for (const recogniser of table)
    for (const literal of recogniser.before ?? []) {
      let at = root;
      for (let i = literal.length - 1; i >= 0; i--) {
        const c = fold(literal.charCodeAt(i));
        let next = at.next.get(c);
        if (!next) at.next.set(c, (next = node()));
        at = next;
      }
      at.recognisers.push(recogniser);
      at.startsWord = isLetter(fold(literal.charCodeAt(0)));
    }
  return root;
}

/** Calls back for each literal that ends right before an index, the shortest first, until one is taken. */
export function findAnchor(
  anchors: Anchors,
  text: string,
  end: number,
  low: number,
  take: (recogniser: Recogniser) => boolean,
): Recogniser | undefined {
  let found: Recogniser | undefined;
  let node: Anchors | undefined = anchors;
  let at = end - 1;
  while (at >= low) {
    const c = fold(text.charCodeAt(at));
    node = node.next.get(c);
    if (!node) break;
    at--;
    if (c === 32) while (at >= low && fold(text.charCodeAt(at)) === 32) at--;
    else if (c === 34 || c === 39) while (at >= low && text.charCodeAt(at) === 92) at--;
    if (node.recognisers.length && !(node.startsWord && at >= low && isLetter(fold(text.charCodeAt(at)))))
      for (const recogniser of node.recognisers) if (take(recogniser)) found = recogniser;
  }
  return found;
}

/** Lower case; tab and underscore as a space. */
function fold(c: number): number {
  if (c >= 65 && c <= 90) return c + 32;
  return c === 95 || c === 9 ? 32 : c;
}

const isLetter = (c: number): boolean => c >= 97 && c <= 122;
