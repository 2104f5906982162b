import type { FileContext } from './fileContext';
import { isForeign, isGatewayCode, isHttpCode, isOnlySmtp, isRegistered, isReplyCode } from './knownCodes';
import { readName } from './names';
import { isCharacterClass } from './neighbours';
import type { Rule } from './rule';
import type { Surroundings } from './surroundings';
import type { Token } from './token';

export const textAfter = /^(?:[ -]\s{0,8}|\\t|\t)(?:[A-Za-z<%{$["'*#(~\u00c0-\uffff]|\.\.\.|\d{1,8}[. ]\w|\\)/;

/** What opens a line of a transcript, a comment, a table or a here-document. */
export const lineOpeners = /^[\s/*!#;%>|<"'`~-]*(?:(?:[SCR]|Server):\s?|=item\s|\d{1,3}[.)]\s)?["'`*]{0,3}$/;
export const asserts = /assert|expect|should|equal|fatal|error|^is$|^eq$/i;

export const units =
  /^[\s.]?(?:ms|msecs?|millis\w*|s|secs?|seconds?|mins?|minutes?|hours?|days?|weeks?|months?|years?|[Bb]ytes?|B|octets?|chars?|characters?|[KMGTkmgt]i?[Bb]|px|em|pt|lines|messages|mails|e-?mails|users|times|bits?|items?|entries|connections|tests?|people|threads|workers|recipients|pages?|words|files|rows|records|requests|tries|retries|attempts|clients|hosts|sessions|slots|jobs|addresses|domains|accounts|mailboxes|euros?|dollars?|x ?\d{1,6}(?:[KMG]i?B)?|percent)(?![\w@-]|\.\w)/;
export const rangeAfter =
  /^(?:\sof\s\d|\.\.[.=<]?\d|\s*[-–]\s?[2-5]\d\d\b|\s+<=?\s|\s+>=?\s|\s*[<>]=|\s+to\s[2-5]\d\d\b)/;
const rangeBefore =
  /(?:\d\sof|\.\.[.=<]?|\d\s?[-–]|[^\s\-=<][<>]=?|(?:^|[^<\-=])\s[<>]=?|[<>]=|\bbetween|\bto|\band)\s*$/;
/** Words before a number that say how many. */
const amountBefore =
  /\b(?:(?:more|less|fewer|larger|smaller|longer|shorter|later|greater|higher|lower) than|at (?:most|least)|up to|from \d{1,5} to)\s$/i;
const phoneBefore = /\+\d[\d ()/-]{1,24}$/;
const arithmetic = /(?:\w[*/%+]|[\w)\]]\s[*/%+]\s{1,4}|\s-|<<|>>|\*=)\s?$/;
const arithmeticAfter = /^\s*(?:\*(?![*\w"'`)|/])|\/\s?\d(?!xx)|%\s|\s-\s?\w{1,40}\(|\s?\+ \w|\+\d|<<|>>)/;
const sectionBefore =
  /(?:(?:\b(?:pages?|lines?|ports?|sections?|issues?)\s(?:port\s|\d{1,5}(?:,|\s(?:to|and|or))\s){1,4}|\bextension\s|\bX-(?![\w-]{0,24}(?:code|status|reply))[\w-]{1,24}:\s|\bRFC[\s-]?|\/rfc\/?\d{3,5}:|§\s?|\bsections?\s|\bsec\.?\s|\bchapter\s|\bport[s:]?\s|\bissues?[:\s]|\bPR\s|\bPEP\s|\bticket\s|\bversion\s|\bX\.|\bbuild\s)[`"'*]{0,2}|(?:^|\s)(?:line|page|id)\s)$/i;
/** `$Id: Reply.java 337 2009-06-29`: the number of a revision. */
const revisionBefore = /\$(?:Id|Rev|Revision)\b[^$\n]{0,80}$/;
/** `chmod 555`, `permissions changed to 555` */
const modeBefore = /\b(?:chmod|umask|permissions?)\b[^.;\n]{0,40}\s$/i;
const httpBefore =
  /(?:\bHTTP(?:\/\d(?:\.\d)?)?|\bHTTP (?:status|code|error|response)(?: code)?|\.status|statusCode|status_code|sendStatus|writeHead|WriteHeader|http_response_code|HTTPException|response\.code|abort|HttpStatus)\W{1,6}$/i;
const httpAfter =
  /^\W{0,3}\s?(?:Not Found|Internal Server|Bad Request|Forbidden|Unauthori[sz]ed|No Content|Created\b|Bad Gateway|Service Unavailable["'`]|Method Not|Gateway|Unsupported Media|Accepted["'`]|Moved|Found["'`]|See Other|Not Modified|Conflict|Too Many Requests|Unprocessable|Payload Too)/i;
/** What HTTP alone calls a code that SMTP has too. */
const httpPhrase =
  /^(?:503 Service Unavailable\b|421 Misdirected Request|451 Unavailable For Legal|501 Not Implemented)/i;
/** What SMTP never says of a code. */
const neverSmtp =
  /^(?:400 Bad Request|403 Forbidden|410 Gone|422 Unprocessable|502 Bad Gateway|504 Gateway Time-?out|505 HTTP|511 Network|220[ -][^\n"']{0,40}FTP)/i;
/** The field that each response of an OpenAPI description begins with. */
const responseBelow = /^(?:\r?\n)?\s{1,40}["']?(?:description|\$ref)["']?:/;
const tableBefore = /(?:^|\s)\d+(?:\.\d+)?\s+$/;
const isCountedNeighbour = /(?:^|[^\w.])(?:\d{1,2}|1\d\d|[6-9]\d\d|0x\w{1,8}),\s*$/;
const tableAfter = /^\s+\d+(?=\s|$)/;
const addressAfter = /^(?:\.\d|:[\da-fA-F]|=[\dA-F]{2}|%\d|\/\d{1,2}(?![\dx]))/;
const addressBefore = /(?:\d\.|\]:|[\da-fA-F]:|::|[?&]\w{1,32}=|:\d\d[,.])$/;
const pathInUrl = /:\/\/|\/(?:issues|pull|commit|blob|wiki|rfc)/;
/** Calls that cut the code out of a reply. */
const cuts = /sub_?str|substring|slice|left|mid|take/i;
const blank = /^\s*$/;
/** reply.status(500).send(…), send_resp(conn, 500, …) */
const httpCall =
  /(?:\.status|\bput_status|\bcowboy_req:reply|\bsend_resp|\bConn\.resp|\bsendStatus|\bhttp_response_code|\.[wW]riteHead(?:er)?)\((?:conn, )?$/;
/** A service of master.cf, a record of a zone file. */
const tableRow = /^\s+(?:inet|unix|fifo|pass|IN)\s/;
/** Settings of sendmail.cf and its access table, the columns of master.cf before the numbers of wake-up and processes. */
const settingBefore =
  /^O [\w.]{1,60}=$|^Client(?:Rate|Conn):\S{0,60}\s{1,20}$|^\S{1,60}\s{1,40}(?:inet|unix|unix-dgram|fifo|pass)\s[\sny\d?-]{1,60}$/;
/** A numbered rule: `250 = name | fail | equals`. */
const ruleNumber = /^ = [\w.-]+\s{1,40}\| \w+\s{1,40}\|/;
const keyBefore = /\[["'](\w{1,40})["']\]\s?=\s?$/;
const numbersBefore = /(?:\b\d{1,5}, ?){4,40}$/;
const commentBefore = /(?:#|\/\/|--|%|;)\s?$/;
/** The length of a buffer, a character by its number. */
const lengthBefore = /\bnew \w{1,24}\[$|\[0(?:u8)?; ?$|\b(?:char|byte|BYTE|u?int8_t|u_char|wchar_t|TCHAR)\s\w{1,40}\[$/;
/** Java's pair of a number and its unit; Erlang's time to wait; the numbers of an address. */
const unitBehind = /^,\s?(?:Time|Chrono)Unit\./;
const countedNeighbours = /(?:^|[^\w.])(?:\d{1,2}|1\d\d),\s?(?:\d{1,2}|1\d\d),\s?$/;
const loopBefore = /\bfor\s\w{1,24}\s?=\s?[\w-]{1,12},\s?$/;
const readBefore = /\b(?:sys)?read\s[^()]{0,60}$/;
/** `expect(queue.size).toBe(` */
const expectBefore = /\bexpect\(([\w.]{2,30})\)\.\w{2,20}\($/;
/** Calls that take a number of bytes, or the status of the process. */
const takesNumber = /sock(?:et)?\.recv(?:from)?$|file\.read$|bytearray$|\bexit$/i;
/** Calls that take an address and a port. */
const connects = /(?:connect\w{0,8}|listen|bind|dial|address|endpoint)$/i;
const castBefore = /\((?:unsigned )?(?:char|byte|u?int8_t|wchar_t)\)\s?$/;
/** Perl's POD: C<550>. */
export const podBefore = /\b[A-Z]<+\s?$/;

/** What is no reply code though it has three digits. */
export const passedOver: readonly Rule[] = [
  {
    id: 'code/not-address',
    reason: 'part of an address, a time or a URL',
    applies: ({ before, close, right }) =>
      addressAfter.test(right) ||
      (isOneOf('.:=,', before) && addressBefore.test(close)) ||
      (close.includes('/') && pathInUrl.test(lastWord(close))) ||
      (close.includes('+') && phoneBefore.test(close)),
  },
  {
    id: 'code/not-section',
    reason: 'number of an RFC, a section, a port, an issue, 501(c)',
    applies: ({ before, close, left, right }) =>
      isOneOf(' \t-:§.`"\'*', before) &&
      (sectionBefore.test(close) ||
        revisionBefore.test(left) ||
        modeBefore.test(left) ||
        /^\([a-z]\)/.test(right) ||
        right.startsWith('`_') ||
        close.endsWith('.. _`')),
  },
  {
    id: 'code/not-unit',
    reason: 'a unit follows',
    applies: ({ right, code }) => units.test(right) && !(isReplyCode(code) && /^-(?:message|line)/.test(right)),
  },
  {
    id: 'code/not-amount',
    reason: 'the words before it say how many',
    applies: ({ before, close }) => before === 32 && amountBefore.test(close),
  },
  {
    id: 'code/not-option',
    reason: 'the value of an option of a command',
    applies: (token) => token.before === 32 && isOption(token),
  },
  {
    id: 'code/not-setting',
    reason: 'a setting that holds no code',
    applies: ({ left, right }, { source }) =>
      source.id === 'ini' &&
      (settingBefore.test(left) || (/^define\(`conf\w{1,40}',\s?`$/.test(left) && right[0] === "'")),
  },
  {
    id: 'code/not-table',
    reason: 'one of a row or a column of numbers',
    applies: (token) => isTable(token) || isInColumn(token),
  },
  {
    id: 'code/not-range',
    reason: 'bound of a class test or a range, or one of several digits',
    applies: (token) => isCharacterClass(token) || isRange(token),
  },
  { id: 'code/not-arithmetic', reason: 'operand of a calculation', applies: (token) => isArithmetic(token) },
  { id: 'code/not-quantity', reason: 'the name says size, time, count or port', applies: isQuantity },
  { id: 'code/not-http', reason: 'a status code of HTTP', applies: (token, around) => isHttp(token, around) },
];

/** A number that is hardly ever anything but a reply code. */
export const isPlain = (token: Token): boolean => isRegistered(token.code);

/** What stands before a token since the last space. */
const lastWord = (left: string): string => left.slice(left.lastIndexOf(' ') + 1);

/** A number between other numbers that only spaces separate. */
function isTable(token: Token): boolean {
  if (!isOneOf('0123456789,{', token.previous) && !isOneOf('0123456789,}iufpI=', token.next)) return false;
  const { code, left, close, right } = token;
  // \w{4,253}
  if (/\{\d{0,3},?$/.test(left) && /^,?\d{0,3}\}/.test(right)) return true;
  // 0x1b, 221, 14
  if (isCountedNeighbour.test(close) && /^\s*,\s*(?:\d|'[^']{1,2}')/.test(right)) return true;
  if (/^,\s*(?:\d{1,2}|1\d\d|[6-9]\d\d),\s*\d/.test(right)) return true;
  if (isList(token)) return true;
  if (countedNeighbours.test(close) && /^\s?[)}\]]/.test(right)) return true;
  // 367,253 354,257
  if (/\d,\d+ $/.test(left) || /^(?:,\d+ \d|\s\d+,\d)/.test(right)) return true;
  if (tableRow.test(right) || ruleNumber.test(right)) return true;
  if (isAmongNumbers(token)) return true;
  // [0, 214]
  if (/\[\d{1,2}, ?$/.test(close) && right.startsWith(']')) return true;
  // qw(421 450 451): the numbers beside it are codes too
  const before = /(\d{1,5})\s+$/.exec(close)?.[1];
  const after = /^\s+(\d{1,5})(?=[\s)|}\]/;"']|$)/.exec(right)?.[1];
  if (
    isRegistered(code) &&
    (before ?? after) !== undefined &&
    [before, after].every((n) => n === undefined || isReplyCode(n))
  )
    return false;
  return (
    (tableBefore.test(close) && !/^[ -][A-Za-z]/.test(right)) ||
    (tableAfter.test(right) && !blank.test(left) && !(token.opensString && /^ \d+ [A-Z]/.test(right)))
  );
}

/** One of at least four numbers in a row, some of which can't be codes. */
function isList({ close, code, right }: Token): boolean {
  const before = /(?:\d{1,4},\s?){0,8}$/.exec(close)?.[0] ?? '';
  const after = /^(?:,\s?\d{1,4}(?!\d)){0,8}/.exec(right)?.[0] ?? '';
  const numbers = (before + code + after).split(',');
  return numbers.length > 3 && numbers.some((number) => !/^\s?[2-5]\d\d$/.test(number));
}

const exitBefore = /(?:^|[\s;&|{])exit\s$/;
const hostBefore = /\$\{?\w{0,12}(?:host|server)\}?["']?\s$/i;

/** `head -c 550`, `[ $n -gt 250 ]`, `exit 221`; not `[ $code -eq 550 ]`, `--code 550`, `grep -c 550`. */
function isOption({ close, left, right }: Token): boolean {
  const option = /(?:^|\s)--?([A-Za-z][\w-]{0,24})\s$/.exec(close)?.[1];
  if (option === undefined)
    return exitBefore.test(close) || (hostBefore.test(close) && /^\s*(?:$|[;|&<>)])/.test(right));
  return !/^(?:eq|ne|e|R)$/.test(option) && readName(option) !== 'code' && !/grep\b/.test(left);
}

/** One of a long list of numbers, most of which are no codes. */
function isAmongNumbers({ left }: Token): boolean {
  const list = numbersBefore.exec(left)?.[0].match(/\d+/g) ?? [];
  return list.length >= 4 && list.filter(isReplyCode).length * 2 < list.length;
}

/** A number on a line of its own above or below one that is no code, as in the bytes of a file. */
function isInColumn({ text, left, right, lineStart, lineEnd }: Token): boolean {
  if (!blank.test(left) || !/^,?\s*$/.test(right)) return false;
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart).slice(0, 60);
  const below = text.slice(lineEnd + 1, lineEnd + 61);
  return [/^\s*(\d{1,5}),?\s*$/.exec(above)?.[1], /^\s*(\d{1,5}),?\s*(?:\n|$)/.exec(below)?.[1]].some(
    (number) => number !== undefined && !isReplyCode(number),
  );
}

function isRange(token: Token): boolean {
  const { left, close, right, lineStart, start } = token;
  if (rangeAfter.test(right) || (token.previous === 44 && loopBefore.test(close))) return true;
  if (!isOneOf('.-–<>=nodf', token.previous) || !rangeBefore.test(close)) return false;
  if (podBefore.test(close) || token.opensString) return false;
  // a quoted line, the mark of a transcript, a tag of HTML
  return (
    !(start - lineStart < 60 && lineOpeners.test(left)) &&
    !/<\/?\w{1,12}(?:\s[^<>]{0,60})?>\s*$|->\s*$|=>\s*$|\b(?:to|and)\s$/.test(left)
  );
}

function isArithmetic(token: Token): boolean {
  const { left, close, right } = token;
  // in a comment, “550 + disconnect”
  if (arithmeticAfter.test(right) && !(commentBefore.test(close) && /^\s?\+/.test(right))) return true;
  if (!isOneOf('*/%+-<>=', token.previous)) return false;
  // "ETRN - 250 OK, queued"
  if (/\s-\s$/.test(close) && /^ (?!AS |FROM |AND |OR )[A-Z]\w/.test(right)) return false;
  return arithmetic.test(close) && !lineOpeners.test(left) && !token.opensString;
}

/** A keyword of Robot Framework that counts or waits. */
const countingKeyword = /^\s{2,40}(?:[A-Z]\w{0,24} ){0,5}(?:Length|Size|Sleep|Count|Timeout|Times)\b/;

/** `${size} =    Set Variable    550` */
const robotVariable = /\$\{([\w ]{1,40})\}(?:\s?=\s{2,8}[A-Z][\w ]{0,40}?)?\s{2,40}$/;

function isRobotQuantity({ left }: Token): boolean {
  const variable = robotVariable.exec(left)?.[1];
  return countingKeyword.test(left) || (variable !== undefined && readName(variable) === 'quantity');
}

function isQuantity(token: Token, { source }: Surroundings): boolean {
  if (source.id === 'robotframework' && isRobotQuantity(token)) return true;
  if (token.operator === 'call' && takesNumber.test(token.call)) return true;
  // setTimeout(() => { … }, 250)
  if ((token.before === 91 || token.previous === 59) && lengthBefore.test(token.close)) return true;
  if (token.previous === 41 && castBefore.test(token.close)) return true;
  if (token.previous === 44 && /\},\s?$/.test(token.close) && /^\s?[)\]]/.test(token.right)) return true;
  if (token.previous === 44 && (token.call === 'make' || (connects.test(token.call) && /["'],\s?$/.test(token.close))))
    return true;
  // std::array<char, 250>
  if (token.next === 62 && /<[\w: ]{1,24},\s?$/.test(token.close)) return true;
  if (token.next === 44 && unitBehind.test(token.right)) return true;
  // receive … after 500 ->
  if (token.next === 45 && /\bafter\s$/.test(token.close) && /^\s?->/.test(token.right)) return true;
  if (isBesideQuantity(token)) return true;
  const { operator } = token;
  // expect(220, 300): seconds to wait
  if (token.code === '300' && /\d[\])]?,\s?$/.test(token.close)) return true;
  if (operator === 'none' || (token.quoted && textAfter.test(token.right))) return false;
  // "no valid recipients" (554)
  if (operator === 'call' && /["'`] \($/.test(token.close)) return false;
  // strings.Index(line, "250")
  if (token.quoted && operator !== 'assign' && /index$/i.test(token.name)) return false;
  // substr(reply, 0, 3) === '334'
  if (operator === 'compare' && cuts.test(token.name)) return false;
  // $options['log_entries'] = 250
  const key = keyBefore.exec(token.close)?.[1];
  if (key !== undefined && readName(key) === 'quantity') return true;
  const own = token.nameMeaning;
  // size: { example: 250 }, %limit = (idle => 450)
  const isInner = (operator === 'key' || operator === 'arrow') && !token.quoted && (own === 'none' || own === 'verb');
  const meaning = isInner ? token.callMeaning : own;
  return meaning === 'quantity' || meaning === 'version';
}

function isHttp(token: Token, { file, source }: Surroundings): boolean {
  if (file.tcpTable && /^[245]00$/.test(token.code)) return true;
  if (
    (file.alsoHttp || file.level < 2) &&
    /^[245]\d[0-6]$/.test(token.code) &&
    (!isPlain(token) || isGatewayCode(token.code)) &&
    httpAfter.test(token.right)
  )
    return true;
  if (isHttpPhrase(token, file) || isResponseOfHttp(token)) return true;
  if (isForeign(token.code)) return !opensReplyOfMail(token) || httpAfter.test(token.right);
  if (token.nameMeaning === 'http' || isFieldOfHttp(token)) return true;
  if (isGatewayCode(token.code) && saysHttp(token)) return true;
  const round = /^(?:20|40|50)/.test(token.code);
  if (round && httpCall.test(token.close) && /^[),]/.test(token.right)) return true;
  // nginx: return 200 "…"; and the web's words for an error
  if (round && source.family !== 'code' && token.close.endsWith('return ') && /^(?:;| ["'h$])/.test(token.right))
    return true;
  if (round && /^ (?:browser|web)\b/i.test(token.right)) return true;
  // the responses of an OpenAPI description
  if (
    source.family === 'config' &&
    (round || file.alsoHttp) &&
    blank.test(token.left.replace(/["']$/, '')) &&
    /^["']?\s?:\s?(?:\{|$)/.test(token.right) &&
    (round || responseBelow.test(token.text.slice(token.lineEnd, token.lineEnd + 80)))
  )
    return true;
  // a description of an interface: response: { 200: { description: …
  const opened = /^["']?\s?:\s?\{/.exec(token.right);
  if (opened && responseBelow.test(token.text.slice(token.end + opened[0].length, token.end + 100))) return true;
  if (token.code === '500' && /^ errors?\b/.test(token.right) && !/smtp|reply|replies|command/i.test(token.near))
    return true;
  if (/^20[01]$/.test(token.code) && httpBefore.test(token.close)) return true;
  return (file.http || file.level < 2) && !isOnlySmtp(token.code) && httpBefore.test(token.close);
}

/** Whether the line speaks of HTTP alone, where a code is HTTP's too. */
function saysHttp(token: Token): boolean {
  const line = token.left + token.right;
  return (
    /\brender\b.{0,80}\bstatus: $/.test(token.left) ||
    readName(token.argumentBefore) === 'http' ||
    token.callMeaning === 'http' ||
    /json/i.test(token.call) ||
    (token.call === 'Response' && token.name === 'status') ||
    (/(?:\b|_)https?(?![\w:])/i.test(line) && !/smtp/i.test(line))
  );
}

/** `@page.response(400, …)`, `Response(400, json=…)`, `ErrorDocument 503 /busy.html`, `error_page 502 503 /busy.html;` */
function isResponseOfHttp({ code, close, left, right }: Token): boolean {
  if (!/^[45]0[0-4]/.test(code) && !isHttpCode(code)) return false;
  if (
    /^[24]/.test(code) &&
    (/^ (?:if|and|on|when|along)\b/.test(right) || /["']status["']\s{0,8}=>?\s{0,8}$/.test(close))
  )
    return true;
  return (
    /@[\w.]{1,40}\.response\($|\bApi\w{0,24}\($|\bWP_Error\($/.test(close) ||
    /^,\s?(?:json|headers|content|body|data)\s?=/.test(right) ||
    /\b(?:ErrorDocument|error_page|http_\d\d\d)\s(?:\w{1,20}\s){0,12}$/.test(left)
  );
}

/** `http: { status: 503 }` */
function isFieldOfHttp(token: Token): boolean {
  return (
    (isHttpCode(token.code) || isGatewayCode(token.code)) && token.operator === 'key' && token.callMeaning === 'http'
  );
}

export function isHttpPhrase({ code, right }: Token, { alsoHttp, level }: FileContext): boolean {
  return ((alsoHttp || level < 2) && httpPhrase.test(code + right)) || neverSmtp.test(code + right);
}

/** `assertEquals(250, queue.size())`, `{port, 554}` */
function isBesideQuantity(token: Token): boolean {
  const before = token.argumentBefore;
  if (
    before !== '' &&
    readName(before) === 'quantity' &&
    (asserts.test(token.call) ||
      token.call === 'define' ||
      readBefore.test(token.left) ||
      /\{\w{1,40},\s?$/.test(token.close))
  )
    return true;
  const expected = expectBefore.exec(token.close)?.[1];
  if (expected !== undefined) return readName(expected) === 'quantity';
  if (!(asserts.test(token.call) || asserts.test(token.name))) return false;
  const after = /^[uUlL]{0,3},\s?([\w.$>()]{2,60})/.exec(token.right)?.[1];
  return after !== undefined && readName(after) === 'quantity';
}

/** A string that opens with the code and goes on in words. */
const opensReplyOfMail = (token: Token): boolean => token.opensString && textAfter.test(token.right);
/** Whether a unit is one of a few; a cheap test before a pattern. */
export const isOneOf = (chars: string, c: number): boolean => c === c && chars.includes(String.fromCharCode(c));
