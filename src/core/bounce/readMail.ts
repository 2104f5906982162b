import type { Reply, ReplyQuery, Source } from '../model';
import { groupReplies } from '../scanner/groupReplies';
import { headSpan } from '../scanner/headSpan';
import { scan } from '../scanner/scan';
import { addressesIn, firstAddress, isOfSystem, keyOf, listOf } from './addresses';
import { receiptSubject, receiptWords, succeeded } from './automatic';
import { isLate, opensAsNotice, readSigns, type MailKind } from './kind';
import { MappedText } from './mappedText';
import { allParts, isMessage, readFields, readParts, textOfPart, valueOf, type Field, type Part } from './mime';
import { lengthOfNotice, readSections, toWords, wordsOf, type Section } from './notice';
import { readReport, recipientOf, type RecipientReport, type Report } from './report';

/** What became of a message for one recipient (RFC 3464 §2.3.3). */
export type Outcome = 'bounced' | 'delayed' | 'relayed' | 'delivered' | 'expanded';

/** A span of the text that was read, in UTF-16 units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The letter that a mail is about. */
export interface Original {
  readonly messageId: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly subject: string | null;
  readonly date: string | null;
}

/** What a mail says of one recipient, before the catalog has judged it. */
export interface Delivery {
  readonly recipient: string | null;
  readonly outcome: Outcome;
  /** What the report's diagnostic says. */
  readonly diagnosed: readonly ReplyQuery[];
  /** All that is said of the failure, the diagnostic first, then the prose; the most telling wins. Read when it is asked for. */
  readonly said: readonly ReplyQuery[];
  /** The status of the report, which counts where nothing else tells more. */
  readonly status: string | null;
  /** The host that answered. */
  readonly by: string | null;
  /** The host that wrote the notice. */
  readonly reporting: string | null;
  readonly attempts: number | null;
  readonly since: string | null;
  /** Where the text speaks of this recipient, in its order. */
  readonly spans: readonly Span[];
}

/** A mail as far as deliveries go. */
export interface Mail extends Span {
  readonly kind: MailKind;
  readonly deliveries: readonly Delivery[];
  readonly original: Original | null;
  /** For a complaint: what is complained of (`abuse`), RFC 5965 §3.1. */
  readonly feedback: string | null;
}

const bounceSource: Source = { family: 'bounce', id: 'bounce', name: 'Bounce message' };
/** So much of a notice is read for its replies. */
const longestNotice = 200_000;
const mostDeliveries = 10_000;

/** Reads one mail of a text; what is no mail has kind `none`. */
export function readMail(text: MappedText, start: number, end: number): Mail {
  const root = readParts(text.text, start, end);
  const span = { start: text.sourceOf(start), end: text.sourceOf(end) };
  return { ...readMessage(text, root), ...span };
}

type MailWithoutSpan = Omit<Mail, 'start' | 'end'>;
const nothing: MailWithoutSpan = { kind: 'none', deliveries: [], original: null, feedback: null };

/** A message, and what is forwarded in it where it says nothing itself. */
function readMessage(text: MappedText, root: Part): MailWithoutSpan {
  const own = readOwn(text, root);
  if (own.kind !== 'none' && !(own.kind === 'bounce' && isWithoutWords(own))) return own;
  const inner = allParts(root).filter((part) => isMessage(part) && part !== root);
  for (const part of inner.slice(0, 20)) {
    const message = part.parts[0] ?? (part.encoding ? undefined : readParts(text.text, part.bodyStart, part.bodyEnd));
    const found = message ? readOwn(text, message) : readDecoded(text, part);
    if (found.kind !== 'none') return found;
  }
  return own;
}

/** A notice that gives no reason may hold the one that does. */
function isWithoutWords({ deliveries }: MailWithoutSpan): boolean {
  // what is said is read late, so a status that tells enough goes first
  return deliveries.every(
    (delivery) =>
      delivery.status === null &&
      !delivery.diagnosed.length &&
      delivery.said.length < 2 &&
      !delivery.said[0]?.replyCode &&
      (delivery.said[0]?.text?.length ?? 0) < 60 &&
      delivery.spans.length < 2,
  );
}

/** A message that was attached in base64 or quoted-printable. */
function readDecoded(text: MappedText, part: Part): MailWithoutSpan {
  const decoded = textOfPart(text, { ...part, type: 'text/plain' });
  return readOwn(decoded, readParts(decoded.text, 0, decoded.text.length));
}

/** The parts of a message itself, not those of messages in it. */
function partsOf(root: Part): Part[] {
  const found: Part[] = [];
  const left = [root];
  for (let part = left.pop(); part; part = left.pop()) {
    found.push(part);
    if (!isMessage(part)) for (let index = part.parts.length - 1; index >= 0; index--) left.push(part.parts[index]!);
  }
  return found;
}

const isStatus = ({ type }: Part): boolean =>
  type === 'message/delivery-status' || type === 'message/global-delivery-status';
const isLetter = (part: Part): boolean =>
  isMessage(part) ||
  type(part, 'text/rfc822-headers') ||
  type(part, 'text/rfc822') ||
  type(part, 'message/global-headers') ||
  type(part, 'message/partial') ||
  type(part, 'text/rfc822-header');
const type = (part: Part, name: string): boolean => part.type === name;

function readOwn(text: MappedText, root: Part): MailWithoutSpan {
  const parts = partsOf(root);
  const letter = isMessage(root) ? root : parts.find((part) => part !== root && isLetter(part));
  const feedback = parts.find((part) => type(part, 'message/feedback-report'));
  if (feedback || /feedback-report/i.test(root.parameters.get('report-type') ?? ''))
    return readFeedback(text, root, feedback, letter);
  const receipt = parts.find(
    (part) => part.type.includes('disposition-notification') && part.type.startsWith('message/'),
  );
  if (receipt) return readReceipt(text, root, receipt, letter);
  const status = parts.filter(isStatus).map((part) => {
    const decoded = textOfPart(text, { ...part, type: 'text/plain' });
    return { text: decoded, report: readReport(decoded.text) };
  });
  const reports = status.filter(({ report }) => report.recipients.length);
  // some write the notice where the report should stand
  const misplaced = status.filter(
    (one) => !reports.includes(one) && /^\s{0,80}(?![\w-]{1,60} ?:)\S/.test(one.text.text),
  );
  const above = noticeOf(text, parts, letter);
  const notice = misplaced.length ? MappedText.concat([above, ...misplaced.map(({ text }) => text)]) : above;
  if (!reports.length) {
    const at = /^[ \t>]{0,8}(?:Final-Recipient|Diagnostic-Code) ?: ?\S/im.exec(notice.text)?.index;
    if (at !== undefined) {
      const from = startOfReport(notice.text, at);
      const report = readReport(notice.text, from, notice.text.length);
      if (report.recipients.length) reports.push({ text: notice, report });
    }
  }
  return read({ text, fields: root.fields, notice, reports, letter, isReport: status.length > 0 });
}

/** The field above the first that tells of a recipient. */
function startOfReport(text: string, at: number): number {
  const above = text.slice(Math.max(0, at - 1_000), at);
  const reporting = /^Reporting-MTA ?:/im.exec(above)?.index;
  return reporting === undefined ? at : Math.max(0, at - 1_000) + reporting;
}

/** The text for people above the report: of two forms of one text the plain one. */
function noticeOf(text: MappedText, parts: readonly Part[], letter: Part | undefined): MappedText {
  const end = letter ? letter.start : Infinity;
  const leaves = parts.filter(
    (part) =>
      !part.parts.length &&
      part.start <= end &&
      part !== letter &&
      !part.type.startsWith('message/') &&
      !/^(?:image|audio|video|application)\//.test(part.type),
  );
  const plain = leaves.filter((part) => part.type !== 'text/html').slice(0, 3);
  const chosen = plain.map((part) => textOfPart(text, part)).filter(({ text: words }) => words.trim().length > 15);
  if (!chosen.length) {
    const html = leaves.find((part) => part.type === 'text/html');
    if (html) return textOfPart(text, html);
    return plain[0] ? textOfPart(text, plain[0]) : MappedText.part(text, '', parts[0]?.bodyStart ?? 0);
  }
  return chosen.length === 1 ? chosen[0]! : MappedText.concat(chosen);
}

interface Material {
  readonly text: MappedText;
  readonly fields: readonly Field[];
  readonly notice: MappedText;
  readonly reports: readonly { readonly text: MappedText; readonly report: Report }[];
  readonly letter: Part | undefined;
  /** Whether a part says that it is a delivery report. */
  readonly isReport: boolean;
}

function read(material: Material): MailWithoutSpan {
  const { text, fields, notice, reports, letter, isReport } = material;
  const whole = notice.text;
  const wordsOnce = once(() => whole.slice(0, Math.min(longestNotice, lengthOfNotice(whole))));
  const originalOnce = once(() => (letter ? originalOf(text, letter) : originalBelow(whole, wordsOnce().length)));
  const of = (kind: MailKind, deliveries: readonly Delivery[]): MailWithoutSpan => ({
    kind,
    deliveries,
    get original() {
      return originalOnce();
    },
    feedback: null,
  });
  const reported = reports.flatMap(({ report, text: of }) =>
    report.recipients.map((recipient) => ({ recipient, of, report })),
  );
  if (reported.length) {
    const deliveries = fromReport(reported, notice, wordsOnce, fields);
    return of(kindOf(deliveries), deliveries);
  }
  const words = wordsOnce();
  const signs = readSigns(fields, words);
  const original = originalOnce();
  const complaint = complaintWithoutReport([...fields, ...(letter?.parts[0]?.fields ?? [])], notice.text, original);
  if (complaint) return { ...complaint, original };
  const bare = !fields.some(({ name }) => name === 'from' || name === 'received') && opensAsNotice(words);
  const enough = signs.notice + (isReport ? 2 : 0) + (bare ? 3 : 0);
  if (signs.autoreply >= 4 || (signs.autoreply >= 2 && !(enough >= 4 && signs.program)))
    return autoreplyOf(fields, words, original);
  if (receiptSubject.test(valueOf(fields, 'subject')) && receiptWords.test(words.slice(0, 2_000)))
    return autoreplyOf(fields, words, original, 'receipt');
  if (enough >= 3) {
    const deliveries = fromNotice(notice, words, fields, original, signs.delayed);
    // a person who writes about bounces names no recipient as a notice does
    const named = deliveries.some(({ recipient }) => recipient && words.toLowerCase().includes(keyOf(recipient)));
    if (deliveries.length && (signs.machine || bare || named)) return of(kindOf(deliveries), deliveries);
  }
  if (signs.autoreply >= 1 && /^auto-(?:replied|generated)/i.test(valueOf(fields, 'auto-submitted')))
    return autoreplyOf(fields, words, original);
  return readInline(notice) ?? nothing;
}

function kindOf(deliveries: readonly Delivery[]): MailKind {
  if (deliveries.some(({ outcome }) => outcome === 'bounced')) return 'bounce';
  return deliveries.some(({ outcome }) => outcome === 'delayed') ? 'delay' : 'receipt';
}

/** A notice that was forwarded in the text of a mail, quoted or below a line of its own. */
function readInline(notice: MappedText): MailWithoutSpan | undefined {
  const { text } = notice;
  if (text.length > longestNotice) return undefined;
  const marker =
    /^[ \t>|]{0,8}-{2,20} ?(?:Forwarded|Original|Weitergeleitete|Message transf|Ursprüngliche|Begin forwarded)[^\n]{0,80}$|^Begin forwarded message:?[ \t]*$|^[>|][ \t]?\S/im.exec(
      text,
    );
  if (!marker) return undefined;
  const from = /^[>|]/.test(marker[0]) ? marker.index : marker.index + marker[0].length + 1;
  const pieces: { text: string; start: number }[] = [];
  for (let at = from; at < text.length;) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed + 1;
    const quote = /^[ \t]{0,2}(?:[>|][ \t]?){1,6}/.exec(text.slice(at, Math.min(end, at + 20)))?.[0].length ?? 0;
    pieces.push({ text: text.slice(at + quote, end), start: at + quote });
    at = end;
  }
  const inner = MappedText.join(notice, pieces);
  const begin = /\S/.exec(inner.text)?.index ?? 0;
  const found = readOwn(inner, readParts(inner.text, begin, inner.text.length));
  return found.kind === 'none' ? undefined : found;
}

/** The letter in a part of its own. */
function originalOf(text: MappedText, letter: Part): Original {
  const inner = letter.parts[0];
  if (inner) return toOriginal(inner.fields);
  const decoded = textOfPart(text, { ...letter, type: 'text/plain' }).text.slice(0, 60_000);
  return toOriginal(readFields(decoded, 0, decoded.length).fields);
}

/** The letter below the notice in the same part. */
function originalBelow(text: string, from: number): Original | null {
  const below = text.slice(from, from + 12_000);
  const at =
    /^([ \t>]{0,8})(?:Received|Return-Path|Message-I[dD]|From|To|Date|Subject|MIME-Version|DKIM-Signature|X-[\w-]{1,40}) ?:/m.exec(
      below,
    );
  if (!at) return null;
  const fields = below.slice(at.index);
  const flush = at[1] ? fields.replace(/^[ \t>]{1,8}(?=[A-Z][\w-]{1,40} ?:)/gm, '') : fields;
  return toOriginal(readFields(flush, 0, flush.length).fields);
}

function toOriginal(fields: readonly Field[]): Original {
  const value = (name: string): string | null => valueOf(fields, name).slice(0, 1_000) || null;
  return {
    messageId: value('message-id'),
    from: value('from'),
    to: value('to') ?? value('delivered-to') ?? value('x-original-to'),
    subject: value('subject'),
    date: value('date'),
  };
}

interface Reported {
  readonly recipient: RecipientReport;
  readonly of: MappedText;
  readonly report: Report;
}

const outcomes: Readonly<Record<string, Outcome>> = {
  failed: 'bounced',
  failure: 'bounced',
  delayed: 'delayed',
  delivered: 'delivered',
  relayed: 'relayed',
  expanded: 'expanded',
};
const gravity: readonly Outcome[] = ['bounced', 'delayed', 'relayed', 'expanded', 'delivered'];

function fromReport(
  reported: readonly Reported[],
  notice: MappedText,
  words: () => string,
  fields: readonly Field[],
): Delivery[] {
  const byKey = new Map<string, Reported[]>();
  // a second report of the same failure may leave out for whom
  const named = reported.some(({ recipient: { recipient } }) => recipient);
  for (const one of reported.slice(0, mostDeliveries)) {
    if (named && !one.recipient.recipient) continue;
    const key = keyOf(one.recipient.recipient ?? '');
    const group = byKey.get(key);
    if (group) group.push(one);
    else byKey.set(key, [one]);
  }
  const recipients = [...byKey.values()].map(([first]) => first!.recipient.recipient).filter((name) => name !== null);
  const sections = once(() => readSections(words(), { own: new Set(), known: recipients, domain: '' }));
  const replies = once(() => repliesOf(words()));
  return [...byKey.entries()].map(([key, group]) => {
    const outcome = group
      .map(({ recipient: { action, status } }) => outcomes[action] ?? outcomeOf(status, words))
      .sort((a, b) => gravity.indexOf(a) - gravity.indexOf(b))[0]!;
    const positive = outcome !== 'bounced' && outcome !== 'delayed';
    const prose = once(() => {
      const own = sections().filter(({ recipient }) => keyOf(recipient) === key);
      return proseOf(words(), replies(), own, sections(), recipients.length < 2 ? null : key);
    });
    const diagnostics = group.map(({ recipient: { diagnostic } }) => diagnostic).filter(Boolean);
    const diagnosed = [...new Set(diagnostics)].map(readDiagnostic);
    const statuses = group.map(({ recipient: { status } }) => status).filter(Boolean);
    return {
      recipient: group[0]!.recipient.recipient,
      outcome,
      diagnosed,
      get said() {
        return positive ? diagnosed : [...diagnosed, ...prose().said];
      },
      status: statuses.find((status) => !status.endsWith('.0.0')) ?? statuses[0] ?? null,
      by:
        group.map(({ recipient: { remote } }) => remote).find(Boolean) ||
        (diagnostics[0] ? hostThatAnswered(diagnostics[0]) : null) ||
        (positive ? null : prose().by),
      reporting: group.map(({ report }) => report.reporting).find(Boolean) || reportingOf(words(), fields),
      attempts: null,
      since: group.map(({ report }) => report.arrived).find(Boolean) || null,
      get spans() {
        return [
          ...prose().spans.map((span) => placed(notice, span)),
          ...group.map(({ of, recipient: { start, end } }) =>
            placed(of, { start, end: endOfWords(of.text, start, end) }),
          ),
        ];
      },
    };
  });
}

/** The outcome behind a status, where no action is named (RFC 3464 §2.3.3). */
function outcomeOf(status: string, words: () => string): Outcome {
  if (status.startsWith('2')) return 'delivered';
  return status.startsWith('4') && isLate(words()) ? 'delayed' : 'bounced';
}

/** A value that is made when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

function endOfWords(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && text.charCodeAt(last - 1) <= 32) last--;
  return last;
}

function placed(of: MappedText, { start, end }: Span): Span {
  const from = of.sourceOf(start);
  return { start: from, end: end > start ? Math.max(from, of.sourceOf(end - 1) + 1) : from };
}

/** The replies of a notice, no more than one can read. */
function repliesOf(words: string): readonly Reply[] {
  return groupReplies(words, scan(words, bounceSource), bounceSource);
}

/** A reply that says no and is more than the consequence of another. */
function counts({ replyCode, enhancedCode }: Reply): boolean {
  const first = (replyCode ?? enhancedCode ?? '')[0];
  return (first === '4' || first === '5') && replyCode !== '503';
}

function queryOf(reply: Reply): ReplyQuery {
  const { replyCode, enhancedCode, text, command } = reply;
  return {
    ...(replyCode ? { replyCode } : {}),
    ...(enhancedCode ? { enhancedCode } : {}),
    ...(text ? { text } : {}),
    ...(command ? { command } : {}),
  };
}

const inReplyTo = /\s?\(in\s+reply\s+to\b[^)]{0,80}\)\s*$/;
/** A code at the head of a further line of a reply, also where the lines were joined: `550-5.1.1 `, `550 5.1.1 `. */
const lineHead =
  /(?<=^|\s)[45]\d\d(?:-(?:[45]\.\d{1,3}\.\d{1,3}\s)?|\s[45]\.\d{1,3}\.\d{1,3}\s)|^[^\S\n]{0,40}[45]\d\d\s/gm;

/** What a diagnostic says: its first reply that says no with all the words behind, else the words. */
export function readDiagnostic(diagnostic: string): ReplyQuery {
  const value = diagnostic.slice(0, 4_000);
  const line = `Diagnostic-Code: smtp; ${value}`;
  const replies = groupReplies(line, scan(line, bounceSource), bounceSource);
  const reply = replies.find(counts) ?? replies[0];
  const whole = value.replace(/\s+/g, ' ').trim().slice(0, 2_000);
  if (!reply) return whole ? { text: whole } : {};
  const behind = line
    .slice(headSpan(reply).end)
    .replace(inReplyTo, '')
    .replace(lineHead, '')
    .replace(/^[\s)]{0,4}[-:]?\s{0,4}(?:\(?#?[45]\.\d{1,3}\.\d{1,3}\)?[\s:-]{1,3})?/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 2_000);
  // `User unknown (#5.1.1)`: the words stand before the code
  const text = /[^\W\d_]{2}/.test(behind) ? behind : reply.text || whole;
  return { ...queryOf(reply), ...(text ? { text } : {}) };
}

interface Prose {
  readonly said: readonly ReplyQuery[];
  readonly by: string | null;
  readonly spans: readonly Span[];
}

/**
 * What the prose says of a recipient.
 * @param key the recipient, or null where it is the only one and all is about it
 */
function proseOf(
  words: string,
  replies: readonly Reply[],
  own: readonly Section[],
  sections: readonly Section[],
  key: string | null,
): Prose {
  const local = key?.includes('@') ? `${key.slice(0, key.indexOf('@'))}` : key;
  const strong: Reply[] = [];
  const weak: Reply[] = [];
  for (const reply of replies) {
    if (!counts(reply)) continue;
    if (key === null) {
      strong.push(reply);
      continue;
    }
    const about = linesAround(words, reply).toLowerCase();
    if (about.includes(key) || (local && local.length > 3 && about.includes(`${local} `))) strong.push(reply);
    else if (
      addressesIn(about).some(({ address }) => sections.some(({ recipient }) => keyOf(recipient) === keyOf(address)))
    )
      continue;
    else if (own.some(({ from, end }) => reply.start >= from && reply.start < end)) strong.push(reply);
    else if (!sections.some(({ from, end }) => reply.start >= from && reply.start < end)) weak.push(reply);
  }
  const chosen = strong.length ? strong : weak;
  const firstStart = sections[0]?.start ?? 0;
  const texts = own.length
    ? // a list of all comes first, what happened to each below
      inTurn(
        own
          .slice(-3)
          .reverse()
          .map((section) => wordsOf(words, section, firstStart)),
      )
    : key === null
      ? [toWords(words.slice(0, 8_000))].filter(Boolean)
      : [];
  const near = chosen[0] ? words.slice(Math.max(0, chosen[0].start - 400), chosen[0].start) : (texts[0] ?? '');
  return {
    said: [...chosen.slice(0, 12).map(queryOf), ...texts.map((text) => ({ text }))],
    by: hostThatAnswered(near),
    spans: own.map(({ start, end }) => ({
      start,
      end: endOfWords(words, start, Math.min(end, paragraphEnd(words, start, end, chosen))),
    })),
  };
}

/** The first of each list, then the second of each. */
function inTurn(lists: readonly (readonly string[])[]): string[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] || [])).flat();
}

/** Where the paragraph about a recipient ends, with the replies below it. */
function paragraphEnd(words: string, start: number, end: number, replies: readonly Reply[]): number {
  const blank = /\n[ \t]*\n/.exec(words.slice(start, end));
  const last = replies.findLast((reply) => reply.start >= start && reply.end <= end)?.end ?? start;
  const first = blank ? start + blank.index : end;
  if (last <= first) return first;
  const feed = words.indexOf('\n', last);
  return feed < 0 ? end : Math.min(end, feed);
}

/** The lines of a reply, and the client's above it. */
function linesAround(words: string, { start, end }: Reply): string {
  const lineStart = words.lastIndexOf('\n', start - 1) + 1;
  const feed = words.indexOf('\n', end);
  const above = words.slice(words.lastIndexOf('\n', lineStart - 2) + 1, Math.max(0, lineStart));
  return `${/^\s{0,8}>>>/.test(above) ? above : ''}${words.slice(lineStart, feed < 0 ? words.length : feed)}`;
}

const answered =
  /\bhost ([\w.-]{1,253}) ?[[(]|while talking to ([\w.-]{1,253})|(?:^|\s)\[?(\d{1,3}(?:\.\d{1,3}){3})\]? (?:does not like|failed after|said)|\bby ([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})\.? ?\[|<([\w-]{1,63}(?:\.[\w-]{1,63}){1,8}) #[245]|\bserver ([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})\b|\bconnect to ([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})\[/g;

/** The host that words say has answered, the last they name. */
function hostThatAnswered(words: string): string | null {
  const match = [...words.slice(0, 2_000).matchAll(answered)].at(-1);
  return match ? (match.slice(1).find(Boolean)?.replace(/\.$/, '') ?? null) : null;
}

const reporter =
  /\b(?:mail system|program|mail server|mailer|server|Postfix program) at (?:host )?([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})|Generating server: ([\w.-]{1,253})|notification from ([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/i;

/** Who wrote the notice: the host that it names, else the domain of its sender. */
function reportingOf(words: string, fields: readonly Field[]): string | null {
  const match = reporter.exec(words.slice(0, 2_000));
  const host = match?.slice(1).find(Boolean);
  if (host) return host.replace(/\.$/, '');
  return domainOf(firstAddress(valueOf(fields, 'from'))) || null;
}

function domainOf(address: string | undefined): string {
  return address ? address.slice(address.lastIndexOf('@') + 1) : '';
}

function fromNotice(
  notice: MappedText,
  words: string,
  fields: readonly Field[],
  original: Original | null,
  late: boolean,
): Delivery[] {
  const failed = valueOf(fields, 'x-failed-recipients')
    .split(/[,\s]+/)
    .map(recipientOf)
    .filter((name) => name !== null);
  const lists = (value: string | null): string[] => (value ? addressesIn(value).map(({ address }) => address) : []);
  const writers = [
    ...lists(valueOf(fields, 'from')),
    ...lists(valueOf(fields, 'reply-to')),
    ...lists(valueOf(fields, 'to')),
    ...lists(valueOf(fields, 'delivered-to')),
    ...lists(original?.from ?? null),
  ];
  const to = lists(original?.to ?? null);
  const toKeys = new Set(to.map(keyOf));
  const own = new Set(writers.map(keyOf).filter((key) => !toKeys.has(key)));
  const sections = readSections(words, { own, known: failed, domain: domainOf(firstAddress(valueOf(fields, 'from'))) });
  const replies = repliesOf(words);
  const named = [
    ...new Map([...failed, ...sections.map(({ recipient }) => recipient)].map((name) => [keyOf(name), name])).values(),
  ];
  // what the letter was sent to, where the notice names nobody
  const list = listOf(firstAddress(valueOf(fields, 'from')) ?? '');
  const posted = lists(valueOf(fields, 'subject')).filter((address) => !own.has(keyOf(address)));
  const only =
    [named, to.length === 1 ? to : [], list ? [list] : [], posted.slice(0, 1)].find(({ length }) => length) ?? [];
  const recipients: readonly (string | null)[] = only.length ? only : [null];
  const permanent = replies.some((reply) => counts(reply) && (reply.replyCode ?? reply.enhancedCode)![0] === '5');
  const isFailure = replies.some(counts);
  const outcome: Outcome =
    !isFailure && succeeded.test(words.slice(0, 4_000)) ? 'delivered' : late && !permanent ? 'delayed' : 'bounced';
  const deliveries = recipients.slice(0, mostDeliveries).map((recipient): Delivery => {
    const key = recipient === null ? null : keyOf(recipient);
    const about = sections.filter((section) => keyOf(section.recipient) === key);
    const prose = proseOf(words, replies, about, sections, recipients.length < 2 ? null : key);
    return {
      recipient,
      outcome,
      diagnosed: [],
      said: prose.said.length ? prose.said : [{ text: valueOf(fields, 'subject') }],
      status: null,
      by: prose.by,
      reporting: reportingOf(words, fields),
      attempts: null,
      since: null,
      spans: (prose.spans.length ? prose.spans : [{ start: 0, end: Math.min(words.length, 400) }]).map((span) =>
        placed(notice, span),
      ),
    };
  });
  return deliveries;
}

/** What came from the recipient and says that the letter has come. */
function autoreplyOf(
  fields: readonly Field[],
  words: string,
  original: Original | null,
  kind: 'autoreply' | 'receipt' = 'autoreply',
): MailWithoutSpan {
  const from = firstAddress(valueOf(fields, 'from')) ?? null;
  const text = toWords(words.slice(0, 1_000)) || valueOf(fields, 'subject');
  return {
    kind,
    deliveries: [
      {
        recipient: from,
        outcome: 'delivered',
        diagnosed: [],
        said: text ? [{ text: text.slice(0, 500) }] : [],
        status: null,
        by: null,
        reporting: null,
        attempts: null,
        since: null,
        spans: [],
      },
    ],
    original,
    feedback: null,
  };
}

/** A feedback report (RFC 5965): who complained about which message. */
function readFeedback(
  text: MappedText,
  root: Part,
  feedback: Part | undefined,
  letter: Part | undefined,
): MailWithoutSpan {
  const original = letter ? originalOf(text, letter) : null;
  const body = feedback ? textOfPart(text, { ...feedback, type: 'text/plain' }).text : '';
  const fields: Field[] = [];
  for (let at = 0; at < body.length;) {
    const part = readFields(body, at, body.length);
    fields.push(...part.fields);
    if (part.next <= at) break;
    at = part.fields.length ? part.next : Math.max(part.next, body.indexOf('\n', part.next) + 1 || body.length);
  }
  const recipient =
    recipientOf(valueOf(fields, 'original-rcpt-to')) ??
    recipientOf(valueOf(fields, 'removal-recipient')) ??
    recipientOf(valueOf(fields, 'final-recipient')) ??
    recipientOf(valueOf(fields, 'original-recipient')) ??
    firstAddress(original?.to ?? '') ??
    null;
  const by = firstAddress(valueOf(root.fields, 'from'));
  return complaint(recipient, valueOf(fields, 'feedback-type').toLowerCase() || 'abuse', {
    original,
    reporting: recipientHost(valueOf(fields, 'reporting-mta')) || domainOf(by) || null,
    by: valueOf(fields, 'source-ip') || null,
    since: valueOf(fields, 'received-date') || valueOf(fields, 'arrival-date') || null,
    span: feedback
      ? placed(text, { start: feedback.bodyStart, end: endOfWords(text.text, feedback.bodyStart, feedback.bodyEnd) })
      : null,
  });
}

function recipientHost(value: string): string {
  return value.replace(/^[\w-]{1,24}\s{0,4};\s{0,4}/, '').trim();
}

interface ComplaintFacts {
  readonly original: Original | null;
  readonly reporting: string | null;
  readonly by: string | null;
  readonly since: string | null;
  readonly span: Span | null;
}

function complaint(
  recipient: string | null,
  feedback: string,
  { original, reporting, by, since, span }: ComplaintFacts,
): MailWithoutSpan {
  return {
    kind: 'complaint',
    deliveries: [
      {
        recipient,
        outcome: 'delivered',
        diagnosed: [],
        said: [],
        status: null,
        by,
        reporting,
        attempts: null,
        since,
        spans: span ? [span] : [],
      },
    ],
    original,
    feedback,
  };
}

const complaintSubject =
  /complaint about message from|email feedback report|feedback loop|\b(?:abuse|spam) (?:report|complaint)\b|complaint from|reported as (?:spam|junk)|dmarc (?:forensic|failure) report/i;
const complaintWords =
  /this is an? (?:email )?(?:abuse|spam|feedback) report|email (?:abuse )?(?:feedback )?report for (?:an email|a message)|email in abuse report format|reported (?:this|your|the) (?:message|e-?mail) as (?:spam|junk)|marked (?:this|your|the following) (?:message|e-?mail) as (?:spam|junk)|has failed the published dmarc\s|^Feedback-Type ?:/im;

/** A complaint in a form of its own, older than RFC 5965 or beside it. */
function complaintWithoutReport(
  fields: readonly Field[],
  text: string,
  original: Original | null,
): MailWithoutSpan | undefined {
  const about = valueOf(fields, 'subject');
  const from = valueOf(fields, 'from');
  const bySender =
    /\b(?:fbl|feedback-?loop|feedback|scomp|complaints?|abuse|arf|staff@hotmail|junk-?report)[\w.-]{0,40}@|\bscomp\b/i.test(
      from + valueOf(fields, 'x-loop'),
    );
  const signs =
    (complaintSubject.test(about) ? 2 : 0) +
    (complaintWords.test(text.slice(0, 4_000)) ? 2 : 0) +
    (bySender ? 1 : 0) +
    (valueOf(fields, 'x-hmxmroriginalrecipient') ? 2 : 0);
  if (signs < 2) return undefined;
  const recipient =
    recipientOf(valueOf(fields, 'x-hmxmroriginalrecipient')) ?? firstAddress(original?.to ?? '') ?? null;
  const reporting = firstAddress(from);
  return complaint(
    recipient && isOfSystem(recipient) ? null : recipient,
    /^Feedback-Type ?: ?([\w-]{1,40})/im.exec(text)?.[1]?.toLowerCase() ?? 'abuse',
    {
      original,
      reporting: domainOf(reporting) || null,
      by: null,
      since: null,
      span: null,
    },
  );
}

/** A receipt (RFC 8098): the message came, and what was done with it. */
function readReceipt(text: MappedText, root: Part, receipt: Part, letter: Part | undefined): MailWithoutSpan {
  const { fields } = readFields(textOfPart(text, { ...receipt, type: 'text/plain' }).text, 0, Infinity);
  const disposition = valueOf(fields, 'disposition');
  const recipient =
    recipientOf(valueOf(fields, 'final-recipient')) ??
    recipientOf(valueOf(fields, 'original-recipient')) ??
    firstAddress(valueOf(root.fields, 'from')) ??
    null;
  return {
    kind: 'receipt',
    deliveries: [
      {
        recipient,
        outcome: 'delivered',
        diagnosed: [],
        said: disposition ? [{ text: disposition }] : [],
        status: null,
        by: null,
        reporting: valueOf(fields, 'reporting-ua') || null,
        attempts: null,
        since: null,
        spans: [
          placed(text, { start: receipt.bodyStart, end: endOfWords(text.text, receipt.bodyStart, receipt.bodyEnd) }),
        ],
      },
    ],
    original: letter
      ? originalOf(text, letter)
      : { messageId: valueOf(fields, 'original-message-id') || null, from: null, to: null, subject: null, date: null },
    feedback: null,
  };
}
