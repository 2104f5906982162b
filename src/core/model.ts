/**
 * The words that every room shares. Columns and offsets are 0-based UTF-16 units, ends exclusive.
 */

/** Which of the two kinds of code a token is (RFC 5321 §4.2 reply code, RFC 3463 enhanced status code). */
export type CodeKind = 'reply' | 'enhanced';

/** One code token in a text, or the words of a log that tell a failure where it has no code (`Connection refused`). */
export interface Occurrence {
  readonly kind: CodeKind | 'words';
  /** `550` or `5.1.1`, also where the text writes `{5, 1, 1}`; '' for words. */
  readonly code: string;
  readonly start: number;
  readonly end: number;
  /** Id of the recogniser that accepted it, for `scan --explain`. */
  readonly rule: string;
  /** How certain it is that this is a code, 0 to 1; 1 where an anchor decided. */
  readonly certainty: number;
}

/** The occurrences that belong to one answer of a server. */
export interface Reply {
  /** `550`; absent where a text gives the enhanced status code alone. */
  readonly replyCode?: string;
  /** `5.1.1` */
  readonly enhancedCode?: string;
  /** The server's words without the codes, lines joined by a space; empty where there are none. */
  readonly text: string;
  /** The command it answered, in capitals (`RCPT`, `END-OF-DATA`), where the text says so. */
  readonly command?: string;
  /** True where the log's own server gave the reply, as in a `NOQUEUE: reject`. */
  readonly sentByUs?: boolean;
  /** Whether it is tried again, where the text says so and has no code that does. */
  readonly class?: 'transient' | 'permanent';
  /** From the first to the end of the last occurrence. */
  readonly start: number;
  readonly end: number;
  readonly occurrences: readonly Occurrence[];
}

/** What kind of text a file is: decides which recognisers read it. */
export type SourceFamily = 'log' | 'transcript' | 'bounce' | 'events' | 'code' | 'config' | 'prose' | 'other';

/** The decision about a file. */
export interface Source {
  readonly family: SourceFamily;
  /** `postfix`, `exim`, `typescript`, … */
  readonly id: string;
  /** For people: `Postfix log`. */
  readonly name: string;
  /** The product's document that describes the format, where there is one. */
  readonly url?: string;
}

/** A document that backs a statement. */
export interface Reference {
  readonly name: string;
  readonly url: string;
}

/** The steps that cure a failure, by who takes them. Inline code in back-quotes is the only mark-up. */
export interface Remedy {
  readonly sender: readonly string[];
  readonly receiver: readonly string[];
  readonly developer: readonly string[];
}

/** First digit in a word (RFC 5321 §4.2.1); `invalid` for a digit that SMTP does not have. */
export type ReplyClass = 'success' | 'intermediate' | 'transient' | 'permanent' | 'invalid';

/** Where a code comes from. `undefined`: nobody defined it, the digits alone speak. */
export type CodeStatus = 'standard' | 'extension' | 'obsolete' | 'nonstandard' | 'undefined' | 'custom';

/** Whether sending the same again helps: never, after a wait (RFC 5321 §4.5.4.1), or once something was changed. */
export type Retry = 'no' | 'later' | 'afterChange';

/** Who must act. */
export type Actor = 'none' | 'sender' | 'receiver' | 'both';

/** What to explain. */
export interface ReplyQuery {
  readonly replyCode?: string;
  readonly enhancedCode?: string;
  /** The server's words, for provider replies. */
  readonly text?: string;
  readonly command?: string;
  /** True where the reader's own server gave the reply: the explanation then speaks to its owner. */
  readonly sentByUs?: boolean;
  /** Whether it is tried again, where no code says so. */
  readonly class?: 'transient' | 'permanent';
  /** A row of `data/causes.json` that is asked for itself, with no reply that names it. */
  readonly cause?: string;
}

/** Why a reply was given, and how we know. */
export interface CauseOfReply {
  /** A row of `data/causes.json`; `custom` for a reply of the user's own. */
  readonly id: string;
  readonly name: string;
  /** Who told: the user's own reply, a provider's documented reply, the server's words, the codes alone. */
  readonly from: 'custom' | 'provider' | 'words' | 'code';
  /** The server's own words that decided; empty where the codes did. */
  readonly because: readonly string[];
  /** What other vocabularies call it. */
  readonly knownAs: {
    readonly sisimai?: string;
    readonly powermta?: string;
    readonly kumomta?: string;
    readonly sendgrid?: string;
  };
}

/** Everything to say about one reply; every surface prints the same one. */
export interface Explanation {
  readonly reply: { readonly code: string | null; readonly enhanced: string | null };
  readonly name: string;
  /** Null where neither words nor codes tell. */
  readonly cause: CauseOfReply | null;
  /** True where the address should be given up, null where that is not known. */
  readonly hard: boolean | null;
  readonly status: CodeStatus;
  readonly class: ReplyClass;
  /** What to do, at most 40 characters; said to the owner of the server where that refused. */
  readonly brief: string;
  /** Whether the reader's own server gave the reply. */
  readonly sentByUs: boolean;
  readonly meaning: string;
  readonly whenYouSeeIt: readonly string[];
  readonly remedy: Remedy;
  readonly retry: Retry;
  /** Seconds after which the server asks to try again; null where its words name no time. */
  readonly retryAfter: number | null;
  readonly acts: Actor;
  /** Where widespread lists are wrong about the code. */
  readonly note: string | null;
  /** The provider or mail server whose documented reply this is. */
  readonly provider: { readonly id: string; readonly name: string; readonly meaning: string } | null;
  /** What the code means after the command it answered. */
  readonly command: { readonly name: string; readonly meaning: string } | null;
  /** One sentence where reply code and enhanced status code contradict each other (RFC 2034 §4). */
  readonly conflict: string | null;
  readonly confusedWith: readonly { readonly code: string; readonly difference: string }[];
  readonly references: readonly Reference[];
  readonly locale: string;
}

/** The model behind the compare page. */
export interface Comparison {
  readonly title: string;
  /** What the two are called; their codes, and who says them where the codes are the same. */
  readonly labels: { readonly left: string; readonly right: string };
  readonly summary: string;
  readonly left: Explanation;
  readonly right: Explanation;
  readonly facts: readonly ComparedFact[];
  readonly differences: readonly string[];
  readonly choose: { readonly left: Choice; readonly right: Choice };
  readonly related: readonly RelatedPair[];
  readonly references: readonly Reference[];
  readonly locale: string;
}

/** Another pair that people mix up, and how they differ in a sentence or two. */
export interface RelatedPair {
  readonly left: string;
  readonly right: string;
  readonly title: string;
  readonly difference: string;
}

export interface ComparedFact {
  readonly id: string;
  readonly label: string;
  readonly left: string;
  readonly right: string;
  readonly differs: boolean;
}

/** When to use a code: for who writes a server, and for who receives it. */
export interface Choice {
  readonly send: string;
  readonly receive: string;
}
