import { withPlainLines, type MappedText } from './mappedText';
import { readMail, type Mail } from './readMail';

/** The line that a mailbox puts above each mail: `From jane@example.org Sat Nov 28 10:00:00 2026`. */
const separator =
  /^From (?:\S{1,320}|"[^"\n]{0,200}"\S{0,200})? {0,4}(?:[A-Z][a-z]{2},? {1,3}){1,2}\d{0,2} {0,2}(?:[A-Z][a-z]{2} )?[\d: +A-Z-]{4,40}\s*$/gm;

/** Reads the mails of a mailbox or of a file that is one mail, in order. Linear in the length of the text; throws nothing. */
export function readMails(text: string): Mail[] {
  const plain = withPlainLines(text);
  const starts = startsOf(plain);
  return starts.map((start, index) => readMail(plain, start, starts[index + 1] ?? plain.text.length));
}

function startsOf({ text }: MappedText): readonly number[] {
  if (!/^\s{0,8}From /.test(text.slice(0, 20))) return [0];
  const starts: number[] = [];
  separator.lastIndex = 0;
  for (let match = separator.exec(text); match; match = separator.exec(text)) {
    const above = text.slice(Math.max(0, match.index - 2), match.index);
    if (above.trim() === '') starts.push(match.index);
  }
  if (!starts.length || text.slice(0, starts[0]).trim() !== '') starts.unshift(0);
  return starts;
}
