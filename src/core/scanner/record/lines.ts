import type { Token } from '../code/token';
import type { Surroundings } from './scanRecord';

/** What the words of a line say. */
export interface LineMeaning {
  /** It speaks of mail transfer. */
  readonly mail: boolean;
  /** It speaks another protocol that has three-digit codes. */
  readonly foreign: boolean;
}

const mailWords =
  /\b(?:e?smtp|lmtp|smtpd|rcpt|ehlo|helo|mail from|queued|relay|recipients?|mailbox|mailer|mx|dsn|NOQUEUE|nrcpt|bounced?|deferred|postfix|exim|sendmail|dovecot|greylist\w*|spf|dkim|dmarc|dnsbl|spamhaus)\b|<[\w.+=-]{0,64}@[\w.-]+>/i;
const foreignWords = /\bHTTP\/\d|\bHTTP \d\d\d\b|\bftpd?\b|"(?:GET|POST|HEAD|PUT|DELETE) \/|\bSIP\/2\.0|\bNNTP\b/i;

/** A line is read this far around a token. */
const reach = 300;

/** What the words around a token on its line say. */
export function lineOf(token: Token, around: Surroundings): LineMeaning {
  const { text, start, end, lineStart, lineEnd } = token;
  const part = text.slice(Math.max(lineStart, start - reach), Math.min(lineEnd, end + reach));
  const foreign = foreignWords.test(part);
  return { mail: !foreign && (around.mail || mailWords.test(part)), foreign };
}
