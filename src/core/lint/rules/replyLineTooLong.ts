import { rfc, type Rule } from '../rule';
import { linesOf } from '../writtenString';

/** Octets of a reply line with its CRLF (RFC 5321 §4.5.3.1.5). */
const longest = 512;
/** What stands for something of a length that only the run shows: `${name}`, `#{name}`, `{0}`. */
const placeholder = /[$#]?\{[^{}]{0,200}\}/g;
/** An escape, which is one character to the program. */
const escape = /\\(?:u\{[\da-fA-F]{1,6}\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|.)/g;

export const replyLineTooLong: Rule = {
  id: 'reply-line-too-long',
  level: 'warning',
  reference: rfc(5321, '4.5.3.1.5'),
  *checkReply({ string, isFirst }) {
    for (const { start, end, raw } of string && isFirst ? linesOf(string) : []) {
      if (raw.length <= longest / 4) continue;
      const octets = octetsOf(raw.replace(placeholder, '').replace(escape, '_')) + 2;
      if (octets > longest) yield { start, end, values: [String(octets)] };
    }
  },
};

/** Length in UTF-8. */
function octetsOf(text: string): number {
  let octets = 0;
  for (const char of text) {
    const point = char.codePointAt(0)!;
    octets += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return octets;
}
