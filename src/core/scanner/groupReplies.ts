import type { Occurrence, Reply, Source, SourceFamily } from '../model';
import { failureAt } from './record/failureWords';
import { commandOf, isSentByUs } from './replyContext';
import { textOf } from './replyText';

/**
 * Joins the occurrences of one answer of a server: reply code and enhanced status code, the lines of a multi-line reply
 * (RFC 5321 §4.2.1), and what a log line, a delivery report or an event says of the same failure besides.
 * @param occurrences in the order of the text, as `scan` finds them
 */
export function groupReplies(text: string, occurrences: readonly Occurrence[], source: Source): Reply[] {
  const grouping = new ReplyGrouping(text, source);
  return [...occurrences.flatMap((occurrence) => grouping.add(occurrence) ?? []), ...grouping.end()];
}

/** The same for occurrences that come one by one. */
export class ReplyGrouping {
  readonly #text: string;
  readonly #family: SourceFamily;
  readonly #written: boolean;
  #group: Group | undefined;

  constructor(text: string, { family }: Source) {
    this.#text = text;
    this.#family = family;
    this.#written = family === 'code' || family === 'config' || family === 'prose';
  }

  /** The reply that is complete since the next one begins, if this is so. */
  add(occurrence: Occurrence): Reply | undefined {
    const group = this.#group;
    const alone = occurrence.kind === 'words' || group?.last.kind === 'words';
    const belongs = this.#written ? belongsInCode : this.#family === 'events' ? belongsInEvent : belongsInRecord;
    if (group && !alone && group.members.length < mostMembers && belongs(this.#text, group, occurrence)) {
      group.add(occurrence);
      return undefined;
    }
    this.#group = new Group(occurrence);
    return group && toReply(this.#text, group, this.#family, this.#written);
  }

  /** The last reply. */
  end(): Reply[] {
    return this.#group ? [toReply(this.#text, this.#group, this.#family, this.#written)] : [];
  }
}

/** The occurrences of a reply so far; it knows what would otherwise be looked for in all of them, for each that follows. */
class Group {
  readonly members: Occurrence[] = [];
  /** The first of each kind. */
  replyCode: string | undefined;
  enhancedCode: string | undefined;
  lastReply: Occurrence | undefined;
  /** `dsn=4.0.0` alone, so far. */
  isFilledIn = true;

  constructor(first: Occurrence) {
    this.add(first);
  }

  get last(): Occurrence {
    return this.members.at(-1)!;
  }

  add(occurrence: Occurrence): void {
    const { kind, code } = occurrence;
    this.members.push(occurrence);
    if (kind === 'words') return;
    if (kind === 'reply') {
      this.replyCode ??= code;
      this.lastReply = occurrence;
      this.isFilledIn = false;
    } else {
      this.enhancedCode ??= code;
      this.isFilledIn &&= code.endsWith('.0.0') && code[0] !== '2';
    }
  }
}

/** No server's reply has so many codes; a hostile line may. */
const mostMembers = 1_000;
/** Further apart than this, in UTF-16 units, two codes on one line speak of different answers. */
const farOnLine = 1_200;
/** A multi-line reply may be wrapped, but not over more than this between two of its codes. */
const farOverLines = 2_000;
const farInCode = 120;

function belongsInRecord(text: string, group: Group, next: Occurrence): boolean {
  const { last } = group;
  if (next.start - last.end > farOverLines) return false;
  const gap = text.slice(last.end, next.start);
  const code = group.replyCode;
  if (standsBeside(gap, last, next)) return true;
  if (!gap.includes('\n')) {
    // the next recipient of an event
    if (gap.length > farOnLine || /\}\s{0,4},\s{0,4}\{/.test(gap)) return false;
    // X.0.0 of the log's own server says nothing, so that it doesn't contradict the other's reply
    if (next.kind === 'reply') return code ? code === next.code : sameClass(last, next) || group.isFilledIn;
    const enhanced = group.enhancedCode;
    return enhanced ? enhanced === next.code : sameClass(last, next);
  }
  if (/\n[ \t]*\r?\n/.test(gap)) return false;
  if (next.kind === 'reply' && next.code === code) return isContinued(text, group) || opensWithField(gap);
  if (!sameClass(last, next)) return false;
  // Status: 5.1.1 above Diagnostic-Code: smtp; 550, or below
  return next.kind === 'reply'
    ? code === undefined && /^[^\n]{0,200}\n[\w-]{1,40} ?:/.test(gap)
    : code !== undefined && /\nStatus ?: ?$/i.test(gap);
}

/** The fields of one event may stand in several lines. */
function belongsInEvent(text: string, group: Group, next: Occurrence): boolean {
  const { last } = group;
  const gap = text.slice(last.end, Math.min(next.start, last.end + farOnLine + 1));
  const code = next.kind === 'reply' ? group.replyCode : group.enhancedCode;
  if (gap.includes('\n') && gap.length <= farOnLine && !/[{}]/.test(gap) && /:\s?["']?$/.test(gap))
    return code ? code === next.code : sameClass(last, next);
  return belongsInRecord(text, group, next);
}

function belongsInCode(text: string, group: Group, next: Occurrence): boolean {
  const { last } = group;
  const gap = text.slice(last.end, Math.min(next.start, last.end + farInCode + 1));
  if (gap.length > farInCode) return isContinued(text, group) && continues(text, last, next);
  if (standsBeside(gap, last, next)) return true;
  if (next.kind === 'enhanced' && last.kind === 'reply')
    return /^["'`]?\s{0,8},\s[\w\s.:"'`&]*[{(["'`]{0,2}$/.test(gap);
  if (next.kind === 'reply' && group.members.length === 1 && last.kind === 'enhanced')
    return sameClass(last, next) && /^[})\]"'`]{0,3},\s{1,40}\w{0,24}\s?[:=]\s{0,4}$/.test(gap);
  return isContinued(text, group) && continues(text, last, next);
}

/** `550 5.1.1`, `550-5.1.1`, `550 (#5.1.1`, `(550, b'5.1.1`, also where a line is folded between the two. */
function standsBeside(gap: string, last: Occurrence, next: Occurrence): boolean {
  return (
    last.kind === 'reply' &&
    next.kind === 'enhanced' &&
    gap.length < 60 &&
    /^(?:(?:[ -]|=?\r?\n[ \t]*){1,2}\(?#?|'?, ?\[?[ub]?["']|\+)$/.test(gap)
  );
}

/** The last line had a hyphen behind its code, so another follows. */
function isContinued(text: string, { lastReply }: Group): boolean {
  return lastReply !== undefined && text[lastReply.end] === '-';
}

/** In a program the lines of a reply stand in one string or in strings that follow each other. */
function continues(text: string, last: Occurrence, next: Occurrence): boolean {
  if (next.kind !== 'reply' || next.code !== last.code || next.start - last.end > 600) return false;
  const gap = text.slice(last.end, next.start);
  return /(?:\\n|\n|["'`],?)\s{0,40}["'`]?$/.test(gap);
}

/** `responseCode: 550` on a line of its own, below the reply it is taken from. */
function opensWithField(gap: string): boolean {
  return /\n\s{0,40}["']?(?:responseCode|statusCode|code|smtpCode)["']?\s?[:=]\s?["']?$/.test(gap) && gap.length < 600;
}

function sameClass(a: Occurrence, b: Occurrence): boolean {
  return a.code[0] === b.code[0];
}

function toReply(text: string, group: Group, family: SourceFamily, written: boolean): Reply {
  const { members, replyCode } = group;
  if (group.last.kind === 'words') return toWordedReply(text, group.last);
  const reply: { -readonly [Key in keyof Reply]: Reply[Key] } = {
    text: textOf(text, members, family),
    start: members[0]!.start,
    end: members.at(-1)!.end,
    occurrences: members,
  };
  const enhancedCode = enhancedOf(text, group);
  if (replyCode) reply.replyCode = replyCode;
  if (enhancedCode) reply.enhancedCode = enhancedCode;
  if (written) return reply;
  const command = commandOf(text, members);
  if (command) reply.command = command;
  if (family !== 'bounce' && isSentByUs(text, members)) reply.sentByUs = true;
  return reply;
}

/** A failure that has words alone. */
function toWordedReply(text: string, occurrence: Occurrence): Reply {
  const { start, end } = occurrence;
  const failure = failureAt(text, occurrence);
  return {
    text: failure?.text ?? text.slice(start, end),
    ...(failure?.class ? { class: failure.class } : {}),
    ...(failure?.sentByUs ? { sentByUs: true } : {}),
    start,
    end,
    occurrences: [occurrence],
  };
}

/**
 * The enhanced status code that stands behind the reply code, or any other of the group. A mail server logs X.0.0 of its own
 * where the reply had none: that says nothing, so it does not count beside a reply code.
 */
function enhancedOf(text: string, { members, replyCode, enhancedCode }: Group): string | undefined {
  const paired = members.find((member, index) => {
    const before = members[index - 1];
    return before && standsBeside(text.slice(before.end, member.start), before, member);
  });
  if (paired) return paired.code;
  return enhancedCode?.endsWith('.0.0') && replyCode ? undefined : enhancedCode;
}
