import { isMapKey } from './names';
import { podBefore } from './passedOver';
import type { Rule } from './rule';
import type { Surroundings } from './surroundings';
import { patternBefore, type Token } from './token';

const replyBefore = /(?:^|[^\w.]|\\[nrtb])([245])\d\d[^\w\n.]{1,6}(?:\w{1,24}[({["'`]{1,3} ?)?$/;
const fieldBefore =
  /(?:\bdsn ?[=:] ?|\bStatus: ?|\bstatus=|\benhanced[\w-]{0,24}["'`]?\s{0,4}(?:[:=]{1,3}>?)\s{0,4}["'`]?|\(#|\b(?:error|retry|defer|discard): ?|\bDSN[_ ]?(?:code|status)?\W{1,4}|\$@ )$/i;
const versionBefore =
  /(?:(?:version|vsn)["']?\s?[,:=(]|\bversions?|\bver\.?|\bv|\bsince|@deprecated|\bat least:|\bbefore|\brelease[ds]?|\bsections?|\bsec\.?|\bchapters?|§|\bRFC ?(?!3463|5248|7372|7505)\d{3,4}:|\bRFC ?\d{3,4},?(?: section| sect\.| §| #)?|^\s{0,40}use|\bPHP\d?|\bperl|\bpython|\bnode|\bruby|\bupgrade to|\bup to|\bprior to|\buntil|\bbump\w{0,8}|\bfrom:|\d\.\d{1,3} (?:->|=>|→)|\brequires?|#section-|\bdovecot|\bvsftpd|\bproftpd|\bpostfix|\bexim|\bnginx|\bopenssl|\blinux|\bkernel)\s{0,3}[`"'(*]{0,3}$/i;
/** `version >= 5.1.1`, which a comparison with a named code is not. */
const comparisonBefore = /(?:^|[^-=])(?:[><~^@]=?|==|!=)\s{0,3}[`"'(*]{0,3}$/;
const installs = /\b(?:apt(?:-get)?|apk|pip3?|npm|gem|dnf|yum|brew) (?:install|add)\b/;
const versionAfter =
  /^(?:\) (?:with|by|for|id) |[-+](?:rc|alpha|beta|dev|snapshot|pre|p\d|(?!\d\d\d\b)\d+\b(?!\.))|\.[x*]|\s{0,12}\(?(?:19|20)\d\d\b|\s-\s\d|\+)/i;
const heading = /^(?:#{1,6} |={1,6} ?|\*{2}|\[)\s?\[?v?$/i;
const stringOpeners = /["'`/](?:\^|\\[rnbAs]|\\\\b|\(|#){0,4}$/;
const proseWords =
  /\b(?:status|enhanced|dsn|codes?|repl(?:y|ies)|response|reject\w*|bounce\w*|SMTP|error|[245]\d\d|deliver\w*)\b/i;
/** The end of the line before, where a sentence is broken. */
const sectionAbove = /(?:\bsections?|§|\bversions?|\bRFC[ -]?\d{3,4}[,:]?)\s*$/i;
/** The link of a section: `[4.2.1: Replies](…rfc5321#section-4.2.1)`. */
const sectionLink = /^[^\][\n]{0,40}\]\([^\s)]{0,40}(?:#section|rfc-?\d{4})/i;
const versionWords =
  /(?:\b(?:\w{0,20}versions?|since|releases?|released|PHP\d?|upgrade[ds]?|updated|bumped|dependency|issue|changelog|compatib\w*|sections?|g?cc|g\+\+|(?:rfc-?\d{4})#)|\.NET\b)/i;
const keyOfTable = /^\s*["'`]?[245]\.[0-7]\.\d{1,3}["'`]?\s?(?::|=>?)\s/;
/** "error code 5.1.1" */
const codeBefore = /\b(?:error|status|enhanced|dsn|smtp) codes? [`"'(]{0,2}$/i;
/** Words that leave no doubt; needed where a version could stand as well. */
const statusWords = /(?:\b|_)(?:status|enhanced|dsn|reject|bounce|repl(?:y|ies))|(?:^|[^#\d/\w.-])[45]\d\d\b/i;
const configWords = /(?:\b|_)(?:status|enhanced|dsn|reject|bounce|codes?\b|repl(?:y|ies)|[45]\d\d\b)/i;
const versionPlace = /\b(?:to|in|from|with|using|by|on|of|at|for)\s[`"'(]{0,2}$/i;
/** A product, a package: `Solaris 2.5.1`, `connection-pool 4.0.1`. */
const productBefore = /(?:^|[\s>])[`"'*]{0,2}(?:[A-Za-z]\w*[-.:][\w.:-]*\w|[A-Z]\w+)[`"'*]{0,2}\s[`"'(]{0,2}$/;
const listItem = /^\s{0,12}[-*+] /;
const statusBefore =
  /\b(?:codes?|status|e?smtp|dsn|enhanced|errors?|reject\w*|repl(?:y|ies)|response|class|return\w*|like|send\w*)[`"'*]{0,2}\s[`"'(]{0,2}$/i;
const mailText =
  /^ [^\n]{0,60}\b(?:mail|mailbox|recipient|sender|relay|user|address|host|message|client|domain|server|spam|block\w*|denied|reject\w*)\b/i;
const textAfter = /^[ :-]\s?[A-Za-z<%{$["'(]/;

/** The registry of RFC 5248 has subjects from 0 to 7. */
function isPlausible(code: string): boolean {
  const subject = code.charCodeAt(2);
  return code.charCodeAt(3) === 46 && subject >= 48 && subject <= 55;
}

/** The highest detail of each subject in the registry. */
const highest = [0, 10, 4, 6, 7, 6, 10, 30];

/** `not_before => '2.2.6'`: a string of its own under a name that says nothing of codes, and a number the registry lacks. */
function isOddValue(token: Token): boolean {
  const { text, start, end, code, operator } = token;
  if (text[end] !== text[start - 1] || token.name === '' || token.nameMeaning !== 'none') return false;
  if (operator !== 'key' && operator !== 'arrow' && operator !== 'assign') return false;
  return isUnregistered(code);
}

function isUnregistered(code: string): boolean {
  const [, subject, detail] = code.split('.');
  return Number(detail) > (highest[Number(subject)] ?? -1);
}

const isTuple = ({ text, start }: Token): boolean => text.charCodeAt(start + 1) === 44;

function followsReply(token: Token): boolean {
  const match = replyBefore.exec(token.close);
  return match !== null && (match[1] === token.code[0] || /[ -]$/.test(token.left));
}

/** A cell of its own in a table: `| 5.1.1 |`, `|5.7.500-699|`, `<td>5.1.1</td>`. */
function isCell({ left, right }: Token): boolean {
  return (
    /(?:^\s{0,8}|\|\s{0,20}|<t[dh](?:\s[^<>]{0,60})?>)[`*]{0,3}$/.test(left) &&
    /^(?:-\d{3}\b|\sor \d[\d.]{1,8})?[`*]{0,3}\s{0,20}(?:\||<\/t[dh]>)/.test(right)
  );
}

/** A key of a table of codes: the line above or below begins with one too. */
function isKey({ text, left, right, lineStart, lineEnd }: Token): boolean {
  if (!/^\s*["'`]?$/.test(left) || !/^["'`]?\s?(?::|=>?)\s/.test(right)) return false;
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart).slice(0, 40);
  return keyOfTable.test(above) || keyOfTable.test(text.slice(lineEnd + 1, lineEnd + 41));
}

/** `5.1.1 through 5.1.20`, `5.4.6 or 5.4.14`: beside a code in a list. */
function isBesideStatus({ text, start, code }: Token, { previousCode, previousEnd }: Surroundings): boolean {
  return (
    previousCode[0] === code[0] &&
    previousCode[1] === '.' &&
    start - previousEnd < 16 &&
    /^[`"'*]{0,3}(?: ?[,/|–-] ?| (?:through|to|or|and) )[`"'*]{0,3}$/.test(text.slice(previousEnd, start))
  );
}

function isVersion(token: Token): boolean {
  const { left, right } = token;
  // 5\.1\.1 is a pattern, and nobody writes one for a version
  if (token.text.charCodeAt(token.start + 1) === 92) return false;
  if (versionBefore.test(token.close) || versionAfter.test(right)) return true;
  if (comparisonBefore.test(token.close) && !podBefore.test(token.close) && token.nameMeaning !== 'code') return true;
  // fprintf(…); /* 2.3.4: a section */
  if (token.code.startsWith('2') && /[;{})]\s{1,40}\/\*\s$/.test(left)) return true;
  // (CommuniGate Pro SMTP 5.1.13)
  if (isUnregistered(token.code) && /\bSMTP $/.test(left)) return true;
  if (isOddValue(token) || sectionLink.test(right) || installs.test(left)) return true;
  // a section of a document, a heading of a list of changes
  if (/^[\s*#/]*$/.test(left) && sectionAbove.test(token.above)) return true;
  if (left.trim() === '' && /^(?:\.\s|.{0,60}(?:\. \. \.|\.{4})|\s*(?::|$))/.test(right)) return true;
  return (
    heading.test(left) ||
    token.nameMeaning === 'version' ||
    (!codeBefore.test(left) && versionWords.test(left.slice(-40) + right.slice(0, 40)))
  );
}

/** Where a version stands as often as a status code. */
function isDoubtful({ close }: Token): boolean {
  return versionPlace.test(close) || (productBefore.test(close) && !statusBefore.test(close));
}

const enhancedAnchors: readonly Rule[] = [
  { id: 'code/enhanced-after-reply', reason: 'stands behind a reply code of its class', applies: followsReply },
  {
    id: 'code/enhanced-field',
    reason: 'the field before it holds an enhanced status code',
    applies: (token) => fieldBefore.test(token.close),
  },
];

const tupleRule: Rule = {
  id: 'code/enhanced-tuple',
  reason: 'three numbers in a literal named for enhanced status codes',
  level: 2,
  applies: (token) => token.callMeaning === 'code' || /enhanced|dsn|status/i.test(token.left),
};

/** What accepts three numbers with dots, from the most to the least telling. */
const tripleRules: readonly Rule[] = [
  {
    id: 'code/enhanced-named',
    reason: 'the name before it says status or code',
    level: 1,
    applies: (token) => token.nameMeaning === 'code' && token.operator !== 'word',
  },
  {
    id: 'code/enhanced-string',
    reason: 'a string opens with it, in a file about SMTP',
    level: 2,
    applies: (token, { source }) =>
      stringOpeners.test(token.close) &&
      (source.family === 'code' ||
        (source.family === 'config'
          ? statusWords.test(token.left + token.right)
          : proseWords.test(token.near) || mailText.test(token.right))),
  },
  {
    id: 'code/enhanced-string',
    reason: 'a string opens with it and the text of a reply follows',
    level: 1,
    applies: (token, { source }) =>
      source.family === 'code' && stringOpeners.test(token.close) && /^ [A-Z<]/.test(token.right),
  },
  {
    id: 'code/enhanced-text',
    reason: 'the text of a reply follows, in a file about SMTP',
    level: 2,
    applies: (token, { source }) =>
      source.family === 'code' &&
      textAfter.test(token.right) &&
      !(isDoubtful(token) && !statusWords.test(token.left + token.right)),
  },
  {
    id: 'code/enhanced-map',
    reason: 'the action of a line in a table of addresses',
    level: 2,
    applies: (token, { source }) =>
      source.family !== 'code' && /^[45]/.test(token.code) && isMapKey(token.left) && /^ +[A-Z]/.test(token.right),
  },
  {
    id: 'code/enhanced-list',
    reason: 'a cell or a key of a table of codes, or beside another code, in a file about SMTP',
    level: 2,
    applies: (token, around) =>
      isBesideStatus(token, around) || (around.file.enhanced && (isKey(token) || isCell(token))),
  },
  {
    id: 'code/enhanced-prose',
    reason: 'prose speaks of status codes',
    level: 2,
    applies: (token, { source }) =>
      source.family === 'config'
        ? configWords.test(/^\s*[#;]/.test(token.left) ? token.near : token.left + token.right)
        : isDoubtful(token)
          ? statusWords.test(
              source.family === 'code' || listItem.test(token.left) ? token.left + token.right : token.near,
            )
          : proseWords.test(token.near),
  },
];

/** The rules that accept an enhanced status code. */
export const enhancedRules: readonly Rule[] = [...enhancedAnchors, tupleRule, ...tripleRules];

function isGlued({ text, close, start, end }: Token): boolean {
  const before = text[start - 1];
  // {5, 1, 1} with nothing else in the braces
  if (text.charCodeAt(start + 1) === 44) return !/[[({] ?$/.test(text.slice(Math.max(0, start - 2), start));
  if (before === '.' || before === '@' || before === '$' || before === '%' || before === '~' || before === '+')
    return true;
  if (before === '-') return !/\d\d\d$|[245]\.\d\.\d{1,3}$/.test(text.slice(Math.max(0, start - 8), start - 1));
  // image:2.0.0, but error:5.1.1
  if (before === ':')
    return /\w:$/.test(close) && !/(?:error|status|dsn|code|reply|defer|discard|reject|\b[245]\d\d):$/i.test(close);
  if (before === '/') return /[\w./-]/.test(text[start - 2] ?? ' ') && !patternBefore.test(close);
  return text[end] === '%' || (text[end] === '/' && text[start + 1] === '.' && /[\w.-]/.test(text[end + 1] ?? ' '));
}

const isBesideReply = ({ start }: Token, { previousCode, previousEnd }: Surroundings): boolean =>
  previousEnd === start - 1 && previousCode.length === 3;

/** Whether a glance at its neighbours shows that three numbers are no enhanced status code. */
export function isNoEnhancedCode(token: Token, around: Surroundings): boolean {
  if (isGlued(token)) return true;
  // 550 5.1.1; 550 5.9.1 is one by its form, though no registry has it
  const isOdd =
    isBesideReply(token, around) && /^.\.[89]\./.test(token.code) && token.code[0] === around.previousCode[0];
  return !isPlausible(token.code) && !isOdd;
}

/** The id of the rule that reads a triple of numbers as an enhanced status code; undefined where it is none. */
export function judgeEnhancedCode(token: Token, around: Surroundings): string | undefined {
  if (isBesideReply(token, around)) return 'code/enhanced-after-reply';
  const { level, rival } = around.file;
  const anchor = enhancedAnchors.find(({ applies }) => applies(token, around));
  if (anchor) return anchor.id;
  if (rival) return undefined;
  if (isTuple(token)) return tupleRule.applies(token, around) && level === 2 ? tupleRule.id : undefined;
  if (isVersion(token) && !isBesideStatus(token, around) && !(around.file.enhanced && isKey(token))) {
    around.passed = 'code/not-version';
    return undefined;
  }
  return tripleRules.find((rule) => (rule.level ?? 0) <= level && rule.applies(token, around))?.id;
}
