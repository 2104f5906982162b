import type { Catalog } from '../../catalog/catalog';
import type { PairFact, ReplyCodeFact } from '../../catalog/facts';
import type { CodeStatus, Explanation, ReplyQuery } from '../../model';
import { codesOf, detailOf } from '../../codes';
import { explain } from '../explain';
import { fill } from '../fill';

/** One side of a comparison, with the facts that its sentences are made of. */
export interface Side {
  readonly query: ReplyQuery;
  readonly explanation: Explanation;
  /** What the sentences call it. */
  readonly label: string;
  /** The commands it may answer, most frequent first; empty for an enhanced status code alone. */
  readonly commands: readonly string[];
  /** First digit of the subject of an enhanced status code. */
  readonly subject: string | undefined;
  readonly fact: ReplyCodeFact | undefined;
}

export function sideOf(catalog: Catalog, query: ReplyQuery, other: ReplyQuery): Side {
  const explanation = explain(catalog, query);
  const codes = codesOf(explanation.reply);
  // Two replies with the same codes are told apart by who says them.
  const twin =
    codes !== '' &&
    codes === [other.replyCode, other.enhancedCode].filter(Boolean).join(' ') &&
    query.text !== other.text;
  const { enhancedCode, replyCode } = query;
  const fact = replyCode ? catalog.replyCode(replyCode) : undefined;
  return {
    query,
    explanation,
    label: twin && explanation.provider ? `${codes} (${explanation.provider.name})` : codes || explanation.name,
    commands: commandsOf(query, fact),
    subject: enhancedCode?.split('.')[1],
    fact,
  };
}

/** `550 (Mailbox unavailable)`; what is called by its name has no other. */
export function namedSide({ texts }: Pick<Catalog, 'texts'>, { label, explanation: { name } }: Side): string {
  // A name stands in brackets, so it can't have its own.
  return label === name ? label : fill(texts.ui.compare.summary.named, label, name.replace(/ \(([^()]*)\)/, ', $1'));
}

/** Replies to these have no enhanced status code (RFC 2034 §4). */
const withoutReason = new Set(['EHLO', 'HELO', 'LHLO', 'CONNECT']);
/** What replies about an address or a mailbox, and about the message itself, answer (RFC 3463 §3.2, §3.3, §3.7). */
const aboutAddress = new Set(['MAIL', 'RCPT', 'DATA', 'END-OF-DATA', 'BDAT', 'VRFY', 'EXPN', 'ANY']);
const aboutMessage = new Set(['MAIL', 'DATA', 'END-OF-DATA', 'BDAT', 'ANY']);

/** The commands that a reply code answers; beside an enhanced status code, those that have such a reason. */
function commandsOf({ enhancedCode }: ReplyQuery, fact: ReplyCodeFact | undefined): readonly string[] {
  const all = [...new Set(fact?.commands.map(({ command }) => command))];
  if (!enhancedCode) return all;
  const subject = enhancedCode.split('.')[1];
  const fitting = subject === '1' || subject === '2' ? aboutAddress : subject === '6' ? aboutMessage : undefined;
  return all.filter((command) => !withoutReason.has(command) && (!fitting || fitting.has(command)));
}

/** Which kinds of codes a side has. */
export function kindOf({ query }: Side): 'reply' | 'enhanced' | 'both' | 'none' {
  if (query.replyCode) return query.enhancedCode ? 'both' : 'reply';
  return query.enhancedCode ? 'enhanced' : 'none';
}

/** Where it comes from: of a pair, where its enhanced status code does. */
export function standingOf(catalog: Catalog, { query, explanation }: Side): CodeStatus {
  const { status } = explanation;
  if (status === 'custom' || !query.enhancedCode || !query.replyCode) return status;
  return catalog.enhancedCode(query.enhancedCode) ? 'extension' : 'undefined';
}

/** The second digit of a reply code, where it was chosen by its meaning: codes of nobody's standard borrow other numbers. */
export function categoryOf({ query, explanation }: Side): string | undefined {
  const chosen = explanation.status === 'standard' || explanation.status === 'extension';
  return query.replyCode && chosen ? query.replyCode[1] : undefined;
}

/** What a code is about: a subject of enhanced status codes (RFC 3463 §3), or a category of reply codes (RFC 5321 §4.2.1). */
export function topicOf({ texts }: Catalog, kind: 'subjects' | 'categories', digit: string): string | undefined {
  const topics: Readonly<Record<string, string>> = texts.ui.compare[kind];
  return topics[digit];
}

/** What follows from a reply for who received it. */
export type Outcome = 'success' | 'intermediate' | 'invalid' | 'no' | 'later' | 'afterChange';

export function outcomeOf({ explanation }: Side): Outcome {
  const { class: replyClass, retry } = explanation;
  return replyClass === 'transient' || replyClass === 'permanent' ? retry : replyClass;
}

/** Names as the text writes them: `MAIL`, the end of the message, any command. */
export function commandNames({ ui }: Catalog['texts'], commands: readonly string[]): readonly string[] {
  const special: Readonly<Record<string, string>> = ui.compare.commands;
  return commands.map((command) => special[command] ?? `\`${command}\``);
}

/** `a, b and c` */
export function enumerate({ ui }: Catalog['texts'], items: readonly string[]): string {
  return items.length < 2
    ? (items[0] ?? '')
    : fill(ui.compare.listEnd, items.slice(0, -1).join(', '), items[items.length - 1]!);
}

/** What a person wrote about these two, and where it is said. */
export function pairOf(
  { facts, texts }: Catalog,
  a: Side,
  b: Side,
): { readonly sentence: string; readonly references: PairFact['references'] } | undefined {
  const find = (x: string | undefined, y: string | undefined) =>
    x && y && x !== y
      ? facts.pairs.pairs.find(({ left, right }) => (left === x && right === y) || (left === y && right === x))
      : undefined;
  const detail = ({ query }: Side) => query.enhancedCode && detailOf(query.enhancedCode);
  const pair =
    find(detail(a), detail(b)) ??
    (kindOf(a) === 'reply' && kindOf(b) === 'reply' ? find(a.query.replyCode, b.query.replyCode) : undefined);
  const written = pair && texts.pairs[`${pair.left}/${pair.right}`];
  const sentence = written && inClass(written, a, b);
  return sentence && speaksOf(sentence, a, b) ? { sentence, references: pair.references } : undefined;
}

/** Whether every enhanced status code in a sentence is one of the two: what is said of 5.2.1 may not hold for 4.2.1. */
function speaksOf(sentence: string, ...sides: readonly Side[]): boolean {
  const own = sides.map(({ query }) => query.enhancedCode);
  return (sentence.match(/\b[245]\.\d{1,3}\.\d{1,3}\b/g) ?? []).every((code) => own.includes(code));
}

/** A sentence about `X.7.1` and `X.7.26` says them as the two sides have them. */
function inClass(sentence: string, ...sides: readonly Side[]): string {
  const own = sides.map(({ query }) => query.enhancedCode);
  return sentence.replace(/\bX(\.\d+\.\d+)/g, (_, detail: string) => {
    const code = own.find((one) => one?.slice(1) === detail);
    return code ?? `${own.find(Boolean)?.[0] ?? '5'}${detail}`;
  });
}
