import type { Catalog } from '../catalog/catalog';
import { classOf, detailOf } from '../codes';
import { findCustomReply } from '../catalog/customReplies';
import type {
  BlocklistFact,
  CauseFact,
  CodeText,
  EnhancedCodeFact,
  ProviderFact,
  ProviderReplyFact,
  ReplyCodeFact,
} from '../catalog/facts';
import { isEnhancedCode, type ProviderMatch, type ReplyMatch, type WordsMatch } from '../catalog/replyMatcher';
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
import { waitOf } from './waitOf';

const nothing: Remedy = { sender: [], receiver: [], developer: [] };

interface Judgement {
  readonly retry: Retry;
  readonly acts: Actor;
}

/** A text of which parts may be missing. */
type Part = Partial<CodeText>;

/** Who told the cause, the first that can: whose own words it is beats who only numbers it. */
interface Evidence {
  readonly cause: CauseFact;
  readonly from: 'provider' | 'words' | 'code';
  readonly because: readonly string[];
  readonly vague: boolean;
}

/**
 * Everything to say about a reply. Each field comes from the first of these that has it:
 *
 * 1. the user's own reply: who wrote it knows the server;
 * 2. the documented reply of a provider: its words, or a code that it alone has, are defined by who sends them;
 * 3. the cause that the words name: whoever chose a number wrote them to be read, and many servers send one number for everything;
 * 4. the reply code, where it names a cause and the enhanced status code doesn't or isn't registered beside it (`530 5.7.7`),
 *    where that is X.0.0, and where the first digits contradict each other, since clients go by it (RFC 5321 §4.2.1);
 * 5. the enhanced status code: the pair, its class, its detail; of an unknown detail its subject (RFC 3463 §2);
 * 6. the reply code;
 * 7. what the digits alone say.
 *
 * A catch-all (“refused by a policy”) of 3 comes after a cause of 4 to 6.
 */
export function explain(catalog: Catalog, query: ReplyQuery): Explanation {
  const { texts, locale } = catalog;
  const { replyCode, enhancedCode, command } = query;
  const custom = findCustomReply(catalog.custom, query);
  const {
    provider: match,
    words,
    speaker,
    list,
  } = query.cause === undefined ? catalog.recognise(query) : byName(catalog, query.cause);
  const codes = readCodes(catalog, query, speaker?.id);
  const evidence = evidenceOf(catalog, match, words, codes.cause);
  const replyClass = codes.code ? classOf(codes.code) : (query.class ?? classOfCause(evidence?.cause));
  const said = evidence?.from === 'words' && evidence.cause.id !== codes.cause?.id ? evidence.cause : undefined;
  const provided = match && providedText(catalog, match, query);
  const parts: readonly (Part | undefined)[] = [
    custom,
    provided,
    said && { ...texts.causes[said.id], whenYouSeeIt: [] },
    ...codes.texts,
  ];
  const first = <Key extends keyof CodeText>(key: Key): CodeText[Key] | undefined =>
    parts.find((part) => part?.[key] !== undefined)?.[key];
  const own = match?.named ? texts.providers[match.reply.id]?.remedy?.sender : undefined;
  const advice = list && !custom && !own && evidence && ofLists.has(evidence.cause.id) ? list : undefined;
  const [retry, acts] = judge(replyClass, [
    custom,
    match?.reply,
    said && (replyClass === 'transient' ? { acts: said.acts } : said),
    ...codes.facts,
  ]);
  const cause: CauseOfReply | null = custom
    ? { id: 'custom', name: custom.name, from: 'custom', because: custom.text ? [custom.text] : [], knownAs: {} }
    : evidence
      ? {
          id: evidence.cause.id,
          name: texts.causes[evidence.cause.id]?.name ?? evidence.cause.id,
          from: evidence.from,
          because: evidence.because,
          knownAs: evidence.cause.knownAs,
        }
      : null;
  return {
    reply: { code: replyCode ?? null, enhanced: enhancedCode ?? null },
    name: first('name') ?? codes.code,
    cause,
    hard: custom ? null : hardOf(evidence, replyClass, query),
    status: statusOf(!!custom, codes.replyFact?.status, replyCode, !!codes.detail),
    class: replyClass,
    brief: custom?.brief ?? ownBrief(catalog, query, replyClass, cause) ?? first('brief') ?? '',
    sentByUs: query.sentByUs === true,
    meaning: first('meaning') ?? '',
    whenYouSeeIt: first('whenYouSeeIt') ?? [],
    remedy: withForm(catalog, withList(catalog, first('remedy') ?? nothing, advice), custom ? undefined : match),
    retry,
    retryAfter: replyClass === 'transient' || replyClass === 'permanent' ? waitOf(query.text) : null,
    acts,
    note: provided || said ? null : (codes.texts[0]?.note ?? null),
    provider: (match && providerOf(catalog, match)) ?? speakerOf(speaker),
    command: command ? commandOf(catalog, command, replyCode) : null,
    conflict: codes.conflict ?? contradictionOf(catalog, query, evidence, codes),
    confusedWith: confusedWith(catalog, query),
    references: references([
      advice && [{ name: advice.name, url: advice.page }],
      match?.named ? match.reply.references : undefined,
      said?.references,
      codes.conflict ? undefined : codes.detail?.references,
      codes.replyFact?.references,
      codes.conflict ? codes.detail?.references : undefined,
      match?.reply.references,
      codes.code ? fallbackReferences(codes.replyFact, codes.detail, enhancedCode) : undefined,
    ]),
    locale,
  };
}

/** A cause that is asked for itself, with no reply that names it. */
function byName(catalog: Catalog, id: string): ReplyMatch {
  const cause = catalog.cause(id);
  return {
    provider: undefined,
    words: cause && { cause, vague: false, because: [] },
    speaker: undefined,
    list: undefined,
  };
}

/** What the owner of the server does about a refusal of its own. */
function ownBrief(
  { texts }: Catalog,
  { sentByUs }: ReplyQuery,
  replyClass: ReplyClass,
  cause: CauseOfReply | null,
): string | undefined {
  if (!sentByUs || (replyClass !== 'transient' && replyClass !== 'permanent')) return undefined;
  return (cause && texts.causes[cause.id]?.briefOwn) ?? texts.ui.own[replyClass];
}

/** The causes that a blocklist may be behind. */
const ofLists: ReadonlySet<string> = new Set([
  'blocked',
  'content-reputation',
  'domain-blocklisted',
  'host-compromised',
  'ip-blocked',
  'ip-blocklisted',
  'ip-dynamic',
  'ip-reputation',
]);
/** A role has no more steps than these. */
const mostSteps = 4;

/** Each list has a way out of its own; it comes first. */
function withList({ texts }: Catalog, remedy: Remedy, list: BlocklistFact | undefined): Remedy {
  const step = list && texts.blocklists[list.id];
  return step ? { ...remedy, sender: [step, ...remedy.sender].slice(0, mostSteps) } : remedy;
}

/** Where the provider has removal asked for, last among the sender's steps: the cause comes first. */
function withForm({ texts }: Catalog, remedy: Remedy, match: ProviderMatch | undefined): Remedy {
  const form = match?.named ? match.reply.form : undefined;
  if (form === undefined || remedy.sender.some((step) => step.includes(form.split('/')[2]!))) return remedy;
  const steps = remedy.sender.slice(0, mostSteps - 1);
  return { ...remedy, sender: [...steps, fill(texts.ui.explain.form, form)] };
}

/** What the codes alone say, the more telling one first. */
interface Codes {
  /** The reply code, else the enhanced status code, else nothing. */
  readonly code: string;
  readonly replyFact: ReplyCodeFact | undefined;
  readonly detail: EnhancedCodeFact | undefined;
  /** The contradiction of their first digits in a sentence. */
  readonly conflict: string | null;
  readonly texts: readonly CodeText[];
  readonly facts: readonly (Partial<Judgement> | undefined)[];
  /** The cause that they name, if they name one. */
  readonly cause: CauseFact | undefined;
}

function readCodes(catalog: Catalog, query: ReplyQuery, speaker: string | undefined): Codes {
  const { texts, facts } = catalog;
  const { replyCode, enhancedCode } = query;
  const code = replyCode ?? enhancedCode ?? '';
  const replyClass = classOf(code);
  const replyFact = replyCode ? catalog.replyCode(replyCode) : undefined;
  const detail = enhancedCode ? catalog.enhancedCode(enhancedCode) : undefined;
  const conflict = conflictOf(catalog, query);
  const enhancedText = enhancedCode ? catalog.enhancedText(enhancedCode, replyCode, speaker) : undefined;
  const replyText = replyCode ? texts['reply-codes'][replyCode] : undefined;
  const digits = digitsOf(catalog, query);
  const registered = conflict ? undefined : judgedBy(detail, replyClass);
  const ofReply = replyFact?.cause;
  const ofDetail = conflict ? undefined : causeOfDetail(detail, enhancedCode);
  const ownPair =
    enhancedText !== undefined && enhancedText === texts['enhanced-codes'][`${replyCode} ${enhancedCode}`];
  const silent = enhancedCode?.endsWith('.0.0') ?? false;
  const misplaced = ofReply !== undefined && (!ofDetail || !detail?.replyCodes.includes(replyCode ?? ''));
  const replyFirst = (conflict !== null || silent || misplaced) && !ownPair;
  // X.0.YYY says no more than the class.
  const subject =
    enhancedCode && !enhancedText && !conflict && !/^\d\.0\./.test(enhancedCode)
      ? facts['enhanced-codes'].subjects.find((row) => row.code.split('.')[1] === enhancedCode.split('.')[1])
      : undefined;
  const ofEnhanced = enhancedText ?? (subject ? digits : undefined);
  const ordered = replyFirst ? [replyText, enhancedText] : [ofEnhanced, replyText];
  const judged = subject ? { acts: subject.acts } : registered;
  const id = replyFirst ? (ofReply ?? ofDetail) : (ofDetail ?? ofReply);
  return {
    code,
    replyFact,
    detail,
    conflict,
    texts: [...ordered, digits].filter((text) => text !== undefined),
    facts: replyFirst ? [replyFact, registered] : [judged, replyFact],
    cause: id === undefined ? undefined : catalog.cause(id),
  };
}

function causeOfDetail(detail: EnhancedCodeFact | undefined, enhancedCode: string | undefined): string | undefined {
  const digit = enhancedCode?.[0];
  return (digit === '4' || digit === '5' ? detail?.inClass?.[digit]?.cause : undefined) ?? detail?.cause;
}

function evidenceOf(
  catalog: Catalog,
  match: ProviderMatch | undefined,
  words: WordsMatch | undefined,
  ofCodes: CauseFact | undefined,
): Evidence | undefined {
  const documented = match && catalog.cause(match.reply.cause);
  if (documented)
    return { cause: documented, from: 'provider', because: match.because, vague: documented.general === true };
  if (words && !(words.vague && ofCodes)) return { ...words, from: 'words' };
  return ofCodes && { cause: ofCodes, from: 'code', because: [], vague: true };
}

/** Where no digit tells: what passes by itself is temporary. */
function classOfCause(cause: CauseFact | undefined): ReplyClass {
  return cause?.retry === 'later' ? 'transient' : 'permanent';
}

/**
 * The words tell of an address that is gone whatever the class; a temporary code alone does not, nor does 521, which many servers
 * send to a client that they refuse.
 */
function hardOf(
  evidence: Evidence | undefined,
  replyClass: ReplyClass,
  { replyCode, enhancedCode }: ReplyQuery,
): boolean | null {
  if (!evidence || (evidence.from === 'code' && replyCode === '521' && !enhancedCode)) return null;
  return evidence.cause.hard && !(evidence.vague && replyClass !== 'permanent');
}

/** One sentence where the words name another cause than the codes do. */
function contradictionOf(
  { texts }: Catalog,
  { replyCode, enhancedCode }: ReplyQuery,
  evidence: Evidence | undefined,
  { cause, texts: [text] }: Codes,
): string | null {
  if (!evidence?.because.length || !cause || !text || cause.general || evidence.vague) return null;
  if (cause.knownAs.sisimai === evidence.cause.knownAs.sisimai) return null;
  const said = texts.causes[evidence.cause.id]?.name ?? '';
  return fill(texts.ui.explain.contradiction, [replyCode, enhancedCode].filter(Boolean).join(' '), text.name, said);
}

/** Whose server it is, where it says nothing that it documents. */
function speakerOf(speaker: ProviderFact | undefined): Explanation['provider'] {
  return speaker && speaker.kind !== 'practice' ? { id: speaker.id, name: speaker.name, meaning: '' } : null;
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
  const foreign = named && !query.sentByUs && (provider.kind === 'mailbox' || provider.kind === 'sending');
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
  if (!code) return { ...ui.explain.noCode, whenYouSeeIt: [], remedy: nothing };
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
  const digit = enhancedCode?.[0] ?? '5';
  // A pair of enhanced status codes is said in the class of this one; a sentence that names 5.1.1 holds in that class alone.
  const shown = (text: string) => text.replace(/\bX(?=\.\d)/g, digit);
  const holds = (code: string, text: string) =>
    code[0] !== 'X' || [...text.matchAll(/\b\d(?=\.\d\.\d)/g)].every(([named]) => named === digit);
  const pairsOf = (code: string) =>
    facts.pairs.pairs
      .filter(({ left, right }) => left === code || right === code)
      .map(({ left, right }) => ({ other: left === code ? right : left, text: texts.pairs[`${left}/${right}`] ?? '' }))
      .filter(({ text }) => holds(code, text))
      .map(({ other, text }) => ({ code: shown(other), difference: shown(text) }));
  // What the reply code alone is mixed up with is no matter of its detail.
  const ofDetail = enhancedCode ? pairsOf(detailOf(enhancedCode)) : [];
  return ofDetail.length || !replyCode ? ofDetail : pairsOf(replyCode);
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
