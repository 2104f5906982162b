import { isKnownReplyCode, isRoundNumber } from './knownCodes';
import type { Rule } from './rule';
import type { Surroundings } from './scanCode';
import type { Token } from './token';

const enhancedAfter = /^[^\w\n]{1,5}(?:\w{0,24}[({[]{1,2} ?)?([245])(?:\\{0,2}\.\d{1,3}\\{0,2}\.\d|, ?\d{1,3}, ?\d)/;
const keywordAfter =
  /^[- ](?:\d\.\d\.\d )?(?:8BITMIME|PIPELINING|SIZE\b|STARTTLS|AUTH[ =]|CHUNKING|SMTPUTF8|ENHANCEDSTATUSCODES|DSN\b|VRFY|ETRN|HELP\b|XCLIENT|XFORWARD|BINARYMIME|DELIVERBY)/i;
const textAfter = /^(?:[ -]|\\t|\t)(?:[A-Za-z<%{$["'*#(~]|\.\.\.|\d\.\d|\\)/;
const emptyAfter = /^[ -]?(?:\\r|\\n|\\\\r|\$|\\b|\\s|\\?["'`)/]|\s{0,2}$|\[|\.\*|\(|%)/;
const mailText =
  /\b(?:mail|mailbox|e-?mail|recipient|recipients|sender|relay|relaying|user unknown|unknown user|no such user|smtp|e?smtp|queued|spam|greylist\w*|helo|ehlo|rcpt|dnsbl|rbl|blacklist\w*|blocklist\w*|spf|dkim|dmarc|quota|TLS|STARTTLS|AUTH\w*|credentials|pipelining|postmaster|bye|closing|service (?:ready|not available|closing))\b/i;

/** What opens a line of a transcript, a comment, a table or a here-document. */
const lineOpeners =
  /^\s*(?:(?:\/\/\/?|\/?\*{1,2}!?|#+|--|;+|%+|>|\||[-*] |\d+[.)] |=item|"|'|`)\s*)*(?:[SC<]:|[<>]{1,2}[-~*]{0,2}|<\*\*|\*\*>|Server:|R:|\*{1,2})?\s*["'`]?$/;
/** What opens a string before its code: the marks of a transcript, a line break, an anchor. */
const stringOpeners =
  /(?:^|[\\/"'`({,\s[=])(?:[bBrRfFuUL]{0,2}|US|\$|@)["'`/](?:\^|\\[rnbAs]|\\\\b|S: ?|<-? |-> |< |\(\?:|\(){0,4}$/;
const lineBreakBefore = /\\n(?:\\?["'`]?)$/;
const said =
  /(?:\bsaid: |\bsmtp; ?|status=\w{1,12} \(|\bC="|\bresponse: ?["'`]?|\bSMTP (?:error|code|reply|response|status)\b[^\n]{0,60}[: ]|reject(?:ed)?: [^\n]{1,80}: |MESSAGE: |RCPT TO:[^\n]{0,60}: |host \S{1,80}: )$/i;

const units =
  /^\s?(?:ms|msec|msecs|millis\w*|s|secs?|seconds?|mins?|minutes?|hours?|days?|weeks?|bytes?|octets?|chars?|characters?|[kmgt]i?b|px|em|pt|mb\/s|lines?|messages?|mails|e-?mails|users|times|characters|bits?|items?|entries|connections|tests?|people|threads|workers|x\d|percent|%)(?![\w-])/i;
const rangeAfter = /^\s*(?:\.\.|[-–]\s?\d|<=?\s|>=?\s|[<>]=|to \d)/;
const rangeBefore = /(?:\.\.[.=<]?|\d\s?[-–]|[^\s\-=<][<>]=?|(?:^|[^<\-=])\s[<>]=?|[<>]=|\bbetween|\bto|\band)\s*$/;
const arithmetic = /(?:[\w)\]]\s*[*/%+]|\s-|<<|>>|\+|\*=|\/)\s*$/;
const arithmeticAfter = /^\s*(?:\*(?![*\w"'`])|\/\s?\d|%\s|\+ ?\d|<<|>>)/;
const sectionBefore =
  /(?:\bRFC[\s-]?|§\s?|\bsections?\s|\bsec\.?\s|\bchapter\s|\bpage\s|\bline\s|\bport[s:]?\s|\bissues?\s|\bPR\s|\bticket\s|\bid\s|\bversion\s|\bX\.|\bbuild\s)[`"'*]{0,2}$/i;
const httpBefore =
  /(?:\bHTTP\S{0,8}|\bHTTP (?:status|code|error|response)(?: code)?|\.status|statusCode|status_code|sendStatus|writeHead|WriteHeader|http_response_code|HTTPException|response\.code|abort|HttpStatus\w*)\W{1,6}$/i;
const httpAfter =
  /^\W{0,3}\s?(?:Not Found|Internal Server|Bad Request|Forbidden|Unauthori[sz]ed|No Content|Created\b|Bad Gateway|Service Unavailable["'`]|Method Not|Gateway)/i;
const tableBefore = /(?:^|\s)\d+(?:\.\d+)?\s+$/;
const tableAfter = /^\s+\d+(?=\s|$)/;
const addressAfter = /^(?:\.\d|:[\da-fA-F]|%\d|\/\d{1,2}(?!\d))/;
const addressBefore = /(?:\d\.|[\da-fA-F]:|::|[^\s:]:\/\/\S*|[?&]\w+=|\/(?:issues|pull|commit|blob|wiki|rfc)\S*)$/;
const blank = /^\s*$/;

const proseBefore =
  /(?:\b(?:codes?|repl(?:y|ies)|responses?|status(?:es)?|errors?|SMTP|return(?:s|ed|ing)?|sends?|sent|repl(?:ied|ying)|respond(?:s|ed|ing)?|answer(?:s|ed)?|reject(?:s|ed|ing)?|gets?|got|receives?|an?|with|the|on|expects?|expecting|expected|of|permanent|temporary|transient|final|after|for|every|each|any|is|was|to|use|via|if|emits?|not|like|[45]xx)(?: (?:an?|the|with|of))?|[45]xx,?|[(/,|:=]|[245]\d\d[`"'*]{0,2}(?: or| and|,|\/|, or|, and))[\s]{0,2}[`"'*(<]{0,6}(?:code>|b>|tt>|em>|strong>|i>|quot;)?$/i;
const proseAfter =
  /^[`"'*)]{0,3}(?:<\/\w+>)?[\s-]{0,2}(?:SMTP|ESMTP|repl(?:y|ies)|responses?|errors?|status|codes?|greetings?|banner|continuations?|lines?\b|rejections?|rejects?|bounces?|OK\b|command|from the|message|failures?|success|final|or [245]|and [245]|, [245]\d\d|\/[245]\d\d|prefix|return|intermediate|multi-?line|to\b|is\b|means\b|when\b|if\b|for\b|as\b|in\b)/i;

const isProse = (around: Surroundings): boolean => around.source.family === 'prose';

/** A text without a tell-tale form: the words of the reply itself must speak of mail. */
const speaksOfMail = (token: Token): boolean => mailText.test(token.right);

/** Complete replies: accepted wherever they stand. */
const complete: readonly Rule[] = [
  {
    id: 'code/reply-with-enhanced',
    reason: 'an enhanced status code of the same class follows',
    applies: (token) => {
      const match = enhancedAfter.exec(token.right);
      return match !== null && match[1] === token.code[0];
    },
  },
  {
    id: 'code/ehlo-keyword',
    reason: 'a keyword of an EHLO reply follows',
    applies: (token) => token.code === '250' && keywordAfter.test(token.right),
  },
  {
    id: 'code/said',
    reason: 'stands where a program quotes what a server said',
    applies: (token, { file }) =>
      !file.rival && !file.http && isCode(token) && said.test(token.left) && opensReply(token),
  },
];

/** What is no reply code though it has three digits. */
const passedOver: readonly Rule[] = [
  {
    id: 'code/not-address',
    reason: 'part of an address, a time or a URL',
    applies: ({ left, right }) => addressAfter.test(right) || addressBefore.test(left),
  },
  {
    id: 'code/not-section',
    reason: 'number of an RFC, a section, a port, an issue',
    applies: ({ left }) => sectionBefore.test(left),
  },
  {
    id: 'code/not-unit',
    reason: 'a unit follows',
    applies: ({ right, code }) => units.test(right) && !(isKnownReplyCode(code) && /^-(?:message|line)/.test(right)),
  },
  { id: 'code/not-table', reason: 'one of a row of numbers', applies: (token) => isTable(token) },
  { id: 'code/not-range', reason: 'bound of a class test or a range', applies: (token) => isRange(token) },
  { id: 'code/not-arithmetic', reason: 'operand of a calculation', applies: (token) => isArithmetic(token) },
  { id: 'code/not-quantity', reason: 'the name says size, time, count or port', applies: (token) => isQuantity(token) },
  { id: 'code/not-http', reason: 'a status code of HTTP', applies: (token, around) => isHttp(token, around) },
];

/** Why a token is a reply code, from the most to the least telling. */
const accepted: readonly Rule[] = [
  {
    id: 'code/string-reply',
    reason: 'a string opens with it and the text of a reply follows',
    level: 1,
    applies: (token, { file }) =>
      opensString(token) && textAfter.test(token.right) && (isCode(token) || file.level === 2),
  },
  {
    id: 'code/line-reply',
    reason: 'a line of text, comment or transcript opens with it and the text of a reply follows',
    level: 1,
    applies: (token, around) =>
      isCode(token) &&
      lineOpeners.test(token.left) &&
      textAfter.test(token.right) &&
      (around.file.level === 2 || speaksOfMail(token)) &&
      !/^\s*\d+$/.test(token.left),
  },
  {
    id: 'code/string-reply',
    reason: 'a string opens with it and the text of a reply speaks of mail',
    applies: (token) => isCode(token) && opensString(token) && textAfter.test(token.right) && speaksOfMail(token),
  },
  {
    id: 'code/named',
    reason: 'the name before it says reply code or status',
    level: 2,
    applies: (token) => token.nameMeaning === 'code' && token.operator !== 'none',
  },
  {
    id: 'code/named',
    reason: 'the name before it says reply code or status',
    level: 1,
    applies: (token) =>
      isCode(token) &&
      !isRoundNumber(token.code) &&
      token.nameMeaning === 'code' &&
      token.operator !== 'none' &&
      token.operator !== 'word',
  },
  {
    id: 'code/smtp-named',
    reason: 'the name before it says SMTP',
    applies: (token) =>
      isCode(token) &&
      ((/smtp|lmtp/i.test(token.name) && token.nameMeaning === 'code') ||
        /smtp_?(?:code|reply|status|response|error)|(?:smtp|lmtp)Error/i.test(token.call)),
  },
  {
    id: 'code/argument',
    reason: 'argument of a call that sends, expects or builds a reply',
    level: 2,
    applies: (token) => isCode(token) && (token.callMeaning === 'code' || token.callMeaning === 'verb'),
  },
  {
    id: 'code/list',
    reason: 'beside another code in a list',
    level: 1,
    applies: (token, around) => isBesideCode(token, around),
  },
  {
    id: 'code/prose',
    reason: 'prose speaks of a reply',
    level: 2,
    applies: (token) => isCode(token) && (proseBefore.test(token.left) || proseAfter.test(token.right)),
  },
  {
    id: 'code/prose',
    reason: 'prose speaks of an SMTP reply',
    level: 1,
    applies: (token) =>
      isKnownReplyCode(token.code) &&
      /\bS?MTP\b/i.test(token.left + ' ' + token.right) &&
      (proseBefore.test(token.left) || proseAfter.test(token.right)),
  },
  {
    id: 'code/known-number',
    reason: 'a number that only a reply code is, in a file about SMTP',
    level: 2,
    applies: (token, around) => !isProse(around) && isKnownReplyCode(token.code) && !isRoundNumber(token.code),
  },
  {
    id: 'code/bare-string',
    reason: 'a string that is a known code, in a file about SMTP',
    level: 2,
    applies: (token) => isCode(token) && opensString(token) && emptyAfter.test(token.right),
  },
];

const isCode = (token: Token): boolean => isKnownReplyCode(token.code) || isRoundNumber(token.code);
const opensReply = (token: Token): boolean => textAfter.test(token.right) || emptyAfter.test(token.right);
const opensString = (token: Token): boolean => stringOpeners.test(token.left) || lineBreakBefore.test(token.left);

/** A number between other numbers that only spaces separate. */
function isTable({ left, right }: Token): boolean {
  return (tableBefore.test(left) && !/^[ -][A-Za-z]/.test(right)) || (tableAfter.test(right) && !blank.test(left));
}

function isRange({ left, right, lineStart, start }: Token): boolean {
  if (rangeAfter.test(right)) return true;
  if (!rangeBefore.test(left)) return false;
  // a quoted line, the mark of a transcript, a tag of HTML
  return (
    !(start - lineStart < 60 && lineOpeners.test(left)) && !/<\/?\w{1,12}>$|->\s*$|=>\s*$|\b(?:to|and)\s$/.test(left)
  );
}

function isArithmetic({ left, right }: Token): boolean {
  return arithmeticAfter.test(right) || (arithmetic.test(left) && !lineOpeners.test(left) && !stringOpeners.test(left));
}

function isQuantity(token: Token): boolean {
  const { operator } = token;
  if (operator === 'none') return false;
  const meaning = token.nameMeaning;
  return meaning === 'quantity' || meaning === 'version';
}

function isHttp(token: Token, { file }: Surroundings): boolean {
  if (httpAfter.test(token.right)) return true;
  if (token.nameMeaning === 'http') return true;
  return (file.http || file.level < 2) && httpBefore.test(token.left);
}

/** A code in the same list, on the same or the line before. */
function isBesideCode(token: Token, { previousCode, previousEnd }: Surroundings): boolean {
  if (previousCode.length !== 3 || !isCode(token)) return false;
  const between = token.start - previousEnd;
  return (
    between > 0 &&
    between < 40 &&
    /^["'`]?(?:\s*(?:,|\||\/|\bor\b|\band\b|=>|->|:)\s*)+["'`]?(?:case |b["'])?$/.test(
      token.text.slice(previousEnd, token.start),
    )
  );
}

/** What stands right before and after decides the easy cases without looking further. */
function isGlued({ text, start, end }: Token): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  // $550 @550 %550 &550 ~550 .550 +550
  if (
    before === 36 ||
    before === 64 ||
    before === 37 ||
    before === 38 ||
    before === 126 ||
    before === 46 ||
    before === 43
  )
    return true;
  // x-550, 55-550; \550 is an octal escape
  if (before === 45 && text.charCodeAt(start - 2) !== 62) return true;
  if (before === 92) return true;
  // #244, but "#550 text" opens a comment
  if (before === 35)
    return !(after === 45 || after === 32) || !lineOpeners.test(text.slice(Math.max(0, start - 20), start));
  // path/250, but /250/ is a pattern
  if (before === 47) {
    const slash = text.charCodeAt(start - 2);
    if ((slash >= 97 && slash <= 122) || (slash >= 65 && slash <= 90) || slash === 47 || slash === 46 || slash === 45)
      return true;
  }
  // 550.1, 550%
  if (after === 46) return isDigit(text.charCodeAt(end + 1));
  return after === 37 && !isDigit(text.charCodeAt(end + 1));
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** The id of the rule that reads a three-digit token as a reply code; undefined where it is none. */
export function judgeReplyCode(token: Token, around: Surroundings): string | undefined {
  if (isGlued(token)) return undefined;
  const { level, rival } = around.file;
  for (const rule of complete) if (rule.applies(token, around)) return rule.id;
  if (rival) return undefined;
  for (const rule of passedOver) if (rule.applies(token, around)) return undefined;
  for (const rule of accepted) if ((rule.level ?? 0) <= level && rule.applies(token, around)) return rule.id;
  return undefined;
}
