import type { Catalog } from '../catalog/catalog';
import { readable } from './bytes';
import { Clock, timeText } from './clock';
import { bufferLength, chunk, findLineFeeds, longestLine, type FindLineFeeds } from './lines';
import type { ReplyRow } from './model';
import { Summarizer, type LogFile } from './summarizer';
import { Utf16 } from './utf16';

/** Where some bytes stand in others from a place on; -1 where they do not. */
export type IndexOf = (bytes: Uint8Array, wanted: Uint8Array, from: number) => number;

/** One line of a message's trail. */
export interface TrailEntry {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** As the log has it; null where the line has none. */
  readonly time: string | null;
  /** The id by which the line belongs to the trail. */
  readonly id: string;
  /** What became of it, where the line says so. */
  readonly reply: ReplyRow | null;
}

export interface TrailRecipient {
  readonly recipient: string;
  /** The last thing that became of it; `waiting` where it was deferred and nothing came after. */
  readonly outcome: string;
  readonly time: string | null;
  readonly relay: string | null;
  readonly reply: string | null;
  readonly enhanced: string | null;
  readonly cause: string | null;
  readonly attempts: number;
}

/** A place where the trail goes on in a log that is not there. */
export interface TrailBreak {
  readonly id: string;
  readonly file: string;
  readonly line: number;
}

/** All that the logs say of one message, hop by hop. */
export interface Trail {
  readonly ids: readonly string[];
  readonly messageIds: readonly string[];
  readonly sender: string | null;
  readonly size: number | null;
  readonly entries: readonly TrailEntry[];
  readonly recipients: readonly TrailRecipient[];
  readonly breaks: readonly TrailBreak[];
}

interface Hit {
  readonly file: number;
  readonly line: number;
  readonly text: string;
}

/** A message with more ids than this is a list of a size that nobody reads. */
const mostIds = 400;
const mostHits = 20_000;
/** Longest part of a line that is kept, in bytes. */
const longestKept = 8192;

const hexId = '[0-9A-F]{6,15}';
const longId = '[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,20}';
const eximId = '[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}';
const sendmailId = '[0-9A-Za-z]{14}';
const anyId = `${eximId}|${hexId}|${longId}|${sendmailId}`;

/** How a line names its own message. */
const ownIds: readonly RegExp[] = [
  `\\bpostfix[\\w/-]{0,80}\\[\\d+\\]: (${hexId}|${longId}): `,
  `\\b(?:sendmail|sm-mta|sm-msp-queue|opendkim|opendmarc)[\\w-]{0,20}\\[\\d+\\]: (${anyId}): `,
  `^\\d{4}-\\d\\d-\\d\\d [\\d:.]{8,15} (?:[+-]\\d{4} )?(?:\\[\\d+\\] )?(${eximId}) `,
  `\\bexim[\\w-]{0,20}\\[\\d+\\]: (?:\\d{4}-\\d\\d-\\d\\d [\\d:.]{8,15} )?(${eximId}) `,
  '\\] \\[([0-9A-F]{8}-[0-9A-F-]{27})(?:\\.\\d+){0,3}\\] \\[',
  '\\bqueueId = (\\w{6,24})\\b',
  '\\b(?:msgid|evpid)=([\\da-f]{8})',
  '\\bQueue-ID: ([0-9A-Za-z]{6,20})\\b',
].map((pattern) => new RegExp(pattern));
/** How a line names the message that came of its own. */
const nextIds: readonly RegExp[] = [
  `\\b(?:queued|forwarded|reinjected|requeued) as (${anyId})\\b`,
  `\\bqueued_as: (${anyId})\\b`,
  `\\b(?:non-delivery|delay|delivery status) notification: (${hexId}|${longId})\\b`,
  `\\bid=(${eximId})\\b`,
  `\\((${sendmailId}) Message accepted for delivery\\)`,
  `: (${sendmailId}): (?:DSN|sender notify): `,
  ` R=(${eximId}) `,
].map((pattern) => new RegExp(pattern, 'g'));
const messageId = /\b(?:message-id|msgid|Message-ID: |id)=?<?([^\s<>,;"]{3,200}@[^\s<>,;"]{1,200})>?/gi;
const ends = /: removed$| Completed(?: |$)|\bdelivery\.completed\b/;

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function isWordByte(c: number | undefined): boolean {
  return c !== undefined && ((c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122));
}

/** Finds the lines of one message. Each pass looks for the ids that are known; another is needed while new ones come up. */
export class TrailFinder {
  readonly #start: string;
  readonly #wanted: { readonly text: string; readonly bytes: Uint8Array }[] = [];
  readonly #known = new Set<string>();
  readonly #hits = new Map<string, Hit>();
  readonly #files: LogFile[] = [];
  readonly #fileNumbers = new Map<string, number>();
  readonly #indexOf: IndexOf;
  readonly #findLineFeeds: FindLineFeeds;
  readonly #buffer: Uint8Array;
  readonly #feeds = new Int32Array(chunk + longestLine);
  readonly #clock = new Clock({ year: 1970, month: 0, day: 1 });
  #file = 0;
  #line = 0;
  #kept = 0;
  #sought = 0;
  #begun = false;
  #utf16: Utf16 | undefined;

  constructor(
    id: string,
    options: { readonly indexOf?: IndexOf; readonly buffer?: Uint8Array; readonly findLineFeeds?: FindLineFeeds } = {},
  ) {
    this.#start = id;
    this.#indexOf = options.indexOf ?? plainIndexOf;
    this.#findLineFeeds = options.findLineFeeds ?? findLineFeeds;
    this.#buffer = options.buffer ?? new Uint8Array(bufferLength);
    this.#want(id);
  }

  begin(file: LogFile): void {
    const known = this.#fileNumbers.get(file.name);
    if (known === undefined) {
      this.#fileNumbers.set(file.name, this.#files.length);
      this.#file = this.#files.push(file) - 1;
    } else this.#file = known;
    this.#line = this.#kept = 0;
    this.#begun = false;
    this.#utf16 = undefined;
  }

  room(): Uint8Array {
    return this.#buffer.subarray(this.#kept, this.#kept + chunk);
  }

  take(length: number): boolean {
    let end = this.#kept + length;
    if (!this.#begun) {
      if (end < 2) {
        this.#kept = end;
        return true;
      }
      this.#begun = true;
      this.#utf16 = Utf16.of(this.#buffer, 0, end);
      this.#kept = 0;
    }
    if (this.#utf16) end = this.#utf16.narrow(this.#buffer, this.#kept, end);
    let last = end - 1;
    while (last >= 0 && this.#buffer[last] !== 10) last--;
    if (last < 0 && end < longestLine) {
      this.#kept = end;
      return true;
    }
    const whole = last < 0 ? end : last + 1;
    this.#search(whole);
    this.#buffer.copyWithin(0, whole, end);
    this.#kept = end - whole;
    return this.#hits.size < mostHits;
  }

  end(): void {
    if (this.#kept > 0) this.#search(this.#kept);
    this.#kept = 0;
  }

  unread(): void {
    // The command says so.
  }

  /** After a pass: whether ids came up that it did not look for, in lines that may stand before. */
  again(): boolean {
    this.#sought = this.#wanted.length;
    for (const hit of this.#hits.values()) this.#learn(hit.text);
    return this.#wanted.length > this.#sought && this.#wanted.length < mostIds;
  }

  #want(text: string): void {
    if (this.#known.has(text) || this.#wanted.length >= mostIds) return;
    this.#known.add(text);
    this.#wanted.push({ text, bytes: bytesOf(text) });
  }

  #learn(text: string): void {
    for (const id of idsIn(text)) this.#want(id);
  }

  #search(to: number): void {
    const bytes = this.#buffer;
    let feeds = -1;
    for (const { bytes: wanted } of this.#wanted) {
      for (let at = this.#indexOf(bytes, wanted, 0); at >= 0 && at < to;) {
        const next = at + wanted.length;
        if (next <= to && !isWordByte(bytes[at - 1]) && !isWordByte(bytes[next])) {
          if (feeds < 0) feeds = this.#findLineFeeds(bytes, 0, to, this.#feeds);
          this.#keep(at, to, feeds);
        }
        at = this.#indexOf(bytes, wanted, next);
      }
    }
    this.#line += feeds < 0 ? this.#findLineFeeds(bytes, 0, to, this.#feeds) : feeds;
  }

  #keep(at: number, to: number, feeds: number): void {
    let low = 0;
    let high = feeds;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#feeds[middle]! < at) low = middle + 1;
      else high = middle;
    }
    const from = low > 0 ? this.#feeds[low - 1]! + 1 : 0;
    const end = low < feeds ? this.#feeds[low]! : to;
    const line = this.#line + low + 1;
    const key = `${this.#file}:${line}`;
    if (this.#hits.has(key)) return;
    const text = readable(this.#buffer, from, Math.min(end, from + longestKept)).trimEnd();
    this.#hits.set(key, { file: this.#file, line, text });
    // What stands further down is found in the same pass.
    this.#learn(text);
  }

  /** The trail, once no pass finds more. */
  trail(catalog: Catalog): Trail {
    const hits = [...this.#hits.values()].sort((a, b) => a.file - b.file || a.line - b.line);
    const chosen = choose(hits, this.#start);
    const rows = this.#rows(
      catalog,
      chosen.map(({ hit }) => hit),
    );
    const times = this.#times(chosen.map(({ hit }) => hit));
    const timed = chosen.map(({ hit, id }, index) => ({
      file: this.#files[hit.file]!.name,
      line: hit.line,
      text: hit.text,
      time: times[index] === undefined ? null : timeText(times[index], this.#clock.zone),
      seconds: times[index] ?? 0,
      id,
      reply: rows.get(index) ?? null,
    }));
    // Lines of one file keep their order where the second is the same.
    const sorted = timed.sort((a, b) => a.seconds - b.seconds);
    const entries: TrailEntry[] = sorted.map(({ file, line, text, time, id, reply }) => ({
      file,
      line,
      text,
      time,
      id,
      reply,
    }));
    const texts = entries.map(({ text }) => text);
    const own = new Set(chosen.flatMap(({ hit }) => ownIdOf(hit.text) ?? []));
    return {
      ids: [...own],
      messageIds: [...new Set(texts.flatMap((text) => [...text.matchAll(messageId)].map((match) => match[1]!)))].slice(
        0,
        20,
      ),
      sender: first(texts, / from=<([^<>]{0,320})>/) ?? first(texts, / <= (\S+) /),
      size: Number(first(texts, / size=(\d+)/) ?? first(texts, / S=(\d+)/)) || null,
      entries,
      recipients: recipientsOf(entries),
      breaks: breaksOf(entries, own),
    };
  }

  /** When each line was written, in seconds. */
  #times(hits: readonly Hit[]): (number | undefined)[] {
    let file = -1;
    return hits.map((hit) => {
      if (hit.file !== file) {
        file = hit.file;
        this.#clock.begin(this.#files[file]!.latest);
      }
      const bytes = bytesOf(hit.text.slice(0, 60).replace(/^<\d{1,3}>(?:1 )?/, ''));
      return this.#clock.read(bytes, 0, bytes.length) < 0 ? undefined : this.#clock.seconds;
    });
  }

  /** What the summary makes of each line. */
  #rows(catalog: Catalog, hits: readonly Hit[]): Map<number, ReplyRow> {
    const rows = new Map<number, ReplyRow>();
    let offset = 0;
    const summarizer = new Summarizer({
      catalog,
      onReply: (row) => rows.set(offset + row.line - 1, row),
    });
    for (let from = 0; from < hits.length;) {
      let to = from;
      while (to < hits.length && hits[to]!.file === hits[from]!.file) to++;
      offset = from;
      summarizer.begin(this.#files[hits[from]!.file]!);
      for (const { text } of hits.slice(from, to)) {
        const bytes = bytesOf(`${text}\n`);
        summarizer.room().set(bytes);
        summarizer.take(bytes.length);
      }
      summarizer.end();
      from = to;
    }
    return rows;
  }
}

function plainIndexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(wanted[0]!, from); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    let same = 1;
    while (same < wanted.length && bytes[at + same] === wanted[same]) same++;
    if (same === wanted.length) return at;
  }
  return -1;
}

/** The id of the message that a line is about. */
export function ownIdOf(text: string): string | undefined {
  for (const pattern of ownIds) {
    const found = pattern.exec(text)?.[1];
    if (found && found !== 'NOQUEUE') return found;
  }
  return undefined;
}

function nextIdsOf(text: string): string[] {
  return nextIds.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!));
}

/** All ids in a line that lead to other lines of its message. */
export function idsIn(text: string): string[] {
  const own = ownIdOf(text);
  const messageIds = [...text.matchAll(messageId)].map((match) => match[1]!);
  return [...(own ? [own] : []), ...nextIdsOf(text), ...messageIds];
}

interface Segment {
  readonly id: string;
  readonly hits: Hit[];
  readonly from: number;
}

/**
 * The lines that belong to the message. A server uses an id again once a message is done with, so what follows the end of one
 * message is another; from the message that is asked for, the trail goes by message-id and from each hop to the next.
 */
function choose(hits: readonly Hit[], start: string): { readonly hit: Hit; readonly id: string }[] {
  const segments = new Map<string, Segment[]>();
  const others: Hit[] = [];
  hits.forEach((hit, index) => {
    const id = ownIdOf(hit.text);
    if (!id) {
      others.push(hit);
      return;
    }
    const list = segments.get(id) ?? [];
    segments.set(id, list);
    const last = list.at(-1);
    if (last && !ends.test(last.hits.at(-1)!.text)) last.hits.push(hit);
    else list.push({ id, hits: [hit], from: index });
  });
  const all = [...segments.values()].flat();
  const byMessageId = new Map<string, Segment[]>();
  for (const segment of all)
    for (const name of messageIdsOf(segment)) byMessageId.set(name, [...(byMessageId.get(name) ?? []), segment]);
  const chosen = new Set<Segment>();
  const queue: Segment[] = [];
  const add = (segment: Segment | undefined): void => {
    if (!segment || chosen.has(segment)) return;
    chosen.add(segment);
    queue.push(segment);
  };
  const begins = segments.get(start);
  if (begins) add(begins.at(-1));
  else for (const segment of byMessageId.get(start) ?? []) add(segment);
  for (let segment = queue.shift(); segment; segment = queue.shift()) {
    for (const hit of segment.hits)
      for (const next of nextIdsOf(hit.text)) {
        // Of several messages with the id, the one that begins next.
        const list = segments.get(next) ?? [];
        const at = hits.indexOf(hit);
        add(nearest(list, at));
      }
    for (const name of messageIdsOf(segment)) for (const other of byMessageId.get(name) ?? []) add(other);
    // Where it came from: the hop that names this one.
    for (const other of all)
      if (
        !chosen.has(other) &&
        other.hits.some(
          (hit) =>
            nextIdsOf(hit.text).includes(segment.id) &&
            nearest(segments.get(segment.id)!, hits.indexOf(hit)) === segment,
        )
      )
        add(other);
  }
  const kept = [...chosen].flatMap(({ id, hits: own }) => own.map((hit) => ({ hit, id })));
  const ids = new Set([...chosen].map(({ id }) => id));
  const names = new Set([...chosen].flatMap(messageIdsOf));
  for (const hit of others) {
    const found =
      idsIn(hit.text).find((id) => ids.has(id) || names.has(id)) ?? [...ids].find((id) => hit.text.includes(id));
    if (found || !chosen.size) kept.push({ hit, id: found ?? start });
  }
  return kept.sort((a, b) => a.hit.file - b.hit.file || a.hit.line - b.hit.line);
}

function nearest(list: readonly Segment[], at: number): Segment | undefined {
  let best: Segment | undefined;
  for (const segment of list) if (!best || Math.abs(segment.from - at) < Math.abs(best.from - at)) best = segment;
  return best;
}

function messageIdsOf({ hits }: Segment): string[] {
  return hits.flatMap(({ text }) => [...text.matchAll(messageId)].map((match) => match[1]!));
}

function first(texts: readonly string[], pattern: RegExp): string | null {
  for (const text of texts) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

function recipientsOf(entries: readonly TrailEntry[]): TrailRecipient[] {
  const ended = new Set(entries.filter(({ text }) => ends.test(text)).map(({ id }) => id));
  const found = new Map<string, TrailRecipient & { readonly id: string }>();
  for (const { reply, id, text } of entries) {
    if (!reply?.recipient || reply.outcome === 'received') continue;
    // Handed to the next hop, whose lines say what came of it.
    if (reply.outcome === 'delivered' && nextIdsOf(text).some((next) => entries.some((entry) => entry.id === next)))
      continue;
    const key = reply.recipient.toLowerCase();
    found.set(key, {
      id,
      recipient: reply.recipient,
      outcome: reply.outcome,
      time: reply.time,
      relay: reply.relay,
      reply: reply.reply,
      enhanced: reply.enhanced,
      cause: reply.cause,
      attempts: (found.get(key)?.attempts ?? 0) + 1,
    });
  }
  return [...found.values()].map(({ id, ...recipient }) =>
    recipient.outcome === 'deferred' && !ended.has(id) ? { ...recipient, outcome: 'waiting' } : recipient,
  );
}

function breaksOf(entries: readonly TrailEntry[], own: ReadonlySet<string>): TrailBreak[] {
  return entries.flatMap(({ text, file, line, reply }) =>
    reply?.outcome === 'delivered' || / notification: /.test(text)
      ? nextIdsOf(text)
          .filter((id) => !own.has(id))
          .map((id) => ({ id, file, line }))
      : [],
  );
}
