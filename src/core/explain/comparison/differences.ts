import type { Catalog } from '../../catalog/catalog';
import { fill } from '../fill';
import {
  categoryOf,
  commandNames,
  enumerate,
  kindOf,
  namedSide,
  outcomeOf,
  pairOf,
  standingOf,
  topicOf,
  type Side,
} from './side';

/** What tells two replies apart, each a whole sentence, what a person wrote about them first. */
export function differencesOf(catalog: Catalog, left: Side, right: Side): readonly string[] {
  const tests = [meaning, kind, result, topic, retry, actor, commands, standing, successor, sender, provider];
  const found = tests.map((test) => test(catalog, left, right)).filter((sentence) => sentence !== undefined);
  return found.length ? found : [catalog.texts.ui.compare.differences.reasonOnly];
}

type Difference = (catalog: Catalog, left: Side, right: Side) => string | undefined;

const meaning: Difference = (catalog, left, right) => {
  const { differences: words } = catalog.texts.ui.compare;
  const [a, b] = [left.explanation.name, right.explanation.name];
  const pair = pairOf(catalog, left, right);
  if (pair || a === b) return pair?.sentence;
  const [one, two] = [clauseOf(left), clauseOf(right)];
  return one && two && one !== two
    ? fill(words.told, namedSide(catalog, left), one, namedSide(catalog, right), two)
    : fill(words.meaning, left.label, a, right.label, b);
};

/** Longer sentences are left to what stands above them, in UTF-16 units. */
const longestClause = 200;

/** Other codes than its own, and commands that have no enhanced status code. */
const foreign = /\d\.\d+\.\d|\b[2-5]\d\d\b|`(?:EHLO|HELO)`/;

/** What a reply means in one sentence; nothing where it speaks of what isn't compared. */
function clauseOf({ query, explanation: { meaning } }: Side): string | undefined {
  const [sentence = ''] = /^[^.]*(?:\.(?=\S)[^.]*)*\./.exec(meaning) ?? [];
  const others = [query.enhancedCode, query.replyCode].reduce<string>(
    (rest, own) => (own ? rest.replaceAll(own, '') : rest),
    sentence,
  );
  return sentence && sentence.length <= longestClause && !foreign.test(others) ? sentence : undefined;
}

const kind: Difference = ({ texts }, left, right) => {
  const { differences: words } = texts.ui.compare;
  const kinds = [kindOf(left), kindOf(right)];
  if (kinds.includes('both') && kinds.includes('reply') && left.query.replyCode === right.query.replyCode)
    return kinds[0] === 'reply'
      ? fill(words.reason, left.label, right.label)
      : fill(words.reason, right.label, left.label);
  if (!kinds.includes('reply') || !kinds.includes('enhanced')) return undefined;
  const [reply, enhanced] = kinds[0] === 'reply' ? [left, right] : [right, left];
  return fill(words.kind, reply.label, enhanced.label);
};

const result: Difference = ({ texts }, left, right) => {
  const { differences: words, results } = texts.ui.compare;
  const [a, b] = [left.explanation.class, right.explanation.class];
  return a === b ? undefined : fill(words.result, left.label, results[a], right.label, results[b]);
};

const topic: Difference = (catalog, left, right) => {
  const { differences: words, stands, standsByUse, standsForNothing } = catalog.texts.ui.compare;
  const enhanced = left.subject !== undefined && right.subject !== undefined;
  const [one, two] = enhanced ? [left.subject, right.subject] : [categoryOf(left), categoryOf(right)];
  if (!one || !two || one === two) return undefined;
  const meaning = (digit: string) => {
    const about = topicOf(catalog, enhanced ? 'subjects' : 'categories', digit);
    // RFC 5321 leaves the 3 open; the extensions of SMTP filled it.
    return about ? fill(!enhanced && digit === '3' ? standsByUse : stands, about) : standsForNothing;
  };
  const sentence = enhanced ? words.subject : words.category;
  return fill(sentence, one, left.label, meaning(one), two, right.label, meaning(two));
};

const retry: Difference = ({ texts }, left, right) => {
  const { differences: words, retries } = texts.ui.compare;
  const [a, b] = [outcomeOf(left), outcomeOf(right)];
  // Of two classes, the result says it.
  if (left.explanation.class !== right.explanation.class) return undefined;
  if (a === b || !(a in retries) || !(b in retries)) return undefined;
  const phrases: Readonly<Record<string, string>> = retries;
  return fill(words.retry, left.label, phrases[a]!, right.label, phrases[b]!);
};

const actor: Difference = ({ texts }, left, right) => {
  const { differences: words, actors } = texts.ui.compare;
  const [a, b] = [left.explanation.acts, right.explanation.acts];
  return a === b ? undefined : fill(words.actor, left.label, actors[a], right.label, actors[b]);
};

const commands: Difference = ({ texts }, left, right) => {
  const { differences: words } = texts.ui.compare;
  if (kindOf(left) === 'enhanced' || kindOf(right) === 'enhanced') return undefined;
  const list = (all: readonly string[]) => enumerate(texts, commandNames(texts, all));
  const [one, two] = [left.commands, right.commands];
  if (!one.length && !two.length) return undefined;
  if (!one.length) return fill(words.noCommand, right.label, list(two), left.label);
  if (!two.length) return fill(words.noCommand, left.label, list(one), right.label);
  // Who may answer any command leaves the other's as a part of it.
  const [anyLeft, anyRight] = [one.includes('ANY'), two.includes('ANY')];
  if (anyLeft !== anyRight) {
    const [wide, narrow] = anyLeft ? [left, right] : [right, left];
    return wide.commands.includes('CONNECT')
      ? fill(words.anyCommandUnasked, wide.label, narrow.label, list(narrow.commands))
      : fill(words.anyCommand, wide.label, narrow.label, list(narrow.commands));
  }
  if (anyLeft) {
    const unasked = [left, right].filter((side) => side.commands.includes('CONNECT'));
    return unasked.length === 1
      ? fill(words.onlyUnasked, unasked[0]!.label, (unasked[0] === left ? right : left).label)
      : undefined;
  }
  const both = one.filter((command) => two.includes(command));
  const [onlyLeft, onlyRight] = [one, two].map((own) => own.filter((command) => !both.includes(command)));
  if (!both.length) return fill(words.commands, left.label, list(one), right.label, list(two));
  if (!onlyLeft!.length && !onlyRight!.length) return undefined;
  if (!onlyLeft!.length) return fill(words.moreCommands, list(both), right.label, list(onlyRight!));
  if (!onlyRight!.length) return fill(words.moreCommands, list(both), left.label, list(onlyLeft!));
  return fill(words.someCommands, list(both), left.label, list(onlyLeft!), right.label, list(onlyRight!));
};

const standing: Difference = (catalog, left, right) => {
  const { differences: words, standings } = catalog.texts.ui.compare;
  const [a, b] = [standingOf(catalog, left), standingOf(catalog, right)];
  return a === b ? undefined : fill(words.standing, left.label, standings[a], right.label, standings[b]);
};

/** One of the two is what is to be sent in place of the other. */
const successor: Difference = ({ texts }, left, right) => {
  const { differences: words } = texts.ui.compare;
  const replaces = (a: Side, b: Side) => {
    const [code, enhanced] = b.fact?.instead?.split(' ') ?? [];
    const own = a.query;
    return code && code === own.replyCode && (!own.enhancedCode || !enhanced || own.enhancedCode === enhanced);
  };
  if (kindOf(left) !== 'reply' && kindOf(right) !== 'reply') return undefined;
  if (replaces(left, right)) return fill(words.instead, left.label, right.label);
  return replaces(right, left) ? fill(words.instead, right.label, left.label) : undefined;
};

/** Who sends a code that is in no standard. */
const sender: Difference = ({ texts }, left, right) => {
  const { differences: words } = texts.ui.compare;
  const list = ({ fact }: Side) => enumerate(texts, fact?.sentBy ?? []);
  const [one, two] = [list(left), list(right)];
  if (one === two || [left, right].some(({ explanation }) => explanation.status !== 'nonstandard')) return undefined;
  if (one && two) return fill(words.senders, left.label, one, right.label, two);
  return one ? fill(words.sender, left.label, one, right.label) : fill(words.sender, right.label, two, left.label);
};

const provider: Difference = ({ texts }, left, right) => {
  const { differences: words } = texts.ui.compare;
  const [one, two] = [left.explanation.provider?.name, right.explanation.provider?.name];
  if (one === two) return undefined;
  if (one && two) return fill(words.providers, left.label, one, right.label, two);
  return one ? fill(words.provider, left.label, one, right.label) : fill(words.provider, right.label, two!, left.label);
};
