import { rfc, type Rule } from '../rule';

/** A handler for whatever goes wrong. */
const handler =
  /^[ \t]{0,40}(?:\} ?)?(?:except(?: (?:Exception|smtplib\.SMTPException|BaseException)(?: as \w{1,20})?)?:|catch ?(?:\( ?(?:(?:Exception|Throwable|Error|MessagingException|SmtpException|err|error|e|ex)\b ?\$?(?:\w{1,20})? ?)\) ?)?\{|rescue(?: StandardError)?(?: => \w{1,20})?$)/gm;
const loop = /\b(?:for|while|until|loop|times|attempts?|retries)\b/i;
const sending =
  /\b(?:send_?mail|send_?message|sendMail|SendMail|deliver(?:_now)?|transport\.send|Transport\.send|smtp\w*\.send)\b/;
const again = /\b(?:retry|sleep|continue|requeue|backoff|delay)\b/i;
const looks =
  /\b(?:code|status|transient|permanent|response|smtp_code|responseCode|recipients?Refused|[45]\d\d|[45]xx|raise|throw|break|return)\b/i;
const above = 700;
const below = 300;

/** A loop that sends again on any error without a look at the code: a permanent failure only gets worse by it. */
export const everyFailureRetried: Rule = {
  id: 'every-failure-retried',
  level: 'hint',
  reference: rfc(5321, '4.2.1'),
  *checkFile({ text, namesSmtp }) {
    if (!namesSmtp || !sending.test(text)) return;
    for (const match of text.matchAll(handler)) {
      const before = text.slice(Math.max(0, match.index - above), match.index);
      const after = text.slice(match.index + match[0].length, match.index + match[0].length + below);
      const body = /^[^\n]*\n(?:[^\n]*\n){0,4}/.exec(after)?.[0] ?? after;
      if (!sending.test(before) || !loop.test(before) || !again.test(body) || looks.test(body)) continue;
      const start = match.index + (match[0].length - match[0].trimStart().length);
      yield { start, end: match.index + match[0].trimEnd().length, values: [] };
    }
  },
};
