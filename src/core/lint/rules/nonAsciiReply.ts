import { rfc, type Rule } from '../rule';

/** The first character that a reply may not hold unless the client asked for SMTPUTF8 (RFC 6531 §3.7.4). */
const nonAscii = /[^\x00-\x7f]+/;

export const nonAsciiReply: Rule = {
  id: 'non-ascii-reply',
  level: 'information',
  reference: rfc(5321, '4.2'),
  *checkReply({ string, isFirst }) {
    const match = string && isFirst && nonAscii.exec(string.raw);
    if (!match) return;
    const start = string.start + match.index;
    yield { start, end: start + match[0].length, values: [shown(match[0])] };
  },
};

/** The first characters, those that can't be seen by their numbers. */
function shown(text: string): string {
  return [...text]
    .slice(0, 20)
    .map((char) =>
      /\p{C}|\p{Z}/u.test(char) ? `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}` : char,
    )
    .join('');
}
