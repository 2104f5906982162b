import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Catalog } from '../../../src/core/catalog/catalog';
import { compare } from '../../../src/core/explain/compare';
import { parseReply } from '../../../src/core/codes';
import type { Comparison } from '../../../src/core/model';
import { readCatalog } from '../catalog/readData';
import { verbs } from './verbs';

type Locale = keyof typeof verbs;

/** Everything wrong with how a comparison reads. */
function faults(model: Comparison, locale: Locale): string[] {
  const found: string[] = [];
  const complain = (what: string, text = '') => found.push(`${what}: ${text}`);
  for (const text of textsOf(model)) {
    if (!text.trim()) complain('empty text');
    const plain = text.replace(/`[^`]*`/g, '…');
    if (/\{\d\}|undefined|NaN|\[object/.test(plain)) complain('unfilled', text);
    if (/ {2}| [,.](?!\w)/.test(plain)) complain('stray space', text);
    if (/(?<![\p{L}\d.-])(\p{L}{2,})\s+\1(?![\p{L}\d-])/iu.test(plain)) complain('doubled word', text);
    if ((text.match(/`/g) ?? []).length % 2) complain('open code', text);
  }
  // Sentences of the texts themselves are checked where they stand.
  const told = [model.left, model.right].map(({ meaning }) => meaning.split(/(?<=\.)\s/)[0]!);
  for (const sentence of [...model.differences, ...sentencesOf(model.summary)]) {
    if (!/[.”»]$/.test(sentence)) complain('no full stop', sentence);
    if (!/^[\p{Lu}\d`“«]/u.test(sentence)) complain('no capital', sentence);
    if (!told.some((own) => sentence.includes(own)) && !hasVerb(sentence, locale)) complain('no verb', sentence);
  }
  // Halves that differ in nothing but the codes are no difference.
  for (const sentence of model.differences) {
    const halves = sentence.replace(/\.$/, '').split(/ ?; |, while |, alors que /);
    const bare = halves.map((half) => half.replace(/\d[\d.]+( [245][\d.]+)?/g, '…').toLowerCase());
    if (halves.length === 2 && bare[0] === bare[1]) complain('same on both sides', sentence);
  }
  const summary = new Set(sentencesOf(model.summary));
  for (const sentence of model.differences)
    if (sentencesOf(sentence).some((one) => summary.has(one))) complain('said twice', sentence);
  if (new Set(model.differences).size !== model.differences.length) complain('a difference twice');
  for (const { id, left, right, differs } of model.facts)
    if (differs !== (left !== right)) complain('wrongly marked', `${id} ${left} ${right}`);
  if (!model.references.length) complain('no source');
  return found;
}

function textsOf({ title, summary, differences, facts, choose, related, left, right }: Comparison): string[] {
  return [
    title,
    summary,
    ...differences,
    ...facts.flatMap((fact) => [fact.label, fact.left, fact.right]),
    ...[choose.left, choose.right].flatMap(({ send, receive }) => [send, receive]),
    ...related.flatMap((pair) => [pair.title, pair.difference]),
    ...[left, right].flatMap((side) => [side.name, side.brief, side.meaning, ...side.whenYouSeeIt]),
  ];
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.”»])\s(?=[\p{Lu}\d`])/u).map((sentence) => sentence.trim());
}

/** A sentence has one of the verbs of its language outside its quotations and code. */
function hasVerb(sentence: string, locale: Locale): boolean {
  const words = sentence.replace(/“[^”]*”|«[^»]*»|`[^`]*`/g, ' ').toLowerCase();
  return (words.match(/\p{L}+/gu) ?? []).some((word) => verbs[locale].has(word));
}

/** Compares every two of a list of replies; at most five complaints are shown. */
function checkAll(catalog: Catalog, replies: readonly string[], locale: Locale): number {
  const queries = replies.map((reply) => parseReply(reply)!);
  const found: string[] = [];
  let pairs = 0;
  queries.forEach((one, index) => {
    for (const two of queries.slice(index + 1)) {
      const model = compare(catalog, one, two);
      pairs++;
      // Two replies of nobody's own with one cause are the same reply, which the summary says.
      const same =
        model.labels.left === model.labels.right && model.left.name === model.right.name && !model.left.provider;
      if (!model.differences.length && !same) found.push(`no difference: ${model.title}`);
      found.push(...faults(model, locale).map((fault) => `${model.title}\n    ${fault}`));
    }
  });
  assert.equal(
    found.length,
    0,
    `${found.length} faults in ${pairs} pairs\n${[...new Set(found)].slice(0, 5).join('\n')}`,
  );
  return pairs;
}

for (const locale of ['en', 'fr'] as const) {
  const catalog = readCatalog(locale);

  test(`every two reply codes compare well in ${locale}`, () => {
    const codes = catalog.facts['reply-codes'].codes.map(({ code }) => code);
    assert.ok(checkAll(catalog, codes, locale) > 5000);
  });

  test(`enhanced status codes compare well in ${locale}, alone and after reply codes`, () => {
    const all = catalog.entries().filter(({ group }) => group === 'enhanced');
    const some = all.filter((_, index) => index % 5 === 0).map(({ id }) => id);
    const pairs = [
      '250 2.1.5',
      '450 4.2.0',
      '451 4.7.1',
      '550 5.1.1',
      '550 5.7.26',
      '550 5.7.199',
      '554 4.7.1',
      '250',
      '450',
      '550',
      '111',
    ];
    checkAll(catalog, [...some, ...pairs], locale);
  });

  test(`replies of providers compare well in ${locale}`, () => {
    const all = catalog.entries().filter(({ group, reply }) => group === 'providers' && parseReply(reply));
    const some = all.filter((_, index) => index % 12 === 0).map(({ reply }) => reply);
    checkAll(catalog, [...some, '250', '421', '550', '5.7.1', '550 5.1.1'], locale);
  });
}
