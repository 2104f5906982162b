/**
 * The core as a library: replies out of texts, explanations, comparisons and lint findings, without an editor, a network or a dependency.
 * Offsets are 0-based UTF-16 units, ends exclusive.
 */
import type { Finding } from '../core/lint/finding';
import type { CauseOfReply, Comparison, Explanation, Reply, ReplyQuery, Source } from '../core/model';
import { groupReplies } from '../core/scanner/groupReplies';
import { identify as identifySource } from '../core/scanner/identify';
import { scanWithWords as scanOccurrences } from '../core/scanner/scan';
import { isFailure as failed } from '../core/summary/failureIndex';

export { parseReply } from '../core/codes';
export type { Finding, TitledFix } from '../core/lint/finding';
export type * from '../core/model';

/** What a text is told to be; what is left out is found out from the text. */
export interface TextOptions {
  /** The name of its file, such as `mail.log` or `server.go`. */
  readonly name?: string;
  /** VS Code's id of its language, such as `python`. */
  readonly language?: string;
}

/** A reason for which servers refuse or delay. */
export interface CauseEntry extends Pick<CauseOfReply, 'id' | 'name' | 'knownAs'> {
  /** What to do, at most 40 characters. */
  readonly brief: string;
  readonly meaning: string;
  /** True where the address should be given up. */
  readonly hard: boolean;
}

/** Everything that needs the catalog, in one language. */
export interface Library {
  readonly locale: string;
  /** All there is to say about a reply. Undefined where a text holds neither a code nor words that are known. */
  readonly explain: (reply: string | ReplyQuery) => Explanation | undefined;
  /**
   * Two replies side by side.
   *
   * @throws {TypeError} where one of them holds no code
   */
  readonly compare: (left: string | ReplyQuery, right: string | ReplyQuery) => Comparison;
  /** The mistakes in the replies that source code or configuration writes. `levels` by rule id: `error`, `warning`, `information`, `hint`, `off`. */
  readonly lint: (
    text: string,
    options?: TextOptions & { readonly levels?: Readonly<Record<string, string>> },
  ) => readonly Finding[];
  readonly causes: readonly CauseEntry[];
}

export interface LoadOptions {
  /** `en` or `fr`; what is not there is English. */
  readonly locale?: string;
  /** Replies of your own, as the setting `smtpReplyCodes.customReplies` has them. */
  readonly customReplies?: readonly unknown[];
}

/** As much of a text as decides what it is, in UTF-16 units. */
const headLength = 16_384;

/** What a text is: a log, a transcript, a bounce, source code … */
export function identify(text: string, { name = '', language }: TextOptions = {}): Source {
  return identifySource({
    name,
    head: text.slice(0, headLength),
    ...(language === undefined ? {} : { languageId: language }),
  });
}

/** The replies in a text, in its order: codes with their ranges, the server's words, the command that was answered. */
export function scan(text: string, options?: TextOptions): readonly Reply[] {
  const source = identify(text, options);
  return groupReplies(text, scanOccurrences(text, source), source);
}

/** True for a reply that says no, for now or for good: class 4 or 5 (RFC 5321 §4.2.1). */
export function isFailure(reply: Reply): boolean {
  return failed(reply);
}
