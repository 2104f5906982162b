import type { Catalog } from '../../catalog/catalog';
import { fill } from '../fill';
import {
  categoryOf,
  commandNames,
  enumerate,
  kindOf,
  namedSide,
  outcomeOf,
  standingOf,
  topicOf,
  type Side,
} from './side';

/** More commands than these are not listed in a paragraph. */
const mostCommands = 3;

/** The paragraph at the top: what both are, what follows from each, and what else matters most. */
export function summaryOf(catalog: Catalog, left: Side, right: Side): string {
  const { summary: words } = catalog.texts.ui.compare;
  const [a, b] = [left.explanation, right.explanation];
  const sentences = [
    opening(catalog, left, right),
    a.name === b.name ? fill(words.sameName, a.name) : undefined,
    kinds(catalog, left, right),
    about(catalog, left, right),
    consequenceOf(catalog, left, right),
    standing(catalog, left, right),
    places(catalog, left, right),
  ].filter((sentence) => sentence !== undefined);
  return sentences.join(' ');
}

function opening({ texts }: Catalog, left: Side, right: Side): string {
  const { classPhrases, compare } = texts.ui;
  const { summary: words } = compare;
  const [a, b] = [left.explanation, right.explanation];
  const [one, two] = [left, right].map((side) => (a.name === b.name ? side.label : namedSide({ texts }, side))) as [
    string,
    string,
  ];
  if (a.class === b.class) return fill(words.sameClass[a.class], one, two);
  if (a.class === 'transient' && b.class === 'permanent') return fill(words.transientPermanent, one, two);
  if (a.class === 'permanent' && b.class === 'transient') return fill(words.permanentTransient, one, two);
  return fill(words.classesDiffer, one, classPhrases[a.class], two, classPhrases[b.class]);
}

/** How a reply code and an enhanced status code belong together. */
function kinds({ enhancedCode, texts }: Catalog, left: Side, right: Side): string | undefined {
  const { summary: words } = texts.ui.compare;
  const [whole, part] = kindOf(left) === 'reply' ? [left, right] : [right, left];
  if (kindOf(whole) !== 'reply' || kindOf(part) === 'reply' || kindOf(part) === 'none') return undefined;
  const { replyCode } = whole.query;
  const { enhancedCode: enhanced, replyCode: own } = part.query;
  if (own) return own === replyCode ? fill(words.reasonNamed, whole.label, part.label) : undefined;
  if (replyCode![0] !== enhanced![0]) return fill(words.reasonApart, whole.label, part.label);
  const listed = enhancedCode(enhanced!)?.replyCodes.includes(replyCode!);
  return fill(listed ? words.reasonListed : words.reasonPossible, whole.label, part.label);
}

/** What follows for who received it. */
function consequenceOf({ texts }: Catalog, left: Side, right: Side): string | undefined {
  const { summary: words, consequences } = texts.ui.compare;
  const phrase = (side: Side): string => {
    const outcome = outcomeOf(side);
    return outcome === 'success' || outcome === 'intermediate' || outcome === 'invalid'
      ? consequences[outcome]
      : consequences[outcome][side.explanation.acts];
  };
  const [one, two] = [phrase(left), phrase(right)];
  if (one !== two) return fill(words.consequencesDiffer, left.label, one, right.label, two);
  return left.explanation.class === 'invalid' ? undefined : fill(words.sameConsequence, one);
}

/** What each is about, where the class does not tell them apart. */
function about(catalog: Catalog, left: Side, right: Side): string | undefined {
  const { summary: words } = catalog.texts.ui.compare;
  const enhanced = left.subject !== undefined && right.subject !== undefined;
  if (!enhanced && left.explanation.class !== right.explanation.class) return undefined;
  const [one, two] = [left, right].map((side) => {
    const digit = enhanced ? side.subject : categoryOf(side);
    return digit && topicOf(catalog, enhanced ? 'subjects' : 'categories', digit);
  });
  if (!one || !two) return undefined;
  if (one !== two) return fill(words.topicsDiffer, left.label, one, right.label, two);
  return enhanced && left.subject !== '0' ? fill(words.sameTopic, one) : undefined;
}

/** Whether SMTP knows them at all. */
function standing(catalog: Catalog, left: Side, right: Side): string | undefined {
  const { summary: words } = catalog.texts.ui.compare;
  if (kindOf(left) === 'none' || kindOf(right) === 'none') return undefined;
  const [a, b] = [left, right].map((side) => ['standard', 'extension'].includes(standingOf(catalog, side)));
  if (a && b) return undefined;
  if (!a && !b) {
    const smtp = [left, right].some(({ explanation }) => explanation.class !== 'invalid');
    return smtp ? fill(words.noStandard, left.label, right.label) : undefined;
  }
  const [known, other] = a ? [left, right] : [right, left];
  return fill(other.explanation.class === 'invalid' ? words.onlyDefined : words.onlyStandard, known.label, other.label);
}

/** Where a client meets both. */
function places({ texts }: Catalog, left: Side, right: Side): string | undefined {
  const { summary: words } = texts.ui.compare;
  if (left.query.replyCode === right.query.replyCode) return undefined;
  const [one, two] = [left.commands, right.commands];
  if (!one.length || !two.length || one.includes('ANY') || two.includes('ANY')) return undefined;
  const shared = one.filter((command) => two.includes(command));
  if (!shared.length) return words.noSharedCommand;
  const names = commandNames(texts, shared.slice(0, mostCommands));
  return shared.length > mostCommands
    ? fill(words.manySharedCommands, names.join(', '))
    : fill(words.sharedCommands, enumerate(texts, names));
}
