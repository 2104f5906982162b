import { rfc, type LintedFile, type RawFinding, type Rule } from '../rule';

/** What a branch does first, on the line of its condition or on the next that says something. */
const retries =
  /^(?:(?:return|await|yield)\s+)*(?:\w+[.:>-]+)*(?:retry|requeue|reschedule)(?:Later|Message|Send|Delivery|_later|_message)?\s*\(/i;
const givesUp =
  /^(?:(?:return|await|yield)\s+)*(?:\w+[.:>-]+)*(?:bounce|give_?up|suppress|remove_?(?:address|recipient))(?:Message|Recipient|Address|_message)?\s*\(/i;

/** The head of a branch on one line, up to what opens its body. */
const branch = /\b(?:if|elif|elsif|elseif|when)\b([^\n]{3,200}?)(?:\{|:\s*(?:\n|$)|\bthen\b|\)\s+(?=\w)|\n)/g;
/** Another condition beside it, or its opposite: more is at stake than the code. */
const more = /&&|\band\b|\bnot\b|!(?!=)|!=|<>|\bunless\b|[<>]/;
/** What a condition may compare a code by. */
const codes = /(?<![\w.])([45])\d\d(?![\w.])/g;
const firstDigit = /\/\s?100\b[^=]{0,12}={2,3}\s?([45])\b/g;
const startsWith = /(?:starts_?with\??|has_?prefix)\(?[^"'\n]{0,40}["']([45])(?:\d\d)?["']/gi;
const classRange = />=\s?([45])00\b[^\n]{0,30}<\s?[56]00\b/g;
/** Causes that pass by themselves, and exceptions by class. */
const greylisted = /(?:includes|contains|match|test|in|=~)\W{0,6}[^\n]{0,30}\bgrey-?list/i;
const transientClass =
  /\b(?:isTransient|is_transient|isTemporary|TransientError|TemporaryError|SMTPTemporary\w*|is_?4xx)\b/;
const permanentClass = /\b(?:isPermanent|is_permanent|PermanentError|SMTPPermanent\w*|is_?5xx)\b/;
const mail = /\bsmtp|responseCode|smtp_code|mail/i;

/** `if (code === 550) retry()`: nothing will change by sending it again. */
export const retryOnPermanent: Rule = {
  id: 'retry-on-permanent',
  level: 'warning',
  reference: rfc(5321, '4.2.1'),
  checkFile: (context) => branches(context, '5', retries),
};

/** `if (code === 450) bounce()`: the message would go through later. */
export const giveUpOnTransient: Rule = {
  id: 'give-up-on-transient',
  level: 'warning',
  reference: rfc(5321, '4.5.4.1'),
  checkFile: (context) => branches(context, '4', givesUp),
};

function* branches({ text, replies }: LintedFile, first: string, act: RegExp): Iterable<RawFinding | undefined> {
  if (!mail.test(text)) return;
  const comments = replies.filter(({ role }) => role === 'comment');
  for (const match of text.matchAll(branch)) {
    yield undefined;
    const condition = match[1]!;
    const at = match.index + match[0].indexOf(condition);
    const decided = classOf(condition);
    if (!decided || decided.class !== first) continue;
    const body = text.slice(match.index + match[0].length, match.index + match[0].length + 300).trimStart();
    if (!act.test(body) || comments.some(({ start, end }) => start >= at && end <= at + condition.length)) continue;
    const start = at + decided.start;
    yield { start, end: at + decided.end, values: [decided.shown] };
  }
}

interface Decided {
  readonly class: string;
  readonly start: number;
  readonly end: number;
  readonly shown: string;
}

/** The one class that a condition asks for; undefined where it asks for several, or for more than the class. */
function classOf(condition: string): Decided | undefined {
  const range = first(condition, classRange);
  if (range) return { ...range, shown: `${range.class}yz` };
  if (more.test(condition)) return undefined;
  const found: Decided[] = [];
  for (const pattern of [firstDigit, startsWith])
    for (const match of condition.matchAll(pattern)) found.push({ ...placeOf(match), shown: `${match[1]!}yz` });
  if (!found.length) for (const match of condition.matchAll(codes)) found.push({ ...placeOf(match), shown: match[0] });
  for (const [pattern, digit] of [
    [greylisted, '4'],
    [transientClass, '4'],
    [permanentClass, '5'],
  ] as const) {
    const match = pattern.exec(condition);
    if (match) found.push({ ...placeOf(match), class: digit, shown: digit === '4' ? '4yz' : '5yz' });
  }
  const [one] = found;
  return one && found.every((other) => other.class === one.class) ? one : undefined;
}

function first(text: string, pattern: RegExp): Omit<Decided, 'shown'> | undefined {
  for (const match of text.matchAll(pattern)) return placeOf(match);
  return undefined;
}

function placeOf(match: RegExpMatchArray): Omit<Decided, 'shown'> {
  const start = match.index!;
  return { class: match[1] ?? '', start, end: start + match[0].length };
}
