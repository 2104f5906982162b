import type { Recogniser } from './recogniser';
import type { Surroundings } from './surroundings';
import type { RecordToken } from './token';

/** The literals of recognisers in one tree that is read backwards from a code, so that their number costs nothing. */
export interface Anchors {
  /** The characters that may stand before, and the node of each; few, so that a search in order is the quickest. */
  readonly characters: number[];
  readonly nodes: Anchors[];
  readonly recognisers: Recogniser[];
  /** Whether a literal that ends here begins with a letter or a digit. */
  startsWord: boolean;
}

const node = (): Anchors => ({ characters: [], nodes: [], recognisers: [], startsWord: false });

/** Builds the tree of the literals of a table. */
export function buildAnchors(table: readonly Recogniser[]): Anchors {
  const root = node();
  for (const recogniser of table)
    for (const literal of recogniser.before ?? []) {
      let at = root;
      for (let i = literal.length - 1; i >= 0; i--) at = childOf(at, fold(literal.charCodeAt(i)));
      at.recognisers.push(recogniser);
      at.startsWord = isWord(fold(literal.charCodeAt(0)));
    }
  return root;
}

function nodeOf({ characters, nodes }: Anchors, character: number): Anchors | undefined {
  for (let i = 0; i < characters.length; i++) if (characters[i] === character) return nodes[i];
  return undefined;
}

function childOf(parent: Anchors, character: number): Anchors {
  const known = nodeOf(parent, character);
  if (known) return known;
  const child = node();
  parent.characters.push(character);
  parent.nodes.push(child);
  return child;
}

/** The recogniser of the shortest literal that ends right before a token and holds; undefined where there is none. */
export function findAnchor(anchors: Anchors, token: RecordToken, around: Surroundings): Recogniser | undefined {
  const { text } = token;
  let node = anchors;
  let at = token.start - 1;
  while (at >= 0) {
    const c = fold(text.charCodeAt(at));
    const next = nodeOf(node, c);
    if (!next) return undefined;
    node = next;
    at--;
    if (c === 32) while (at >= 0 && fold(text.charCodeAt(at)) === 32) at--;
    else if (c === 34 || c === 39) while (at >= 0 && text.charCodeAt(at) === 92) at--;
    if (node.recognisers.length && !(node.startsWord && isInWord(text, at)))
      for (const recogniser of node.recognisers) if (holds(recogniser, token, around)) return recogniser;
  }
  return undefined;
}

function holds(recogniser: Recogniser, token: RecordToken, around: Surroundings): boolean {
  return (
    (recogniser.after?.test(token.right) ?? true) &&
    (recogniser.applies?.(token, around) ?? true) &&
    (!recogniser.onMailLine || around.isAboutMail(token))
  );
}

/** Lower case; tab and underscore as a space. */
function fold(c: number): number {
  if (c >= 65 && c <= 90) return c + 32;
  return c === 95 || c === 9 ? 32 : c;
}

const isWord = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 48 && c <= 57);

/** Whether the character at an index goes on with a word; not the letter of an escape such as \n. */
function isInWord(text: string, at: number): boolean {
  return at >= 0 && isWord(fold(text.charCodeAt(at))) && !(at > 0 && text.charCodeAt(at - 1) === 92);
}
