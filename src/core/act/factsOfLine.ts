import { addressesIn, keyOf } from '../bounce/addresses';

/** What a line of a log, or the part of a bounce about one recipient, says besides the reply. */
export interface LineFacts {
  readonly recipient: string | null;
  readonly sender: string | null;
  readonly queueId: string | null;
  /** The host that answered. */
  readonly host: string | null;
  /** Its own address, or the one that it complains of. */
  readonly blockedIp: string | null;
  /** As it is written, with its zone where it has one. */
  readonly time: string | null;
}

const to =
  /\b(?:orig_)?to=<?([^\s<>,;]{1,320}@[^\s<>,;]{1,253})|(?:\*\*|==|=>|->) (?:\S{1,200} )?<?([^\s<>]{1,320}@[^\s<>:]{1,253})|\bRCPT TO:\s?<([^<>\s]{1,320})>|"(?:email|recipient|rcpt|to|emailAddress)"\s?:\s?"([^"\s]{1,320}@[^"\s]{1,253})"|^Final-Recipient ?: ?(?:[\w-]{1,20};)? ?<?([^\s<>]{1,320})/im;
const from =
  /\bfrom=<?([^\s<>,;]{1,320}@[^\s<>,;]{1,253})|\bMAIL FROM:\s?<([^<>\s]{1,320})>|<= ([^\s<>]{1,320}@[^\s<>]{1,253})|"(?:sender|from|mail_?from)"\s?:\s?"([^"\s]{1,320}@[^"\s]{1,253})"/i;
const queue =
  /\]: ([\dA-Za-z]{5,24}): |\b([\dA-Za-z]{6}-[\dA-Za-z]{6,11}-[\dA-Za-z]{2,4})\b|"queue_?id"\s?:\s?"([\w-]{5,40})"/;
const answered =
  /\bhost ([\w.-]{1,253})\[|\bH=([\w.-]{1,253})|\brelay=([\w.-]{1,253})|\bwhile talking to ([\w.-]{1,253})|^Remote-MTA ?: ?(?:dns;)? ?([\w.-]{1,253})/im;
const complained =
  /\b(?:client host|host|ip(?: address)?|from|address|sender|for) \[?((?:\d{1,3}\.){3}\d{1,3})\]?[^\n]{0,80}\b(?:block|list|reject|denied|reputation|refus|not allowed|spam|abuse|rate|PTR|reverse)|\b(?:block|list|reject|denied|reputation|refus|spam)[^\n]{0,80}\[?((?:\d{1,3}\.){3}\d{1,3})\]?/i;
const time =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|[+-]\d\d:?\d\d))?|\b[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d(?: [+-]\d{4}| [A-Z]{2,4})?|\b[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d/;

/** @param text a line, or a few */
export function factsOfLine(text: string): LineFacts {
  const short = text.slice(0, 8_000);
  const first = (pattern: RegExp): string | null => pattern.exec(short)?.slice(1).find(Boolean) ?? null;
  const sender = first(from);
  const recipient =
    first(to) ?? addressesIn(short).find(({ address }) => !sender || keyOf(address) !== keyOf(sender))?.address ?? null;
  return {
    recipient: recipient?.replace(/[>,;:.]{1,3}$/, '') ?? null,
    sender,
    queueId: first(queue),
    host: first(answered)?.replace(/\.$/, '') ?? null,
    blockedIp: first(complained),
    time: time.exec(short)?.[0] ?? null,
  };
}

/** Whether a time says its zone. */
export function hasZone(written: string): boolean {
  return /(?:Z|[+-]\d\d:?\d\d|\b(?:UTC|GMT|[A-Z]{3,4}))$/.test(written);
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
