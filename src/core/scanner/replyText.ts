import type { Occurrence } from '../model';

/** Longer texts say nothing more, in UTF-16 units. */
const longest = 2_000;

/** Where a log or a report goes on after the server's words. */
const after =
  /\s?\((?:in\s+reply\s+to|TLS)\b|; from=<|\s(?:from|to|proto|helo|[A-Z]{1,2})=(?:"|\d|<|[a-z])|\sat .{1,80}:\d{1,9}:\d{1,9}\)/;
/** Between an enhanced status code of a log and the words: `, status=bounced (`. */
const fields = /^[,;]\s{0,2}(?:status|stat|relay|delay|delays|action)=?:?\s{0,2}\w{0,16}\s?\(?/i;
/** Line breaks as the formats write them. */
const breaks = /(?:\\r)?\\{1,2}n|#0?1[25]|\\0?1[25]|[\r\n]+/g;
/** The end of a string in JSON that began before the code. */
const endOfValue = /"\s{0,4}(?:[,}\]]|$)/;
/** A line below that goes on with the same words: indented, without the marks of a transcript or a stack. */
const folded = /^\n[ \t]+(?!\s|[<>=~*-]|\w{1,3}:|\d{3}[ -]|at |["'`}])/;

/**
 * The server's words: what follows each code up to the end of its line, up to the end of the reply, joined by spaces.
 * @param members the occurrences of one reply, in order
 * @param written the text is a program, where words end with their string
 */
export function textOf(text: string, members: readonly Occurrence[], written: boolean): string {
  const from = Math.max(
    0,
    members.findIndex(({ kind }) => kind === 'reply'),
  );
  const parts: string[] = [];
  let length = 0;
  let quote = '';
  let goesOn = false;
  for (let index = from; index < members.length && length < longest; index++) {
    const { kind, start, end } = members[index]!;
    const mark = text[start - 1] ?? '';
    if (mark === '"' || mark === "'" || mark === '`') quote = mark;
    if (written && !quote) return parts.join(' ');
    const words = wordsBetween(text, end, members[index + 1]?.start ?? text.length, quote);
    if (words) parts.push(words);
    length += words.length;
    if (kind === 'reply') goesOn = text[end] === '-';
    // all is said once the last line has its words; what follows repeats it
    if (words && !goesOn) break;
  }
  const words = parts.join(' ').slice(0, longest);
  const cut = after.exec(words);
  return balanced((cut ? words.slice(0, cut.index) : words).replace(/\\(["'])/g, '$1').trim());
}

/** The words from one code to the next, no further than the line and the lines folded below it. */
function wordsBetween(text: string, from: number, next: number, quote: string): string {
  let end = from;
  do {
    end = text.indexOf('\n', end + 1);
    if (end < 0 || end > next) end = next;
  } while (end < next && end - from < longest && folded.test(text.slice(end, end + 60)));
  const whole = text.slice(from, Math.min(end, from + longest));
  const raw = quote ? whole : whole.slice(0, endOfValue.exec(whole)?.index);
  const words = (quote ? raw.slice(0, closing(raw, quote)) : raw)
    .replace(/^[- :]{1,2}|[- (#]{1,3}$/g, '')
    .replace(fields, '')
    .replace(breaks, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /\w/.test(words) ? words : '';
}

/** Where a string ends; its whole length where nothing closes it. */
function closing(text: string, quote: string): number {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

/** Without the bracket of the log around the words. */
function balanced(words: string): string {
  if (!words.endsWith(')')) return words;
  let depth = 0;
  for (const char of words) depth += char === '(' ? 1 : char === ')' ? -1 : 0;
  return depth < 0 ? words.slice(0, -1) : words;
}
