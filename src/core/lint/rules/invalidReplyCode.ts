import { firstOf, rfc, type Rule } from '../rule';
import { substitute } from './substitute';
import { hasValidDigits, representative } from './unknownReplyCode';

/** A reply with a code that the grammar does not allow, such as `571` or `299`. */
export const invalidReplyCode: Rule = {
  id: 'invalid-reply-code',
  level: 'warning',
  reference: rfc(5321, '4.2'),
  *checkReply(reply, { facts, inTests }) {
    if (inTests) return;
    const code = reply.direction === 'sent' && firstOf(reply, 'reply');
    if (!code || hasValidDigits(code.code)) return;
    const instead = facts.insteadOf(code.code) ?? representative(code.code);
    yield {
      start: code.start,
      end: code.end,
      values: [code.code, instead],
      fixes: [substitute(reply, code, instead)],
    };
  },
};
