import type { Source } from '../../model';
import { isGatewayCode, isHttpCode, isWebCode } from '../code/knownCodes';
import type { RecordToken } from './token';
import { selfEvidentFormats } from './formats';

/** What the words of a line say. */
type LineMeaning = 'mail' | 'foreign' | 'letter' | 'unknown';

const mailWords =
  /\b(?:e?smtp\w{0,20}|lmtp|rcpt|ehlo|helo|starttls|mail from|(?:mail|data|auth) command|queued|recipients?|mailbox|mailer|nodemailer|nullmailer|phpmailer|NOQUEUE|bounced?|postfix|exim\d?|sendmail|dovecot|opensmtpd|haraka|courier\w*|amavis\w*|msmtp|greylist\w*|milter|gomail|(?:javax|jakarta)\.mail|mail[a-z]{0,20}exception|authenticationfailedexception|spf|dkim|dmarc|dnsbl|rbl|spamhaus|postmaster|relay(?:ing)?)\b|<[\w.+=-]{0,64}@[\w.-]{1,80}>/i;
const foreignWords =
  /\bHTTP\/\d|\bHTTPS? (?:status |code |error |response )?\d\d\d\b|\b[a-z-]{0,12}ftpd?\b|"(?:GET|POST|HEAD|PUT|DELETE|PATCH|OPTIONS) \/|\bSIP\/2\.0|\bNNTP\b|\bhttp\.[a-z]{2,12}|\bmethod["']?[=:]\s?["']?(?:GET|POST|HEAD|PUT|DELETE|PATCH|OPTIONS)\b/i;

/** Words of a program that sends mail, over whatever protocol. */
const letterWords =
  /\b(?:send|sent|sending|deliver|delivering) (?:[\w'-]{1,20} ){0,4}(?:to )?e?-?mails?\b|\be-?mail address(?:es)?\b/i;

/** A longer line is known by its beginning. */
const reach = 2_000;

/** Where a bounce quotes the letter that came back. */
const letterBelow =
  /^(?:Content-Type: (?:message\/rfc822|text\/rfc822-headers)|\s{0,4}-{3,8} ?(?:Below this line is a copy|This is a copy of the message|Original message|Unsent message follows)|Original message headers:)/gim;

/** Where it ends: at the next letter of a mailbox, or where a session that handed it over goes on. */
const letterOver = /\n(?:\.\r?\n|From \S{1,200} {1,2}[A-Z][a-z]{2} |(?:MAIL FROM|RCPT TO|EHLO|HELO|RSET|QUIT)\b)/g;

/** Where the letter of a transcript ends, or a command shows that it was left out. */
const letterEnd = /\n\.\r?\n|\n(?:MAIL FROM|RCPT TO|EHLO|HELO|RSET|QUIT)\b/gi;

/** What a recogniser may know besides the token: the file, and the code before. One for each scan. */
export class Surroundings {
  /** The code accepted last, and where it ended; '' and -1 at the start. */
  previousCode = '';
  previousEnd = -1;
  /** The reply code whose next line is still to come (`550-`), and where it ended; '' where there is none. */
  openCode = '';
  openEnd = -1;
  /** Whether all of the text is about mail; elsewhere each line has to say so itself. */
  readonly mail: boolean;

  /** The last letter in a bounce that was looked for. */
  #letterStart = 0;
  #letterEnd = 0;
  /** The last letter in a transcript that was looked for: from the 354 to the line with a dot. */
  #dataStart = 0;
  #dataEnd = 0;
  #lineStart = -1;
  #meaning: LineMeaning = 'unknown';

  constructor(readonly source: Source) {
    this.mail = !selfEvidentFormats.has(source.id);
  }

  /** Notes a code that was accepted. */
  follow(code: string, end: number, openCode: string, openEnd: number): void {
    this.previousCode = code;
    this.previousEnd = end;
    this.openCode = openCode;
    this.openEnd = openEnd;
  }

  /** Whether a token stands on a line about mail, by the line's own words or because all of the text is about it. */
  isAboutMail(token: RecordToken): boolean {
    const meaning = this.#lineMeaning(token);
    return (
      meaning === 'mail' ||
      (meaning !== 'foreign' && this.mail) ||
      (meaning === 'letter' && !(isHttpCode(token.code) || isGatewayCode(token.code) || isWebCode(token.code)))
    );
  }

  /** Whether the words around a token on its line are those of mail. */
  speaksOfMail(token: RecordToken): boolean {
    return this.#lineMeaning(token) === 'mail';
  }

  /** Whether a token stands in the text of a letter, by itself, in a bounce or in a transcript: numbers open its lines too. */
  isInLetter({ start, text }: RecordToken): boolean {
    if (this.source.id === 'email') return true;
    if (this.source.family === 'transcript') return this.#isInData(text, start);
    if (this.source.family !== 'bounce') return false;
    while (this.#letterEnd <= start) {
      letterBelow.lastIndex = this.#letterEnd;
      this.#letterStart = letterBelow.exec(text)?.index ?? Infinity;
      letterOver.lastIndex = this.#letterStart;
      this.#letterEnd = this.#letterStart === Infinity ? Infinity : (letterOver.exec(text)?.index ?? Infinity);
    }
    return start > this.#letterStart;
  }

  /** Tokens come in order, so that nothing is searched twice. */
  #isInData(text: string, start: number): boolean {
    while (this.#dataEnd <= start) {
      const asked = text.indexOf('354 ', this.#dataEnd);
      letterEnd.lastIndex = asked;
      const end = asked < 0 ? null : letterEnd.exec(text);
      this.#dataEnd = end ? end.index + 1 : Infinity;
      this.#dataStart = end?.[0].includes('.') ? asked : this.#dataEnd;
    }
    return start > this.#dataStart;
  }

  #lineMeaning({ text, lineStart, lineEnd }: RecordToken): LineMeaning {
    if (lineStart !== this.#lineStart) {
      const line = text.slice(lineStart, Math.min(lineEnd, lineStart + reach));
      this.#lineStart = lineStart;
      this.#meaning = mailWords.test(line)
        ? 'mail'
        : foreignWords.test(line)
          ? 'foreign'
          : letterWords.test(line)
            ? 'letter'
            : 'unknown';
    }
    return this.#meaning;
  }
}
