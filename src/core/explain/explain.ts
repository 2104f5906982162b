import { classOf, detailOf, type Catalog } from '../catalog/catalog';
import { findCustomReply } from '../catalog/customReplies';
import type { CodeText, EnhancedCodeFact, ProviderReplyFact } from '../catalog/facts';
import { isEnhancedCode, type ProviderMatch } from '../catalog/providerMatcher';
import type {
  Actor,
  CauseOfReply,
  CodeStatus,
  Explanation,
  Reference,
  Remedy,
  ReplyClass,
  ReplyQuery,
  Retry,
} from '../model';
import { fill } from './fill';

const nothing: Remedy = { sender: [], receiver: [], developer: [] };

interface Judgement {
  readonly retry: Retry;
  readonly acts: Actor;
}

/** A text of which parts may be missing. */
type Part = Partial<CodeText>;

/**
 * Everything to say about a reply. Each field comes from the first of these that has it: the user's own replies, the provider's
 * reply with its cause, the pair of codes, the enhanced status code (its class, its detail), the reply code, the digits alone.
 */
export function explain(catalog: Catalog, query: ReplyQuery): Explanation {
  const { texts, locale } = catalog;
  const { replyCode, enhancedCode, command } = query;
  const code = replyCode ?? enhancedCode ?? '';
  const replyClass = classOf(code);
  const replyFact = replyCode ? catalog.replyCode(replyCode) : undefined;
  const detail = enhancedCode ? catalog.enhancedCode(enhancedCode) : undefined;
  const custom = findCustomReply(catalog.custom, query);
  const match = catalog.providerReply(query);
  const provided = match && providedText(catalog, match, query);
  const conflict = conflictOf(catalog, query);
  const enhancedText = enhancedCode ? catalog.enhancedText(enhancedCode, replyCode) : undefined;
  const replyText = replyCode ? texts['reply-codes'][replyCode] : undefined;
  // X.0.0 adds nothing to a reply code (RFC 3463 §3.1), and where the two contradict each other clients go by the reply code
  // (RFC 5321 §4.2); so its texts come first, unless the pair has its own.
  const silent = enhancedCode?.endsWith('.0.0') ?? false;
  const ownPair = texts['enhanced-codes'][`${replyCode} ${enhancedCode}`] !== undefined;
  const replyFirst = (conflict !== null || silent) && !ownPair;
  const codeTexts = replyFirst ? [replyText, enhancedText] : [enhancedText, replyText];
  const digits = digitsOf(catalog, query);
  const parts: readonly (Part | undefined)[] = [
    custom,
    provided,
    ...(enhancedCode && !enhancedText && !replyText ? [digits] : codeTexts),
    digits,
  ];
  const first = <Key extends keyof CodeText>(key: Key): CodeText[Key] | undefined =>
    parts.find((part) => part?.[key] !== undefined)?.[key];
  const registered = conflict ? undefined : judgedBy(detail, replyClass);
  const codeFacts = replyFirst ? [replyFact, registered] : [registered, replyFact];
  const [retry, acts] = judge(replyClass, [custom, match?.reply, ...codeFacts]);
  const cause = causeOf(catalog, match);
  return {
    reply: { code: replyCode ?? null, enhanced: enhancedCode ?? null },
    name: first('name') ?? code,
    cause,
    hard: cause && (catalog.cause(cause.id)?.hard ?? null),
    status: statusOf(!!custom, replyFact?.status, replyCode, !!detail),
    class: replyClass,
    brief: first('brief') ?? '',
    meaning: first('meaning') ?? '',
    whenYouSeeIt: first('whenYouSeeIt') ?? [],
    remedy: first('remedy') ?? nothing,
    retry,
    acts,
    note: provided ? null : (codeTexts.find(Boolean)?.note ?? null),
    provider: match ? providerOf(catalog, match) : null,
    command: command ? commandOf(catalog, command, replyCode) : null,
    conflict,
    confusedWith: confusedWith(catalog, query),
    references: references([
      match?.named ? match.reply.references : undefined,
      conflict ? undefined : detail?.references,
      replyFact?.references,
      conflict ? detail?.references : undefined,
      match?.reply.references,
      fallbackReferences(replyFact, detail, enhancedCode),
    ]),
    locale,
  };
}

/** The cause that a documented reply stands for. */
function causeOf({ texts, cause }: Catalog, match: ProviderMatch | undefined): CauseOfReply | null {
  const fact = match && cause(match.reply.cause);
  if (!fact) return null;
  return {
    id: fact.id,
    name: texts.causes[fact.id]?.name ?? fact.id,
    from: 'provider',
    because: [],
    knownAs: fact.knownAs,
  };
}

/** Who said it; nobody for what many servers do, and for words that many say. */
function providerOf({ texts }: Catalog, { provider, reply, named }: ProviderMatch): Explanation['provider'] {
  if (!named || provider.kind === 'practice') return null;
  return { id: reply.id, name: provider.name, meaning: texts.providers[reply.id]?.meaning ?? '' };
}

/**
 * What a documented reply says in the place of its codes: the text of its cause, with what the provider has of its own. It is one
 * situation, so the code's list of situations and its note are left out.
 */
function providedText(
  catalog: Catalog,
  { provider, reply, named }: ProviderMatch,
  query: ReplyQuery,
): Part | undefined {
  const cause = catalog.texts.causes[reply.cause];
  const own = named ? catalog.texts.providers[reply.id] : undefined;
  if (!cause) return undefined;
  const sentences = [
    cause.meaning,
    provider.kind === 'practice' ? own?.meaning : undefined,
    reply.againstRegistry ? registeredAs(catalog, reply, query) : undefined,
  ];
  // Nobody who reads this runs a provider's servers; where its customers can act, its own steps say so.
  const foreign = named && (provider.kind === 'mailbox' || provider.kind === 'sending');
  return {
    name: cause.name,
    brief: own?.brief ?? cause.brief,
    meaning: sentences.filter(Boolean).join(' '),
    whenYouSeeIt: [],
    remedy: { ...cause.remedy, ...(foreign ? { receiver: [] } : {}), ...own?.remedy },
  };
}

/** One sentence for an enhanced status code that is used against the registry: what it is registered for. */
function registeredAs(
  catalog: Catalog,
  { enhancedCodes }: ProviderReplyFact,
  { enhancedCode }: ReplyQuery,
): string | undefined {
  if (!enhancedCode || !enhancedCodes.some((pattern) => isEnhancedCode(enhancedCode, pattern))) return undefined;
  const { registeredOtherwise, notRegistered } = catalog.texts.ui.explain;
  const detail = catalog.enhancedCode(enhancedCode);
  return detail
    ? fill(registeredOtherwise, enhancedCode, catalog.texts['enhanced-codes'][detail.code]?.name ?? detail.text)
    : fill(notRegistered, enhancedCode);
}

function statusOf(
  custom: boolean,
  status: CodeStatus | undefined,
  replyCode: string | undefined,
  registered: boolean,
): CodeStatus {
  if (custom) return 'custom';
  if (replyCode) return status ?? 'undefined';
  return registered ? 'extension' : 'undefined';
}

/** What the registered detail says of retry and actor: nothing of a success, and of a temporary failure only the actor. */
function judgedBy(detail: EnhancedCodeFact | undefined, replyClass: ReplyClass): Partial<Judgement> | undefined {
  if (!detail) return undefined;
  if (replyClass === 'permanent') return { ...detail, ...detail.inClass?.['5'] };
  return replyClass === 'transient' ? { acts: detail.inClass?.['4']?.acts ?? detail.acts } : undefined;
}

/** Retry and actor; without a fact the class decides (RFC 5321 §4.2.1). */
function judge(replyClass: ReplyClass, facts: readonly (Partial<Judgement> | undefined)[]): [Retry, Actor] {
  const acts = facts.find((fact) => fact?.acts)?.acts;
  const retry = facts.find((fact) => fact?.retry)?.retry;
  switch (replyClass) {
    case 'success':
    case 'intermediate':
      return ['no', replyClass === 'success' ? (acts ?? 'none') : 'none'];
    case 'transient':
      return [retry ?? 'later', acts ?? 'receiver'];
    case 'permanent':
      return [retry ?? 'afterChange', acts ?? 'sender'];
    case 'invalid':
      return [retry ?? 'no', acts ?? 'sender'];
  }
}

/** What the digits alone say: the subject of an unknown detail (RFC 3463 §2), the class of an unknown code. */
function digitsOf({ texts }: Catalog, { replyCode, enhancedCode }: ReplyQuery): CodeText {
  const { digits, ui } = texts;
  const code = replyCode ?? enhancedCode ?? '';
  const classText = digits.classes[code[0] ?? ''] ?? digits.invalid;
  const subject = enhancedCode && digits.subjects[enhancedCode.split('.')[1] ?? ''];
  if (subject && enhancedCode[0] !== '2') {
    const meaning = fill(ui.explain.unknownDetail, enhancedCode, subject.meaning);
    return { ...subject, brief: code[0] === '4' ? classText.brief : subject.brief, meaning, whenYouSeeIt: [] };
  }
  const category = replyCode && digits.categories[replyCode[1] ?? ''];
  const meaning = [
    fill(ui.explain.unknownCode, code),
    classText.meaning,
    ...(category && digits.classes[code[0] ?? ''] ? [category.meaning] : []),
  ].join(' ');
  return { ...classText, meaning, whenYouSeeIt: [] };
}

function conflictOf({ texts }: Catalog, { replyCode, enhancedCode }: ReplyQuery): string | null {
  if (!replyCode || !enhancedCode || replyCode[0] === enhancedCode[0]) return null;
  const { conflict, misplaced } = texts.ui.explain;
  return replyCode[0] === '3' ? fill(misplaced, enhancedCode, replyCode) : fill(conflict, replyCode, enhancedCode);
}

/** `END-OF-DATA` is told from `DATA` by what the text says; both are named as people write them. */
function commandOf({ texts }: Catalog, command: string, replyCode: string | undefined): Explanation['command'] {
  if (!replyCode) return null;
  const own: Partial<Record<string, string>> = texts.commands;
  const key = [`${command} ${replyCode}`, `ANY ${replyCode}`].find((candidate) => own[candidate]);
  const meanings = key ? [own[key], own[`${key} 2`]].filter(Boolean) : [];
  const label =
    command === 'END-OF-DATA' ? texts.ui.explain.endOfData : command === 'CONNECT' ? texts.ui.explain.connect : command;
  return key ? { name: label, meaning: meanings.join(' ') } : null;
}

function confusedWith({ facts, texts }: Catalog, { replyCode, enhancedCode }: ReplyQuery): Explanation['confusedWith'] {
  const own = [enhancedCode ? detailOf(enhancedCode) : undefined, replyCode].filter((code) => code !== undefined);
  const digit = enhancedCode?.[0] ?? '5';
  // A pair of enhanced status codes is said in the class of this one; a sentence that names 5.1.1 holds in that class alone.
  const shown = (text: string) => text.replace(/\bX(?=\.\d)/g, digit);
  const holds = (code: string, text: string) =>
    code[0] !== 'X' || [...text.matchAll(/\b\d(?=\.\d\.\d)/g)].every(([named]) => named === digit);
  return own.flatMap((code) =>
    facts.pairs.pairs
      .filter(({ left, right }) => left === code || right === code)
      .map(({ left, right }) => ({ other: left === code ? right : left, text: texts.pairs[`${left}/${right}`] ?? '' }))
      .filter(({ text }) => holds(code, text))
      .map(({ other, text }) => ({ code: shown(other), difference: shown(text) })),
  );
}

function fallbackReferences(
  replyFact: unknown,
  detail: unknown,
  enhancedCode: string | undefined,
): readonly Reference[] {
  if (!replyFact && !detail) {
    return enhancedCode
      ? [{ name: 'RFC 3463 §2', url: 'https://www.rfc-editor.org/rfc/rfc3463#section-2' }]
      : [{ name: 'RFC 5321 §4.2.1', url: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1' }];
  }
  return [];
}

function references(lists: readonly (readonly Reference[] | undefined)[]): readonly Reference[] {
  const byUrl = new Map<string, Reference>();
  for (const reference of lists.flatMap((list) => list ?? []))
    if (!byUrl.has(reference.url)) byUrl.set(reference.url, reference);
  return [...byUrl.values()];
}
