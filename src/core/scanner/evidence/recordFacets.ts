import { isForeign, isHttpCode, isOnlySmtp, isRegistered, isWebCode } from '../code/knownCodes';
import { unit } from '../record/after';
import type { Surroundings } from '../record/surroundings';
import type { RecordToken } from '../record/token';
import { sayingOf, type Saying } from '../vocabulary/replies';
import { isCounted, meaningOfWord, wordMeanings, type WordMeaning } from '../vocabulary/words';
import type { Facet } from './score';

/** What a facet of a record may know besides the token; what several ask for is found once. */
export class RecordView {
  #mark: string | undefined;
  #word: WordMeaning | 'none' | undefined;
  #further: WordMeaning | 'none' | undefined;
  #after: string | undefined;
  #says: Saying | undefined;

  /** @param rule the recogniser that spoke, which others' lines may deceive; '' where none did */
  constructor(
    readonly token: RecordToken,
    readonly around: Surroundings,
    readonly rule: string,
  ) {}

  /** The kind of what stands right before the number. */
  get mark(): string {
    return (this.#mark ??= markOf(this.token));
  }

  /** What the word before it says. */
  get word(): WordMeaning | 'none' {
    return (this.#word ??= wordOf(this.token));
  }

  /** What the words further before it say. */
  get further(): WordMeaning | 'none' {
    return (this.#further ??= furtherOf(this.token));
  }

  /** The kind of what follows. */
  get after(): string {
    return (this.#after ??= afterOf(this.token));
  }

  /** What the text behind it says. */
  get says(): Saying {
    return (this.#says ??= sayingOf(this.token.right));
  }
}

const stamp =
  /^[\W\d_]{0,60}(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b[\W\d]{1,40}){0,2}(?:[\d:.,]{1,16}[TZ]?[\W\d]{0,24}){0,2}(?:UTC\W{0,4})?$/;
const sideBefore = /^(?:[[(]?[\d:.,T/Z-]{4,40}[\])]?\s{1,4}){0,2}([A-Za-z]{1,8}|[<>]{1,3})\s{1,3}$/;
/** `queue.go:250 `, `Mailer.php(250)`, `mail.py", line 250` */
const fileLine = /\w\.[A-Za-z]{1,5}[:(]$|\bline $|\bat \S{1,80}:$|\w\.[\w$<>]{1,60}:$/;

function markOf({ close, left }: RecordToken): string {
  if (fileLine.test(close)) return 'file';
  if (left.trim() === '') return 'line';
  if (left.length < 60 && stamp.test(left)) return /\[$/.test(left) ? 'stamp[' : 'stamp';
  if (left.length < 60 && sideBefore.test(left)) return 'side';
  if (/`{1,3} ?$/.test(close)) return 'tick';
  if (/["'”“„«»]\s?$/.test(close)) return /[=:]\s?["']\s?$/.test(close) ? 'assigned quote' : 'quote';
  if (/[(（]$/.test(close)) return /\w\($/.test(close) ? 'glued paren' : 'paren';
  if (/\[$/.test(close)) return /[\s:.]\[$/.test(close) ? 'bracket' : 'glued bracket';
  if (/[{<]$/.test(close)) return 'brace';
  if (/[<>»→]\s{0,3}$/.test(close)) return 'arrow';
  if (/["']\s?:\s?$/.test(close)) return 'key';
  if (/[:：]\s{1,3}$/.test(close)) return 'colon';
  if (/[:：]$/.test(close)) return 'glued colon';
  if (/[=]\s?$/.test(close)) return 'equals';
  if (/[,]\s?$/.test(close)) return 'comma';
  if (/[;|\t]\s?$/.test(close)) return 'column';
  if (/[/|]$/.test(close)) return 'slash';
  if (/[)\]}]\s?$/.test(close)) return 'closed';
  if (/[.!?]\s{1,2}$/.test(close)) return 'sentence';
  if (/-\s?$/.test(close)) return 'dash';
  if (/\d\s$/.test(close)) return 'number';
  if (/\p{L}\s$/u.test(close)) return 'word';
  return 'other';
}

const letters = /[\p{L}\p{N}_-]{1,40}/gu;

/** The words before a number, the nearest first, at most six. */
function wordsBefore({ left }: RecordToken): string[] {
  return (left.slice(-100).match(letters) ?? []).slice(-6).reverse();
}

/** The nearest word; behind a key in quotes the key. */
function wordOf(token: RecordToken): WordMeaning | 'none' {
  const [first, second] = wordsBefore(token);
  if (first === undefined) return 'none';
  if (first === 'of' && second === 'instead') return 'expected';
  if (sideBefore.test(token.left)) return 'side';
  const meaning = /^\d+$/.test(first) ? 'other' : meaningOfWord(first);
  // S=530 is a size
  return meaning === 'side' && isAssigned(token) ? 'other' : meaning;
}

/** Whether a key alone says what the number is. */
const isAssigned = ({ close }: RecordToken): boolean => /[=]\s?["']?$|["']\s?:\s?["']?$/.test(close);

/** The most telling of the words further off, up to the start of the clause. */
function furtherOf(token: RecordToken): WordMeaning | 'none' {
  if (isAssigned(token)) return 'none';
  const clause =
    token.left
      .slice(-100)
      .split(/[,;|]\s|\. [A-Z]/)
      .at(-1) ?? '';
  const further = (clause.match(letters) ?? []).slice(0, -1).slice(-5).map(meaningOfWord);
  return (
    wordMeanings.find(
      (meaning) =>
        meaning !== 'count' &&
        meaning !== 'thing' &&
        meaning !== 'place' &&
        meaning !== 'version' &&
        further.includes(meaning),
    ) ?? 'none'
  );
}

const webPhrase =
  /^\W{0,3}(?:Bad Request|Unauthorized|Forbidden|Not Found|Not Implemented\W|Internal Server Error|Bad Gateway|Service Unavailable\W{0,2}(?:$|response|for)|Service Unavailable$|Gateway Time-?out|Unavailable For Legal|Misdirected|Unprocessable|Too Many Requests|Moved|Found\b|Conflict|Gone\b|Created\b|No Content|Payload|Length Required|Precondition|OK["'])/i;
/** What becomes of things that are counted. */
const states =
  'sent|delivered|rejected|deferred|bounced|refused|total|done|failed|open(?:ed)?|active|valid|invalid|skipped|finished|completed?|started|stopped|cancell?ed|removed|processed|pending|left|remaining|printed|closed|accepted|queued|confirmed|imported|unread|idle|connected|cached|expired|loaded|locked';
const doneAfter = new RegExp(
  `^ (?:${states})(?=[,;.)\\]]|\\s*$|\\s(?:so|in|from|to|by|of|for|after)\\b)|^ (?:in (?:the )?queue|in (?:all|total)|of|per|from \\d|and|or)\\b|^ ok, \\d`,
);
const pluralAfter =
  /^[ -](?!this\b|address\b|access\b|always\b|unless\b|yes\b|does\b|is\b|was\b|has\b|as\b|us\b)[a-z]{2,18}s\b(?=[,;.)\]\\]|\s*$|\s(?:left|sent|open|in|of|read|done|failed|loaded|from|to|by|per|were|are|have))/;

/** Whom or what a reply was for: `550 for <kim@example.com>`, `450 after RCPT TO` */
const whom =
  /^["')\]]{0,2},? (?:for|from|to|by|on|after|in reply to|in response to) (?:<?[^\s@]{1,64}@\w|[A-Z]{4}\b|e?smtp\b|mx\d?\.)/;

/** The number before a level is that of a process or a thread: `204655 556 INFO` */
const level = /^\s{1,3}\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|[DIWEFV])\]?[\s:]/;

function afterOf({ right }: RecordToken): string {
  if (/^\W{1,3}[245]\.\d\.\d/.test(right)) return 'enhanced';
  if (webPhrase.test(right)) return 'web';
  if (unit.test(right) || /^ ?(?:ms|m?s|[KMG]i?B|µs)\b|^\/s\b|^[%€$°]|^ ?B\b|^ (?:rows|bytes)\b/.test(right))
    return 'unit';
  if (/^[)\]"']? (?:more|less|than|too many)\b/.test(right) || /^\) [a-z]{3,20}s\b/.test(right)) return 'plural';
  if (/^ {1,3}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|\d{4}-\d\d)\b/.test(right)) return 'date';
  if (pluralAfter.test(right) || isCounted(right)) return 'plural';
  if (whom.test(right)) return 'whom';
  if (doneAfter.test(right)) return 'done';
  if (/^[/|][2-5]\d\d/.test(right)) return 'alternative';
  if (/^ \w{1,40}\(/.test(right)) return 'call';
  if (/^-[A-Za-z<\d]/.test(right)) return 'dashed text';
  if (/^ {1,2}\d{1,20}[. ]\S/.test(right)) return 'number';
  if (level.test(right)) return 'level';
  if (/^ {4,}\S/.test(right)) return 'wide';
  if (/^[ \t]{1,8}[A-Z<"'([{*]/.test(right)) return 'capital';
  if (/^[ \t]{1,8}\p{L}/u.test(right)) return 'small';
  if (/^[ \t]{1,8}[^\p{N}\s]/u.test(right)) return 'text';
  if (/^ ?[:：]\s?\S/.test(right)) return 'colon';
  if (/^\]: /.test(right)) return 'closed colon';
  if (/^["'`)\]}）]{1,3}[:,]?\s+[\p{L}"'<]/u.test(right) || /^\W{1,3}[:：]\s?\S/.test(right)) return 'closed text';
  if (/^["'`)\]}）]/.test(right)) return 'closed';
  if (/^, ?[bu]?["']/.test(right)) return 'pair';
  if (/^[,;|\t]/.test(right)) return 'comma';
  if (/^(?:\s*$|\\[rn])/.test(right)) return 'end';
  if (/^\.(?:\s|$)/.test(right)) return 'period';
  return 'other';
}

function numberOf({ kind, code }: RecordToken): string {
  if (kind === 'enhanced') return code[0] === '2' ? 'success' : 'failure';
  if (isForeign(code)) return 'foreign';
  if (isHttpCode(code) || isWebCode(code)) return 'web';
  if (!isRegistered(code)) return 'unregistered';
  return isOnlySmtp(code) ? 'smtp' : 'shared';
}

/** Whether the same code stands on the line once more, with a text behind it. */
function againOf({ text, code, start, end, lineStart, lineEnd }: RecordToken): string {
  const right = text.slice(end, Math.min(lineEnd, end + 120));
  const left = text.slice(Math.max(lineStart, start - 120), start);
  const at = right.indexOf(code);
  if (at >= 0 && /^[ -][\p{L}<"'\d]/u.test(right.slice(at + code.length, at + code.length + 2))) return 'right';
  return left.includes(code) && /\d/.test(left) ? 'left' : 'no';
}

/** A number that counts: `250 sent, `, `sent 250 messages, ` */
const countBefore =
  /(?:^|[^\w.])\d{1,6} (?:sent|delivered|rejected|deferred|bounced|queued|failed|accepted|done|[a-z]{3,16}s)(?:, | and | over )/;
/** Names and numbers in turn: `delivered: 250, deferred: ` */
const pairBefore = new RegExp(`\\b(?:${states})[:=]? ?\\d{1,7}[,;]? \\w{1,16}[:=]? ?$`);
const pairBehind = new RegExp(`^[,;]? (?:${states}|queued?)[:=]? ?\\d`);

function besideOf({ token: { code, left, right, start, lineStart }, around }: RecordView): string {
  if (countBefore.test(left)) return 'a count';
  if (pairBefore.test(left) || pairBehind.test(right)) return 'a list of counts';
  const { previousCode, previousEnd } = around;
  if (previousEnd < lineStart || start - previousEnd > 160) return 'none';
  return previousCode[0] === code[0] ? 'same class' : 'other';
}

/** A letter, in words that are others' too. */
const letter = /\b(?:e-?mails?|newsletters?|courriels?|correos?|posta|e-post)\b|письм|почт|邮件|郵件|メール|메일/i;

/** The other side, by name. */
const server =
  /\b(?:server|servidor|serveur|serwer|palvelin|sunucu|szerver|gateway|post office|mail ?host|mx)\b|сервер|服务器|伺服器|サーバ|서버|@\w[\w.-]{0,60}[ :]{1,2}[^@]{0,30}$/i;

/** The words of the line, of the clause before and of the text behind, together. */
function topicOf({ token, around, word, further, says }: RecordView): string {
  const named = [word, further];
  const name = named.some((word) => word === 'smtp' || word === 'command')
    ? 'smtp'
    : named.some((word) => naming.has(word))
      ? server.test(token.left)
        ? 'a server'
        : 'a name'
      : 'no name';
  const meaning = around.meaningOf(token);
  return `${meaning === 'unknown' && letter.test(token.left) ? 'letter' : meaning}, ${name}, ${says}`;
}

const introducing = new Set([
  'colon',
  'glued colon',
  'key',
  'paren',
  'bracket',
  'brace',
  'quote',
  'assigned quote',
  'tick',
  'equals',
  'arrow',
]);
const naming = new Set<string>(['code', 'reply', 'smtp', 'error', 'said', 'expected', 'side']);
/** Words that an answer follows, whatever it says of itself: `said 554 rejected` */
const answering = new Set<string>(['said', 'reply', 'code', 'error']);
const notNaming = new Set<string>(['count', 'place', 'version', 'http']);
const amounts = new Set(['unit', 'plural', 'call', 'web', 'date']);
const ending = new Set(['end', 'comma', 'closed', 'period', 'alternative']);

/** Name, mark and what follows, each one of a few groups. */
function shapeOf({ word, further, mark, after }: RecordView): string {
  const name =
    word === 'command'
      ? 'command'
      : word === 'thing'
        ? 'a thing'
        : notNaming.has(word)
          ? 'amount'
          : naming.has(word)
            ? 'name'
            : further === 'command'
              ? 'near a command'
              : naming.has(further)
                ? 'near a name'
                : 'no name';
  const middle =
    mark === 'bracket' || mark === 'stamp['
      ? 'bracketed'
      : introducing.has(mark)
        ? 'introduced'
        : mark === 'word'
          ? 'word'
          : mark === 'comma' || mark === 'column'
            ? 'column'
            : 'bare';
  const behind = amounts.has(after)
    ? 'amount'
    : ending.has(after)
      ? 'end'
      : after === 'done'
        ? answering.has(word)
          ? 'done'
          : 'amount'
        : after === 'other' || after === 'whom'
          ? after
          : 'text';
  return `${name}, ${middle}, ${behind}`;
}

const command = /\b(?:EHLO|HELO|LHLO|MAIL FROM|RCPT TO|RCPT|DATA|BDAT|AUTH(?: [A-Z]{4,8})?|STARTTLS|QUIT|RSET)\b/;
/** A line of the other side of a session, behind a mark of one word. */
const commandLine =
  /^(?:\S{4,30}\s{1,3}){0,2}[A-Za-z<>-]{1,8}\s{1,3}(?:EHLO|HELO|LHLO|MAIL FROM|RCPT TO|DATA|AUTH|STARTTLS|QUIT|RSET)\b/m;

function dialogueOf({ token, mark }: RecordView): string {
  if (mark !== 'side') return 'none';
  const { text, lineStart, lineEnd } = token;
  const near = text.slice(Math.max(0, text.lastIndexOf('\n', Math.max(0, lineStart - 240)) + 1), lineEnd + 240);
  return commandLine.test(near) ? 'session' : 'none';
}

const expecting =
  /\b(?:expect\w{0,4}|want(?:ed)?|await(?:ed)?|should be|must be|instead of|erwartet\w{0,3}|attendu\w{0,2}|esperado|atteso|actual)\b/i;

/** Whether the line says what was expected and what came instead. */
function contrastOf({ left, right }: RecordToken): string {
  if (!expecting.test(left) && !expecting.test(right)) return 'no';
  const other = /(?:^|\D)[2-5]\d\d(?!\d)(.{0,24})/.exec(left.slice(-60) + ' ' + right);
  if (!other) return 'yes';
  return unit.test(other[1]!) || isCounted(other[1]!) ? 'with an amount' : 'with another number';
}

/** Whether the line speaks of the web, and whether the web has the number. */
function webOf({ token: { left, right, code } }: RecordView): string {
  if (!webWords.test(left + right)) return 'no';
  return isOnlySmtp(code) ? 'yes, not its number' : 'yes';
}

const webWords =
  /\bhttps?:\/\/|\bHTTP\b|\bapi\b|\bAPI\b|\bwebhook\b|\bGET \/|\bPOST \/|\bstatus code\b.{0,30}$|"(?:path|url|method)":/;

export const recordFacets: readonly Facet<RecordView>[] = [
  { id: 'number', words: 'the number itself', of: ({ token }) => numberOf(token) },
  { id: 'mark', words: 'right before it', of: ({ mark }) => mark },
  { id: 'word', words: 'the word before it', of: ({ word }) => word },
  { id: 'further', words: 'words further before it', of: ({ further }) => further },
  { id: 'after', words: 'right behind it', of: ({ after }) => after },
  { id: 'shape', words: 'name, mark and what follows', of: shapeOf },
  { id: 'says', words: 'the text behind it', of: ({ says }) => says },
  { id: 'topic', words: 'what the line is about', of: topicOf },
  { id: 'file', words: 'the file', of: ({ around }) => (around.mail ? around.source.family : 'mixed') },
  { id: 'rule', words: 'a recogniser', of: ({ rule }) => rule || 'none' },
  { id: 'again', words: 'the same number on the line', of: ({ token }) => againOf(token) },
  { id: 'beside', words: 'numbers before it on the line', of: besideOf },
  { id: 'command', words: 'a command before it', of: ({ token }) => (command.test(token.left) ? 'yes' : 'no') },
  { id: 'contrast', words: 'expected and got', of: ({ token }) => contrastOf(token) },
  { id: 'dialogue', words: 'lines around it', of: dialogueOf },
  { id: 'web', words: 'the web on the line', of: webOf },
];
