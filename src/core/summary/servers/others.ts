import { latin1 } from '../bytes';
import { Kind, type LogEvent, type Span } from '../event';
import type { Place, Tally } from '../tally';

/** Longest line that is read, in bytes. */
const longest = 8192;

/** A part of a line, by a match. */
function put(span: Span, from: number, to: number): void {
  span.from = from;
  span.to = to;
}

const sendmailTag = /^(?:sendmail|sm-mta|sm-msp-queue|sm-msp|sendmail-in|sendmail-out)(?:\[\d+\])?: /;
const sendmailId = /^[A-Za-z0-9]{6,20}(?=: )/;

/** Reads the lines of the servers whose logs are not so large that each byte counts. */
export class OtherReaders {
  readonly #tally: Tally;
  readonly #event: LogEvent;
  /** qmail names a message by a number that it uses again, and a delivery by another. */
  readonly #deliveries = new Map<string, { readonly message: string; readonly recipient: string }>();

  constructor(tally: Tally, event: LogEvent) {
    this.#tally = tally;
    this.#event = event;
  }

  /**
   * @param at where the program’s name begins, or the line’s words where it has none
   * @returns whether one of these servers wrote the line
   */
  line(bytes: Uint8Array, from: number, to: number, at: number, place: Place): boolean {
    const c = bytes[at]!;
    if (firsts[c] === 0) return false;
    const text = latin1(bytes, at, Math.min(to, at + longest));
    switch (c) {
      case 115: // s
        if (sendmailTag.test(text)) {
          this.#sendmail(text, bytes, from, to, at, place);
          return true;
        }
        if (text.startsWith('smtpd[') || text.startsWith('smtpd:')) {
          this.#openSmtpd(text, bytes, from, to, at, place);
          return true;
        }
        if (/^status: (?:local|remote) \d/.test(text) || text.startsWith('starting delivery '))
          return this.#qmail(text, bytes, from, to, at, place);
        return false;
      case 113: // q
        if (text.startsWith('qmail')) return this.#qmail(text, bytes, from, to, at, place);
        return false;
      case 110: // n
      case 105: // i
      case 100: // d
      case 101: // e
      case 98: // b
        return this.#qmail(text, bytes, from, to, at, place);
      case 91: // [
        return this.#haraka(text, bytes, from, to, at, place);
      case 68: // D
      case 73: // I
      case 87: // W
      case 69: // E
      case 84: // T
        return this.#stalwart(text, bytes, from, to, at, place);
      default:
        return text.startsWith('haraka') ? this.#haraka(text, bytes, from, to, at, place) : false;
    }
  }

  /** Whether a line that begins so may be of one of these servers. */
  mayBegin(c: number): boolean {
    return firsts[c] === 1;
  }

  #count(kind: Kind, bytes: Uint8Array, from: number, to: number, place: Place): void {
    this.#event.kind = kind;
    this.#tally.count(this.#event, bytes, from, to, place);
  }

  #sendmail(text: string, bytes: Uint8Array, from: number, to: number, at: number, place: Place): void {
    const head = sendmailTag.exec(text)![0].length;
    const rest = text.slice(head);
    const id = sendmailId.exec(rest)?.[0];
    const event = this.#event.clear(Kind.Received);
    event.server = 'sendmail';
    const body = id ? head + id.length + 2 : head;
    if (id) put(event.id, at + head, at + head + id.length);
    if (id && text.startsWith('from=', body)) {
      const address = address_.exec(text.slice(body + 5));
      if (address) put(event.sender, at + body + 5 + address.index + 1, at + body + 5 + address[0].length - 1);
      // A message that was refused has nrcpts=0; sm-msp-queue only hands on.
      const recipients = /, nrcpts=(\d+)/.exec(text)?.[1];
      this.#tally.begin(bytes, event.id, event.sender);
      if (recipients !== '0') this.#count(Kind.Received, bytes, from, to, place);
      return;
    }
    const rejected = text.indexOf(' reject=');
    if (rejected >= 0 && (text.includes('ruleset=') || text.includes('Milter: '))) {
      event.sentByUs = true;
      put(event.text, at + rejected + 8, to);
      const arg = /arg1=<([^>\s]{1,320})>/.exec(text);
      const isSender = text.includes('ruleset=check_mail');
      if (arg) {
        const start = at + arg.index + 6;
        put(isSender ? event.sender : event.recipient, start, start + arg[1]!.length);
      }
      this.#count(Kind.Rejected, bytes, from, to, place);
      return;
    }
    if (!id || !text.startsWith('to=', body)) {
      // <bob@example.com>... User unknown
      const dots = text.indexOf('... ');
      if (id && text[body] === '<' && dots > 0) {
        event.sentByUs = true;
        put(event.text, at + dots + 4, to);
        put(event.recipient, at + body + 1, at + dots - 1);
        this.#count(Kind.Rejected, bytes, from, to, place);
      }
      return;
    }
    const stat = text.lastIndexOf(', stat=');
    if (stat < 0) return;
    const status = text.slice(stat + 7);
    const dsn = /, dsn=(\d\.\d{1,3}\.\d{1,3})/.exec(text);
    if (dsn) put(event.enhanced, at + dsn.index + 6, at + dsn.index + dsn[0].length);
    const relay = /, relay=([^\s,[\]]{1,200})/.exec(text);
    if (relay) put(event.relay, at + relay.index + 8, at + relay.index + relay[0].length);
    const delay = /, delay=(?:(\d+)\+)?(\d+):(\d\d):(\d\d)/.exec(text);
    if (delay) {
      const [days = 0, hours = 0, minutes = 0, seconds = 0] = delay.slice(1).map((part) => Number(part || 0));
      event.delay = 86_400 * days + 3600 * hours + 60 * minutes + seconds;
    }
    const kind = status.startsWith('Sent')
      ? Kind.Delivered
      : status.startsWith('queued')
        ? undefined
        : status.startsWith('Deferred') || dsn?.[1]?.[0] === '4'
          ? Kind.Deferred
          : Kind.Bounced;
    if (kind === undefined) return;
    const reply = text.lastIndexOf(', reply=', stat);
    const start = kind === Kind.Delivered ? text.indexOf('(', stat) + 1 : reply >= 0 ? reply + 8 : stat + 7;
    put(event.text, at + Math.max(start, stat * Number(start === 0)), to);
    // to=<a@example.com>,<b@example.com>
    const recipients = text.slice(body + 3, text.indexOf(', ', body + 3));
    let offset = body + 3;
    for (const recipient of recipients.split(',')) {
      const open = recipient.indexOf('<');
      const close = recipient.endsWith('>') ? recipient.length - 1 : recipient.length;
      put(event.recipient, at + offset + open + 1, at + offset + close);
      this.#count(kind, bytes, from, to, place);
      offset += recipient.length + 1;
    }
    if (kind !== Kind.Deferred) this.#tally.end(bytes, event.id);
  }

  #openSmtpd(text: string, bytes: Uint8Array, from: number, to: number, at: number, place: Place): void {
    const field = (name: string): Span | undefined => {
      const found = text.indexOf(` ${name}=`);
      if (found < 0) return undefined;
      const start = found + name.length + 2;
      const quoted = text[start] === '"';
      const angled = text[start] === '<';
      const close = text.indexOf(quoted ? '"' : angled ? '>' : ' ', start + 1);
      const end = close < 0 ? text.length : close;
      return { from: at + start + Number(quoted || angled), to: at + end };
    };
    const event = this.#event.clear(Kind.Received);
    event.server = 'opensmtpd';
    const session = /[\da-f]{16}(?= (?:smtp|mta|mda) )/.exec(text);
    if (!session) return;
    const verb = text.slice(session.index + 17);
    const what = /^(smtp|mta|mda) (?:event=)?([\w-]+)/.exec(verb);
    if (!what) return;
    const fill = (span: Span, name: string) => {
      const found = field(name);
      if (found) put(span, found.from, found.to);
    };
    if (what[1] === 'smtp' && what[2] === 'message') {
      fill(event.id, 'msgid');
      this.#tally.begin(bytes, event.id, event.sender);
      this.#count(Kind.Received, bytes, from, to, place);
    } else if (what[1] === 'smtp' && (what[2] === 'failed-command' || what[2] === 'bad-input')) {
      fill(event.text, 'result');
      if (what[2] === 'bad-input' || !/command="(?:MAIL|RCPT|DATA|HELO|EHLO)/i.test(text)) return;
      const recipient = /RCPT TO: ?<([^>"]{1,320})>/i.exec(text);
      if (recipient) {
        const start = at + recipient.index + recipient[0].length - 1 - recipient[1]!.length;
        put(event.recipient, start, start + recipient[1]!.length);
      }
      event.sentByUs = true;
      this.#count(Kind.Rejected, bytes, from, to, place);
    } else if ((what[1] === 'mta' || what[1] === 'mda') && what[2] === 'delivery') {
      const id = field('evpid');
      // An envelope's id begins with its message's.
      if (id) put(event.id, id.from, Math.min(id.to, id.from + 8));
      fill(event.sender, 'from');
      fill(event.recipient, 'to');
      fill(event.text, 'stat');
      const relay = /relay="[^"\s]{1,80} \(([^)"]{1,200})\)/.exec(text);
      if (relay)
        put(
          event.relay,
          at + relay.index + relay[0].length - 1 - relay[1]!.length,
          at + relay.index + relay[0].length - 1,
        );
      const delay = / delay=(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?/.exec(text);
      if (delay) {
        const [d = 0, h = 0, m = 0, s = 0] = delay.slice(1).map((part) => Number(part || 0));
        event.delay = 86_400 * d + 3600 * h + 60 * m + s;
      }
      const result = /result="?(\w+)/.exec(text)?.[1];
      const kind = result === 'Ok' ? Kind.Delivered : result === 'TempFail' ? Kind.Deferred : Kind.Bounced;
      this.#count(kind, bytes, from, to, place);
      if (kind !== Kind.Deferred) this.#tally.end(bytes, event.id);
    }
  }

  #qmail(text: string, bytes: Uint8Array, from: number, to: number, at: number, place: Place): boolean {
    const tag = /^qmail(?:-send)?(?:\[\d+\])?: (?:\d{10}\.\d+ )?/.exec(text)?.[0].length ?? 0;
    const words = text.slice(tag);
    const event = this.#event.clear(Kind.Received);
    event.server = 'qmail';
    const info = /^info msg (\d+): bytes \d+ from <([^>]{0,320})> qp /.exec(words);
    if (info) {
      const id = at + tag + 9;
      put(event.id, id, id + info[1]!.length);
      const sender = at + tag + words.indexOf('<') + 1;
      put(event.sender, sender, sender + info[2]!.length);
      this.#tally.begin(bytes, event.id, event.sender);
      this.#count(Kind.Received, bytes, from, to, place);
      return true;
    }
    const start = /^starting delivery (\d+): msg (\d+) to (?:local|remote) (\S{1,320})/.exec(words);
    if (start) {
      if (this.#deliveries.size > 100_000) this.#deliveries.clear();
      this.#deliveries.set(start[1]!, { message: start[2]!, recipient: start[3]! });
      return true;
    }
    const end = /^end msg (\d+)/.exec(words);
    if (end) {
      put(event.id, at + tag + 8, at + tag + 8 + end[1]!.length);
      this.#tally.end(bytes, event.id);
      return true;
    }
    const delivery = /^delivery (\d+): (success|failure|deferral): /.exec(words);
    if (!delivery)
      return /^(?:new msg \d|bounce msg \d|triple bounce|status: (?:local|exiting)|warning: |alert: )/.test(words);
    const kind = delivery[2] === 'success' ? Kind.Delivered : delivery[2] === 'failure' ? Kind.Bounced : Kind.Deferred;
    const known = this.#deliveries.get(delivery[1]!);
    this.#deliveries.delete(delivery[1]!);
    const reply = tag + delivery[0].length;
    // What belongs to the line stands in other lines, so it is put behind it.
    const whole = latin1(bytes, from, at) + text;
    const line = `${whole}\n${known?.message ?? ''}\n${known?.recipient ?? ''}`;
    const own = Uint8Array.from(line, (char) => char.charCodeAt(0));
    const id = whole.length + 1;
    put(event.id, known ? id : 0, known ? id + known.message.length : 0);
    if (known) put(event.recipient, id + known.message.length + 1, own.length);
    const said = text.indexOf('Remote_host_said:_', reply);
    put(event.text, at - from + (said < 0 ? reply : said + 18), whole.length);
    event.kind = kind;
    this.#tally.count(event, own, 0, whole.length, place);
    return true;
  }

  #haraka(text: string, bytes: Uint8Array, from: number, to: number, at: number, place: Place): boolean {
    const head =
      /^(?:haraka(?:\[\d+\])?: )?\[(?:NOTICE|INFO|WARN|ERROR|DEBUG|PROTOCOL|CRIT|ALERT|EMERG|DATA)\s?\] \[(-|[\dA-F]{6,8}[\dA-F.-]{0,60})\] \[([\w./-]{1,60})\] /.exec(
        text,
      );
    if (!head) return false;
    const words = text.slice(head[0].length);
    const plugin = head[2];
    const event = this.#event.clear(Kind.Received);
    event.server = 'haraka';
    const idAt = at + head[0].indexOf(`[${head[1]!}]`) + 1;
    // The transaction, without the number of the delivery behind it.
    const id = /^[\dA-F-]+(?:\.\d+)?/.exec(head[1]!)?.[0].length ?? 0;
    if (head[1] !== '-') put(event.id, idAt, idAt + id);
    const rest = at + head[0].length;
    const value = (span: Span, match: RegExpExecArray | null) => {
      if (!match) return;
      const start = rest + match.index + match[0].indexOf(match[1]!);
      put(span, start, start + match[1]!.length);
    };
    if (plugin === 'core' && words.startsWith('disconnect ')) {
      const messages = Number(/ msgs=(\d+)\//.exec(words)?.[1] ?? 0);
      for (let index = 0; index < messages; index++) this.#count(Kind.Received, bytes, from, to, place);
    } else if (plugin === 'core' && /^deny(?:soft)?\(soft\?\)|^deny/.test(words)) {
      event.sentByUs = true;
      value(event.text, / msg="([^"]{0,600})/.exec(words));
      this.#count(Kind.Rejected, bytes, from, to, place);
    } else if (plugin === 'outbound') {
      if (words.startsWith('delivered ')) {
        value(event.relay, / host="?([^\s"]{1,200})/.exec(words));
        value(event.recipient, / rcpt="?<?([^\s">]{1,320})/.exec(words));
        value(event.text, / response="([^"]{0,400})/.exec(words));
        const delay = / delay="?([\d.]+)/.exec(words)?.[1];
        if (delay) event.delay = Number(delay);
        const recipients = Number(/ rcpts=(\d+)/.exec(words)?.[1] ?? 1);
        for (let index = 0; index < Math.min(recipients, 1000); index++)
          this.#count(Kind.Delivered, bytes, from, to, place);
        this.#tally.end(bytes, event.id);
      } else {
        const recipient = /^recipient <([^>\s]{1,320})> (rejected|deferred): /.exec(words);
        const whole = /^(?:bouncing mail: |Temp fail for: (?:Upstream error: )?)/.exec(words);
        if (recipient) {
          value(event.recipient, recipient);
          put(event.text, rest + recipient[0].length, to);
          this.#count(recipient[2] === 'rejected' ? Kind.Bounced : Kind.Deferred, bytes, from, to, place);
        } else if (whole) {
          put(event.text, rest + whole[0].length, to);
          this.#count(words.startsWith('b') ? Kind.Bounced : Kind.Deferred, bytes, from, to, place);
        }
      }
    }
    return true;
  }

  #stalwart(text: string, bytes: Uint8Array, from: number, to: number, at: number, place: Place): boolean {
    const head = /^(?:TRACE|DEBUG|INFO|WARN|ERROR) [^\n(]{3,80} \(([a-z-]{2,30}\.[\w-]{2,40})\) ?/.exec(text);
    if (!head) return false;
    const kind = stalwartKinds[head[1]!];
    const event = this.#event.clear(kind ?? Kind.Received);
    event.server = 'stalwart';
    const fill = (span: Span, match: RegExpExecArray | null) => {
      if (!match) return;
      const start = at + match.index + match[0].lastIndexOf(match[1]!);
      put(span, start, start + match[1]!.length);
    };
    fill(event.id, /\bqueueId = (\w{1,24})/.exec(text));
    if (head[1] === 'delivery.completed') this.#tally.end(bytes, event.id);
    if (kind === undefined) return true;
    fill(event.sender, /\bfrom = "([^"]{0,320})"/.exec(text));
    fill(event.recipient, /\bto = \[?"([^"]{1,320})"/.exec(text));
    fill(event.relay, /\bhostname = "([^"]{1,200})"/.exec(text));
    fill(event.text, /\bdetails = "((?:[^"\\]|\\.){0,600})/.exec(text));
    const code = /\bcode = (\d{3})\b/.exec(text);
    if (code && kind !== Kind.Received) put(event.text, at + code.index + 7, to);
    if (kind === Kind.Received) this.#tally.begin(bytes, event.id, event.sender);
    if (kind === Kind.Bounced && code?.[1]?.[0] === '4') event.kind = Kind.Deferred;
    event.sentByUs = kind === Kind.Rejected;
    this.#count(event.kind, bytes, from, to, place);
    return true;
  }
}

/** What a line of these servers may begin with. */
const firsts = new Uint8Array(256);
for (const char of 'sqnideb[DIWETh') firsts[char.charCodeAt(0)] = 1;

const address_ = /<[^>\s]{0,320}>/;

/** Stalwart’s events: https://stalw.art/docs/telemetry/events/ */
const stalwartKinds: Readonly<Record<string, Kind | undefined>> = {
  'queue.message-queued': Kind.Received,
  'queue.authenticated-message-queued': Kind.Received,
  'delivery.delivered': Kind.Delivered,
  'delivery.rcpt-to-rejected': Kind.Bounced,
  'delivery.mail-from-rejected': Kind.Bounced,
  'delivery.message-rejected': Kind.Bounced,
  'delivery.greeting-failed': Kind.Deferred,
  'delivery.ehlo-rejected': Kind.Bounced,
  'delivery.connect-error': Kind.Deferred,
  'delivery.rcpt-to-failed': Kind.Deferred,
  'smtp.mailbox-does-not-exist': Kind.Rejected,
  'smtp.relay-not-allowed': Kind.Rejected,
  'smtp.rcpt-to-greylisted': Kind.Rejected,
  'smtp.rate-limit-exceeded': Kind.Rejected,
};
