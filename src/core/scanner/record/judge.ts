import type { CodeKind } from '../../model';
import { certaintyOf, Scale, type Evidence } from '../evidence/score';
import { models } from '../evidence/models';
import { recordFacets, RecordView } from '../evidence/recordFacets';
import { ahead, certain, likely } from '../evidence/thresholds';
import { isForeign, isGatewayCode, isHttpCode, isOnlySmtp, isRegistered, isReplyCode } from '../code/knownCodes';
import { amount, dialogue, end, unit, words } from './after';
import { buildAnchors, findAnchor } from './anchors';
import { dialogueMarks } from './dialogue';
import { codeFields, enhancedFields, isOfWebRequest, webRequest } from './fields';
import { quotes } from './quotes';
import type { Recogniser } from './recogniser';
import type { Surroundings } from './surroundings';
import type { RecordToken } from './token';

const enhancedAfter = /^(?:[ :-]\s{0,2}|_)[#[(]{0,2}([245])\.\d\.\d{1,3}(?!\.?\d)/;
/** What may stand before the code of a reply: the end of another field, a quote, a bracket. */
const opener = /(?:^|[:;=>|)\]}–—→↳-]\s{1,4}|\.{3} |\], |[("'`<>\t:;|]|,")["'(\[]{0,2}$/;
/** What stands before the code of a line: nothing, a margin, or the time and the process of a debug output. */
const margin = /^(?:[\s│|>*↪↳└├─]{0,160}|(?:[\d:.]{8,15}\s{1,4})?\d{1,7}\s{1,16})$/;
const lineAfter = /^(?:[ -][^\s\d]| {1,2}8BITMIME|-8BITMIME|[ -]\d{1,3}\.\d{1,3}\.\d{1,3}\.\d|: [<:]|[ -]?\s{0,2}$)/;
const transcriptLineAfter = /^(?:[ -](?!\s{0,8}\d{1,7}\s{1,8}\d{1,7}\s)|\s{0,2}$)/;
/** Words before a number that say what it counts or names. */
const counted =
  /(?:\b(?:ports?|pid|line|size|in|after|job|id|[im]id|[di]cid|rid|uid|gid|waited|took|count|total|bytes|version|fd|qp|child|time|delay|session|attempt|msg|message|top|user|bits|limit exceeded|early data|sz|subject)[ =:#]\s?|\bv|\b(?:name|subject|T)["']?[=:]\s?["'])$/i;
/** A name or a subject, of which the number is a later word. */
const titled = /\b(?:name|subject|T)["']?[=:]\s?["'][^"']{1,30}$/i;
/** The time whose milliseconds the number is. */
const fraction = /\d:\d\d[.,]$/;
/** Another protocol's code. */
const foreignBefore =
  /\bHTTPS?(?:\/\d(?:\.\d)?)?[\s"':=(_-]{0,3}(?:status|code|error|response|returned|:| ){0,3}[\s"':=(]{0,3}$|\bFTP[\w ]{0,12}[:=] ?"?$/i;
/** The name of a parameter in an address; the reason that Microsoft gives for its verdict on the sender. */
const parameter = /(?:[?&][\w-]{1,30}|\bcompauth=\w{1,12} reason)=$/;
const isForeignBefore = ({ close, start, text }: RecordToken): boolean =>
  foreignBefore.test(close) || (text.charCodeAt(start - 1) === 61 && parameter.test(close));
const asksCommand =
  /(?:>|command|DATA|connect|end of data|QUIT|AUTH \w{1,12}|INBOUND|\w(?:Error|Exception|Failed|Refused|Busy)|\S@\S{1,80}|\]:\d{2,5})\W{0,2}: ["']?$|-> "$/i;
const textAfterEnhanced = /^[ :-]\s{0,4}[A-Za-z<"'([{*#%~]/;
/** `5.1.0 - Unknown address error 550-'…'` */
const ironPortText = /^ - [A-Z][\w ()]{3,60}(?:\d{3}-)?["']/;
const versionBefore =
  /\b(?:v|version|postfix|exim|dovecot|sendmail|release|nodemailer|node|openssl|starting|linux|opendkim|rspamd|unbound|clamav|php|phpmailer|swiftmailer|mysql|mariadb|wordpress|laravel|symfony|django|rails|ruby|perl|python|java|kernel|drupal|joomla|redis|mongodb|docker|wp [a-z ]{1,20})(?: version)?[ :]\s?$/i;

/** How Exim introduces a reply that it didn't like. */
const eximError = /\bSMTP error from remote (?:mail )?(?:server|mailer) (?:after|for) .{1,130}[:=] $/;

/** What replies speak of. */
const replySubject =
  /\b(?:user|recipient|sender|mailbox|address|account|relay\w*|spam|virus|block\w*|black\w*|reject\w*|denied|refused|quota|domain|host|unknown|message|mail|e?smtp|service|policy|server|ip|dns|spf|dkim|dmarc|ok|accepted|hello|queued|closing|bye|deferred|unavailable|timed out)\b/i;

/** Where anything may stand: in the column of the subject, or what a program has to tell. */
function isFreeText({ close }: RecordToken, { source }: Surroundings): boolean {
  if (close.endsWith(': ')) return /\b(?:DEBUG|INFO|NOTICE): $/.test(close);
  return source.id === 'exchange-tracking' && close.endsWith(',"');
}

/** Whether the words behind a code may be a reply's: in the text of a letter, where numbers open lines too, by what they say. */
function mayAnswer(token: RecordToken, around: Surroundings): boolean {
  return !(around.isInLetter(token) || isFreeText(token, around)) || replySubject.test(token.right);
}

/** Accepted wherever it stands. */
export const replyWithEnhanced: Recogniser = {
  id: 'record/reply-with-enhanced',
  reason: 'an enhanced status code follows',
  kind: 'reply',
  applies: (token) => {
    const match = enhancedAfter.exec(token.right);
    return match !== null && (match[1] === token.code[0] || /[: (\n"'=#]$/.test(token.left));
  },
};

const continuation: Recogniser = {
  id: 'record/continuation',
  reason: 'a further line of the same reply',
  kind: 'reply',
};

export const enhancedAfterReply: Recogniser = {
  id: 'record/enhanced-after-reply',
  reason: 'stands behind a reply code',
  kind: 'enhanced',
};

/** The column behind the one that an index stands in, with the tab before it; cut short. */
function nextColumn(text: string, index: number): string {
  const tab = text.indexOf('\t', index);
  return tab < 0 ? '' : text.slice(tab, tab + 42);
}

/** What a reply code itself looks like, and what stands around it; from the most to the least telling. */
const replyShapes: readonly Recogniser[] = [
  {
    id: 'record/repeated',
    reason: 'the same code opens the reply behind it',
    kind: 'reply',
    applies: ({ code, right }) => right.startsWith(`: ${code}`) || right.startsWith(` - ${code}`),
  },
  {
    id: 'record/iis-response',
    reason: 'what the other server answered, with plus signs for spaces',
    product: 'Microsoft IIS',
    url: 'https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging',
    kind: 'reply',
    applies: ({ left, right }) => right.startsWith('+') && /\bOutboundConnectionResponse\b/.test(left),
  },
  {
    id: 'record/exim-error',
    reason: 'the words before it say what the other server answered',
    product: 'Exim',
    url: 'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-log_files.html',
    kind: 'reply',
    applies: ({ close, left, lineStart }, { previousEnd }) =>
      previousEnd < lineStart && /[:=] $/.test(close) && eximError.test(left),
  },
  {
    id: 'record/command-log',
    reason: 'one of the replies in the list of a session',
    product: 'Exim',
    url: 'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-log_files.html',
    kind: 'reply',
    applies: ({ close, left, right }) =>
      /[:'"]$/.test(close) && /^-?[:'"]/.test(right) && /\bcmdlog: ?['"][\w:|.+*-]{0,150}$/.test(left),
  },
  {
    id: 'record/line',
    reason: 'a line opens with it and the text of a reply follows',
    kind: 'reply',
    applies: (token, around) => {
      const isTranscript = around.source.family === 'transcript';
      return (
        (isTranscript || isReplyCode(token.code)) &&
        margin.test(token.left) &&
        (isTranscript ? transcriptLineAfter : lineAfter).test(token.right) &&
        mayAnswer(token, around) &&
        !unit.test(token.right) &&
        (isTranscript || !amount.test(token.right)) &&
        around.isAboutMail(token)
      );
    },
  },
  {
    id: 'record/zeek',
    reason: 'the column last_reply, behind which stand the addresses of the path',
    product: 'Zeek',
    url: 'https://docs.zeek.org/en/current/logs/smtp.html',
    kind: 'reply',
    applies: ({ close, code, end, right, text }, { source }) =>
      source.id === 'zeek-smtp' &&
      isReplyCode(code) &&
      close.endsWith('\t') &&
      words.test(right) &&
      /^\t[\da-f.:]{2,39}[,\t]/.test(nextColumn(text, end)),
  },
  {
    id: 'record/opens',
    reason: 'a mark stands before it and the text of a reply follows',
    kind: 'reply',
    applies: (token, around) =>
      isReplyCode(token.code) &&
      around.source.id !== 'zeek-smtp' &&
      opener.test(token.close) &&
      mayAnswer(token, around) &&
      words.test(token.right) &&
      !unit.test(token.right) &&
      !(token.text.charCodeAt(token.start - 1) <= 32 && amount.test(token.right)) &&
      (around.source.family === 'log' && (isHttpCode(token.code) || isGatewayCode(token.code))
        ? around.speaksOfMail(token) && !webRequest.test(token.left)
        : around.isAboutMail(token)),
  },
  {
    id: 'record/alone',
    reason: 'the whole reply is the code, behind what it answers',
    kind: 'reply',
    applies: (token, around) =>
      isRegistered(token.code) && end.test(token.right) && around.isAboutMail(token) && asksCommand.test(token.left),
  },
];

/** What an enhanced status code itself looks like, and what stands around it. */
const enhancedShapes: readonly Recogniser[] = [
  {
    id: 'record/counted',
    reason: 'stands behind the number of times it occurred',
    product: 'pflogsumm',
    url: 'https://jimsun.linxnet.com/postfix_contrib.html',
    kind: 'enhanced',
    applies: (token, { source }) =>
      source.id === 'pflogsumm' && /^\s{1,12}(?:\d{1,7} {3})?$/.test(token.left) && textAfterEnhanced.test(token.right),
  },
  {
    id: 'record/enhanced-opens',
    reason: 'a mark stands before it and the text of a reply follows: the reply code was left out',
    kind: 'enhanced',
    applies: (token, around) =>
      /(?:^\s{0,40}|^-- |\bRID \d{1,4} - |[:>)] |\\n|["'(;]|b["'])$/.test(token.close) &&
      !versionBefore.test(token.close) &&
      !/^ [-~]> $/.test(token.left) &&
      (textAfterEnhanced.test(token.right) || ironPortText.test(token.right)) &&
      (token.code[0] !== '2' ||
        around.source.family === 'transcript' ||
        /(?:response|reply|msg|result|message)\W{1,4}b?["']$/i.test(token.close)) &&
      around.isAboutMail(token),
  },
];

/** The rule of what nothing but evidence speaks for. */
const byEvidence: Recogniser = {
  id: 'record/evidence',
  reason: 'what stands around it, taken together',
  kind: 'reply',
};

/** Every recogniser of records, for `scan --explain`. */
export const recognisers: readonly Recogniser[] = [
  replyWithEnhanced,
  ...quotes,
  ...dialogueMarks,
  ...codeFields,
  continuation,
  ...replyShapes,
  enhancedAfterReply,
  ...enhancedFields,
  ...enhancedShapes,
  byEvidence,
];

/** Words and fields that no other protocol's code stands behind. */
const decisive = new Set([
  'record/said',
  'record/postfix-status',
  'record/exim-confirmation',
  'record/diagnostic-code',
]);
const isDecisive = ({ id }: Recogniser): boolean => decisive.has(id);

const replyAnchors = buildAnchors([...quotes, ...dialogueMarks, ...codeFields]);
const enhancedAnchors = buildAnchors(enhancedFields);

/** Whether a token goes on with the reply that a `550-` began, on the same line or the next of a folded field. */
function continues(token: RecordToken, around: Surroundings): boolean {
  if (token.start - around.openEnd > 1_000) return false;
  if (/(?:^\s{0,40}|\\[nr]|#012|\[nl\])$/.test(token.close) && dialogue.test(token.right))
    return around.openEnd >= token.lineStart || around.source.family !== 'transcript';
  if (!(words.test(token.right) || end.test(token.right))) return false;
  if (around.openEnd >= token.lineStart) return /(?:[\s/|]|\\[nr]|#012)$/.test(token.close);
  // the line of a log that a terminal broke, with no time at the start of the second half
  return /\s$/.test(token.close) && (around.source.family === 'bounce' || !opensEntry(token, around.openEnd));
}

/** Whether the line of a token is a log's next, or not the next after the reply that goes on. */
function opensEntry({ left, lineStart, text }: RecordToken, from: number): boolean {
  return from < text.lastIndexOf('\n', lineStart - 2) || /^\W{0,4}(?:\d|[A-Z][a-z]{2} [ \d]\d )/.test(left);
}

/** Whether any shape begins and ends like a number: `rcpt=250`, `size: 250,` and `, 250 ms` don't. */
function mayOpen(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  if (before === 61 || before === 44) return false;
  if (before !== 32) return true;
  const opens = text.charCodeAt(start - 2);
  if (after === 44 || (opens === 44 && text.charCodeAt(start - 3) !== 93)) return false;
  return !isWord(opens) || after === 32 || after === 45 || after === 58;
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isWord = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57);

/** What became of a number: the rule that accepted it and how certain that is, or why it was passed over. */
export interface Verdict {
  /** What accepted it. */
  readonly rule: string;
  /** 0 to 1; of an anchor `certain`. */
  readonly certainty: number;
}

/** What is written by others too, or where words other than a reply's may stand behind: evidence decides. */
const weak = new Set<Recogniser>([
  ...[...quotes, ...dialogueMarks, ...codeFields, ...enhancedFields].filter(({ onMailLine }) => onMailLine),
  ...[...replyShapes, ...enhancedShapes].filter(({ id }) =>
    ['record/line', 'record/opens', 'record/alone', 'record/enhanced-opens'].includes(id),
  ),
]);
const isWeak = (recogniser: Recogniser, { source }: Surroundings): boolean =>
  weak.has(recogniser) && !(source.family === 'transcript' && recogniser.id === 'record/line');

const scales = {
  reply: new Scale(recordFacets, models['record/reply']),
  enhanced: new Scale(recordFacets, models['record/enhanced']),
};

/** Weighs what stands around a number that no anchor speaks for. */
function weigh(token: RecordToken, around: Surroundings, recogniser: Recogniser | undefined): Verdict | undefined {
  if (!around.mayAsk(token)) return recogniser && anchored(recogniser);
  around.asked = true;
  around.spoke = recogniser?.id ?? '';
  const sum = scales[token.kind].weigh(new RecordView(token, around, recogniser?.id ?? ''));
  // a recogniser is overruled only where much speaks against it
  const certainty = certaintyOf(sum + (recogniser ? ahead.record.rule : ahead.record.none));
  if (certainty < likely) return undefined;
  return { rule: recogniser?.id ?? byEvidence.id, certainty };
}

/** Formats that say in which column or field a code stands: whatever else is in them is none. */
const tabular = new Set([
  'qmail',
  'pflogsumm',
  'zeek-smtp',
  'mail-queue',
  'powermta',
  'exchange-tracking',
  'email',
  'git',
  'ses',
]);

/** What makes the start of a word, an address or a sum of a number. */
const gluedAfter = /^(?:[@=+&$#\\%]|:[A-Z]\s|\/(?![2-5]\d\d\b)|[:.,]\d|-\d{3,}(?![\d.])|-\d{1,3}-\d)/;

/** Further columns of numbers. */
const numbersBehind = /^\s{1,12}\d{1,9}\s{1,12}\d/;

/** Whether a number that no recogniser speaks for can be a code at all. */
function mayBeWeighed(token: RecordToken, around: Surroundings): boolean {
  return (
    !around.isSpent(token) &&
    !tabular.has(around.source.id) &&
    !(around.source.family === 'transcript' && around.previousEnd >= token.lineStart) &&
    !gluedAfter.test(token.right) &&
    !(token.right.startsWith(':') && token.close.endsWith(':')) &&
    !(counted.test(token.close) && !/(?:^|\s)IN\s+$/.test(token.close)) &&
    !titled.test(token.close) &&
    !fraction.test(token.close) &&
    !(numbersBehind.test(token.right) && /\d\s{1,12}$/.test(token.close)) &&
    !(token.left.trim() === '' && token.right.trim() === '') &&
    !/\bsubject: /i.test(token.left) &&
    !/(?:[^*]|^)\*$/.test(token.close) &&
    !(token.right.startsWith('\t') && token.close.endsWith('\t')) &&
    !isHttpCode(token.code) &&
    !(isGatewayCode(token.code) && around.source.id !== 'web-error' && webRequest.test(token.left + token.right)) &&
    !isForeignBefore(token) &&
    !around.isInLetter(token)
  );
}

/** What the scale says of any number, before it is looked at. */
export const biasOf = (kind: CodeKind, rule: string): number =>
  scales[kind].model.bias + (rule ? ahead.record.rule : ahead.record.none);

/** What each facet says of a number that an anchor, another rule or nothing speaks for. */
export function evidenceOf(token: RecordToken, around: Surroundings, rule: string): readonly Evidence[] {
  return scales[token.kind].evidence(new RecordView(token, around, rule));
}

/** Whether what stands right before three digits makes something else of them. */
function isGlued(token: RecordToken, around: Surroundings): boolean {
  const { text, start } = token;
  switch (text.charCodeAt(start - 1)) {
    // $ % & + @ \ ~
    case 36:
    case 37:
    case 38:
    case 43:
    case 64:
    case 92:
    case 126:
      return true;
    // n, but not that of \n
    case 110:
      return text.charCodeAt(start - 2) !== 92;
    // 2, but not that of #012
    case 50:
      return !text.startsWith('#012', start - 4);
    // out-554, but 550-550-5.1.1
    case 45:
      return around.previousEnd !== start - 1;
    // DOC#550, but 550#012550
    case 35:
      return !enhancedAfter.test(token.right);
    // path/550, but a line break in a log of qmail
    case 47:
      return !token.underscores;
    // SHA384:256, [192.0.2.1]:587, but 250:550-:554
    case 58: {
      const left = text.charCodeAt(start - 2);
      const right = text.charCodeAt(token.end);
      return (isDigit(left) || left === 93) && right !== 45 && right !== 58 && right !== 39;
    }
  }
  return false;
}

/** Decides whether three digits are a reply code; undefined where they are none. */
export function judgeReplyCode(token: RecordToken, around: Surroundings): Verdict | undefined {
  around.asked = false;
  if (isGlued(token, around)) return undefined;
  if (around.openCode === token.code && continues(token, around)) return anchored(continuation);
  const { recogniser, sure } = recogniseReply(token, around);
  if (recogniser && sure) return anchored(recogniser);
  return recogniser || (isRegistered(token.code) && mayBeWeighed(token, around))
    ? weigh(token, around, recogniser)
    : undefined;
}

const anchored = ({ id }: Recogniser): Verdict => ({ rule: id, certainty: certain });

interface Recognised {
  readonly recogniser?: Recogniser | undefined;
  /** Whether it is an anchor, which decides alone. */
  readonly sure?: boolean;
}

/** What mailers in PHP say; web tests say so of HTTP's codes. */
const expectedCode = /\b(?:expected response code|but got code) "?$/i;

function recogniseReply(token: RecordToken, around: Surroundings): Recognised {
  const anchor = findAnchor(replyAnchors, token, around);
  if (anchor && (isDecisive(anchor) || !isForeignBefore(token)))
    return {
      recogniser: anchor,
      sure: !isWeak(anchor, around) || (expectedCode.test(token.close) && isOnlySmtp(token.code)),
    };
  if (anchor || !mayOpen(token.text, token.start, token.end) || isForeignBefore(token)) return {};
  if (replyWithEnhanced.applies!(token, around)) return { recogniser: replyWithEnhanced, sure: true };
  if (isForeign(token.code) || counted.test(token.close) || titled.test(token.close) || isOfWebRequest(token))
    return {};
  const shape = replyShapes.find(({ applies }) => applies!(token, around));
  return { recogniser: shape, sure: shape !== undefined && !isWeak(shape, around) };
}

/** Decides whether a triple of numbers is an enhanced status code; undefined where it is none. */
export function judgeEnhancedCode(token: RecordToken, around: Surroundings): Verdict | undefined {
  around.asked = false;
  const { text, start } = token;
  if (text.charCodeAt(start - 1) === 110 && text.charCodeAt(start - 2) !== 92) return undefined;
  const gap = start - around.previousEnd;
  if (
    around.previousCode.length === 3 &&
    (gap <= 4
      ? /^(?:[^\w\n]{1,4}|_)$/.test(text.slice(around.previousEnd, start))
      : gap <= 40 &&
        around.previousCode[0] === token.code[0] &&
        /^[ -]?=?\r?\n[ \t]{0,38}$/.test(text.slice(around.previousEnd, start)))
  )
    return anchored(enhancedAfterReply);
  const recogniser =
    findAnchor(enhancedAnchors, token, around) ?? enhancedShapes.find((shape) => shape.applies!(token, around));
  if (recogniser && !isWeak(recogniser, around)) return anchored(recogniser);
  if (!recogniser && !mayBeWeighed(token, around)) return undefined;
  return weigh(token, around, recogniser);
}
