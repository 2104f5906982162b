import type { Catalog } from '../../catalog/catalog';
import type { ComparedFact, Explanation } from '../../model';
import { fill } from '../fill';
import { commandNames, kindOf, outcomeOf, standingOf, type Side } from './side';

/** The table: every fact of both sides, with what differs. */
export function factsOf(catalog: Catalog, left: Side, right: Side): readonly ComparedFact[] {
  const { ui, digits } = catalog.texts;
  const { labels, subjects } = ui.compare;
  const rows: ComparedFact[] = [];
  const row = (id: keyof typeof labels, of: (side: Side) => string): void => {
    const [one, two] = [of(left), of(right)];
    if (!one && !two) return;
    const { none } = ui.compare;
    rows.push({ id, label: labels[id], left: one || none, right: two || none, differs: one !== two });
  };
  row('class', ({ explanation }) => ui.classes[explanation.class]);
  const digit = (value: string, name: string | undefined) =>
    fill(ui.compare.digit, value, name ?? ui.compare.undefinedDigit);
  if (left.query.replyCode && right.query.replyCode)
    row('category', ({ query: { replyCode } }) =>
      replyCode ? digit(replyCode[1]!, digits.categories[replyCode[1]!]?.name) : '',
    );
  row('subject', ({ subject }) =>
    subject === undefined ? '' : digit(subject, (subjects as Readonly<Record<string, string>>)[subject]),
  );
  row('permanent', ({ explanation }) => (explanation.class === 'permanent' ? ui.compare.yes : ui.compare.no));
  row('retry', (side) => {
    const outcome = outcomeOf(side);
    return outcome === 'no' || outcome === 'later' || outcome === 'afterChange'
      ? ui.retryLong[outcome]
      : outcome === 'invalid'
        ? ui.compare.notSmtp
        : ui.retryNone;
  });
  row('acts', ({ explanation }) => ui.actsLong[explanation.acts]);
  if (left.query.replyCode && right.query.replyCode)
    row('commands', ({ commands }) => commandNames(catalog.texts, commands).join(', ') || ui.compare.unspecified);
  if (kindOf(left) !== 'enhanced' || kindOf(right) !== 'enhanced')
    row(
      'enhanced',
      ({ query }) => query.enhancedCode ?? (query.replyCode ? enhancedFor(catalog, query.replyCode).join(', ') : ''),
    );
  if (kindOf(left) === 'enhanced' || kindOf(right) === 'enhanced')
    row(
      'replyCodes',
      ({ query: { replyCode, enhancedCode } }) =>
        replyCode ?? (enhancedCode ? replyCodesFor(catalog, enhancedCode).join(', ') : ''),
    );
  row('sample', (side) => sampleOf(catalog, side));
  row('standing', (side) => (kindOf(side) === 'none' ? '' : ui.statuses[standingOf(catalog, side)]));
  row('sentBy', ({ fact }) => fact?.sentBy?.join(', ') ?? '');
  row('provider', ({ explanation }) => explanation.provider?.name ?? '');
  row('defined', ({ explanation }) => documentsOf(catalog, explanation));
  return rows;
}

/** The registered enhanced status codes whose registry entry names a reply code. */
function enhancedFor({ facts }: Catalog, replyCode: string): readonly string[] {
  return facts['enhanced-codes'].details
    .filter(
      ({ replyCodes, classes }) =>
        replyCodes.includes(replyCode) && (!classes.length || classes.includes(replyCode[0]!)),
    )
    .map(({ code }) => `${replyCode[0]!}${code.slice(1)}`);
}

/** The reply codes that the registry lists with an enhanced status code, those of its class. */
function replyCodesFor(catalog: Catalog, enhancedCode: string): readonly string[] {
  const listed = catalog.enhancedCode(enhancedCode)?.replyCodes ?? [];
  return listed.filter((code) => code[0] === enhancedCode[0]);
}

/** A reply line as it may come over the wire. */
function sampleOf(catalog: Catalog, { query, explanation, fact }: Side): string {
  const { replyCode, enhancedCode, text } = query;
  if (explanation.class === 'invalid') return catalog.texts.ui.compare.notSmtp;
  const registered = enhancedCode ? catalog.enhancedCode(enhancedCode) : undefined;
  const words = text ?? (enhancedCode ? registered?.text : fact?.text?.split(/;| \(| \/ /)[0]) ?? '';
  const line = [replyCode ?? (enhancedCode ? usualReplyCode(catalog, enhancedCode) : ''), enhancedCode, words]
    .filter(Boolean)
    .join(' ');
  // the places of registered texts; what somebody's server said stays as it is
  const filled = text === undefined ? line.replace(/<(\w[\w-]*)>/g, (_, name: string) => examples[name] ?? name) : line;
  return `\`${filled.replace(/`/g, "'")}\``;
}

/** What stands for the places in registered texts. */
const examples: Readonly<Record<string, string>> = {
  domain: 'mx.example.com',
  host: 'mx.example.com',
  'forward-path': 'user@example.org',
  scheme: 'T',
  n: '3',
  x: 'example.com',
};

/** Which reply code an enhanced status code comes with: the listed one about mail, else the one for anything. */
function usualReplyCode(catalog: Catalog, enhancedCode: string): string {
  const listed = replyCodesFor(catalog, enhancedCode).filter((code) => /^\d{3}$/.test(code));
  return listed.find((code) => code[1] === '5') ?? listed[0] ?? `${enhancedCode[0]!}50`;
}

/** `RFC 5321 §4.2.2, §4.3.2; RFC 2645 §7` */
function documentsOf({ texts: { ui } }: Catalog, { references }: Explanation): string {
  const byDocument = new Map<string, string[]>();
  for (const { name } of references) {
    const [, document = name, section] = /^([^§]*?)(?: (§.*))?$/.exec(name) ?? [];
    const sections = byDocument.get(document) ?? [];
    if (section && !sections.includes(section)) sections.push(section);
    byDocument.set(document, sections);
  }
  return [...byDocument]
    .map(([document, sections]) => [document, sections.join(', ')].filter(Boolean).join(' '))
    .reduce((list, document) => (list ? fill(ui.doc.listed, list, document) : document), '');
}
