import { groupOfToken, normalisedPieces, type Words } from './words';

/** A phrase to look for. */
export interface Phrase<Value> {
  /** Parts in order, each as `normalisedPhrase` makes it. */
  readonly parts: readonly string[];
  /** How many words may stand between two parts. */
  readonly near: number;
  /** Whether the words of an address, a host name or a link count. */
  readonly inNames: boolean;
  /** What the phrase is about; a word that is said of few topics tells more than one that is said of many. */
  readonly topic?: string;
  readonly value: Value;
}

/** A phrase that a text holds. */
export interface PhraseHit<Value> {
  readonly value: Value;
  /** How much was said: the sum of what its words tell, each the more the fewer topics it is said of. */
  readonly weight: number;
  /** The first and the last word of each part; indexes into the words. */
  readonly spans: readonly (readonly [first: number, last: number])[];
}

interface Node {
  next: Map<string, Node> | undefined;
  /** Parts that end here. */
  parts: number[] | undefined;
  /** Where a phrase with many choices goes on: all of them lead there. */
  joins: Node[] | undefined;
}

/** More ways than these through the choices of a phrase meet in one node. */
const mostWays = 12;

interface Entry<Value> {
  readonly phrase: Phrase<Value>;
  readonly parts: readonly number[];
}

/**
 * A tree of words, shared by all phrases: a look at a text costs what the text is long and what stands in it, not how many phrases
 * there are. A phrase grows into the tree when a text has the first of its words, so that the first look costs little, too.
 */
export function createPhraseIndex<Value>(
  phrases: Iterable<Phrase<Value>>,
): (words: Words) => readonly PhraseHit<Value>[] {
  const root = newNode();
  const partIds = new Map<string, number>();
  /** The phrases that begin with a part. */
  const beginning: Entry<Value>[][] = [];
  /** Parts that are not in the tree yet, by the words that they may begin with. */
  const waiting = new Map<string, string[]>();
  const grown = new Set<string>();
  const wordsOfTopic = new Map<string, string[]>();
  const idOf = (part: string): number => {
    const known = partIds.get(part);
    if (known !== undefined) return known;
    const id = partIds.size;
    partIds.set(part, id);
    beginning.push([]);
    for (const token of firstWords(part)) {
      const others = waiting.get(token);
      if (others) others.push(part);
      else waiting.set(token, [part]);
    }
    return id;
  };
  for (const phrase of phrases) {
    const parts = phrase.parts.map(idOf);
    if (phrase.topic !== undefined) {
      const known = wordsOfTopic.get(phrase.topic);
      if (known) known.push(...phrase.parts);
      else wordsOfTopic.set(phrase.topic, [...phrase.parts]);
    }
    const [first] = parts;
    if (first !== undefined) beginning[first]!.push({ phrase, parts });
  }
  const grow = (token: string): void => {
    const parts = waiting.get(token);
    if (!parts) return;
    waiting.delete(token);
    for (const part of parts) {
      if (grown.has(part)) continue;
      grown.add(part);
      let nodes: ReadonlySet<Node> = new Set([root]);
      for (const choices of normalisedPieces(part)) {
        const reached = new Set<Node>();
        for (const node of nodes) for (const tokens of choices) reached.add(walk(node, tokens));
        nodes = reached.size > mostWays && !reached.has(root) ? new Set([joined(reached)]) : reached;
      }
      for (const node of nodes) if (node !== root) (node.parts ??= []).push(partIds.get(part)!);
    }
  };
  let topics: readonly string[] | undefined;
  const told = new Map<string, number>();
  /** A word of one topic tells most, a word of all topics nothing. */
  const tells = (token: string): number => {
    const known = told.get(token);
    if (known !== undefined) return known;
    topics ??= [...wordsOfTopic.values()].map((parts) => ` ${parts.join(' ').replace(/[{}|]/g, ' ')} `);
    const own = topics.filter((text) => text.includes(` ${token} `)).length;
    const made = Math.log((topics.length + 1) / Math.max(own, 1));
    told.set(token, made);
    return made;
  };
  return (words) => {
    for (const token of words.tokens) {
      if (waiting.has(token)) grow(token);
      const group = groupOfToken(token);
      if (group !== undefined && waiting.has(group)) grow(group);
    }
    const found = new Map<number, (readonly [number, number])[]>();
    const follow = (node: Node, first: number, at: number): void => {
      if (node.parts)
        for (const id of node.parts) {
          const spans = found.get(id);
          if (spans) spans.push([first, at - 1]);
          else found.set(id, [[first, at - 1]]);
        }
      if (node.joins) for (const join of node.joins) follow(join, first, at);
      const token = words.tokens[at];
      if (token === undefined || !node.next) return;
      const child = node.next.get(token);
      if (child) follow(child, first, at + 1);
      const group = groupOfToken(token);
      const general = group === undefined ? undefined : node.next.get(group);
      if (general) follow(general, first, at + 1);
      // A marker stands behind the parts of its name: who asks for the marker goes past them.
      if (words.inName[at] && !words.inName[at - 1]) {
        let end = at;
        while (words.inName[end]) end++;
        const marker = words.tokens[end];
        if (marker?.startsWith('<')) {
          const named = node.next.get(marker) ?? node.next.get(groupOfToken(marker) ?? '');
          if (named) follow(named, first, end + 1);
        }
      }
    };
    for (let at = 0; at < words.tokens.length; at++) follow(root, at, at);
    const hits: PhraseHit<Value>[] = [];
    for (const [id, starts] of found)
      for (const { phrase, parts } of beginning[id]!)
        for (const start of starts) {
          const spans = follows(words, phrase, start, parts, found);
          if (!spans) continue;
          hits.push({ value: phrase.value, weight: weightOf(words, spans, tells), spans });
          // The first place is enough, but the words of a name may be told again outside of it.
          break;
        }
    return hits;
  };
}

/** The words that a part may begin with; a piece that may be missing leaves the next one to begin. */
function firstWords(part: string): readonly string[] {
  const brace = part.indexOf('{');
  if (brace !== 0) {
    const blank = part.indexOf(' ');
    return [
      blank < 0 || (brace > 0 && brace < blank) ? part.slice(0, brace < 0 ? undefined : brace) : part.slice(0, blank),
    ];
  }
  const found: string[] = [];
  for (let at = 0; at < part.length;) {
    if (part[at] === ' ') at++;
    else if (part[at] === '{') {
      const close = part.indexOf('}', at);
      let missing = false;
      for (const choice of part.slice(at + 1, close).split('|'))
        if (choice) found.push(choice.split(' ', 1)[0]!);
        else missing = true;
      if (!missing) break;
      at = close + 1;
    } else {
      found.push(/^[^ {]+/.exec(part.slice(at, at + 80))![0]);
      break;
    }
  }
  return found;
}

function newNode(): Node {
  return { next: undefined, parts: undefined, joins: undefined };
}

function walk(from: Node, tokens: readonly string[]): Node {
  let node = from;
  for (const token of tokens) {
    node.next ??= new Map();
    let child = node.next.get(token);
    if (!child) node.next.set(token, (child = newNode()));
    node = child;
  }
  return node;
}

function joined(nodes: Iterable<Node>): Node {
  const join = newNode();
  for (const node of nodes) (node.joins ??= []).push(join);
  return join;
}

function follows(
  words: Words,
  { near, inNames }: Phrase<unknown>,
  start: readonly [number, number],
  parts: readonly number[],
  found: ReadonlyMap<number, readonly (readonly [number, number])[]>,
): readonly (readonly [number, number])[] | undefined {
  const counts = ([first, last]: readonly [number, number]): boolean =>
    inNames || !words.inName[first] || !words.inName[last];
  if (!counts(start)) return undefined;
  const spans = [start];
  let end = start[1];
  for (const part of parts.slice(1)) {
    const next = found.get(part)?.find((span) => span[0] > end && counts(span));
    if (!next || words.places[next[0]]! - words.places[end]! - 1 > near) return undefined;
    spans.push(next);
    end = next[1];
  }
  return spans;
}

function weightOf(
  words: Words,
  spans: readonly (readonly [number, number])[],
  tells: (token: string) => number,
): number {
  let weight = 0;
  for (const [first, last] of spans)
    for (let at = first; at <= last; at++) weight += words.inName[at] ? namePart : tells(words.tokens[at]!);
  return weight;
}

/** What a part of an address, a host name or a link tells, where it counts at all. */
const namePart = 1;

/** The server's own words: one quotation for parts that stand close together. */
export function quotationsOf(words: Words, spans: readonly (readonly [number, number])[]): readonly string[] {
  const quotations: [number, number][] = [];
  for (const [first, last] of spans) {
    const open = quotations.at(-1);
    if (open && words.places[first]! - words.places[open[1]]! <= closeBy) open[1] = last;
    else quotations.push([first, last]);
  }
  return quotations.map(([first, last]) => {
    let from = words.starts[first]!;
    let to = words.ends[last]!;
    const { text } = words;
    while (from > 0 && /[\p{L}\d'’]/u.test(text[from - 1]!)) from--;
    while (to < text.length && /[\p{L}\d]/u.test(text[to]!)) to++;
    // `[TSS04]` is one with its brackets.
    if (text[from - 1] === '[') from--;
    if (text[to] === ']' && text.lastIndexOf('[', to - 1) >= from) to++;
    return text.slice(from, to).replace(/\s+/g, ' ');
  });
}

/** Parts this many words apart are quoted together. */
const closeBy = 5;
