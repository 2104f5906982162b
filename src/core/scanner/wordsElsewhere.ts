import type { Occurrence } from '../model';
import { lineEndOf, lineStartOf } from './lineBounds';
import { closingQuote } from './quoteMark';

/** How far from a code its words are looked for, in UTF-16 units. */
const reach = 600;

/** The field of a record that holds the server's words where the code stands in one of its own. */
const field =
  /["']?\b(?:smtp_?msg|smtp_?message|details?|message|reason|response|msg|description|diagnostic(?:_?code)?)\\?["']?\s?[:=]\s?\\?(["'])/gi;
/** The words that belong to codes but don't follow them; empty where there are none. */
export function wordsElsewhere(text: string, members: readonly Occurrence[]): string {
  const { start } = members[0]!;
  const { end } = members.at(-1)!;
  const left = text.slice(lineStartOf(text, start, reach), start);
  if (left.endsWith('#')) return wordsBefore(left);
  if (/^\s*status ?: ?$/i.test(left)) return diagnosisBelow(text.slice(end, end + 2 * reach));
  const right = text.slice(end, lineEndOf(text, end, reach));
  // within its own object
  return (
    valueOf(right.split(/[{}]/, 1)[0]!) ||
    valueOf(left.slice(Math.max(left.lastIndexOf('{'), left.lastIndexOf('}')) + 1))
  );
}

/** `Sorry, no mailbox here by that name. (#` */
function wordsBefore(left: string): string {
  const words = left.slice(left.lastIndexOf(': ') + 1).replace(/[(#]{1,2}$/, '');
  return (words.trim().includes(' ') ? words : words.replaceAll('_', ' ')).trim();
}

/** `Diagnostic-Code: X-Postfix; …` in a later line of the same block, which an empty line ends. */
function diagnosisBelow(text: string): string {
  const words: string[] = [];
  for (const line of text.split('\n').slice(1)) {
    const folded = /^[ \t]+\S/.test(line);
    if (words.length ? !folded : line.trim() === '') break;
    const value = /^Diagnostic-Code ?: ?(?:[\w-]{1,24} ?; ?)?/i.exec(line);
    if (value) words.push(line.slice(value[0].length));
    else if (words.length) words.push(line);
  }
  return words.join(' ').replace(/\s+/g, ' ').trim();
}

/** The value of the first such field that says something. */
function valueOf(text: string): string {
  for (const match of text.matchAll(field)) {
    const value = text.slice(match.index + match[0].length);
    const words = value.slice(0, closingQuote(value, match[1]!)).trim();
    if (/[A-Za-z]{2}/.test(words)) return words;
  }
  return '';
}
