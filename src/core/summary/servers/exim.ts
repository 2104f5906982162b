import { ascii, find, findByte, standsAt } from '../bytes';
import { Kind, type LogEvent } from '../event';
import type { Place, Tally } from '../tally';

const said = {
  rejected: ascii('rejected'),
  refused: ascii('refused'),
  dropped: ascii('dropped'),
  host: ascii(' H='),
  sender: ascii(' F=<'),
  fieldEnd: ascii(': '),
  completed: ascii('Completed'),
  remoteError: ascii('SMTP error from remote'),
  temporarily: ascii('temporarily '),
};

const space = 32;
const colon = 58;
const bracket = 91;
const closingBracket = 93;
const lessThan = 60;
const greaterThan = 62;
const quote = 34;
const hyphen = 45;

/** 1 for what an id is made of, beside its hyphens. */
const idBytes = new Uint8Array(256);
for (const char of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz') idBytes[char.charCodeAt(0)] = 1;

/** Reads the lines of Exim’s main log: https://www.exim.org/exim-html-current/doc/html/spec_html/ch-log_files.html */
export class EximReader {
  readonly #tally: Tally;
  readonly #event: LogEvent;

  constructor(tally: Tally, event: LogEvent) {
    this.#tally = tally;
    this.#event = event;
  }

  /** @param at what follows the stamp of the line */
  line(bytes: Uint8Array, from: number, to: number, at: number, place: Place): void {
    while (bytes[at] === space) at++;
    // log_selector +pid: [1234]
    if (bytes[at] === bracket && bytes[at + 1]! >= 48 && bytes[at + 1]! <= 57) {
      const close = findByte(bytes, closingBracket, at, Math.min(to, at + 12));
      if (close < 0) return;
      at = close + 2;
    }
    const idEnd = this.#idEnd(bytes, at, to);
    if (idEnd < 0) {
      this.#refusal(bytes, from, to, at, 0, 0, place);
      return;
    }
    const flag = idEnd + 1;
    const a = bytes[flag]!;
    const b = bytes[flag + 1]!;
    const rest = flag + 3;
    if (a === 61 && b === 62) this.#delivered(bytes, from, to, at, idEnd, rest, place);
    else if (a === lessThan && b === 61) this.#received(bytes, from, to, at, idEnd, rest, place);
    else if (a === 61 && b === 61) this.#failed(Kind.Deferred, bytes, from, to, at, idEnd, rest, place);
    else if (a === 42 && b === 42) this.#failed(Kind.Bounced, bytes, from, to, at, idEnd, rest, place);
    else if (a === greaterThan && b === greaterThan) this.#delivered(bytes, from, to, at, idEnd, rest, place);
    else if (a === hyphen && b === greaterThan) this.#tally.address();
    else if (a === 67 && standsAt(bytes, said.completed, flag)) {
      const { id } = this.#event.clear(Kind.Received);
      id.from = at;
      id.to = idEnd;
      this.#tally.end(bytes, id);
    } else if (a !== 42) this.#refusal(bytes, from, to, flag, at, idEnd, place);
  }

  /** `1tAbCd-0000Xy-1Z`, or the longer ids of Exim 4.97; -1 where there is none. */
  #idEnd(bytes: Uint8Array, at: number, to: number): number {
    if (at + 16 >= to || bytes[at + 6] !== hyphen) return -1;
    const isShort = bytes[at + 16] === space && bytes[at + 13] === hyphen;
    const end = isShort ? at + 16 : at + 23;
    if (!isShort && (end >= to || bytes[end] !== space || bytes[at + 18] !== hyphen)) return -1;
    let others = end - at - 2;
    for (let part = at; part < end; part++) others -= idBytes[bytes[part]!]!;
    return others === 0 ? end : -1;
  }

  #received(
    bytes: Uint8Array,
    from: number,
    to: number,
    id: number,
    idEnd: number,
    address: number,
    place: Place,
  ): void {
    const event = this.#event.clear(Kind.Received);
    event.server = 'exim';
    event.id.from = id;
    event.id.to = idEnd;
    event.sender.from = address;
    event.sender.to = end(bytes, address, to);
    this.#tally.begin(bytes, event.id, event.sender);
    this.#tally.count(event, bytes, from, to, place);
  }

  #delivered(
    bytes: Uint8Array,
    from: number,
    to: number,
    id: number,
    idEnd: number,
    address: number,
    place: Place,
  ): void {
    const event = this.#event.clear(Kind.Delivered);
    event.server = 'exim';
    event.id.from = id;
    event.id.to = idEnd;
    const fields = this.#recipient(bytes, address, to);
    let discarded = true;
    for (let at = fields; at < to - 3; at++) {
      if (bytes[at] !== space) continue;
      const key = bytes[at + 1]!;
      if (bytes[at + 2] !== 61) {
        // QT=3s, the time since the message came
        if (key === 81 && bytes[at + 3] === 61) event.delay = duration(bytes, at + 4, to);
        continue;
      }
      if (key === 84) discarded = false;
      else if (key === 72) {
        event.relay.from = at + 3;
        event.relay.to = end(bytes, at + 3, to);
        at = event.relay.to - 1;
      } else if (key === 67 && bytes[at + 3] === quote) {
        event.text.from = at + 4;
        event.text.to = Math.max(event.text.from, findByte(bytes, quote, at + 4, to));
        at = event.text.to;
      }
    }
    this.#tally.count(event, bytes, from, to, place);
    // A delivery without a transport: an access list threw the message away, and eximstats counts that among the refusals.
    if (discarded) {
      event.clear(Kind.Rejected);
      event.server = 'exim';
      event.sentByUs = true;
      event.text.from = address;
      event.text.to = to;
      this.#tally.count(event, bytes, from, to, place);
    }
  }

  #failed(
    kind: Kind,
    bytes: Uint8Array,
    from: number,
    to: number,
    id: number,
    idEnd: number,
    address: number,
    place: Place,
  ): void {
    const event = this.#event.clear(kind);
    event.server = 'exim';
    event.id.from = id;
    event.id.to = idEnd;
    const fields = this.#recipient(bytes, address, to);
    this.#relay(bytes, fields, to);
    const remote = find(bytes, said.remoteError, fields, to);
    const text = remote >= 0 ? remote : find(bytes, said.fieldEnd, fields - 1, to) + 2;
    event.text.from = text > 1 ? text : fields;
    event.text.to = to;
    this.#tally.count(event, bytes, from, to, place);
  }

  /** Reads the address at the head of a delivery, `bob <bob@example.com>` or alone; returns where its fields begin. */
  #recipient(bytes: Uint8Array, from: number, to: number): number {
    const { recipient } = this.#event;
    const first = end(bytes, from, to);
    recipient.from = from;
    recipient.to = first;
    if (bytes[first] !== space || bytes[first + 1] !== lessThan) return bytes[first - 1] === colon ? first - 1 : first;
    const close = findByte(bytes, greaterThan, first, to);
    if (close < 0) return first;
    if (findByte(bytes, 64, from, first) < 0) {
      recipient.from = first + 2;
      recipient.to = close;
    }
    return close + 1;
  }

  #relay(bytes: Uint8Array, from: number, to: number): void {
    const at = find(bytes, said.host, from - 1, to);
    if (at < 0) return;
    const { relay } = this.#event;
    relay.from = at + 3;
    relay.to = end(bytes, at + 3, to);
  }

  /** A line in which this server says no; with or without the id of a message. */
  #refusal(bytes: Uint8Array, from: number, to: number, at: number, id: number, idEnd: number, place: Place): void {
    const word = refusalIn(bytes, at, to);
    if (word < 0) return;
    // H=mx.example.com [192.0.2.1]: Connection refused, which the other side did
    if (idEnd > 0 && bytes[word + 2] === 102 && word > at + 2 && bytes[word - 2] === 110) return;
    const event = this.#event.clear(Kind.Rejected);
    event.server = 'exim';
    event.sentByUs = true;
    event.id.from = id;
    event.id.to = idEnd;
    const sender = find(bytes, said.sender, at - 1, word);
    if (sender >= 0) {
      event.sender.from = sender + 4;
      event.sender.to = Math.max(event.sender.from, findByte(bytes, greaterThan, sender, word));
    }
    const isTemporary = word - 12 >= at && standsAt(bytes, said.temporarily, word - 12);
    event.text.from = isTemporary ? word - 12 : word;
    event.text.to = to;
    this.#tally.count(event, bytes, from, to, place);
  }
}

/** How far the next of the words of a refusal may be, by the seventh byte from here (Horspool’s way). */
const steps = new Uint8Array(256).fill(7);
for (const word of [said.rejected, said.refused, said.dropped])
  for (let at = 0; at < 6; at++) steps[word[at]!] = Math.min(steps[word[at]!]!, 6 - at);

/** Where a line says `rejected`, `refused` or `dropped`; -1 where it does not. */
function refusalIn(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from + 6; at < to;) {
    const c = bytes[at]!;
    if (c === 100 /* d */) {
      if (standsAt(bytes, said.refused, at - 6) || standsAt(bytes, said.dropped, at - 6)) return at - 6;
    } else if (c === 101 /* e */ && standsAt(bytes, said.rejected, at - 6)) return at - 6;
    at += steps[c]!;
  }
  return -1;
}

/** Where a word ends. */
function end(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== space) at++;
  return at;
}

/** `1w2d3h4m5s`, also with decimals, in seconds. */
function duration(bytes: Uint8Array, from: number, to: number): number {
  let seconds = 0;
  let part = 0;
  let scale = 0;
  for (let at = from; at < to; at++) {
    const c = bytes[at]!;
    if (c >= 48 && c <= 57) {
      part = 10 * part + c - 48;
      if (scale > 0) scale *= 10;
    } else if (c === 46) scale = 1;
    else {
      const unit = c === 119 ? 604_800 : c === 100 ? 86_400 : c === 104 ? 3600 : c === 109 ? 60 : c === 115 ? 1 : 0;
      if (unit === 0) break;
      seconds += (unit * part) / Math.max(1, scale);
      part = 0;
      scale = 0;
    }
  }
  return seconds;
}
