import { isOnlyHttp, isOnlySmtp, isReplyCode } from './knownCodes';

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
  /** The file speaks of HTTP at all. */
  readonly alsoHttp: boolean;
  /** The file speaks of enhanced status codes, so that three numbers in brackets may be one. */
  readonly enhanced: boolean;
  /** Whose three-digit numbers it holds; found when it is asked for. */
  readonly numbers: 'SMTP' | 'HTTP' | 'both' | 'neither';
  /** The file speaks Postfix's protocol of tables, whose replies are 200, 400 and 500. */
  readonly tcpTable: boolean;
}

/** Words that belong to SMTP, and how much they weigh. */
const hardWords: Readonly<Record<string, number>> = {
  smtp: 2,
  lmtp: 3,
  ehlo: 3,
  lhlo: 3,
  helo: 3,
  'rcpt to': 3,
  'mail from': 3,
  rcpt: 2,
  milter: 2,
  postfix: 1,
  exim: 1,
  sendmail: 1,
  haraka: 1,
  phpmailer: 1,
  nodemailer: 1,
  xclient: 2,
  'auth plain': 2,
  'auth login': 2,
  '8bitmime': 3,
  'bdat ': 2,
  enhancedstatus: 3,
  'enhanced status': 3,
  enhancedcode: 3,
  'enhanced code': 2,
  'diagnostic-code': 3,
};

/** Words that mail transfer shares with other trades. */
const softWords: Readonly<Record<string, number>> = {
  starttls: 1,
  mailer: 1,
  mailbox: 1,
  greylist: 1,
  recipient: 1,
  dsn: 1,
  bounce: 1,
  sasl: 1,
  'cram-md5': 1,
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
  'sip ',
  'kamailio',
  'opensips',
  'snpp',
  'rtsp',
  'telnet',
  'gopher',
  'xmpp',
  'jabber',
  'privmsg',
  'ircd',
  'clamav',
  'avast',
  'passive mode',
]);
const httpWords = new Set([
  'http',
  'httpstatus',
  'statustext',
  'restful',
  'xhr',
  'fetch(',
  'express',
  'plug.conn',
  'openapi',
  'application/json',
  'django',
  'flask',
  'fastapi',
  'rest framework',
  'viewsets',
  'servlet',
  'wp_remote',
  'guzzle',
  'curlopt',
]);

/** Nothing but words, which the engine reads as one tree: a class such as [ _] between them takes half as long again. */
const words = new RegExp(
  [...Object.keys(hardWords), ...Object.keys(softWords), ...rivalWords, ...httpWords]
    .sort((a, b) => b.length - a.length)
    .flatMap((word) => (word.includes(' ') ? [word, word.replace(' ', '_')] : [word]))
    .map((word) => word.replace(/[(/.]/g, '\\$&'))
    .join('|'),
  'g',
);

/** UTF-16 units read from the start, then one piece out of each stretch of the rest: enough to know a file by its words. */
const headLength = 12_000;
const pieceLength = 1_000;
const pieces = 12;

/** Counts a text's words of mail transfer and of other protocols in its head and in samples of the rest. */
export function readFileContext(text: string): FileContext {
  let hard = 0;
  let soft = 0;
  let rival = 0;
  let http = 0;
  let enhanced = false;
  const read = (part: string): void => {
    for (const match of part.toLowerCase().matchAll(words)) {
      const word = match[0].replace('_', ' ');
      const weight = hardWords[word];
      enhanced ||= word === 'dsn' || word.startsWith('enhanced');
      if (weight !== undefined) hard += weight;
      else if (word in softWords) soft++;
      else if (isUrl(part, match.index)) continue;
      else if (httpWords.has(word)) http += 2;
      else rival += 2;
    }
  };
  read(text.slice(0, headLength));
  const stride = Math.max(pieceLength, Math.floor((text.length - headLength) / pieces));
  for (let at = headLength; at < text.length; at += stride) read(text.slice(at, at + pieceLength));
  if (hard < 2 && rival === 0 && http === 0 && speaksInCodes(text.slice(0, headLength))) hard += 6;
  if (hard < 2 && rival === 0 && http === 0 && listsStatusCodes(text.slice(0, headLength))) {
    hard += 6;
    enhanced = true;
  }
  const mail = hard + soft;
  let numbers: FileContext['numbers'] | undefined;
  // a short file has room for few words
  const about = hard >= 2 && mail >= (text.length < 1_000 ? 2 : text.length < 4_000 ? 3 : 6);
  return {
    level: about ? 2 : mail > 0 ? 1 : 0,
    rival: rival > hard,
    http: http > 0 && http >= hard,
    alsoHttp: http > 0,
    enhanced,
    get numbers() {
      return (numbers ??= numbersOf(text));
    },
    tcpTable: /\btcp[_ ]tables?\b|TCP ?Map/i.test(text.slice(0, headLength)),
  };
}

/** Three-digit numbers that no protocol but SMTP lists together, FTP least of all. */
const onlySmtp = ['354', '550', '551', '554', '535', '235', '334', '451', '452', '552', '553'];

/** Whether nearly all numbers of a text that could be reply codes are some, those of SMTP among them. */
function speaksInCodes(text: string): boolean {
  if (!text.includes('250') || !text.includes('354')) return false;
  const numbers = new Set(Array.from(text.matchAll(/(?<![\w.])[2-5]\d\d(?![\w.])/g), ([number]) => number));
  if (!numbers.has('250') || !numbers.has('354') || numbers.size < 4) return false;
  let known = 0;
  for (const number of numbers) if (isReplyCode(number)) known++;
  const own = onlySmtp.filter((code) => numbers.has(code)).length;
  const named = /\b(?:repl(?:y|ies)|response|smtp|status)_?-?codes?\b/i.test(text);
  return (named ? own >= 2 : own >= 4 && numbers.size >= 8) && known >= numbers.size * 0.9;
}

/** Whether a text about letters that came back lists enhanced status codes in the cells of a table. */
function listsStatusCodes(text: string): boolean {
  if (!/non-?delivery|undeliver|bounce|delivery status|\bNDRs?\b|\bDSNs?\b/i.test(text)) return false;
  return (
    (text.match(/(?:\||<t[dh][^<>]{0,40}>)\s{0,8}(?:<\w{1,6}>)?`?[45]\.[0-7]\.\d{1,3}(?![\w.])/g) ?? []).length >= 1
  );
}

/** Whose numbers a text holds: those that only SMTP has, and those that HTTP alone has. */
function numbersOf(text: string): FileContext['numbers'] {
  const smtp = new Set<string>();
  const http = new Set<string>();
  for (const [number] of text.slice(0, numbersLength).matchAll(/(?<![\w.#-])[2-5]\d\d(?![\w.-])/g)) {
    if (isOnlySmtp(number)) smtp.add(number);
    else if (isOnlyHttp(number)) http.add(number);
  }
  return smtp.size > 1 ? (http.size > 1 ? 'both' : 'SMTP') : http.size > 1 ? 'HTTP' : 'neither';
}
const numbersLength = 60_000;

/** Whether the word at an index is the scheme of a URL. */
function isUrl(text: string, index: number): boolean {
  return text.slice(index + 3, index + 9).includes('://');
}
