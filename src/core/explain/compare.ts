import { detailOf, type Catalog } from '../catalog/catalog';
import type { ComparedFact, Comparison, Explanation, ReplyQuery } from '../model';
import { codesOf } from './codesOf';
import { explain } from './explain';
import { fill } from './fill';

/** One side of a comparison, with the facts that the sentences are made of. */
interface Side {
  readonly query: ReplyQuery;
  readonly explanation: Explanation;
  /** What the sentences call it. */
  readonly label: string;
  readonly commands: readonly string[];
  /** First digit of the subject of an enhanced status code. */
  readonly subject: string | undefined;
}

const mostRelated = 6;

/** The model behind the compare page: two replies side by side, and in whole sentences what tells them apart. */
export function compare(catalog: Catalog, leftQuery: ReplyQuery, rightQuery: ReplyQuery): Comparison {
  const left = sideOf(catalog, leftQuery, rightQuery);
  const right = sideOf(catalog, rightQuery, leftQuery);
  const { compare: words } = catalog.texts.ui;
  const same = left.label === right.label;
  return {
    title: fill(words.title, left.label, left.explanation.name, right.label, right.explanation.name),
    summary: same ? fill(words.summarySame, left.label, right.label) : summaryOf(catalog, left, right),
    left: left.explanation,
    right: right.explanation,
    facts: factsOf(catalog, left, right),
    differences: same ? [] : differencesOf(catalog, left, right),
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

function sideOf(catalog: Catalog, query: ReplyQuery, other: ReplyQuery): Side {
  const explanation = explain(catalog, query);
  const codes = codesOf(explanation.reply);
  // Two replies with the same codes are told apart by who says them.
  const twin = codes === [other.replyCode, other.enhancedCode].filter(Boolean).join(' ') && query.text !== other.text;
  const { enhancedCode, replyCode } = query;
  const commands = replyCode ? (catalog.replyCode(replyCode)?.commands ?? []).map(({ command }) => command) : [];
  return {
    query,
    explanation,
    label: twin && explanation.provider ? `${codes} (${explanation.provider.name})` : codes,
    commands: [...new Set(commands)],
    subject: enhancedCode?.split('.')[1],
  };
}

/** Which kinds of codes a query has. */
function kindOf({ query }: Side): 'reply' | 'enhanced' | 'both' {
  return query.replyCode ? (query.enhancedCode ? 'both' : 'reply') : 'enhanced';
}

function pairOf({ facts }: Catalog, a: Side, b: Side) {
  const keys = (side: Side) => [side.query.enhancedCode && detailOf(side.query.enhancedCode), side.query.replyCode];
  const [one, two] = [keys(a), keys(b)];
  const find = (x: string | undefined, y: string | undefined) =>
    x && y && x !== y
      ? facts.pairs.pairs.find(({ left, right }) => (left === x && right === y) || (left === y && right === x))
      : undefined;
  return find(one[0], two[0]) ?? (kindOf(a) === 'reply' && kindOf(b) === 'reply' ? find(one[1], two[1]) : undefined);
}

function summaryOf(catalog: Catalog, left: Side, right: Side): string {
  const { compare: words, classPhrases } = catalog.texts.ui;
  const [a, b] = [left.explanation, right.explanation];
  const opening =
    a.class === b.class
      ? fill(words.summarySameClass[a.class], left.label, a.name, right.label, b.name)
      : fill(
          words.summaryClasses,
          left.label,
          a.name,
          classPhrases[a.class],
          right.label,
          b.name,
          classPhrases[b.class],
        );
  const about = topic(catalog, left, right);
  const retry = retrySentence(catalog, left, right);
  return [opening, about, retry].filter(Boolean).join(' ');
}

/** What each is about: the subject of enhanced codes, the category of reply codes. */
function topic({ texts }: Catalog, left: Side, right: Side): string | undefined {
  const { compare: words } = texts.ui;
  if (left.subject !== undefined && right.subject !== undefined) {
    const of = (subject: string) => (words.subjects as Record<string, string>)[subject] ?? words.subjects[0];
    return left.subject === right.subject
      ? undefined
      : fill(words.subjectDiffers, left.label, of(left.subject), right.label, of(right.subject));
  }
  const category = ({ query }: Side) =>
    query.replyCode && /^[2-5]/.test(query.replyCode) ? query.replyCode[1]! : undefined;
  const [one, two] = [category(left), category(right)];
  if (one === undefined || two === undefined || one === two) return undefined;
  const of = (digit: string) => (words.categories as Record<string, string>)[digit] ?? words.categories.x;
  return of(one) === of(two) ? undefined : fill(words.categoryDiffers, left.label, of(one), right.label, of(two));
}

type RetryPhrase = 'no' | 'later' | 'afterChange' | 'none';

function retryOf({ class: replyClass, retry }: Explanation): RetryPhrase {
  return replyClass === 'success' || replyClass === 'intermediate' ? 'none' : retry;
}

function retrySentence({ texts }: Catalog, left: Side, right: Side): string | undefined {
  const { compare: words } = texts.ui;
  const [one, two] = [retryOf(left.explanation), retryOf(right.explanation)];
  if (one === two) return undefined;
  return fill(words.retryDiffers, left.label, words.retryPhrases[one], right.label, words.retryPhrases[two]);
}

function differencesOf(catalog: Catalog, left: Side, right: Side): string[] {
  const { texts } = catalog;
  const { compare: words, classPhrases } = texts.ui;
  const [a, b] = [left.explanation, right.explanation];
  const pair = pairOf(catalog, left, right);
  const sentences: (string | undefined)[] = [
    pair && inClass(texts.pairs[`${pair.left}/${pair.right}`] ?? '', left, right),
  ];
  if (!pair && a.name !== b.name) sentences.push(fill(words.meaningDiffers, left.label, a.name, right.label, b.name));
  const kinds = [kindOf(left), kindOf(right)];
  if (kinds.includes('reply') && kinds.includes('enhanced')) {
    const [reply, enhanced] = kinds[0] === 'reply' ? [left, right] : [right, left];
    sentences.push(fill(words.kindDiffers, reply.label, enhanced.label));
  }
  if (a.class !== b.class)
    sentences.push(fill(words.statusDiffers, left.label, classPhrases[a.class], right.label, classPhrases[b.class]));
  sentences.push(topic(catalog, left, right), retrySentence(catalog, left, right));
  if (a.acts !== b.acts)
    sentences.push(
      fill(words.actsDiffers, left.label, words.actsPhrases[a.acts], right.label, words.actsPhrases[b.acts]),
    );
  sentences.push(commandsSentence(catalog, left, right));
  if (a.status !== b.status)
    sentences.push(
      fill(words.statusDiffers, left.label, words.statusPhrases[a.status], right.label, words.statusPhrases[b.status]),
    );
  sentences.push(providerSentence(catalog, left, right));
  return sentences.filter((sentence) => sentence !== undefined);
}

/** A sentence about `X.7.1` and `X.7.26` in the class of the codes compared, where both have the same. */
function inClass(sentence: string, left: Side, right: Side): string {
  const [one, two] = [left, right].map(({ query }) => query.enhancedCode?.[0]);
  return one && one === two ? sentence.replace(/\bX(?=\.\d)/g, one) : sentence;
}

function commandsSentence({ texts }: Catalog, left: Side, right: Side): string | undefined {
  const { compare: words } = texts.ui;
  if (kindOf(left) === 'enhanced' || kindOf(right) === 'enhanced') return undefined;
  const [one, two] = [commandList(texts, left), commandList(texts, right)];
  if (one === two) return undefined;
  if (one && two) return fill(words.commandsDiffer, left.label, one, right.label, two);
  return one
    ? fill(words.noCommandDiffers, left.label, one, right.label)
    : fill(words.noCommandDiffers, right.label, two, left.label);
}

function commandList({ ui }: Catalog['texts'], { commands }: Side): string {
  const names: Partial<Record<string, string>> = {
    ANY: ui.compare.anyCommand,
    CONNECT: ui.explain.connect,
    'END-OF-DATA': ui.explain.endOfData,
  };
  return commands.map((command) => names[command] ?? `\`${command}\``).join(', ');
}

function providerSentence({ texts }: Catalog, left: Side, right: Side): string | undefined {
  const { compare: words } = texts.ui;
  const [one, two] = [left.explanation.provider?.name, right.explanation.provider?.name];
  if (one === two) return undefined;
  if (one && two) return fill(words.providersDiffer, left.label, one, right.label, two);
  return one
    ? fill(words.providerDiffers, left.label, one, right.label)
    : fill(words.providerDiffers, right.label, two!, left.label);
}

function factsOf(catalog: Catalog, left: Side, right: Side): ComparedFact[] {
  const { texts } = catalog;
  const { ui } = texts;
  const { labels } = ui.compare;
  const rows: ComparedFact[] = [];
  const row = (id: keyof typeof labels, of: (side: Side) => string): void => {
    const [one, two] = [of(left), of(right)];
    if (one || two)
      rows.push({
        id,
        label: labels[id],
        left: one || ui.compare.none,
        right: two || ui.compare.none,
        differs: one !== two,
      });
  };
  row('class', ({ explanation }) => ui.classes[explanation.class]);
  row('category', ({ query }) =>
    query.replyCode ? `${query.replyCode[1]}: ${categoryName(texts, query.replyCode)}` : '',
  );
  row('subject', ({ subject }) =>
    subject === undefined ? '' : ((ui.compare.subjects as Record<string, string>)[subject] ?? ''),
  );
  row('permanent', ({ explanation }) => (explanation.class === 'permanent' ? ui.compare.yes : ui.compare.no));
  row('retry', ({ explanation }) => (retryOf(explanation) === 'none' ? ui.retryNone : ui.retryLong[explanation.retry]));
  row('acts', ({ explanation }) => ui.actsLong[explanation.acts]);
  row('commands', (side) => (side.query.replyCode ? commandList(texts, side) || ui.compare.unspecified : ''));
  row('enhanced', ({ query }) => (query.replyCode ? enhancedFor(catalog, query.replyCode).join(', ') : ''));
  row('replyCodes', ({ query }) =>
    query.replyCode || !query.enhancedCode
      ? ''
      : (catalog.enhancedCode(query.enhancedCode)?.replyCodes.join(', ') ?? ''),
  );
  row('sample', (side) => sampleOf(catalog, side));
  row('standing', ({ explanation }) => ui.statuses[explanation.status]);
  row('sentBy', ({ query }) => (query.replyCode ? (catalog.replyCode(query.replyCode)?.sentBy?.join(', ') ?? '') : ''));
  row('provider', ({ explanation }) => explanation.provider?.name ?? '');
  row('defined', ({ explanation }) => explanation.references.map(({ name }) => name).join(', '));
  return rows;
}

function categoryName({ digits }: Catalog['texts'], replyCode: string): string {
  return digits.categories[replyCode[1]!]?.name ?? '';
}

/** The registered enhanced status codes whose registry entry names a reply code. */
function enhancedFor({ facts }: Catalog, replyCode: string): string[] {
  return facts['enhanced-codes'].details
    .filter(
      ({ replyCodes, classes }) =>
        replyCodes.includes(replyCode) && (!classes.length || classes.includes(replyCode[0]!)),
    )
    .map(({ code }) => `${replyCode[0]}${code.slice(1)}`);
}

/** A reply line as it may come over the wire. */
function sampleOf(catalog: Catalog, { query, explanation }: Side): string {
  const { replyCode, enhancedCode, text } = query;
  if (explanation.class === 'invalid') return catalog.texts.ui.compare.notSmtp;
  const registered = enhancedCode ? catalog.enhancedCode(enhancedCode) : undefined;
  const fact = replyCode ? catalog.replyCode(replyCode) : undefined;
  const words = text ?? (enhancedCode ? registered?.text : fact?.text?.split(/; | \(/)[0]) ?? '';
  const code =
    replyCode ?? registered?.replyCodes.find((one) => one[0] === enhancedCode?.[0]) ?? `${enhancedCode?.[0]}50`;
  const line = [code, enhancedCode, words.replace('<domain>', 'mx.example.com').replace(/`/g, "'")]
    .filter(Boolean)
    .join(' ');
  return `\`${line}\``;
}

function choiceOf({ texts }: Catalog, { query, explanation }: Side): Comparison['choose']['left'] {
  const own = query.replyCode && !query.enhancedCode ? texts.use[query.replyCode] : undefined;
  if (own) return { send: own.server, receive: own.client };
  const general = texts.ui.compare.choose[explanation.class];
  const [server] = explanation.remedy.developer;
  return { send: general.send, receive: server ?? general.receive };
}

function relatedTo(catalog: Catalog, left: Side, right: Side): Comparison['related'] {
  const { pairTitle } = catalog.texts.ui.compare;
  const found = new Map<string, Comparison['related'][number]>();
  const shown = new Set([`${left.label}|${right.label}`, `${right.label}|${left.label}`]);
  for (const { explanation } of [left, right]) {
    const codes = codesOf(explanation.reply);
    for (const { code } of explanation.confusedWith) {
      const keys = [`${codes}|${code}`, `${code}|${codes}`];
      if (keys.some((key) => shown.has(key) || found.has(key))) continue;
      found.set(keys[0]!, { left: codes, right: code, title: fill(pairTitle, codes, code) });
    }
  }
  return [...found.values()].slice(0, mostRelated);
}

function unique(references: Comparison['references']): Comparison['references'] {
  return [...new Map(references.map((reference) => [reference.url, reference])).values()];
}
