import { firstOf, rfc, type Rule } from '../rule';

/** A reply with a code that nobody is known to send: a client reads its first digit and nothing else. */
export const unknownReplyCode: Rule = {
  id: 'unknown-reply-code',
  level: 'information',
  reference: rfc(5321, '4.2'),
  *checkReply(reply, { facts, inTests }) {
    if (inTests) return;
    const code = reply.direction === 'sent' && firstOf(reply, 'reply');
    if (!code || !hasValidDigits(code.code) || facts.statusOf(code.code) !== 'undefined') return;
    yield { start: code.start, end: code.end, values: [code.code, representative(code.code)] };
  },
};

/** The code that a client takes an unknown one for: x00 of its class (RFC 5321 §4.2.1), in words that people know. */
export function representative(code: string): string {
  return code[0] === '3' ? '354' : `${code[0]}50`;
}

/** The form of RFC 5321 §4.2: 2 to 5, 0 to 5, 0 to 9. */
export function hasValidDigits(code: string): boolean {
  return /^[2-5][0-5]\d$/.test(code);
}
