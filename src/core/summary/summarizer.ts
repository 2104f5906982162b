import type { Catalog } from '../catalog/catalog';
import type { Source } from '../model';
import { identify } from '../scanner/identify';
import { latin1 } from './bytes';
import { Clock, timeText, type Day } from './clock';
import { LogEvent } from './event';
import { bufferLength, chunk, findLineFeeds, longestLine, type FindLineFeeds } from './lines';
import type { ReplyRow, Selection, SummarizedFile, Summary, TimeSlot } from './model';
import { EximReader } from './servers/exim';
import { OtherReaders } from './servers/others';
import { PostfixReader } from './servers/postfix';
import { Tally, type Place } from './tally';
import { Utf16 } from './utf16';

/** What a host says of a file before its bytes come. */
export interface LogFile {
  readonly name: string;
  /** The day it was last written; stamps without a year end there. */
  readonly latest: Day;
}

export interface SummarizerOptions {
  readonly catalog: Catalog;
  readonly selection?: Selection;
  readonly findLineFeeds?: FindLineFeeds;
  /** Where bytes are put; the host may have a reason to bring its own. */
  readonly buffer?: Uint8Array;
  readonly onReply?: (row: ReplyRow) => void;
  readonly onLine?: (place: Place, bytes: Uint8Array, from: number, to: number) => void;
}

const headLength = 16_384;
/** So many lines of a server's tell whose log it is. */
const mostlyRead = 8;
/** Steps of the time line, in seconds. */
const steps = [60, 300, 600, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 604_800];
const mostSlots = 240;
const mostRows = 100;

const space = 32;
const bracket = 91;

/** The logs that are read line by line; others are searched for replies. */
const readServers = new Set(['postfix', 'exim', 'sendmail', 'opensmtpd', 'qmail', 'haraka', 'stalwart']);
const records = new Set(['log', 'transcript', 'bounce', 'events']);

/** Sums up logs of any size: bytes go in, a summary comes out. What it holds does not grow with the files. */
export class Summarizer {
  readonly #catalog: Catalog;
  readonly #buffer: Uint8Array;
  readonly #feeds = new Int32Array(chunk);
  readonly #findLineFeeds: FindLineFeeds;
  readonly #clock: Clock;
  readonly #event = new LogEvent();
  readonly #tally: Tally;
  readonly #postfix: PostfixReader;
  readonly #exim: EximReader;
  readonly #others: OtherReaders;
  readonly #place: Place = { file: '', line: 0 };
  readonly #files: SummarizedFile[] = [];
  readonly #textEncoder = new TextEncoder();
  readonly #scratch = new Uint8Array(longestLine);

  /** Bytes of an unfinished line at the head of the buffer. */
  #kept = 0;
  #bytes = 0;
  #lines = 0;
  #mailLines = 0;
  #skipping = false;
  #longLines = 0;
  #begun = false;
  #utf16: Utf16 | undefined;
  /** Whether a line of the file had a stamp. */
  #stamped = false;
  #passedOver = false;
  /** What the file is, where no reader knows its lines; null until such a line comes. */
  #generic: Source | null | undefined;
  #head = '';
  #host = new Uint8Array(256);
  #hostLength = 0;
  /** How long the stamps are, and where the colon behind the hour stands; 0 while that is not known. */
  #stampLength = 0;
  #stampMark = 0;
  /** The same of stamps as Exim has them. */
  #eximStamp = 0;
  readonly #view: DataView;
  #sawExim = false;
  #sawOther = false;
  #partial = false;

  constructor(options: SummarizerOptions) {
    const { catalog, selection } = options;
    this.#catalog = catalog;
    this.#buffer = options.buffer ?? new Uint8Array(bufferLength);
    this.#view = new DataView(this.#buffer.buffer, this.#buffer.byteOffset, this.#buffer.byteLength);
    this.#findLineFeeds = options.findLineFeeds ?? findLineFeeds;
    this.#clock = new Clock({ year: 1970, month: 0, day: 1 });
    this.#tally = new Tally(catalog, this.#clock, selection);
    this.#tally.onReply = options.onReply;
    this.#tally.onLine = options.onLine;
    this.#postfix = new PostfixReader(this.#tally, this.#event);
    this.#exim = new EximReader(this.#tally, this.#event);
    this.#others = new OtherReaders(this.#tally, this.#event);
  }

  begin({ name, latest }: LogFile): void {
    this.#place.file = name;
    this.#place.line = 0;
    this.#clock.begin(latest);
    this.#stampLength = this.#eximStamp = this.#hostLength = 0;
    this.#kept = this.#bytes = this.#lines = this.#mailLines = this.#longLines = 0;
    this.#skipping = this.#begun = this.#stamped = this.#passedOver = false;
    this.#generic = this.#utf16 = undefined;
  }

  /** Where the next bytes go: at most as many as there is room for. */
  room(): Uint8Array {
    return this.#buffer.subarray(this.#kept, this.#kept + chunk);
  }

  /** Reads what was put into the room. False where the file is nothing to go on with. */
  take(length: number): boolean {
    const bytes = this.#buffer;
    this.#bytes += length;
    if (this.#passedOver) return false;
    let end = this.#kept + length;
    const begins = !this.#begun;
    if (begins) {
      // Less than a mark tells nothing.
      if (end < 2) {
        this.#kept = end;
        return true;
      }
      this.#begun = true;
      this.#utf16 = Utf16.of(bytes, 0, end);
    }
    if (this.#utf16) end = this.#utf16.narrow(bytes, begins ? 0 : this.#kept, end);
    if (begins) {
      this.#look(bytes, end);
      if (this.#passedOver) return false;
    }
    let from = 0;
    let searched = this.#kept;
    const feeds = this.#feeds;
    for (;;) {
      const count = this.#findLineFeeds(bytes, searched, end, feeds);
      for (let index = 0; index < count; index++) {
        const to = feeds[index]!;
        this.#lines++;
        if (this.#skipping) this.#skipping = false;
        else this.#line(bytes, from, to, this.#lines);
        from = to + 1;
      }
      searched = from;
      // It may stop a few short of the room there is.
      if (count < feeds.length - 16) break;
    }
    this.#kept = end - from;
    if (this.#skipping) this.#kept = 0;
    else if (this.#kept >= longestLine) {
      this.#longLines++;
      this.#line(bytes, from, from + this.#kept, this.#lines + 1);
      this.#skipping = true;
      this.#kept = 0;
    } else if (from > 0) bytes.copyWithin(0, from, end);
    return true;
  }

  /** The file ends; what is to be said of it comes along. */
  end(notes: readonly string[] = [], partial = false): void {
    if (this.#kept > 0 || this.#skipping) this.#lines++;
    if (this.#kept > 0 && !this.#skipping) this.#line(this.#buffer, 0, this.#kept, this.#lines);
    if (this.#stamped) this.#tally.seen();
    this.#kept = 0;
    this.#skipping = false;
    this.#partial ||= partial;
    const own: string[] = [];
    const texts = this.#texts();
    if (this.#passedOver) own.push(texts.binary);
    else if (this.#longLines) own.push(texts.longLines.replace('{0}', String(this.#longLines)));
    if (this.#lines > 0 && this.#mailLines === 0 && !this.#passedOver) own.push(texts.noMail);
    this.#files.push({
      name: this.#place.file,
      bytes: this.#bytes,
      lines: this.#lines,
      notes: [...notes, ...own],
    });
  }

  /** A file that could not be read at all. */
  unread(name: string, reason: string): void {
    this.#files.push({ name, bytes: 0, lines: 0, notes: [reason] });
    this.#partial = true;
  }

  /** Some of the input was left out. */
  stop(): void {
    this.#partial = true;
  }

  /** Lines so far that a mail server wrote, in the file at hand. */
  get mailLines(): number {
    return this.#mailLines;
  }

  summary(): Summary {
    const tally = this.#tally;
    const timeline = this.#timeline();
    return {
      files: [...this.#files],
      from: tally.from,
      to: tally.to,
      partial: this.#partial,
      lines: this.#files.reduce((sum, { lines }) => sum + lines, 0),
      outcomes: tally.outcomes(this.#sawExim && !this.#sawOther),
      replies: tally.replies(),
      enhanced: tally.enhanced(),
      causes: tally.causes(),
      ...timeline,
      domains: tally.domainRows(mostRows),
      senders: tally.senders(mostRows),
      providers: tally.providers(mostRows),
      slowest: tally.slowest(),
      waitingSince: tally.waitingSince(),
      notes: this.#summaryNotes(),
    };
  }

  #texts() {
    return this.#catalog.texts.summary.notes;
  }

  #summaryNotes(): string[] {
    const texts = this.#texts();
    const notes: string[] = [];
    const { receivedApart, refusedApart, milterRefusals } = this.#postfix;
    if (receivedApart) notes.push(texts.receivedApart.replace('{0}', String(receivedApart)));
    if (refusedApart) notes.push(texts.refusedApart.replace('{0}', String(refusedApart)));
    if (milterRefusals) notes.push(texts.milterRefusals.replace('{0}', String(milterRefusals)));
    if (this.#tally.ids.overflowed) notes.push(texts.idsOverflowed);
    if (this.#tally.isFull) notes.push(texts.tablesFull);
    return notes;
  }

  #timeline(): { readonly timeline: readonly TimeSlot[]; readonly step: number } {
    const line = this.#tally.timeline();
    const entries = line.entries();
    const first = entries[0]?.start;
    if (first === undefined) return { timeline: [], step: line.width };
    const last = entries.at(-1)!.start;
    const step = Math.max(
      line.width,
      steps.find((width) => width >= line.width && (last - first) / width <= mostSlots) ?? steps.at(-1)!,
    );
    const shift = 60 * (this.#clock.zone ?? 0);
    const slots = new Map<number, [number, number, number]>();
    const slotOf = (seconds: number) => Math.floor((seconds + shift) / step);
    // Gaps are shown as such, unless clocks ran wild.
    if ((last - first) / step <= 2 * mostSlots)
      for (let slot = slotOf(first); slot <= slotOf(last); slot++) slots.set(slot, [0, 0, 0]);
    for (const { start, counts } of entries) {
      const own = slots.get(slotOf(start)) ?? [0, 0, 0];
      slots.set(slotOf(start), own);
      counts.forEach((count, series) => (own[series]! += count));
    }
    return {
      step,
      timeline: [...slots].map(([slot, [success, transient, permanent]]) => ({
        start: timeText(slot * step - shift, this.#clock.zone),
        success,
        transient,
        permanent,
      })),
    };
  }

  /** The first bytes decide whether it is a log at all, and whose. */
  #look(bytes: Uint8Array, end: number): void {
    const head = latin1(bytes, 0, Math.min(end, headLength));
    const nul = head.indexOf('\0');
    if (nul < 0) {
      this.#head = head;
      this.#generic = null;
      return;
    }
    // A log that was cut while it was written begins with NULs, and lines follow.
    const lines = latin1(bytes, 0, end).replace(/\0+/g, '').split('\n', 200);
    const stamped = lines.filter((line) => /^(?:<\d+>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:|\d{4}-\d\d-\d\d[ T])/.test(line));
    this.#passedOver = stamped.length * 4 < lines.length || !stamped.length;
  }

  #line(bytes: Uint8Array, from: number, to: number, number: number): void {
    this.#place.line = number;
    // Most lines are like the one before: a stamp and a host as long, then the program.
    const length = this.#stampLength;
    const tag = from + length + this.#hostLength + 2;
    if (
      length > 0 &&
      tag + 8 < to &&
      bytes[from + length] === space &&
      bytes[tag - 1] === space &&
      bytes[from + this.#stampMark] === 58
    ) {
      if (bytes[to - 1] === 13) to--;
      this.#clock.defer(bytes, from);
      if (this.#view.getUint32(tag, true) === 0x74736f70 && this.#view.getUint32(tag + 4, true) === 0x2f786966) {
        this.#mailLines++;
        this.#postfix.line(bytes, from, to, tag, this.#place);
      } else this.#program(bytes, from, to, tag);
      return;
    }
    const words = from + this.#eximStamp + 1;
    if (
      words > from + 1 &&
      words + 16 < to &&
      bytes[words - 1] === space &&
      bytes[from + 4] === 45 &&
      bytes[from + 10] === space &&
      bytes[from + 13] === 58 &&
      bytes[words] !== bracket &&
      !this.#others.mayBegin(bytes[words]!)
    ) {
      if (bytes[to - 1] === 13) to--;
      this.#clock.defer(bytes, from);
      this.#mailLines++;
      this.#exim.line(bytes, from, to, words, this.#place);
      return;
    }
    if (to > from && bytes[to - 1] === 13) to--;
    // The mark of UTF-8 before the first line
    if (number === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) from += 3;
    this.#text(bytes, from, to, 0);
  }

  /** @param depth how often the line was taken out of another */
  #text(bytes: Uint8Array, from: number, to: number, depth: number): void {
    let at = from;
    let c = bytes[at]!;
    // A gap that a log was cut in.
    if (c === 0) {
      while (at < to && bytes[at] === 0) at++;
      c = bytes[at]!;
    }
    if (to - at < 8) return;
    if (c === 60) at = this.#priority(bytes, at, to);
    else if (c === 123 && depth < 2) {
      this.#json(bytes, at, to, depth);
      return;
    } else if (c === 64 && to - at > 26) {
      // TAI64N, as multilog writes it
      const seconds = Number.parseInt(latin1(bytes, at + 9, at + 17), 16);
      if (bytes[at + 25] === space && seconds > 0) {
        this.#clock.seconds = seconds - 10;
        this.#clock.zone ??= 0;
        this.#program(bytes, from, to, at + 26);
        return;
      }
    }
    const stamp = this.#clock.read(bytes, at, to);
    if (stamp < 0) {
      this.#unstamped(bytes, from, to, at, depth);
      return;
    }
    if (bytes[stamp] !== space && bytes[stamp] !== 9) return;
    if (!this.#stamped) {
      this.#stamped = true;
      this.#tally.seen();
    }
    // 2026-11-28 23:53:00, as Exim has it
    if (bytes[at + 10] === space && bytes[at + 4] === 45) {
      if (bytes[stamp + 1] === bracket && bytes[stamp + 2]! > 57) this.#program(bytes, from, to, stamp + 1);
      else if (!this.#isProgram(bytes, from, to, stamp + 1)) {
        if (at === from && bytes === this.#buffer) this.#eximStamp = stamp - at;
        this.#sawExim = true;
        this.#mailLines++;
        this.#exim.line(bytes, from, to, stamp + 1, this.#place);
      }
      return;
    }
    // Where hosts are told apart, each line is read in full.
    if (at === from && !this.#tally.onReply && bytes === this.#buffer) {
      this.#stampLength = stamp - at;
      this.#stampMark = bytes[at + 4] === 45 ? 13 : 9;
    }
    this.#afterStamp(bytes, from, to, stamp + 1);
  }

  /** A host, then the program; or the words themselves, as Haraka and Stalwart have them. */
  #afterStamp(bytes: Uint8Array, from: number, to: number, at: number): void {
    const host = this.#host;
    const length = this.#hostLength;
    let tag = at + length;
    let same = length > 0 && bytes[tag] === space;
    for (let index = 0; same && index < length; index++) same = bytes[at + index] === host[index];
    if (!same) {
      tag = at;
      while (tag < to && bytes[tag] !== space) tag++;
      // [NOTICE] [-] [core] …; INFO Message delivered (…)
      if (bytes[at] === bracket || isLevel(bytes, at, tag)) {
        this.#program(bytes, from, to, at);
        return;
      }
      if (tag - at < 256) {
        host.set(bytes.subarray(at, tag));
        this.#hostLength = tag - at;
        this.#tally.host = latin1(bytes, at, tag);
      }
    }
    this.#program(bytes, from, to, tag + 1);
  }

  /** @param tag where the program's name begins */
  #program(bytes: Uint8Array, from: number, to: number, tag: number): void {
    const c = bytes[tag]!;
    if (
      c === 112 &&
      bytes[tag + 1] === 111 &&
      bytes[tag + 2] === 115 &&
      bytes[tag + 3] === 116 &&
      bytes[tag + 4] === 102 &&
      bytes[tag + 6] === 120
    ) {
      this.#sawOther = true;
      this.#mailLines++;
      this.#postfix.line(bytes, from, to, tag, this.#place);
      return;
    }
    if (!this.#isProgram(bytes, from, to, tag)) this.#any(bytes, from, to);
  }

  /** Whether one of the other servers wrote the line; then it is read. */
  #isProgram(bytes: Uint8Array, from: number, to: number, tag: number): boolean {
    if (bytes[tag] === 101 && bytes[tag + 1] === 120 && bytes[tag + 2] === 105 && bytes[tag + 3] === 109) {
      // exim[123]: 2026-11-28 23:53:00 1tAbCd-…
      let message = tag + 4;
      while (message < to && bytes[message] !== space) message++;
      message++;
      const stamp = this.#clock.read(bytes, message, to);
      this.#sawExim = true;
      this.#mailLines++;
      this.#exim.line(bytes, from, to, stamp < 0 ? message : stamp + 1, this.#place);
      return true;
    }
    const known = this.#others.line(bytes, from, to, tag, this.#place);
    if (known) {
      this.#sawOther = true;
      this.#mailLines++;
    }
    return known;
  }

  /** `<22>`, and `<22>1 ` of RFC 5424. */
  #priority(bytes: Uint8Array, at: number, to: number): number {
    let next = at + 1;
    while (next < to && next < at + 5 && bytes[next]! >= 48 && bytes[next]! <= 57) next++;
    if (bytes[next] !== 62) return at;
    return bytes[next + 1] === 49 && bytes[next + 2] === space ? next + 3 : next + 1;
  }

  #unstamped(bytes: Uint8Array, from: number, to: number, at: number, depth: number): void {
    // mail-1  | Nov 28 23:53:00 …, as docker compose logs
    const limit = Math.min(to - 16, at + 60);
    for (let bar = at; bar < limit && depth < 2; bar++)
      if (bytes[bar] === 124 && bytes[bar + 1] === space) {
        this.#text(bytes, bar + 2, to, depth + 2);
        return;
      }
    this.#program(bytes, from, to, at);
  }

  /** A line of the journal, of Docker, or of a shipper. */
  #json(bytes: Uint8Array, at: number, to: number, depth: number): void {
    let parsed: Record<string, unknown>;
    try {
      parsed = JSON.parse(new TextDecoder().decode(bytes.subarray(at, to))) as Record<string, unknown>;
    } catch {
      this.#any(bytes, at, to);
      return;
    }
    const { MESSAGE: message = parsed['log'] ?? parsed['message'] ?? parsed['msg'] } = parsed;
    const words = Array.isArray(message) ? String.fromCharCode(...(message as number[])) : message;
    const stamp = Number(parsed['__REALTIME_TIMESTAMP']);
    const when = parsed['time'] ?? parsed['timestamp'] ?? parsed['@timestamp'];
    const seconds = stamp > 0 ? stamp / 1e6 : typeof when === 'string' ? Date.parse(when) / 1000 : NaN;
    if (seconds > 0) {
      this.#clock.seconds = Math.floor(seconds);
      this.#clock.zone ??= 0;
    }
    if (typeof words !== 'string' || depth > 1) {
      this.#any(bytes, at, to);
      return;
    }
    const { SYSLOG_IDENTIFIER: program, _PID: pid = '1', _HOSTNAME: host } = parsed;
    if (typeof host === 'string') this.#tally.host = host;
    const scratch = depth === 0 ? this.#scratch : new Uint8Array(longestLine);
    const line = typeof program === 'string' ? `${program}[${String(pid)}]: ${words}` : words;
    const { written } = this.#textEncoder.encodeInto(line.trimEnd().replace(/\n/g, ' '), scratch);
    const before = this.#mailLines;
    if (typeof program === 'string') this.#program(scratch, 0, written, 0);
    else this.#text(scratch, 0, written, depth + 1);
    if (this.#mailLines === before) this.#any(bytes, at, to);
  }

  #identify(): Source | undefined {
    // A log that begins with lines of a server that is read is that server's.
    if (this.#mailLines >= mostlyRead) return undefined;
    const source = identify({ name: this.#place.file, head: this.#head });
    return !readServers.has(source.id) && records.has(source.family) ? source : undefined;
  }

  /** A line of a log that no reader knows: its replies count, its outcomes cannot. */
  #any(bytes: Uint8Array, from: number, to: number): void {
    if (this.#generic === null) this.#generic = this.#identify();
    const source = this.#generic;
    if (!source) return;
    this.#event.clear(0);
    this.#event.server = source.id;
    this.#event.text.from = from;
    this.#event.text.to = to;
    if (this.#tally.countAny(this.#event, source, bytes, from, to, this.#place)) this.#mailLines++;
  }
}

/** INFO, WARN and so on, as a word of its own. */
function isLevel(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < 4 || to - from > 5) return false;
  for (let at = from; at < to; at++) if (bytes[at]! < 65 || bytes[at]! > 90) return false;
  return /^(?:TRACE|DEBUG|INFO|WARN|ERROR)$/.test(latin1(bytes, from, to));
}
