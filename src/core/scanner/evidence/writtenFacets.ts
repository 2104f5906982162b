import {
  isForeign,
  isHttpCode,
  isOnlyHttp,
  isOnlySmtp,
  isRegistered,
  isReplyCode,
  isWebCode,
} from '../code/knownCodes';
import { readName, type NameMeaning } from '../code/names';
import {
  assertedName,
  isBeforeCode,
  isBesideCode,
  isCellBelowCode,
  isLikeLineAbove,
  isLineOfReply,
} from '../code/neighbours';
import { lineOpeners, rangeAfter, textAfter, units } from '../code/passedOver';
import { mailText, proseAfter, proseBefore, smallBefore } from '../code/replyRules';
import type { Surroundings } from '../code/surroundings';
import type { Token } from '../code/token';
import { isCounted, meaningOfWord } from '../vocabulary/words';
import type { Facet } from './score';

/** What a facet of source code, configuration or prose may know; what several ask for is found once. */
export class WrittenView {
  #after: string | undefined;
  #named: string | undefined;
  #beside: string | undefined;

  /** @param rule the rule that spoke, which others' lines may deceive; '' where none did */
  constructor(
    readonly token: Token,
    readonly around: Surroundings,
    readonly rule: string,
  ) {}

  /** The kind of what follows. */
  get after(): string {
    return (this.#after ??= afterOf(this.token));
  }

  /** What the names around say the number is. */
  get named(): string {
    return (this.#named ??= namedOf(this.token));
  }

  /** How it stands to the code before. */
  get beside(): string {
    return (this.#beside ??= besideOf(this.token, this.around));
  }
}

function numberOf({ kind, code }: Token): string {
  if (kind === 'enhanced') {
    const [first, subject, detail] = code.split('.').map(Number) as [number, number, number];
    const known = detail <= ([0, 10, 5, 6, 7, 6, 10, 30][subject] ?? -1);
    return `${first === 2 ? 'success' : 'failure'}, ${known ? 'registered' : 'unregistered'}${code.endsWith('.0.0') ? ', .0.0' : ''}`;
  }
  if (isForeign(code)) return 'foreign';
  if (isHttpCode(code)) return 'of HTTP';
  if (isWebCode(code)) return 'of the web';
  if (isRegistered(code)) return isOnlySmtp(code) ? 'only SMTP' : 'shared with HTTP';
  return isReplyCode(code) ? 'not registered' : 'in no list';
}

function fileOf({ file, source }: Surroundings): string {
  const web = file.http ? 'mostly HTTP' : file.alsoHttp ? 'also HTTP' : 'no HTTP';
  return `${source.family}, ${file.level}, ${file.rival ? 'other protocol' : web}`;
}

function beforeOf({ before, close }: Token): string {
  if (close.trim() === '') return 'line';
  if (before === 32 || before === 9) {
    if (/[=!<>]=\s+$/.test(close)) return '==';
    if (/=>\s+$|->\s+$/.test(close)) return '=>';
    if (/[<>]\s+$/.test(close)) return '<';
    if (/=\s+$/.test(close)) return '=';
    if (/:\s+$/.test(close)) return ':';
    if (/,\s+$/.test(close)) return ',';
    if (/[|]\s+$/.test(close)) return '|';
    if (/[)\]}]\s+$/.test(close)) return ')';
    if (/[.!?]\s+$/.test(close)) return '.';
    if (/["'`]\s+$/.test(close)) return '" ';
    if (/\d\s+$/.test(close)) return '0';
    if (/[*/#;%-]\s+$/.test(close)) return 'comment';
    if (/\bcase\s+$|\bwhen\s+$/i.test(close)) return 'case';
    if (/\breturn\s+$/.test(close)) return 'return';
    if (/[a-z]\s+$/i.test(close)) return 'word';
    return 'space';
  }
  if (/\\[nrt]$/.test(close)) return '\\n';
  if (before === 40) return /\w\($/.test(close) ? 'call(' : '(';
  const sign = String.fromCharCode(before);
  return '"\'`'.includes(sign) ? '"' : '[{<>=:,|/^*-#;'.includes(sign) ? sign : 'other';
}

function afterOf({ right, text, end, start }: Token): string {
  if (/^\W{1,4}[245]\\{0,2}\.\d\\{0,2}\.\d/.test(right)) return 'enhanced';
  if (units.test(right)) return 'unit';
  if (rangeAfter.test(right)) return 'range';
  if (
    /^ [a-z]{3,16}s\b(?=[,;.)]|\s*$| (?:are|were|of|in|from|to|for)\b)|^ (?:[a-z]{2,12} ){1,2}[a-z]{3,16}s["'`]/.test(
      right,
    ) ||
    isCounted(right)
  )
    return 'plural';
  if (/^-[A-Za-z<%{\d]/.test(right)) return '-text';
  if (text[end] === text[start - 1] && /^["'`]/.test(right)) return /^["'`]\s?[:=]/.test(right) ? '":' : '"';
  if (/^[ ][A-Z<%{$["'(\\]/.test(right)) return 'Text';
  if (/^ (?:and|or|to)\b/.test(right)) return 'and';
  if (/^ (?:is|are|was|in|for|of|if|as|with|from|on)\b/.test(right)) return 'function word';
  if (/^ [a-z]/.test(right)) return 'text';
  if (/^\s*(?:\r?$|\\[rn])/.test(right)) return 'end';
  if (/^\s?(?:&&|\|\||\?)/.test(right)) return '&&';
  if (/^\s?(?:=>|->)/.test(right)) return '=>';
  if (/^\s?[:=]/.test(right)) return ':';
  if (/^\s?[*/%+<>-]/.test(right)) return 'operator';
  if (/^,/.test(right)) return /^, ?[bfru$@]?["'`]/i.test(right) ? ',"' : ',';
  if (/^[)\]}]/.test(right)) return ')';
  if (/^;/.test(right)) return ';';
  if (/^[.]/.test(right)) return '.';
  if (/^ \d/.test(right)) return '0';
  if (/^[|]/.test(right)) return '|';
  return 'other';
}

/** Whether a name says status, which is HTTP's word as often, and nothing of mail. */
const isVague = (name: string): boolean =>
  /status/i.test(name) && !/smtp|lmtp|enhanced|dsn|reply|mail|delivery|bounce/i.test(name);

/** What the identifiers around say: the name, then the call, then what is compared. */
function namedOf(token: Token): string {
  const { operator } = token;
  const own = operator === 'none' ? 'none' : token.nameMeaning;
  // statusCode is HTTP's name as often, responseCode is not
  if (own === 'code' && /status/i.test(token.name) && !/smtp|lmtp|enhanced|dsn|reply|mail/i.test(token.name))
    return 'a status';
  if (own !== 'none' && own !== 'verb') return own;
  const beside = readName(token.argumentBefore);
  if (beside === 'code' || beside === 'quantity' || beside === 'http') return `beside ${beside}`;
  const asserted = readName(assertedName(token));
  if (asserted === 'code' && isVague(assertedName(token))) return 'asserted status';
  if (asserted !== 'none' && asserted !== 'verb') return `asserted ${asserted}`;
  const after: NameMeaning = readName(/^["'`]?,\s?(?:new\s)?([\w.$>]{2,60})/.exec(token.right)?.[1] ?? '');
  if (after === 'code') return 'before code';
  const call = operator === 'none' ? 'none' : token.callMeaning;
  return call === 'none' ? own : `in ${call}`;
}

/** Tcl's `250 - 251 {` */
const isFallThrough = ({ close, right }: Token): boolean =>
  /^ - [2-5]\d\d(?: - [2-5]\d\d){0,4} \{/.test(right) ||
  (/^\s*(?:[2-5]\d\d - ){1,5}$/.test(close) && /^ (?:- [2-5]\d\d |\{)/.test(right));

/** `250 != 500` */
const comparedBefore = /(?:^|\D)[2-5]\d\d [!=]=+ $/;

/** `unknownCommand = 500,` above `wrongParameters = 501,`: the line differs from the one below in its words and digits only. */
function isLikeLineBelow({ text, left, right, lineEnd }: Token): boolean {
  const below = text.slice(lineEnd + 1, lineEnd + 201).split('\n', 1)[0]!;
  const match = /^(.{0,120}?[^\w.])([2-5]\d\d)(?![\w.])(.{0,40})/.exec(below);
  if (!match || !isRegistered(match[2]!)) return false;
  const signs = (part: string): string =>
    part
      .replace(/["'`].{0,80}?["'`]/g, '"')
      .replace(/[\p{L}\p{N}_]+/gu, 'w')
      .replace(/\s+/g, ' ');
  return (
    signs(left.trim()) === signs(match[1]!.trim()) &&
    signs(right.slice(0, 3)).trim()[0] === signs(match[3]!.slice(0, 3)).trim()[0]
  );
}

/** `500` alone below `250-one`. */
function isLastLine({ text, left, right, lineStart }: Token): boolean {
  if (!/^\s*["'`]?$/.test(left) || !/^["'`]?[,\s]*$/.test(right)) return false;
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, Math.max(0, lineStart - 1)).slice(0, 60);
  return /^\s*["'`]?[2-5]\d\d-/.test(above);
}

/**
 * Whether the same number stands in the same column of the line above or below, behind a time or a stroke: that of a session
 * in a log, not the mark of a side.
 */
export function isInColumn({ text, code, start, lineStart, lineEnd, left }: Token): boolean {
  const column = start - lineStart;
  if (column < 8 || column > 200 || !/\d\d:\d\d(?:[:.,]\d{1,6}){0,2}\s{1,4}$|\d\d:\d\d.{0,60}\|\s{1,4}$/.test(left))
    return false;
  const aboveStart = text.lastIndexOf('\n', lineStart - 2) + 1;
  const same = (from: number): boolean => text.startsWith(`${code} `, from + column);
  return (lineStart > 0 && same(aboveStart)) || same(lineEnd + 1);
}

const countingWords =
  /\b(?:defaults?|first|last|number of|limits?|maximum|minimum|at (?:most|least)|up to|increased?|decreased?|how many|counts?|total|per|results|sessions?|rows|items|times|seconds|size|length|expires?|allowed|more than|less than|range|between)\b/i;

const countingBefore =
  /\b(?:defaults? (?:is|to|of)|default:|limits? (?:is|of|was|to)|(?:increased|raised|lowered|reduced|went up|grew|up) to|from \d{1,6} to|instead of|first|last|keeps?|starts?|at (?:most|least)|more than|less than|here,?|every|after|about|shows?|lists?)\s$/i;

/** Whether the line counts or measures something. */
function countingOf({ left, right, kind, code }: Token): string {
  if (kind === 'enhanced') return 'no';
  if (/\d (?:to|until|\.\.) $/.test(left)) return 'end of a range';
  if (countingBefore.test(left) && !/\b(?:codes?|repl|respon|status|error|reject)/i.test(left)) return 'right before';
  // name="push_limit_250">250 messages
  if (/_(\d{3})["']>$/.exec(left)?.[1] === code) return 'the name says it';
  return countingWords.test(left.slice(-50) + right.slice(0, 20)) ? 'yes' : 'no';
}

/** Whether the file said before that this number is a code. */
const seenOf = ({ token, around }: WrittenView): string => (around.seen.has(token.code) ? 'yes' : 'no');

/** `[429, 500, 502]`: a status of HTTP stands in the same list. */
const isBesideHttp = ({ close, right }: Token): boolean =>
  [
    ...close.slice(-24).matchAll(/(?<![\w.])([2-5]\d\d)(?=["'`]?(?:,|\s\|)\s?)/g),
    ...(/^["'`]?(?:,|\s\|)\s?["'`]?([2-5]\d\d)(?![\w.])/g.exec(right) ? [/^\W{1,5}([2-5]\d\d)/.exec(right)!] : []),
  ].some(([, number]) => isOnlyHttp(number!));

/** `* 250 (ERR_A)` between `* 249 (ERR_B)` and `* 254 (ERR_C)`: lines that open with numbers most of which are no codes. */
function isInRowOfNumbers({ text, left, lineStart, lineEnd }: Token): boolean {
  if (left.length > 24 || /[a-z]{3}/i.test(left.replace(/<\w{1,8}>/g, ''))) return false;
  let codes = 0;
  let others = 0;
  const count = (line: string): boolean => {
    const number = line.startsWith(left)
      ? /^(\d{1,4})(?![\w.])/.exec(line.slice(left.length, left.length + 6))?.[1]
      : undefined;
    if (number === undefined) return false;
    if (isRegistered(number)) codes++;
    else others++;
    return true;
  };
  let at = lineStart;
  for (let n = 0; n < 5 && at > 0; n++) {
    const above = text.lastIndexOf('\n', at - 2) + 1;
    if (at - above > 300 || !count(text.slice(above, above + 40))) break;
    at = above;
  }
  at = lineEnd + 1;
  for (let n = 0; n < 5 && at < text.length; n++) {
    if (!count(text.slice(at, at + 40))) break;
    const next = text.indexOf('\n', at);
    if (next < 0 || next - at > 300) break;
    at = next + 1;
  }
  return others >= 2 && others > codes;
}

function besideOf(token: Token, around: Surroundings): string {
  const { previousCode, previousEnd } = around;
  if (token.kind === 'reply' && isBesideHttp(token)) return 'beside one of HTTP';
  if (token.kind === 'reply' && isInRowOfNumbers(token)) return 'in a row of numbers';
  if (previousCode === '') {
    if (isFallThrough(token)) return 'falls through';
    if (isLikeLineBelow(token)) return 'like the line below';
    return isBeforeCode(token) || /^ [!=]=+ [2-5]\d\d\b/.test(token.right) ? 'before one' : 'first';
  }
  if (isBesideCode(token, around)) return 'in a list';
  if (isBeforeCode(token)) return 'before one';
  if (isFallThrough(token)) return 'falls through';
  if (comparedBefore.test(token.close)) return 'compared with one';
  if (isLikeLineAbove(token, around)) return 'like the line above';
  if (isLikeLineBelow(token)) return 'like the line below';
  if (isCellBelowCode(token, around)) return 'cell below';
  if (isLineOfReply(token) || isLastLine(token)) return 'line of a reply';
  const gap = token.start - previousEnd;
  return previousEnd >= token.lineStart ? 'same line' : gap < 120 ? 'close' : gap < 500 ? 'near' : 'far';
}

/** A cell of a table: `| 5.1.1 |`, `<td><p>5.1.1</p></td>` */
const isCell = ({ left, right }: Token): boolean =>
  /(?:\|\s{0,20}|<t[dh](?:\s[^<>]{0,60})?>\s{0,4}(?:<\w{1,8}>){0,2})[`*]{0,3}$/.test(left) &&
  /^[`*]{0,3}(?:<\/\w{1,8}>){0,2}\s{0,20}(?:\||<\/t[dh]>)/.test(right);

/** Where on its line or in its string. */
function placeOf(token: Token): string {
  if (isCell(token)) return 'a cell';
  if (token.opensString) return textAfter.test(token.right) ? 'opens a string with text' : 'opens a string';
  if (lineOpeners.test(token.left)) return textAfter.test(token.right) ? 'opens a line with text' : 'opens a line';
  const quotes = token.left.split(/["`]/).length - 1;
  return /(?:^|\s)(?:\/\/|#|\*|--|;|%)\s/.test(token.left) ? 'in a comment' : quotes % 2 ? 'in a string' : 'in code';
}

function proseOf({ close, right }: Token): string {
  const [, word] = /([\p{L}_-]{2,24})[\s:="'`([{*<]{1,6}$/u.exec(close) ?? [];
  const meaning = word === undefined ? 'none' : meaningOfWord(word);
  if (proseBefore.test(close)) return 'a word of replies before';
  if (proseAfter.test(right)) return 'a word of replies behind';
  if (meaning === 'count' || meaning === 'place' || meaning === 'version' || meaning === 'http')
    return `${meaning} before`;
  if (smallBefore.test(close)) return 'a small word before';
  return meaning === 'code' || meaning === 'reply' || meaning === 'smtp' ? 'a name before' : 'none';
}

const webWords =
  /\bhttps?\b|\bHTTP\b|status_code\b|\bstatusCode\b|\bsendStatus\b|\bwriteHead|\bfetch\(|\brequests?\.|\bclient\.(?:get|post|put|delete)|\bcurl\b|\bapi\b|json\(|"GET\b|"POST\b|\bres\.|\bRoute|\burl\b/i;
const webPhrase =
  /^\W{0,3}(?:Not Found|Internal Server|Bad Request|Forbidden|Unauthori[sz]ed|No Content|Created\b|Bad Gateway|Service Unavailable["'`]|Method Not|Gateway|Unsupported Media|Accepted["'`]|Moved|Found["'`]|See Other|Not Modified|Conflict|Too Many Requests|Unprocessable|Payload Too|Misdirected|Unavailable For Legal)/i;

function webOf({ left, right, code, kind }: Token): string {
  if (kind === 'enhanced') return 'no';
  const own = isOnlySmtp(code) ? 'not its number' : 'its number';
  if (webPhrase.test(right)) return `its phrase, ${own}`;
  return webWords.test(left + ' ' + right) ? `on the line, ${own}` : 'no';
}

const smtpWords =
  /smtp|lmtp|\b(?:ehlo|helo|rcpt|mail from|starttls|mailbox|recipient|sender|dsn|bounce|postfix|sendmail|milter|greylist\w*|auth|data|quit|relay)\b/i;

function mailOf(token: Token): string {
  const line = token.left + token.right;
  if (/smtp|lmtp/i.test(token.name) || /smtp|lmtp/i.test(token.call)) return 'in the name';
  return mailText.test(token.right) ? 'behind it' : smtpWords.test(line) ? 'on the line' : 'no';
}

const versionWords =
  /\b(?:\w{0,20}versions?|\d\.\d{1,2}\.x|vsn|ver|releases?|released|since|deprecated|upgrade[ds]?|requires?|prior to|until|compatib\w*|changelog|dependency|v)\b/i;
const sectionWords = /\b(?:sections?|sec|chapters?|RFC ?\d{3,4}|§)|^\s*(?:=head\d|={1,6}|#{1,6})\s*$|#section/i;
const statusWords =
  /\b(?:status|enhanced|dsn|codes?|repl(?:y|ies)|response|reject\w*|bounce\w*|smtp|errors?|[245]\d\d|deliver\w*)\b/i;
const productBefore = /(?:^|[\s>])[`"'*]{0,2}[A-Z][\w.-]*\w[`"'*]{0,2}\s[`"'(]{0,2}$/;

/** What the words around three numbers with dots say. */
function sayingOf({ kind, text, start, left, right, close }: Token): string {
  if (kind === 'reply') return 'no';
  if (text[start + 1] === '\\') return 'a pattern';
  if (text[start + 1] === ',') return /enhanced|status|dsn|esc/i.test(left) ? 'a tuple with a name' : 'a tuple';
  if (sectionWords.test(left.slice(-30)) || sectionWords.test(right.slice(0, 30))) return 'a section';
  if (versionWords.test(left.slice(-40)) || versionWords.test(right.slice(0, 40))) return 'a version';
  if (/\b(?:status|enhanced|dsn|code|reply|error)\W{1,6}$/i.test(close)) return 'a status right before';
  if (productBefore.test(close)) return 'a product before';
  if (/(?:^|[^\d.])[245]\d\d(?![\d.])/.test(left + ' ' + right)) return 'a reply code on the line';
  return statusWords.test(left + ' ' + right) ? 'a status' : 'nothing';
}

/** Whom a number belongs to. */
function claimOf({ kind, code }: Token): string {
  if (kind === 'enhanced') return 'enhanced';
  if (isForeign(code)) return 'foreign';
  if (isHttpCode(code)) return 'of HTTP';
  return isRegistered(code) ? (isOnlySmtp(code) ? 'only SMTP' : 'shared') : 'not registered';
}

const nameGroup = (named: string): string =>
  /quantity|version/.test(named)
    ? 'amount'
    : /http/.test(named)
      ? 'web'
      : /status/.test(named)
        ? 'status'
        : /code/.test(named)
          ? 'code'
          : /verb/.test(named)
            ? 'verb'
            : 'none';

export const writtenFacets: readonly Facet<WrittenView>[] = [
  { id: 'number', words: 'the number itself', of: ({ token }) => numberOf(token) },
  { id: 'file', words: 'the file', of: ({ around }) => fileOf(around) },
  {
    id: 'numbers',
    words: 'the numbers of the file, and this one',
    of: ({ token, around }) => `${around.file.numbers}, ${claimOf(token)}`,
  },
  { id: 'before', words: 'right before it', of: ({ token }) => beforeOf(token) },
  { id: 'after', words: 'right behind it', of: ({ after }) => after },
  {
    id: 'operator',
    words: 'the operator before it',
    of: ({ token }) => token.operator + (token.quoted ? ', quoted' : ''),
  },
  { id: 'named', words: 'the names around it', of: ({ named }) => named },
  {
    id: 'sense',
    words: 'name, operator and number',
    of: ({ token, named }) => `${nameGroup(named)}, ${token.operator}, ${claimOf(token)}`,
  },
  { id: 'place', words: 'where it stands', of: ({ token }) => placeOf(token) },
  {
    id: 'place in file',
    words: 'where it stands in what file',
    of: ({ token, around }) => `${placeOf(token)}, ${around.source.family} ${around.file.level}`,
  },
  { id: 'beside', words: 'the code before it', of: ({ beside }) => beside },
  { id: 'prose', words: 'words beside it', of: ({ token }) => proseOf(token) },
  { id: 'web', words: 'the web on the line', of: ({ token }) => webOf(token) },
  {
    id: 'claim',
    words: 'the number in such a file',
    of: ({ token, around }) =>
      `${numberOf(token)}, ${around.file.http ? 'mostly HTTP' : around.file.alsoHttp ? 'also HTTP' : 'no HTTP'}, ${nameGroup(namedOf(token))}`,
  },
  { id: 'mail', words: 'words of mail', of: ({ token }) => mailOf(token) },
  { id: 'saying', words: 'what the words say', of: ({ token }) => sayingOf(token) },
  { id: 'counting', words: 'words that count', of: ({ token }) => countingOf(token) },
  { id: 'seen', words: 'a code further up in the file', of: seenOf },
  { id: 'rule', words: 'a rule', of: ({ rule }) => rule || 'none' },
];
