import { firstOf, rfc, type Rule } from '../rule';

/** A pair that IANA's registry does not list, such as `550 5.7.8`. An opinion, since the registry's lists are incomplete. */
export const unusualPair: Rule = {
  id: 'unusual-pair',
  level: 'off',
  reference: rfc(5248, '2.4'),
  *checkReply(reply, { facts }) {
    const code = firstOf(reply, 'reply');
    const enhanced = firstOf(reply, 'enhanced');
    if (!code || !enhanced || reply.role === 'comment' || code.code[0] !== enhanced.code[0]) return;
    const pairs = facts.pairedWith(enhanced.code).filter((pair) => pair[0] === code.code[0]);
    if (!pairs.length || pairs.includes(code.code)) return;
    yield { start: code.start, end: code.end, values: [enhanced.code, pairs.join(', '), code.code] };
  },
};
