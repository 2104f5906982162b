import { ascii, find, findByte, standsAt } from '../bytes';
import { Kind, type LogEvent } from '../event';
import type { Place, Tally } from '../tally';

const said = {
  noqueue: ascii('NOQUEUE'),
  to: ascii('to=<'),
  from: ascii('from=<'),
  client: ascii('client='),
  removed: ascii('removed'),
  uid: ascii('uid='),
  sender: ascii('sender='),
  status: ascii('status='),
  size: ascii(', size='),
  forwarded: ascii('forwarded as '),
  toField: ascii(' to=<'),
  details: ascii('; from=<'),
  solaris: ascii('[ID '),
  milterReject: ascii('milter-reject: '),
  reject: ascii('reject: '),
  hold: ascii('hold: '),
  discard: ascii('discard: '),
  warning: ascii('warning: '),
  rejectWarning: ascii('reject_warning: '),
  header: ascii('header '),
  body: ascii('body '),
  endOfMessage: ascii('END-OF-MESSAGE '),
  submission: ascii('submission'),
  smtps: ascii('smtps'),
};

const colon = 58;
const space = 32;
const comma = 44;
const equals = 61;
const slash = 47;
const bracket = 91;
const closingBracket = 93;
const parenthesis = 40;
const greaterThan = 62;

/** The longest queue id, in bytes; a word before a colon that is longer is none. */
const longestId = 20;

/** 1 for what a word before a colon is made of, where it is a queue id or `reject`. */
const idBytes = new Uint8Array(256);
for (const char of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_`abcdefghijklmnopqrstuvwxyz') idBytes[char.charCodeAt(0)] = 1;

/** Reads the lines of Postfix: http://www.postfix.org/postconf.5.html#enable_long_queue_ids and the sources of its `log_adhoc`. */
export class PostfixReader {
  readonly #tally: Tally;
  readonly #event: LogEvent;
  /**
   * What came in by a listener with a name of its own. Most of them take back what a filter on the same machine has seen, so that it
   * would count twice; pflogsumm, too, leaves it out.
   */
  receivedApart = 0;
  refusedApart = 0;
  /** Commands that a milter had refused, which pflogsumm leaves out. */
  milterRefusals = 0;

  constructor(tally: Tally, event: LogEvent) {
    this.#tally = tally;
    this.#event = event;
  }

  /** @param tag where the program's name begins, `postfix/smtp[123]:` */
  line(bytes: Uint8Array, from: number, to: number, tag: number, place: Place): void {
    // postfix/submission/smtpd[123]: the last name is the program, the one before it the listener
    let name = tag + 8;
    let listener = -1;
    let at = endOfName(bytes, name);
    if (at < 0 || bytes[tag + 7] !== slash) {
      name = at = tag;
      for (; at < to; at++) {
        const c = bytes[at]!;
        if (c === slash) {
          listener = name === tag ? -1 : name;
          name = at + 1;
        } else if (c === bracket || c === colon || c === space) break;
      }
    }
    const nameEnd = at;
    if (bytes[at] === bracket) {
      at = findByte(bytes, closingBracket, at, Math.min(to, at + 16));
      if (at < 0) return;
      at++;
    }
    if (bytes[at] !== colon || bytes[at + 1] !== space) return;
    let message = at + 2;
    // Solaris: [ID 197553 mail.info]
    if (bytes[message] === bracket && standsAt(bytes, said.solaris, message)) {
      message = findByte(bytes, closingBracket, message, to) + 2;
      if (message < 2) return;
    }
    // connect, disconnect, lost: no queue id has a vowel in small letters
    const second = bytes[message + 1]!;
    if (second === 111 || second === 105) return;
    const idEnd = this.#wordEnd(bytes, message, to);
    if (idEnd < 0) return;
    const rest = idEnd + 2;
    const isSmtpd =
      nameEnd - name === 5 && bytes[name] === 115 && bytes[name + 1] === 109 && bytes[name + 4] === 100; /* smtpd */
    if (isSmtpd || (nameEnd - name === 10 && bytes[name + 4] === 115) /* postscreen */) {
      this.#smtpd(bytes, from, to, message, idEnd, listener, place);
      return;
    }
    const c = bytes[rest]!;
    if (c === 116 /* t */) {
      if (standsAt(bytes, said.to, rest)) this.#delivery(bytes, from, to, message, idEnd, rest + 4, place);
    } else if (c === 102 /* f */) {
      if (standsAt(bytes, said.from, rest)) this.#begin(bytes, to, message, idEnd, rest + 6, from, place);
    } else if (c === 114 /* r */ && standsAt(bytes, said.removed, rest)) {
      const { id } = this.#event.clear(Kind.Received);
      id.from = message;
      id.to = idEnd;
      this.#tally.end(bytes, id);
    } else if (c === 117 || c === 115 /* u, s */) {
      // pickup
      if (bytes[name] !== 112 || nameEnd - name !== 6) return;
      if (standsAt(bytes, said.uid, rest) || standsAt(bytes, said.sender, rest))
        this.#received(bytes, from, to, message, idEnd, place);
    }
    if (nameEnd - name === 7 && bytes[name] === 99 && bytes[name + 6] === 112 /* cleanup */)
      this.#cleanup(bytes, from, to, message, idEnd, rest, place);
  }

  /** Where the word before a colon and a space ends, as a queue id does; -1 where there is none. */
  #wordEnd(bytes: Uint8Array, from: number, to: number): number {
    const last = Math.min(to, from + longestId);
    for (let at = from; at < last; at++) {
      const c = bytes[at]!;
      if (c === colon) return at > from && bytes[at + 1] === space ? at : -1;
      if (idBytes[c] === 0) return -1;
    }
    return -1;
  }

  #received(bytes: Uint8Array, from: number, to: number, id: number, idEnd: number, place: Place): void {
    const event = this.#event.clear(Kind.Received);
    event.id.from = id;
    event.id.to = idEnd;
    this.#tally.count(event, bytes, from, to, place);
  }

  #smtpd(
    bytes: Uint8Array,
    from: number,
    to: number,
    word: number,
    wordEnd: number,
    listener: number,
    place: Place,
  ): void {
    let at = wordEnd + 2;
    const c = bytes[at]!;
    const apart =
      listener >= 0 && !standsAt(bytes, said.submission, listener) && !standsAt(bytes, said.smtps, listener);
    if (c === 99 && standsAt(bytes, said.client, at)) {
      if (apart) this.receivedApart++;
      else this.#received(bytes, from, to, word, wordEnd, place);
      return;
    }
    // reject: RCPT from …, where an old Postfix has no NOQUEUE
    let kind = this.#verb(bytes, at);
    if (kind < 0) {
      kind = this.#verb(bytes, word);
      at = word;
      if (kind < 0) return;
    }
    // warning: hostname … does not resolve
    if (bytes[at] === 119) return;
    const byMilter = bytes[at] === 109;
    if (apart) this.refusedApart++;
    else if (byMilter) this.milterRefusals++;
    this.#refusal(bytes, from, to, word, wordEnd, at, kind, place, apart || byMilter);
  }

  /** What a listener does with a message, by the word: `reject: `, `reject_warning: `, `hold: `, `discard: `; -1 for others. */
  #verb(bytes: Uint8Array, at: number): number {
    switch (bytes[at]) {
      case 114:
        if (standsAt(bytes, said.reject, at)) return Kind.Rejected;
        return standsAt(bytes, said.rejectWarning, at) ? Kind.Warned : -1;
      case 109:
        return standsAt(bytes, said.milterReject, at) ? Kind.Rejected : -1;
      case 104:
        return standsAt(bytes, said.hold, at) ? Kind.Held : -1;
      case 100:
        return standsAt(bytes, said.discard, at) ? Kind.Discarded : -1;
      case 119:
        return standsAt(bytes, said.warning, at) ? Kind.Warned : -1;
      default:
        return -1;
    }
  }

  /** Header and body checks, milters. */
  #cleanup(bytes: Uint8Array, from: number, to: number, id: number, idEnd: number, rest: number, place: Place): void {
    const kind = this.#verb(bytes, rest);
    if (kind < 0) return;
    const what = findByte(bytes, colon, rest, to) + 2;
    const isKnown =
      standsAt(bytes, said.header, what) ||
      standsAt(bytes, said.body, what) ||
      standsAt(bytes, said.endOfMessage, what);
    if (isKnown) this.#refusal(bytes, from, to, id, idEnd, rest, kind, place);
  }

  #refusal(
    bytes: Uint8Array,
    from: number,
    to: number,
    id: number,
    idEnd: number,
    at: number,
    kind: Kind,
    place: Place,
    apart = false,
  ): void {
    const event = this.#event.clear(kind);
    event.server = 'postfix';
    event.sentByUs = true;
    event.apart = apart;
    if (!standsAt(bytes, said.noqueue, id) && id !== at) {
      event.id.from = id;
      event.id.to = idEnd;
    }
    const details = find(bytes, said.details, at, to);
    event.text.from = at;
    event.text.to = details < 0 ? to : details;
    if (details >= 0) {
      event.sender.from = details + 8;
      event.sender.to = Math.max(event.sender.from, findByte(bytes, greaterThan, event.sender.from, to));
      const rcpt = find(bytes, said.toField, event.sender.to, to);
      if (rcpt >= 0) {
        event.recipient.from = rcpt + 5;
        event.recipient.to = Math.max(event.recipient.from, findByte(bytes, greaterThan, event.recipient.from, to));
      }
      // A header that is refused stands before these fields, the reply behind them.
      if (standsAt(bytes, said.header, at + 8) || standsAt(bytes, said.body, at + 8)) {
        for (let end = to - 2; end > event.sender.to; end--)
          if (bytes[end] === colon && bytes[end - 1] === greaterThan) {
            event.text.from = end + 2;
            event.text.to = to;
            break;
          }
      }
    }
    this.#tally.count(event, bytes, from, to, place);
  }

  #begin(bytes: Uint8Array, to: number, id: number, idEnd: number, address: number, from: number, place: Place): void {
    const end = findByte(bytes, greaterThan, address, to);
    if (end < 0) return;
    const event = this.#event.clear(Kind.Received);
    event.id.from = id;
    event.id.to = idEnd;
    event.sender.from = address;
    event.sender.to = end;
    if (standsAt(bytes, said.size, end + 1)) {
      this.#tally.begin(bytes, event.id, event.sender);
      return;
    }
    // from=<a@example.com>, status=expired, returned to sender
    if (find(bytes, said.status, end, Math.min(to, end + 20)) < 0) return;
    const at = find(bytes, said.status, end, to) + 7;
    if (bytes[at] !== 101 || bytes[at + 1] !== 120) return;
    event.kind = Kind.Expired;
    event.server = 'postfix';
    event.text.from = at;
    event.text.to = to;
    this.#tally.count(event, bytes, from, to, place);
  }

  #delivery(
    bytes: Uint8Array,
    from: number,
    to: number,
    id: number,
    idEnd: number,
    address: number,
    place: Place,
  ): void {
    let at = findByte(bytes, greaterThan, address, to);
    if (at < 0) return;
    const event = this.#event.clear(Kind.Delivered);
    event.server = 'postfix';
    event.id.from = id;
    event.id.to = idEnd;
    event.recipient.from = address;
    event.recipient.to = at;
    // , relay=mx.example.com[192.0.2.1]:25, delay=1.2, delays=0.1/0/0.5/0.6, dsn=2.0.0, status=sent (250 …)
    for (let field = at + 3; field < to;) {
      let equal = field;
      while (equal < to && bytes[equal] !== equals && bytes[equal] !== comma) equal++;
      if (equal >= to) return;
      const value = equal + 1;
      const first = bytes[field]!;
      if (first === 115 /* s */ && standsAt(bytes, said.status, field)) {
        at = value;
        break;
      }
      let end = value;
      if (first === 114 /* r */) {
        while (end < to && bytes[end] !== comma && bytes[end] !== bracket) end++;
        event.relay.from = value;
        event.relay.to = end;
      }
      while (end < to && bytes[end] !== comma) end++;
      if (first === 100 /* d */) {
        if (bytes[field + 1] === 115) {
          event.enhanced.from = value;
          event.enhanced.to = end;
        } else if (bytes[field + 5] === equals) event.delay = decimal(bytes, value, end);
      }
      field = end + 2;
      at = -1;
    }
    if (at < 0) return;
    const second = bytes[at + 1]!;
    switch (bytes[at]) {
      case 115 /* sent */:
        if (second !== 101) return;
        break;
      case 100 /* deferred; not: deliverable */:
        if (bytes[at + 2] !== 102) return;
        event.kind = Kind.Deferred;
        break;
      case 98 /* bounced */:
        event.kind = Kind.Bounced;
        break;
      case 101 /* expired */:
        event.kind = Kind.Expired;
        break;
      default:
        return;
    }
    while (at < to && bytes[at] !== parenthesis) at++;
    event.text.from = Math.min(at + 1, to);
    event.text.to = to > at + 1 && bytes[to - 1] === 41 ? to - 1 : to;
    if (event.kind === Kind.Delivered && standsAt(bytes, said.forwarded, at + 1)) event.kind = Kind.Forwarded;
    this.#tally.count(event, bytes, from, to, place);
  }
}

/** Where the name of a program of four to seven letters ends, as most have; -1 for others. */
function endOfName(bytes: Uint8Array, name: number): number {
  if (bytes[name + 1] === slash || bytes[name + 2] === slash) return -1;
  if (bytes[name + 4] === bracket) return name + 4;
  if (bytes[name + 5] === bracket) return name + 5;
  if (bytes[name + 7] === bracket) return name + 7;
  return bytes[name + 6] === bracket ? name + 6 : -1;
}

/** A number with at most three decimals. */
export function decimal(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  let scale = 0;
  for (let at = from; at < to; at++) {
    const c = bytes[at]!;
    if (c === 46 && scale === 0) scale = 1;
    else if (c >= 48 && c <= 57) {
      value = 10 * value + c - 48;
      if (scale > 0) scale *= 10;
    } else break;
  }
  return scale > 1 ? value / scale : value;
}
