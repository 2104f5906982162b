/** What a whole file says about the protocols it speaks; computed once per scan. */
export interface FileContext {
  /**
   * 0: no word of mail transfer; 1: a few; 2: the file is about SMTP.
   * A bare number is read as a reply code only at 2, and nothing but a complete reply at 0.
   */
  readonly level: 0 | 1 | 2;
  /** The file speaks another protocol of three-digit replies (FTP, NNTP, SIP …) more than SMTP. */
  readonly rival: boolean;
  /** The file speaks HTTP at least as much as SMTP. */
  readonly http: boolean;
}

/** Words of mail transfer and their weight. A weight of 3 is a word that hardly means anything else. */
const mailWords: Readonly<Record<string, number>> = {
  smtp: 2,
  lmtp: 3,
  ehlo: 3,
  lhlo: 3,
  helo: 3,
  'rcpt to': 3,
  'mail from': 3,
  rcpt: 2,
  starttls: 1,
  milter: 2,
  postfix: 1,
  exim: 1,
  sendmail: 1,
  haraka: 1,
  mailer: 1,
  mailbox: 1,
  greylist: 1,
  recipient: 1,
  dsn: 1,
  bounce: 1,
  sasl: 1,
  'auth plain': 2,
  'auth login': 2,
  'cram-md5': 1,
  xclient: 2,
  '8bitmime': 3,
  enhancedstatus: 3,
  'enhanced status': 3,
  enhancedcode: 3,
  'enhanced code': 2,
  'diagnostic-code': 3,
  'reply code': 1,
  replycode: 1,
};

/** Words of other protocols whose replies have three digits too. */
const rivalWords = new Set([
  'ftp',
  'nntp',
  'usenet',
  'sip:',
  'sip/',
  'rtsp',
  'telnet',
  'gopher',
  'clamav',
  'avast',
  'passive mode',
]);
const httpWords = new Set(['http', 'httpstatus', 'statustext', 'restful', 'xhr', 'fetch(', 'express']);

const words = new RegExp(
  [...Object.keys(mailWords), ...rivalWords, ...httpWords]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[(/]/g, '\\$&').replace(' ', '[ _]'))
    .join('|'),
  'gi',
);

/** UTF-16 units read from the start, then one piece out of each stretch of the rest: enough to know a file by its words. */
const headLength = 48_000;
const pieceLength = 1_000;
const pieces = 32;

/** Counts a text's words of mail transfer and of other protocols in its head and in samples of the rest. */
export function readFileContext(text: string): FileContext {
  let mail = 0;
  let rival = 0;
  let http = 0;
  const kinds = new Set<string>();
  const read = (part: string): void => {
    for (const match of part.matchAll(words)) {
      const word = match[0].toLowerCase().replace('_', ' ');
      const weight = mailWords[word];
      if (weight !== undefined) {
        mail += weight;
        kinds.add(word);
      } else if (httpWords.has(word)) http += isUrl(part, match.index) ? 0 : 2;
      else rival += isUrl(part, match.index) ? 0 : 2;
    }
  };
  read(text.slice(0, headLength));
  const stride = Math.max(pieceLength, Math.floor((text.length - headLength) / pieces));
  for (let at = headLength; at < text.length; at += stride) read(text.slice(at, at + pieceLength));
  const about = mail >= 6 && kinds.size >= 2;
  return { level: about ? 2 : mail > 0 ? 1 : 0, rival: rival > mail, http: http > 0 && http >= mail };
}

/** Whether the word at an index is the scheme of a URL. */
function isUrl(text: string, index: number): boolean {
  const after = text.slice(index + 3, index + 9);
  return after.includes('://');
}
