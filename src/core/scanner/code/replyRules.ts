import { isForeign, isGatewayCode, isHttpCode, isOnlySmtp, isRegistered, isReplyCode } from './knownCodes';
import { isMapKey, readName } from './names';
import {
  assertedName,
  isBeforeCode,
  isBesideCode,
  isCellBelowCode,
  isLikeLineAbove,
  isLineOfReply,
} from './neighbours';
import {
  asserts,
  isHttpPhrase,
  isOneOf,
  isPlain,
  lineOpeners,
  passedOver,
  rangeAfter,
  textAfter,
  units,
} from './passedOver';
import type { Rule } from './rule';
import type { Surroundings } from './surroundings';
import { patternBefore, type Token } from './token';

const enhancedAfter =
  /^(?:[^\w\n]{1,5}(?:\w{0,24}[({[]{1,2} ?)?([245])\\{0,2}\.\d{1,3}\\{0,2}\.\d|[^\w\n]{1,4}[\w.:]{0,40}[({[] ?([245]), ?\d{1,3}, ?\d{1,3} ?[)}\]])/;
/** Also of another class, which is an error worth finding. */
const enhancedTextAfter = /^[ -][245]\.\d{1,3}\.\d{1,3}[ -][A-Za-z<%{$]/;
const keywordAfter =
  /^[- ](?:\d\.\d\.\d )?(?:8BITMIME|PIPELINING|SIZE\b|STARTTLS|AUTH[ =]|CHUNKING|SMTPUTF8|ENHANCEDSTATUSCODES|DSN\b|VRFY|ETRN|HELP\b|XCLIENT|XFORWARD|BINARYMIME|DELIVERBY)/i;
const emptyAfter = /^[ -]?(?:\\r|\\n|\\\\r|\$|\\b|\\s|\\?["'`)/]|\s{0,2}$|\[|\.\*|\(|%)/;
export const mailText =
  /\b(?:mail|mailbox|e-?mail|recipient|recipients|sender|relay|relaying|user unknown|unknown user|no such user|smtp|e?smtp|queued|spam|greylist\w*|helo|ehlo|rcpt|dnsbl|rbl|blacklist\w*|blocklist\w*|spf|dkim|dmarc|quota|TLS|STARTTLS|AUTH\w*|credentials|pipelining|postmaster|bye|closing|service (?:ready|not available|closing))\b/i;
/** What marks the server's side in a transcript. */
const transcriptMark = /(?:^|[\s\]\"'`>])(?:[SCR]:|<[-~*]|<<<|<\*\*)\s{0,3}$/;
/** Calls that send, expect or carry a reply. */
const replyCall =
  /send|respon[ds]|reply|replies|reject|expect|write|cmd|command|exception|error|status|code|deny|defer|fail/i;
const textArgumentAfter =
  /^["']?\s?,\s?(?:[bBrRfFuUL@$]{0,2}["'`](?!\d{1,3}\.\d{1,3}\.\d{1,3}\.)|fmt\.|String\.|format)/;
const smtpName = /(?:smtp|lmtp)\w{0,16}(?:code|reply|status|response|error|exception)/i;
/** Where a log or a program quotes a server. */
const said = /(?:\bsaid: |\bsmtp; ?|status=\w{1,12} \(|\bC="|\bresponse: ?["'`]?)$/i;
/** The same with words between; a colon or a space stands before the code. */
const saidOnLine =
  /\breject(?:ed)?: |\bSMTP (?:error|code|reply|response|status)\b|MESSAGE: |RCPT TO:|\b(?:replied|responded|answered): $/i;
const echoBefore = /^\s*(?:echo|printf)\s$/;
/** A number inside a sentence of a translation or a description. */
const inSentence = /[^\s\d"'`=:([{<>|,-]{2}[.,:;]?\s$/;

/** Words of prose before a code that leave no doubt what it is. */
export const proseBefore =
  /(?:\b(?:codes?|repl(?:y|ies)|responses?|status(?:es)?|errors?|SMTP|return(?:s|ed|ing)?|sends?|sent|repl(?:ied|ying)|respond(?:s|ed|ing)?|answer(?:s|ed)?|reject(?:s|ed|ing)?|greeting|banner|[45]xx|instead|EHLO|HELO|MAIL(?: FROM)?|RCPT(?: TO)?|DATA|QUIT|RSET|NOOP|VRFY|STARTTLS)(?: (?:an?|the|with(?: an?)?|of|is|was|to|such as|like|in))?)[\s:=]{0,3}[`"'*(<]{0,6}(?:code>|b>|tt>|em>|strong>|i>|quot;)?$/i;
/** Words of prose after a code that leave no doubt. */
export const proseAfter =
  /^[`"'*)]{0,3}(?:<\/\w+>)?[\s-]{0,2}(?:SMTP|ESMTP|repl(?:y|ies)|responses?|errors?|status|codes?|greetings?|banner|continuations?|rejections?|rejects?|bounces?|OK\b|prefix|intermediate|multi-?line|(?:and|or|with) [245]\.\d)/i;
/** Small words that a number only a reply code is may stand beside. */
export const smallBefore =
  /(?:(?:^|\s)(?:gets?|got|receives?|an?|with|the|on|as|expects?|expecting|expected|of|permanent|temporary|transient|final|continuing|after|for|every|each|any|is|was|to|use|uses|via|if|emits?|not|like|default|or|and)|[(/,|:=>]|[245]\d\d[`"'*]{0,2}(?:,|\/))\s{0,2}[`"'*(<]{0,6}(?:code>|b>|tt>|em>|strong>|i>|quot;)?$/i;

const isProse = (around: Surroundings): boolean => around.source.family === 'prose';

/** A text without a tell-tale form: the words of the reply itself must speak of mail. */
const speaksOfMail = (token: Token): boolean => mailText.test(token.right);

/** Complete replies: accepted wherever they stand. */
const complete: readonly Rule[] = [
  {
    id: 'code/reply-with-enhanced',
    reason: 'an enhanced status code follows',
    anyCode: true,
    applies: (token) => {
      const match = enhancedAfter.exec(token.right);
      return match !== null && ((match[1] ?? match[2]) === token.code[0] || enhancedTextAfter.test(token.right));
    },
  },
  {
    id: 'code/reply-after-enhanced',
    reason: 'stands behind an enhanced status code of its class',
    applies: followsEnhanced,
  },
  {
    id: 'code/ehlo-keyword',
    reason: 'a keyword of an EHLO reply follows',
    applies: (token) => token.code === '250' && keywordAfter.test(token.right),
  },
  {
    id: 'code/transcript',
    reason: 'behind the mark of the server in a transcript',
    level: 1,
    applies: (token, { file }) =>
      !file.rival &&
      isCode(token) &&
      isOneOf(':-~*<', token.previous) &&
      transcriptMark.test(token.close) &&
      opensReply(token),
  },
  {
    id: 'code/said',
    reason: 'stands where a program quotes what a server said',
    applies: (token, { file }) =>
      !file.rival &&
      !file.http &&
      isCode(token) &&
      isOneOf(' (";`\'', token.before) &&
      (said.test(token.close) || (/: $|code $/.test(token.close) && saidOnLine.test(token.left))) &&
      opensReply(token),
  },
];

/** `ERROR:5.7.1:550 Refused` in a map of Sendmail. */
function followsEnhanced({ text, code, start }: Token, { previousCode, previousEnd }: Surroundings): boolean {
  return previousEnd === start - 1 && text[start - 1] === ':' && previousCode.length > 3 && previousCode[0] === code[0];
}

/** Why a token is a reply code, from the most to the least telling. */
const accepted: readonly Rule[] = [
  {
    id: 'code/string-reply',
    reason: 'a string opens with it and the text of a reply follows',
    level: 1,
    anyCode: true,
    applies: (token, { file }) =>
      token.opensString &&
      textAfter.test(token.right) &&
      (isCode(token) || file.level === 2) &&
      !(file.http && isHttpCode(token.code)) &&
      !(file.alsoHttp && /^20[01]/.test(token.code) && /^ (?:OK|Created)\b/i.test(token.right)),
  },
  {
    id: 'code/string-reply',
    reason: 'a string opens with it and the text of a reply speaks of mail',
    applies: (token, { file }) =>
      isCode(token) &&
      !(file.http && isHttpCode(token.code)) &&
      token.opensString &&
      textAfter.test(token.right) &&
      speaksOfMail(token),
  },
  {
    id: 'code/string-reply',
    reason: 'a string named for a reply opens with it',
    applies: (token, { file }) =>
      isPlain(token) && !file.http && token.opensString && textAfter.test(token.right) && token.nameMeaning === 'code',
  },
  {
    id: 'code/line-reply',
    reason: 'a line of text, comment or transcript opens with it and the text of a reply follows',
    level: 1,
    applies: (token, { file }) =>
      isCode(token) &&
      !(file.alsoHttp && /^20[01]/.test(token.code) && /^ (?:OK|Created)\b/i.test(token.right)) &&
      lineOpeners.test(token.left) &&
      textAfter.test(token.right) &&
      (file.level === 2 || speaksOfMail(token) || transcriptMark.test(token.close)),
  },
  {
    id: 'code/map-action',
    reason: 'the action of a line in an access map',
    applies: (token, { source }) =>
      source.family !== 'code' &&
      /^[45]/.test(token.code) &&
      isReplyCode(token.code) &&
      isMapKey(token.left) &&
      /^ +[A-Za-z]/.test(token.right),
  },
  {
    id: 'code/named',
    reason: 'the name before it says reply code or status',
    level: 2,
    anyCode: true,
    applies: (token, around) =>
      token.nameMeaning === 'code' &&
      token.operator !== 'none' &&
      !isForeign(token.code) &&
      (isOurs(token, around) || !(isReplyCode(token.code) || around.file.http)),
  },
  {
    id: 'code/named',
    reason: 'the name before it says reply code or status',
    level: 1,
    applies: (token) =>
      isPlain(token) && token.nameMeaning === 'code' && token.operator !== 'none' && token.operator !== 'word',
  },
  {
    id: 'code/smtp-named',
    reason: 'the name before it says SMTP',
    applies: (token) => isCode(token) && (smtpName.test(token.name) || smtpName.test(token.call)),
  },
  {
    id: 'code/argument',
    reason: 'argument of a call that sends, expects or builds a reply',
    level: 2,
    applies: (token, around) =>
      (isPlain(token) && (token.callMeaning === 'code' || token.callMeaning === 'verb')) ||
      (isOurs(token, around) &&
        replyCall.test(token.call) &&
        (token.operator === 'call' || textArgumentAfter.test(token.right))),
  },
  {
    id: 'code/argument',
    reason: 'first argument of an exception or a reply, a text follows',
    level: 1,
    applies: (token, around) =>
      isOurs(token, around) &&
      replyCall.test(token.call) &&
      token.operator === 'call' &&
      textArgumentAfter.test(token.right),
  },
  {
    id: 'code/argument',
    reason: 'first argument of an error or a rejection',
    level: 2,
    anyCode: true,
    applies: (token, { file }) =>
      /^[45]/.test(token.code) &&
      !isForeign(token.code) &&
      (isCode(token) || !file.http) &&
      token.operator === 'call' &&
      /error|exception|reject|reply|response/i.test(token.call),
  },
  {
    id: 'code/compared-argument',
    reason: 'the argument beside it is named for a reply code',
    level: 1,
    applies: (token, around) =>
      ((isPlain(token) && (around.file.level === 2 || isOnlySmtp(token.code))) ||
        (isOurs(token, around) &&
          asserts.test(token.call) &&
          (around.file.level === 2 || token.right.includes(`(${token.code},`)))) &&
      isBesideName(token),
  },
  {
    id: 'code/compared-argument',
    reason: 'what an assertion looks at is named for a reply code',
    level: 2,
    anyCode: true,
    applies: (token, around) =>
      !isForeign(token.code) &&
      (isOurs(token, around) || !(isReplyCode(token.code) || around.file.http)) &&
      readName(assertedName(token)) === 'code',
  },
  {
    id: 'code/pattern',
    reason: 'a pattern that opens with it',
    level: 1,
    applies: (token) => isPlain(token) && token.text.charCodeAt(token.start - 1) === 94,
  },
  {
    id: 'code/tuple',
    reason: 'first of a pair of a code and a text',
    level: 2,
    anyCode: true,
    applies: (token, around) =>
      /[([{]\s?["'`]?$/.test(token.left) &&
      ((isOurs(token, around) && textArgumentAfter.test(token.right)) ||
        (!isForeign(token.code) && /^[45]/.test(token.code) && /^["'`]?\s?=>\s?["'`]/.test(token.right))),
  },
  {
    id: 'code/key',
    reason: 'key of a table that lists codes',
    level: 2,
    applies: (token, { previousEnd }) =>
      isCode(token) &&
      previousEnd > 0 &&
      token.start - previousEnd < 200 &&
      /^["'`]?\]?\s{0,8}(?::|=>|->|=)\s/.test(token.right),
  },
  {
    id: 'code/named',
    reason: 'a code with an enhanced status code in the next field',
    anyCode: true,
    applies: (token) =>
      token.nameMeaning === 'code' && /^,?\s{1,40}["']?enhanced/i.test(token.text.slice(token.end, token.end + 60)),
  },
  {
    id: 'code/constant',
    reason: 'a constant that follows one with a reply code',
    level: 2,
    applies: (token, { previousCode, previousEnd }) =>
      isCode(token) &&
      previousCode.length === 3 &&
      token.start - previousEnd < 400 &&
      (token.operator === 'assign' || token.operator === 'key') &&
      /^[A-Z]\w*$/.test(token.name),
  },
  {
    id: 'code/list',
    reason: 'beside another code in a list',
    level: 1,
    applies: (token, around) => isCode(token) && isBesideCode(token, around),
  },
  {
    id: 'code/list',
    reason: 'stands where the code on the line above does, or before another in a list',
    level: 2,
    applies: (token, around) =>
      isOurs(token, around) &&
      (isLikeLineAbove(token, around) || isCellBelowCode(token, around) || isBeforeCode(token)),
  },
  {
    id: 'code/line-reply',
    reason: 'a shell script prints it and the text of a reply',
    level: 1,
    applies: (token, { source }) =>
      source.id === 'shellscript' && isPlain(token) && echoBefore.test(token.left) && textAfter.test(token.right),
  },
  {
    id: 'code/line-reply',
    reason: 'a line of a reply of several lines',
    level: 2,
    applies: (token, around) => isOurs(token, around) && isLineOfReply(token),
  },
  {
    id: 'code/prose',
    reason: 'prose speaks of a reply',
    level: 2,
    applies: (token, around) =>
      isOurs(token, around) && (proseBefore.test(token.close) || proseAfter.test(token.right)),
  },
  {
    id: 'code/prose',
    reason: 'prose speaks of an SMTP reply',
    level: 1,
    applies: (token) =>
      isPlain(token) &&
      (proseBefore.test(token.close) || proseAfter.test(token.right)) &&
      /\bE?S?MTP\b/i.test(token.left + ' ' + token.right),
  },
  {
    id: 'code/prose',
    reason: 'a number that only a reply code is, beside a word that introduces it',
    level: 2,
    applies: (token, around) =>
      smallBefore.test(token.close) &&
      (isPlain(token) ||
        (isOurs(token, around) &&
          /^[45]/.test(token.code) &&
          (/^ \(?[A-Z][a-z]/.test(token.right) || /\b[45]xx\b/.test(token.left)))),
  },
  {
    id: 'code/known-number',
    reason: 'a number that only a reply code is, in a file about SMTP',
    level: 2,
    applies: (token, { source, file }) =>
      isPlain(token) &&
      !(file.alsoHttp && isGatewayCode(token.code) && /(?:^|\s)(?:[%#*]|\/\/|--)\s/.test(token.left)) &&
      !(
        source.family === 'config' &&
        source.id !== 'ini' &&
        inSentence.test(token.close) &&
        /^\s[^\s\d]{2}/.test(token.right) &&
        !speaksOfMail(token)
      ),
  },
  {
    id: 'code/bare-string',
    reason: 'a string that is a known code, in a file about SMTP',
    level: 2,
    applies: (token, around) =>
      (isProse(around) || isNamedOtherwise(token) ? isPlain(token) : isCode(token)) &&
      token.opensString &&
      emptyAfter.test(token.right) &&
      !(token.right.startsWith('/') && token.before !== 47),
  },
];
const isCode = (token: Token): boolean => isReplyCode(token.code);
/** A code that SMTP programs use and that HTTP doesn't claim in this file. */
function isOurs(token: Token, { file }: Surroundings): boolean {
  const { code } = token;
  if (!isReplyCode(code)) return false;
  if (isHttpCode(code)) return !(file.http || (file.alsoHttp && (code !== '500' || /\bHTTP\b/.test(token.left))));
  return !(file.http && isGatewayCode(code));
}
const opensReply = (token: Token): boolean => textAfter.test(token.right) || emptyAfter.test(token.right);

/** `assertEquals(550, reply.getCode())`, `t.Fatalf("want %d", err.Code, 550)` */
function isBesideName(token: Token): boolean {
  const before = token.argumentBefore;
  // Python's clients of HTTP
  if (/\.status_code$/.test(before) && !isPlain(token)) return false;
  if (readName(before) === 'code') return true;
  const after = /^["'`]?,\s?(?:new\s)?([\w.$>]{2,60})/.exec(token.right)?.[1];
  return after !== undefined && readName(after) === 'code';
}

/** `sample => '500'`: the name before it says nothing of replies. */
function isNamedOtherwise(token: Token): boolean {
  const { operator } = token;
  return (
    (operator === 'key' || operator === 'arrow' || operator === 'assign') &&
    token.name !== '' &&
    token.nameMeaning === 'none'
  );
}

/** The rules that decide alone. */
export const anchors: ReadonlySet<string> = new Set([
  ...complete.map(({ id }) => id),
  'code/enhanced-after-reply',
  'code/enhanced-field',
]);

/** The rules that accept a reply code. */
export const replyRules: readonly Rule[] = [...complete, ...accepted];

/** What stands right before and after decides the easy cases without looking further. */
function isGlued(token: Token, { source }: Surroundings): boolean {
  const { text, start, end } = token;
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  // $550 @550 %550 &550 ~550 .550 +550
  if (before === 36 || before === 64 || before === 37 || before === 38 || before === 126 || before === 46) return true;
  // +550, but (250-[^\n]+\n)+250 SIZE in a pattern
  if (before === 43) return !(text[start - 2] === ')' && (after === 45 || after === 32));
  // __550__ is Markdown
  if (before === 95 || after === 95) {
    if (source.family !== 'prose') return before === 95;
  }
  // x-550, 55-550, but "the after-220 tests"; \550 is an octal escape
  if (
    before === 45 &&
    text.charCodeAt(start - 2) !== 62 &&
    !/\b(?:after|before|non|pre|post)-$/i.test(text.slice(Math.max(0, start - 8), start))
  )
    return true;
  if (before === 92) return true;
  // #244, but "#550 text" opens a comment
  if (before === 35) return !(after === 45 || after === 32) || !lineOpeners.test(token.left);
  // path/250, but /250/ is a pattern
  if (before === 47) {
    const slash = text.charCodeAt(start - 2);
    // //550 5.2.1 …, and 250-/250
    if (slash === 47 && (after === 32 || after === 45) && /^\s*\/\/+$/.test(token.left)) return false;
    if (slash === 45 && isDigit(text.charCodeAt(start - 3))) return false;
    if (patternBefore.test(token.close)) return false;
    if ((slash >= 97 && slash <= 122) || (slash >= 65 && slash <= 90) || slash === 47 || slash === 46 || slash === 45)
      return true;
  }
  // 555-1212
  if (after === 45 && /^-\d{3,}(?![.\d])/.test(token.right) && !/^-[2-5]\d\d\b/.test(token.right)) return true;
  // 211-75-6-133.example.org
  if (after === 45 && /^-\d{1,3}-\d/.test(token.right)) return true;
  // 550.1, 550%
  if (after === 46) return isDigit(text.charCodeAt(end + 1));
  // 550%, but not LIKE '550%'
  return after === 37 && !isDigit(text.charCodeAt(end + 1)) && before !== 39 && before !== 34;
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** The frequent cases, "550 5.1.1", "550 No such user" and `code == 550`, almost without a pattern. */
function judgeQuickly(token: Token, { file }: Surroundings): string | undefined {
  const { text, code, start, end } = token;
  const after = text.charCodeAt(end);
  const second = text.charCodeAt(end + 1);
  const isSpaced = after === 32 || after === 45;
  if (isSpaced && second === text.charCodeAt(start) && isEnhancedAt(text, end + 1)) return 'code/reply-with-enhanced';
  if (file.level === 0 || file.rival) return undefined;
  const before = text.charCodeAt(start - 1);
  const isQuoted = before === 34 || before === 39 || before === 96;
  // "550 …, \n550 …
  const opens = isQuoted || ((before === 110 || before === 114) && text.charCodeAt(start - 2) === 92);
  if (
    opens &&
    isSpaced &&
    isReplyCode(code) &&
    !isHttpCode(code) &&
    !(file.alsoHttp && isGatewayCode(code)) &&
    !isHttpPhrase(token, file)
  ) {
    // a word with a capital letter is no unit, but for bytes
    if (second >= 65 && second <= 90 && second !== 66) return 'code/string-reply';
    if (second >= 97 && second <= 122 && !units.test(token.right) && !rangeAfter.test(token.right))
      return 'code/string-reply';
  }
  if (file.http || !isRegistered(code) || isGatewayCode(code)) return undefined;
  if (!closes(after, second) && !(isQuoted && after === before)) return undefined;
  if (token.operator === 'none' || token.operator === 'word' || isBoundBefore(text, start)) return undefined;
  if (token.nameMeaning !== 'code') return undefined;
  return file.level === 2 || !/status/i.test(token.name) ? 'code/named' : undefined;
}

/** Not `"250 sender accounts"`. */
const opensCapital = ({ text, end }: Token): boolean => !/^[ -][a-z]/.test(text.slice(end, end + 2));

/** `limit: 450`, `size = 550`: the name says that it is no code. */
function isQuicklyQuantity(token: Token): boolean {
  const { operator, quoted } = token;
  if (quoted || (operator !== 'key' && operator !== 'assign')) return false;
  return token.nameMeaning === 'quantity' || token.nameMeaning === 'version';
}

/** Whether `5.1.1` stands at an index. */
function isEnhancedAt(text: string, at: number): boolean {
  return (
    text.charCodeAt(at + 1) === 46 &&
    isDigit(text.charCodeAt(at + 2)) &&
    text.charCodeAt(at + 3) === 46 &&
    isDigit(text.charCodeAt(at + 4))
  );
}

/** Whether an expression or a line ends: , ; ) ] and a line break, or the && || ? { ) behind a space. */
function closes(after: number, second: number): boolean {
  if (after === 44 || after === 59 || after === 41 || after === 93 || after === 10 || after === 13) return true;
  return after === 32 && (second === 38 || second === 124 || second === 63 || second === 123 || second === 41);
}

/** Whether < or > compares what stands before an index; => and -> compare nothing. */
function isBoundBefore(text: string, start: number): boolean {
  let at = start - 1;
  if (text.charCodeAt(at) === 32) at--;
  if (text.charCodeAt(at) === 61) at--;
  const sign = text.charCodeAt(at);
  if (sign === 60) return true;
  return sign === 62 && text.charCodeAt(at - 1) !== 61 && text.charCodeAt(at - 1) !== 45;
}

/** Whether an enhanced status code could follow: its first digit, or in a file about mail a word or a bracket before it. */
function mayHaveCodeBehind({ text, end }: Token, level: number): boolean {
  let at = end;
  while (at < end + 6 && !isWordOrBracket(text.charCodeAt(at))) at++;
  const c = text.charCodeAt(at);
  return c === 50 || c === 52 || c === 53 || (level === 2 && !isDigit(c));
}

const isWordOrBracket = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || isDigit(c) || c === 40 || c === 91 || c === 123 || c === 10;

const anyCode = accepted.filter((rule) => rule.anyCode);

/** A number that is in no list of codes: few rules read it, so they are asked before anything else. */
function judgeUnknown(token: Token, around: Surroundings): string | undefined {
  const { level, rival } = around.file;
  const [beside] = complete;
  if (beside && mayHaveCodeBehind(token, level) && beside.applies(token, around)) return beside.id;
  if (rival || level < 2) return undefined;
  const rule = anyCode.find(({ applies }) => applies(token, around));
  return rule && !passedOver.some(({ applies }) => applies(token, around)) ? rule.id : undefined;
}

/** Whether a glance at its neighbours shows that a three-digit token is no code. */
export function isNoReplyCode(token: Token, around: Surroundings): boolean {
  if (isGlued(token, around)) return true;
  return around.file.level < 2 && !isCode(token) && !mayHaveCodeBehind(token, around.file.level);
}

/** The id of the rule that reads a three-digit token as a reply code; undefined where it is none. */
export function judgeReplyCode(token: Token, around: Surroundings): string | undefined {
  around.passed = '';
  if (!isCode(token)) return judgeUnknown(token, around);
  if (followsEnhanced(token, around)) return 'code/reply-after-enhanced';
  const { level, rival } = around.file;
  const quick = judgeQuickly(token, around);
  if (quick !== undefined) {
    around.certain = !around.file.alsoHttp && isRegistered(token.code) && (level === 2 || opensCapital(token));
    return quick;
  }
  if (isQuicklyQuantity(token)) {
    around.passed = 'code/not-quantity';
    return undefined;
  }
  for (const rule of complete) if ((rule.level ?? 0) <= level && rule.applies(token, around)) return rule.id;
  if (rival) return undefined;
  for (const rule of passedOver)
    if (rule.applies(token, around)) {
      around.passed = rule.id;
      return undefined;
    }
  for (const rule of accepted) if ((rule.level ?? 0) <= level && rule.applies(token, around)) return rule.id;
  return undefined;
}
