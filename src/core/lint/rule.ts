import type { CodeStatus, Occurrence, Reference, Reply, Retry, Source } from '../model';
import type { Fix, RuleLevel } from './finding';
import type { WrittenReply } from './writtenReply';

/** What the rules know of codes; the catalog fills it. */
export interface LintFacts {
  readonly statusOf: (replyCode: string) => CodeStatus;
  /** What to send in place of a code that no RFC defines, such as `550 5.7.1`; undefined where nobody can say. */
  readonly insteadOf: (replyCode: string) => string | undefined;
  /** True for a detail of the IANA registry, in whatever class. */
  readonly isRegistered: (enhancedCode: string) => boolean;
  /** True where a provider documents the code although it is not registered. */
  readonly isDocumented: (enhancedCode: string) => boolean;
  /** The reply codes that IANA lists with an enhanced status code; empty where it lists none or any. */
  readonly pairedWith: (enhancedCode: string) => readonly string[];
  /** Registered codes like an unregistered one, the nearest first, at most three. */
  readonly nearest: (enhancedCode: string) => readonly string[];
  /** Why a server gives such words, where they tell; nothing of their codes counts. */
  readonly causeOf: (
    words: string,
  ) => { readonly id: string; readonly retry: Retry; readonly hard: boolean } | undefined;
  /** The reply codes that a command may get; undefined for an unknown command. */
  readonly repliesTo: (command: string) => ReadonlySet<string> | undefined;
}

export interface LintContext {
  readonly text: string;
  readonly source: Source;
  readonly facts: LintFacts;
  /** Whether the file holds tests, where an unusual code is not a mistake. */
  readonly inTests: boolean;
}

export interface LintedFile extends LintContext {
  readonly replies: readonly WrittenReply[];
  /** Whether the file names SMTP anywhere. */
  readonly namesSmtp: boolean;
}

/** What a rule has to say about an occurrence. */
export interface RawFinding {
  readonly start: number;
  readonly end: number;
  /** For the places of the rule's message. */
  readonly values: readonly string[];
  /** Another message of the rule, where it has more than one. */
  readonly message?: string;
  readonly fixes?: readonly Fix[];
}

/** A rule looks at each reply, or at the file as a whole. */
export interface Rule {
  readonly id: string;
  readonly level: RuleLevel;
  /** Why: the section of the standard. */
  readonly reference: Reference;
  readonly checkReply?: (reply: WrittenReply, context: LintContext) => Iterable<RawFinding>;
  /** Yields undefined where it looked and found nothing, so that a long file can be left for a moment. */
  readonly checkFile?: (context: LintedFile) => Iterable<RawFinding | undefined>;
}

const editor = 'https://www.rfc-editor.org/rfc';

/** `rfc(5321, '4.2.1')` is RFC 5321 §4.2.1. */
export function rfc(number: number, section: string): Reference {
  return { name: `RFC ${number} §${section}`, url: `${editor}/rfc${number}#section-${section}` };
}

/** The first occurrence of a kind in a reply. */
export function firstOf(reply: Reply, kind: Occurrence['kind']): Occurrence | undefined {
  return reply.occurrences.find((occurrence) => occurrence.kind === kind);
}
