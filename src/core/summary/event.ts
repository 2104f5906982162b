/** What a line of a log tells. The numbers are places in its table of counts. */
export const enum Kind {
  Received,
  Delivered,
  Forwarded,
  Deferred,
  Bounced,
  Rejected,
  Expired,
  Held,
  Discarded,
  Warned,
}

export const kindNames = [
  'received',
  'delivered',
  'forwarded',
  'deferred',
  'bounced',
  'rejected',
  'expired',
  'held',
  'discarded',
  'warned',
] as const;

/** A part of the line at hand: places in its bytes, end exclusive; both 0 where there is none. */
export interface Span {
  from: number;
  to: number;
}

const span = (): Span => ({ from: 0, to: 0 });

/** What is read of one line. One object is used for all lines. */
export class LogEvent {
  kind = Kind.Received;
  /** Which of the mail servers wrote it, as the scanner calls its logs. */
  server = '';
  readonly id = span();
  readonly sender = span();
  readonly recipient = span();
  /** The server on the other side. */
  readonly relay = span();
  /** What decides the cause, with the reply. */
  readonly text = span();
  /** The enhanced status code that the server logs, `dsn=`. */
  readonly enhanced = span();
  /** In seconds; -1 where the line has none. */
  delay = -1;
  /** True where this log's own server refused. */
  sentByUs = false;
  /** True for what pflogsumm leaves out: it is among the causes, and not among the outcomes. */
  apart = false;

  clear(kind: Kind): this {
    this.kind = kind;
    this.id.from = this.id.to = 0;
    this.sender.from = this.sender.to = 0;
    this.recipient.from = this.recipient.to = 0;
    this.relay.from = this.relay.to = 0;
    this.text.from = this.text.to = 0;
    this.enhanced.from = this.enhanced.to = 0;
    this.delay = -1;
    this.sentByUs = false;
    this.apart = false;
    return this;
  }
}
