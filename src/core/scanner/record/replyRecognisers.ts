import { isForeign, isReplyCode } from '../code/knownCodes';
import type { Token } from '../code/token';
import { buildAnchors, findAnchor } from './anchors';
import type { Recogniser } from './recogniser';
import type { Surroundings } from './scanRecord';
import { lineOf } from './lines';

const enhancedAfter = /^[ :-]\s{0,2}[#[(]?([245])\.\d{1,3}\.\d{1,3}(?!\.?\d)/;
const textAfter = /^(?:[ -]\s{0,8}(?:[^\s\d]|\d)|\\[rn]|[\r\n"')\]},;\\]|$)/;
const wordAfter = /^[ -]\s{0,8}(?:[A-Za-z<"'([{*#%~]|8BITMIME|\d{1,3}[. ]|[\u00a0-\uffff])/;
const lineAfter = /^(?:[ -][^\s\d]| 8BITMIME|-8BITMIME|[ -]?\r?$)/;
const endAfter = /^(?: ?(?:[\r\n"')\]},;|]|\\["'rn])|$)/;
const units =
  /^[ -]?(?:ms|msecs?|millis\w*|us|s|secs?|seconds?|mins?|minutes?|hours?|days?|[Bb]ytes?|octets?|chars?|characters?|[KMGTkmgt]i?[Bb]|bits?|lines|messages|mails|users|times|items?|entries|connections|recipients|percent|EUR|USD)(?![\w-])|^ ?%/;
const opener = /(?:^|[:;=>|)\]}–—→↳-]\s|[("'`>\t:;])["'(\[]{0,2}$/;
const codeName =
  /(?:(?:smtp|lmtp|reply|response|resp|ret|server|basic|err(?:or)?|reject|status|dsn|result)[ _-]?(?:code|status|reply|response)|\bstatus|\brc|\bcode|smtpstatus|smtpcode)["']{0,2}\s?[=:(]\s?[["'(]{0,2}$/i;
const smtpName =
  /(?:(?:smtp|lmtp)[ _-]?(?:reply|response|error|status)?[ _-]?(?:code|status|reply)?|(?:reply|response)[ _-]?code)["']{0,2}\s?[=:(]\s?[["'(]{0,2}$/i;

const hasEnhanced = (token: Token): boolean => enhancedAfter.test(token.right);
const hasText = (token: Token): boolean => wordAfter.test(token.right) && !units.test(token.right);
const isHead = (token: Token): boolean => hasText(token) || endAfter.test(token.right);

/** Where a program writes a reply, by what stands right before it. */
const anchored: readonly Recogniser[] = [
  {
    id: 'record/said',
    reason: 'the words before it introduce what a server said',
    before: [
      ' said: ',
      'refused to talk to me: ',
      'refused to start TLS: ',
      'failed: ',
      'succeeded: ',
      'server said: ',
      'remote host said: ',
      'response was: ',
      'responded: ',
      'responded with: ',
      'returned: ',
      "returned '",
      'rejected: ',
      'response from server: ',
      'response: ',
      'queued mail for delivery -> ',
      'login: ',
      'greeting: ',
      'error: ',
    ],
    applies: (token) => isHead(token) || (/^ \d /.test(token.right) && token.close.endsWith(' said: ')),
  },
  {
    id: 'record/delivered',
    reason: 'the reply to a message that was sent stands in brackets behind its status',
    product: 'Postfix',
    url: 'https://www.postfix.org/postconf.5.html',
    before: ['status=sent (', 'status=bounced (', 'status=deferred (', 'status=expired ('],
    applies: isHead,
  },
  {
    id: 'record/confirmation',
    reason: 'the field C= holds the reply that confirmed a delivery',
    product: 'Exim',
    url: 'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-log_files.html',
    before: ['C="', "C='"],
    applies: isHead,
  },
  {
    id: 'record/diagnostic-code',
    reason: 'the field Diagnostic-Code holds the reply',
    url: 'https://www.rfc-editor.org/rfc/rfc3464#section-2.3.6',
    before: ['smtp; ', 'smtp;', 'lmtp; ', 'diagnostic-code: ', 'diag=', 'x-unix; ', 'diag: '],
    applies: isHead,
  },
  {
    id: 'record/field',
    reason: 'the name before it says reply',
    before: [
      'reply=',
      'reply="',
      'reject=',
      'response=',
      'response="',
      'response: "',
      'response":"',
      'response": "',
      "response: '",
      'stat=',
      'stat="',
      'result="',
      'smtpmsg="',
      "smtpmsg='",
      'smtpstatus=',
      'error="',
      'err="',
      'reason="',
      'reason":"',
      'reason": "',
    ],
    applies: isHead,
  },
  {
    id: 'record/server-line',
    reason: 'the mark before it stands for the side of the server',
    before: [
      'S: ',
      'Out: ',
      '<- ',
      '<~ ',
      '<** ',
      '<~* ',
      '<<< ',
      '<< ',
      '<-- ',
      '> SERVER: ',
      'server -> client: ',
      "reply: b'",
      "reply: '",
      'esmtp> ',
      'smtp< ',
      'smtp<< ',
    ],
    applies: ({ right }) => /^(?:[ -]|\r?$|\\)/.test(right) && !units.test(right),
  },
];

/** Complete replies and codes named as such, wherever they stand; then what only text about mail has. */
const judged: readonly Recogniser[] = [
  {
    id: 'record/reply-with-enhanced',
    reason: 'an enhanced status code follows',
    applies: (token) =>
      enhancedAfter.exec(token.right)?.[1] === token.code[0] || (hasEnhanced(token) && /[: (\n"']$/.test(token.left)),
  },
  {
    id: 'record/continuation',
    reason: 'a further line of the same reply',
    applies: (token, around) => continues(token, around),
  },
  {
    id: 'record/named',
    reason: 'the name before it says reply code',
    applies: (token, around) =>
      /^(?:[\s,;:)"'}\]\\|]|$)/.test(token.right) &&
      (smtpName.test(token.close) ||
        (endAfter.test(token.right) &&
          codeName.test(token.close) &&
          isReplyCode(token.code) &&
          lineOf(token, around).mail)),
  },
  {
    id: 'record/repeated',
    reason: 'the same code opens the reply behind it',
    applies: (token) => token.right.startsWith(`: ${token.code}`) || token.right.startsWith(` - ${token.code}`),
  },
  {
    id: 'record/line',
    reason: 'a line opens with it and the text of a reply follows',
    applies: (token, around) =>
      (isReplyCode(token.code) || around.source.family === 'transcript') &&
      /^\s*$/.test(token.left) &&
      (around.mail || lineOf(token, around).mail) &&
      (around.source.family === 'transcript' ? /^(?:[ -]|\r?$)/ : lineAfter).test(token.right) &&
      !units.test(token.right),
  },
  {
    id: 'record/opens',
    reason: 'a mark stands before it and the text of a reply follows',
    applies: (token, around) =>
      isReplyCode(token.code) && opener.test(token.close) && hasText(token) && lineOf(token, around).mail,
  },
];

/** Whether a token goes on with the reply that a `550-` began. */
function continues(token: Token, around: Surroundings): boolean {
  if (around.openCode !== token.code || !textAfter.test(token.right)) return false;
  const between = token.start - around.openEnd;
  if (between > 1_000) return false;
  if (around.openEnd >= token.lineStart) return /[\s\\n/|]$/.test(token.close) || /#012$/.test(token.close);
  return /^\s+$/.test(token.left) || around.source.family === 'bounce';
}

const anchors = buildAnchors(anchored);
const nearPorts = /(?:\bport|\bpid|\bline|\bsize|\bin|\bafter|\bjob|\bid|\bwaited|\btook|\bcount)[ =:#]\s?$/i;

/** The id of the recogniser that reads three digits as a reply code; undefined where none does. */
export function judgeReplyCode(token: Token, around: Surroundings): string | undefined {
  const { text, start, end } = token;
  const before = text.charCodeAt(start - 1);
  // the n of \n
  if (before === 110 && text.charCodeAt(start - 2) !== 92) return undefined;
  const line = lineOf(token, around);
  if (line.foreign) return undefined;
  if (around.openCode && continues(token, around)) return 'record/continuation';
  // #550 @550 /550 %550 $550 +550 -550 &550 ~550 [550]
  if (
    before === 35 ||
    before === 64 ||
    before === 47 ||
    before === 37 ||
    before === 36 ||
    before === 43 ||
    before === 45
  )
    if (!text.startsWith('#012', start - 4)) return undefined;
  if (before === 91 && text.charCodeAt(end) === 93) return undefined;
  const anchor = findAnchor(anchors, text, start, token.lineStart, (found) => found.applies?.(token, around) ?? true);
  if (anchor) return anchor.id;
  if (nearPorts.test(token.close)) return undefined;
  if (isForeign(token.code) && !hasEnhanced(token)) return undefined;
  return judged.find((recogniser) => recogniser.applies?.(token, around))?.id;
}

/** The recognisers that accept a reply code. */
export const replyRecognisers: readonly Recogniser[] = [...anchored, ...judged];
