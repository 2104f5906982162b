import { parseReply } from '../codes';
import type { Reply, ReplyQuery, Source } from '../model';
import { isRegistered, isReplyCode } from '../scanner/code/knownCodes';
import { groupReplies } from '../scanner/groupReplies';
import { identify } from '../scanner/identify';
import { scanWithWords } from '../scanner/scan';
import { opensAsNotice, type MailKind } from './kind';
import { readMails } from './mailbox';
import type { Delivery, Outcome } from './readMail';

/** One reply in what somebody pasted. */
export interface PastedReply {
  readonly query: ReplyQuery;
  /** What a bounce says of it besides; for judging, where several things are said of one recipient. */
  readonly delivery: Delivery | null;
  readonly recipient: string | null;
  readonly outcome: Outcome | null;
}

/** What a pasted text holds. */
export interface Pasted {
  /** Failures first, else in the order of the text; the same reply once. */
  readonly replies: readonly PastedReply[];
  /** The words themselves, where no reply stands in them; empty where there are none. */
  readonly words: string;
  /** For a whole mail, what it is. */
  readonly kind: MailKind | null;
}

/** What decides what a text is. */
const headLength = 16_384;
/** Longer texts hold no reply that somebody typed. */
const longestTyped = 400;
const mostReplies = 200;

const enhanced = String.raw`[245]\.\d{1,3}\.\d{1,3}`;
/** `550`, `550 5.7.1`, `5.7.1`, with the words behind. */
const opensWithCode = new RegExp(
  String.raw`^["'“«\`(<[\s]{0,6}(?:[1-6]\d\d(?![\d.:/%])(?:[- ]#?\(?${enhanced})?|${enhanced}(?![\d.]))`,
);
/** Fields of a mail, at the head of what is pasted. */
const opensWithField =
  /^\s{0,20}(?:>?From \S|(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-I[Dd]|MIME-Version|X-[\w-]{1,40}|Auto-Submitted|Reporting-MTA|Final-Recipient|Original-Recipient|Action|Diagnostic-Code|ARC-[\w-]{1,30}|DKIM-Signature|Content-Type) ?: ?\S)/;
const report = /^[ \t>]{0,8}(?:Final-Recipient|Diagnostic-Code) ?: ?\S/im;
const quoted = /^[ \t]{0,4}[>|]/;

/**
 * Reads whatever somebody pastes: a code, a whole reply, a line of a log, a bounce, an event, a transcript, any of it quoted in a
 * mail, or words alone.
 */
export function readPasted(pasted: string): Pasted {
  const text = unquoted(pasted.replace(/\0/g, ' ').trim());
  if (!text) return { replies: [], words: '', kind: null };
  const typed = readTyped(text);
  if (typed) return { replies: [plain(typed)], words: '', kind: null };
  const mail = opensWithField.test(text) || report.test(text) || opensAsNotice(text) ? readMail(text) : undefined;
  if (mail?.replies.length || mail?.kind) return mail;
  const replies = inOrder(scanned(text).map((reply) => plain(toQuery(reply))));
  if (replies.length) return { replies, words: '', kind: null };
  const loose = text.length <= longestTyped ? readLoose(text) : undefined;
  if (loose) return { replies: [plain(loose)], words: '', kind: null };
  return {
    replies: [],
    words: /[^\W\d_]{2}|[\x80-\uffff]{2}/.test(text) ? text.replace(/\s+/g, ' ').slice(0, 2_000) : '',
    kind: null,
  };
}

/** The reply in a text that is one, or a line that quotes one; else the words. */
export function readReplyText(text: string): ReplyQuery {
  const trimmed = text.trim();
  const typed = readTyped(trimmed);
  if (typed) return typed;
  const [first] = inOrder(scanned(trimmed).map((reply) => plain(toQuery(reply))));
  return first ? { ...first.query, text: first.query.text || trimmed } : { text: trimmed };
}

const plain = (query: ReplyQuery): PastedReply => ({ query, delivery: null, recipient: null, outcome: null });

/** The text without the marks of a quoted mail, where most lines have them. */
function unquoted(text: string): string {
  const lines = text.split(/\r\n?|\n/);
  const marked = lines.filter((line) => quoted.test(line)).length;
  if (!marked || marked * 2 < lines.filter((line) => line.trim()).length || /^[ \t]{0,4}>>>/m.test(text)) return text;
  return lines
    .map((line) => line.replace(/^(?:[ \t]{0,4}[>|]){1,8} ?/, ''))
    .join('\n')
    .trim();
}

/** A reply as a server gives it: a code first, and in each further line the same code or none. */
function readTyped(text: string): ReplyQuery | undefined {
  if (!opensWithCode.test(text)) return undefined;
  const code = /\d{3}|[245]\.\d{1,3}\.\d{1,3}/.exec(text)![0];
  const lines = text.split(/\r\n?|\n/);
  const other = lines
    .slice(1)
    .some(
      (line) => /^\s{0,8}(?:[1-6]\d\d[ -]|[A-Z]{4,8}\b|[<>]{1,3} )/.test(line) && !line.trimStart().startsWith(code),
    );
  if (other || lines.length > 60) return undefined;
  // `550 messages were sent, 3 were refused with 421 …`
  const inner =
    /^["'“«`(<[\s]{0,6}\d{3}\s+(?:messages|mails|e-?mails|bytes|lines|users|errors|times|ms|seconds?)\b/i.test(text);
  return inner ? undefined : parseReply(text);
}

/** A mail or the text of one: one reply a recipient. */
function readMail(text: string): Pasted | undefined {
  const mails = readMails(text);
  const found = mails.filter(({ kind }) => kind !== 'none');
  const [first] = found;
  if (!first) return undefined;
  const replies = found.flatMap(({ deliveries }) =>
    deliveries
      .filter(
        ({ outcome, said, status }) => (outcome === 'bounced' || outcome === 'delayed') && (said.length > 0 || status),
      )
      .map((delivery): PastedReply => {
        const query = delivery.said[0] ?? { enhancedCode: delivery.status! };
        return { query, delivery, recipient: delivery.recipient, outcome: delivery.outcome };
      }),
  );
  return { replies: replies.slice(0, mostReplies), words: '', kind: first.kind };
}

const someLog: Source = { family: 'log', id: 'log', name: 'Log' };

/** The replies that stand in a text of records; of another text, as if it were one. */
function scanned(text: string): readonly Reply[] {
  const source = identify({ name: '', head: text.slice(0, headLength) });
  const records =
    source.family === 'log' ||
    source.family === 'transcript' ||
    source.family === 'bounce' ||
    source.family === 'events';
  const read = (as: Source): readonly Reply[] => groupReplies(text, scanWithWords(text, as), as);
  const replies = read(source);
  return replies.length || records ? replies : read(someLog);
}

function toQuery({ replyCode, enhancedCode, text, command, class: known }: Reply): ReplyQuery {
  return {
    ...(replyCode ? { replyCode } : {}),
    ...(enhancedCode ? { enhancedCode } : {}),
    ...(text ? { text } : {}),
    ...(command ? { command } : {}),
    ...(known ? { class: known } : {}),
  };
}

/** Failures first, each reply once. */
function inOrder(replies: readonly PastedReply[]): readonly PastedReply[] {
  const rank = ({ query: { replyCode, enhancedCode } }: PastedReply): number => {
    const first = (replyCode ?? enhancedCode)?.[0];
    return first === '5' ? 0 : first === '4' ? 1 : 2;
  };
  const seen = new Set<string>();
  return replies
    .filter(({ query }) => {
      const key = [query.replyCode, query.enhancedCode, query.text].join(' ');
      return !seen.has(key) && seen.add(key);
    })
    .map((reply, index) => ({ reply, index }))
    .sort((a, b) => rank(a.reply) - rank(b.reply) || a.index - b.index)
    .map(({ reply }) => reply)
    .slice(0, mostReplies);
}

/** A code in a sentence: `we get a 550 from them`. What has a unit, a name or a sign of its own is another number. */
const looseCode = new RegExp(
  String.raw`(?<![\w.:/#$€£+\[=-]|\b(?:port|pid|id|line|page|room|ticket|issue|case|order|no\.?|number|nr\.?|size|version|v|step|job|build|row|user|uid|http|http/\d(?:\.\d)?|status code:? http) )(?:([245]\d\d)(?![\w:/%\]]|[.,-]\d| ?(?:bytes|[kmg]i?b|ms|seconds?|minutes?|hours?|days?|messages|mails|e-?mails|users|lines|times|recipients|of|items|files|percent|px|euros?|dollars?)\b)(?:[ -]\(?#?(${enhanced}))?|(${enhanced})(?![\w.]))`,
  'gi',
);

function readLoose(text: string): ReplyQuery | undefined {
  const found = [...text.matchAll(looseCode)].filter(
    ([, code, paired, alone]) => alone ?? paired ?? (code && isReplyCode(code)),
  );
  const best = found.find(([, code, paired, alone]) => alone ?? paired ?? isRegistered(code!)) ?? found[0];
  if (!best) return undefined;
  const [all, replyCode, paired, alone] = best;
  const enhancedCode = paired ?? alone;
  const words = text
    .slice(best.index + all.length)
    .replace(/^[\s:;,.)-]{1,4}/, '')
    .replace(/\s+/g, ' ')
    .trim();
  // words before the code tell as much: `mailbox full (552)`
  const said =
    words ||
    text
      .slice(0, best.index)
      .replace(/[\s(:,-]{1,4}$/, '')
      .trim();
  return {
    ...(replyCode ? { replyCode } : {}),
    ...(enhancedCode ? { enhancedCode } : {}),
    ...(said ? { text: said } : {}),
  };
}
