import type { Source } from '../../model';
import type { RecordToken } from './token';
import { mixedFormats } from './formats';

/** What the words of a line say. */
export type LineMeaning = 'mail' | 'foreign' | 'unknown';

const mailWords =
  /\b(?:e?smtps?|lmtp|smtpd|rcpt|ehlo|helo|mail from|queued|recipients?|mailbox|mailer|nodemailer|NOQUEUE|bounced?|postfix|exim\d?|sendmail|dovecot|opensmtpd|haraka|greylist\w*|spf|dkim|dmarc|dnsbl|rbl|spamhaus|postmaster|relay(?:ing)?)\b|<[\w.+=-]{0,64}@[\w.-]{1,80}>/i;
const foreignWords =
  /\bHTTP\/\d|\bHTTPS? (?:status |code |error |response )?\d\d\d\b|\b[a-z-]{0,12}ftpd?\b|"(?:GET|POST|HEAD|PUT|DELETE|PATCH|OPTIONS) \/|\bSIP\/2\.0|\bNNTP\b|\bhttp\.[a-z]{2,12}/i;

/** A line is read this far around a token. */
const reach = 300;

/** What a recogniser may know besides the token: the file, and the code before. One for each scan. */
export class Surroundings {
  /** The code accepted last, and where it ended; '' and -1 at the start. */
  previousCode = '';
  previousEnd = -1;
  /** The reply code whose next line is still to come (`550-`), and where it ended; '' where there is none. */
  openCode = '';
  openEnd = -1;
  /** Whether all of the text is about mail; in a log of many programs each line has to say so itself. */
  readonly mail: boolean;

  #lineStart = -1;
  #meaning: LineMeaning = 'unknown';

  constructor(readonly source: Source) {
    this.mail = !mixedFormats.some(({ id }) => id === source.id);
  }

  /** What the words around a token on its line say. */
  lineMeaning({ text, start, end, lineStart, lineEnd }: RecordToken): LineMeaning {
    if (lineStart === this.#lineStart) return this.#meaning;
    const from = Math.max(lineStart, start - reach);
    const to = Math.min(lineEnd, end + reach);
    const part = text.slice(from, to);
    const meaning = mailWords.test(part)
      ? 'mail'
      : foreignWords.test(part)
        ? 'foreign'
        : this.mail
          ? 'mail'
          : 'unknown';
    if (from === lineStart && to === lineEnd) {
      this.#lineStart = lineStart;
      this.#meaning = meaning;
    }
    return meaning;
  }
}
