import { rfc, type Rule } from '../rule';

/** The first character that a reply may not hold unless the client asked for SMTPUTF8 (RFC 6531 §3.7.4). */
const nonAscii = /[^\x00-\x7f]+/;

export const nonAsciiReply: Rule = {
  id: 'non-ascii-reply',
  level: 'information',
  reference: rfc(5321, '4.2'),
  *check({ replies }) {
    for (const { string, isFirst } of replies) {
      const match = string && isFirst && nonAscii.exec(string.raw);
      if (!match) continue;
      const start = string.start + match.index;
      yield { start, end: start + match[0].length, values: [match[0].slice(0, 20)] };
    }
  },
};
