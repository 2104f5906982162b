import { firstAddress, keyOf } from './addresses';
import { decodeHeader } from './charset';
import { readFields, type Field } from './mime';

/** What a delivery report says of one recipient (RFC 3464 §2.3). */
export interface RecipientReport {
  readonly recipient: string | null;
  /** The action in lower case, without its comment; empty where there is none. */
  readonly action: string;
  readonly status: string;
  /** The diagnostic without its type, line breaks as they were folded. */
  readonly diagnostic: string;
  readonly remote: string;
  readonly lastAttempt: string;
  /** In the text of the report. */
  readonly start: number;
  readonly end: number;
}

/** A delivery report (RFC 3464), or what a text has of one. */
export interface Report {
  readonly reporting: string;
  readonly arrived: string;
  readonly recipients: readonly RecipientReport[];
}

/** The fields that only a group about a recipient has, RFC 3464 §2.3. */
const ofRecipient = new Set([
  'final-recipient',
  'original-recipient',
  'x-actual-recipient',
  'action',
  'status',
  'diagnostic-code',
  'remote-mta',
  'last-attempt-date',
  'final-log-id',
  'will-retry-until',
]);
const mostRecipients = 10_000;

/** Reads the groups of a delivery report, also where the empty lines between them are missing. */
export function readReport(text: string, start = 0, end = text.length): Report {
  const recipients: RecipientReport[] = [];
  let head: readonly Field[] = [];
  let group: Field[] = [];
  let from = start;
  const close = (until: number): void => {
    if (
      group.some(
        ({ name }) =>
          name === 'final-recipient' ||
          name === 'original-recipient' ||
          name === 'action' ||
          name === 'diagnostic-code',
      )
    )
      recipients.push(toRecipient(group, from, until));
    group = [];
  };
  for (let at = start; at < end && recipients.length < mostRecipients;) {
    const { fields, next } = readFields(text, at, end);
    if (next <= at) break;
    const begins = fields.findIndex(({ name }) => ofRecipient.has(name));
    if (begins < 0) {
      if (!recipients.length && !group.length) head = [...head, ...fields];
    } else {
      head = recipients.length || group.length ? head : [...head, ...fields.slice(0, begins)];
      const goesOn = !fields.some(
        ({ name }) => name === 'final-recipient' || name === 'original-recipient' || name === 'x-actual-recipient',
      );
      if (!goesOn) {
        close(at);
        from = at;
      }
      for (const field of fields.slice(begins)) {
        // two groups without an empty line between them
        if (field.name === 'final-recipient' && group.some(({ name }) => name === 'final-recipient')) close(next);
        group.push(field);
      }
    }
    // a line that is no field
    at = fields.length ? next : Math.max(next, text.indexOf('\n', next) + 1 || end);
  }
  close(end);
  return { reporting: hostOf(fieldOf(head, 'reporting-mta')), arrived: fieldOf(head, 'arrival-date'), recipients };
}

function fieldOf(fields: readonly Field[], name: string): string {
  const field = fields.find((candidate) => candidate.name === name);
  return field ? field.value.trim() : '';
}

/** `dns; mx.example.org (192.0.2.1)` → `mx.example.org` */
export function hostOf(value: string): string {
  const written = value.replace(/^[\w-]{1,24}\s{0,4};\s{0,4}/, '').trim();
  return (/^[^\s()]{1,255}/.exec(written)?.[0] ?? '').replace(/\.$/, '');
}

function toRecipient(fields: readonly Field[], start: number, end: number): RecipientReport {
  const named = ['final-recipient', 'original-recipient', 'x-actual-recipient'].map((name) =>
    recipientOf(fieldOf(fields, name)),
  );
  const status = fieldOf(fields, 'status');
  const diagnostics = fields.filter(({ name }) => name === 'diagnostic-code').map(({ value }) => value);
  return {
    recipient: named.find((name) => name?.includes('@')) ?? named.find((name) => name) ?? null,
    action: /^[a-z]{1,20}/i.exec(fieldOf(fields, 'action'))?.[0].toLowerCase() ?? '',
    status:
      /\b([245])\s{0,2}\.\s{0,2}(\d{1,3})\s{0,2}\.\s{0,2}(\d{1,3})(?!\d)/
        .exec(status)
        ?.slice(1)
        .map((digits, index) => (index ? String(Number(digits)) : digits))
        .join('.') ?? '',
    diagnostic: decodeHeader(
      // `Status: 553 Exceeded maximum size` says what another field should
      (
        diagnostics.find((value) => /;.{0,10}\d/.test(value)) ??
        diagnostics[0] ??
        (/^[45]\d\d\s/.test(status) ? status : '')
      )
        .replace(/^[\w-]{1,40}[ \t]{0,4};\s{0,20}/, '')
        .trim(),
    ),
    remote: hostOf(fieldOf(fields, 'remote-mta')),
    lastAttempt: fieldOf(fields, 'last-attempt-date'),
    start,
    end,
  };
}

/** `rfc822; jane@example.org` → the address; another name as it is. */
export function recipientOf(value: string): string | null {
  const written = value
    .replace(/^[\w-]{1,24}\s{0,4};\s{0,4}/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const found = firstAddress(written) ?? /^[^\s<>()]{1,320}$/.exec(written.replace(/^<|>$/g, ''))?.[0];
  return found && keyOf(found) ? found : null;
}
