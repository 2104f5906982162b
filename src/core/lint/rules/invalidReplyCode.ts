import { firstOf, rfc, type Rule } from '../rule';
import { hasValidDigits } from './unknownReplyCode';

/** A reply with a code that the grammar does not allow, such as `571` or `299`. */
export const invalidReplyCode: Rule = {
  id: 'invalid-reply-code',
  level: 'warning',
  reference: rfc(5321, '4.2'),
  *check({ replies, facts }) {
    for (const reply of replies) {
      const code = reply.string && firstOf(reply, 'reply');
      if (!code || hasValidDigits(code.code)) continue;
      const instead = facts.insteadOf(code.code);
      yield {
        start: code.start,
        end: code.end,
        values: [code.code, instead ?? `${code.code[0]}50`],
      };
    }
  },
};
