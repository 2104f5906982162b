import type { Catalog } from '../catalog/catalog';
import type { Choice, Comparison, Reference, ReplyQuery } from '../model';
import { codesOf, detailOf } from '../codes';
import { differencesOf } from './comparison/differences';
import { factsOf } from './comparison/facts';
import { pairOf, sideOf, type Side } from './comparison/side';
import { summaryOf } from './comparison/summary';
import { fill } from './fill';

const mostRelated = 6;

/** The model behind the compare page: two replies side by side, and in whole sentences what tells them apart. */
export function compare(catalog: Catalog, leftQuery: ReplyQuery, rightQuery: ReplyQuery): Comparison {
  const left = sideOf(catalog, leftQuery, rightQuery);
  const right = sideOf(catalog, rightQuery, leftQuery);
  const { compare: words } = catalog.texts.ui;
  // The same codes may stand for two replies of one provider.
  const same = left.label === right.label && identityOf(left) === identityOf(right);
  return {
    title: fill(words.title, left.label, nameBeside(left), right.label, nameBeside(right))
      .replace(/ {2,}/g, ' ')
      .trim(),
    labels: { left: left.label, right: right.label },
    summary: same ? fill(words.summary.same, left.label, right.label) : summaryOf(catalog, left, right),
    left: left.explanation,
    right: right.explanation,
    differences: same ? [] : differencesOf(catalog, left, right),
    facts: factsOf(catalog, left, right),
    choose: { left: choiceOf(catalog, left), right: choiceOf(catalog, right) },
    related: relatedTo(catalog, left, right),
    references: unique([
      ...left.explanation.references,
      ...right.explanation.references,
      ...(pairOf(catalog, left, right)?.references ?? []),
    ]),
    locale: catalog.locale,
  };
}

/** The name, where the label is not the name already. */
const nameBeside = ({ label, explanation: { name } }: Side): string => (label === name ? '' : name);

const identityOf = ({ explanation }: Side): string => explanation.provider?.id ?? explanation.name;

/** When to send it and what to do on receipt. */
function choiceOf({ texts }: Catalog, { query, explanation }: Side): Choice {
  const { replyCode, enhancedCode } = query;
  const { provider, remedy, name, class: replyClass } = explanation;
  const general = texts.ui.compare.choose[replyClass];
  if (provider) {
    const [step] = remedy.sender;
    return { send: fill(texts.ui.compare.choose.provider, provider.name), receive: step ?? general.receive };
  }
  const own = enhancedCode
    ? (texts.use[enhancedCode] ?? texts.use[detailOf(enhancedCode)])
    : texts.use[replyCode ?? ''];
  if (!own) return { send: fill(general.send, name), receive: general.receive };
  const shown = (text: string) => (enhancedCode ? text.replace(/\bX(?=\.\d)/g, enhancedCode[0]!) : text);
  const fits = !enhancedCode || fitsClass(own.server, enhancedCode[0]!);
  return {
    send: fits ? shown(own.server) : fill(general.send, name),
    receive: fits || replyClass !== 'success' ? shown(own.client) : general.receive,
  };
}

/** A sentence about a detail in all its classes may name reply codes of another class alone, and of success it speaks only by name. */
function fitsClass(sentence: string, digit: string): boolean {
  if (digit === '2') return /(?<![X.])\b2\.\d\.\d/.test(sentence);
  const codes = sentence.match(/\b[245]\d\d\b/g);
  return !codes || codes.some((code) => code[0] === digit);
}

/** Pairs that people mix up, taken from both sides in turn. */
function relatedTo(catalog: Catalog, left: Side, right: Side): Comparison['related'] {
  const { pairTitle } = catalog.texts.ui.compare;
  const shown = new Set([`${left.label}|${right.label}`, `${right.label}|${left.label}`]);
  const lists = [left, right].map(({ explanation }) => {
    const codes = codesOf(explanation.reply);
    return explanation.confusedWith
      .filter(({ code }) => code !== codes)
      .map(({ code, difference }) => ({ left: codes, right: code, title: fill(pairTitle, codes, code), difference }));
  });
  const related: Comparison['related'][number][] = [];
  const longest = Math.max(...lists.map((list) => list.length));
  for (let index = 0; index < longest; index++)
    for (const list of lists) {
      const pair = list[index];
      if (!pair || shown.has(`${pair.left}|${pair.right}`)) continue;
      shown.add(`${pair.left}|${pair.right}`).add(`${pair.right}|${pair.left}`);
      related.push(pair);
    }
  return related.slice(0, mostRelated);
}

function unique(references: readonly Reference[]): readonly Reference[] {
  return [...new Map(references.map((reference) => [reference.url, reference])).values()];
}
