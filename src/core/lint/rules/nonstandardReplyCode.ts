import { firstOf, rfc, type Rule } from '../rule';
import { substitute } from './substitute';
import { hasValidDigits } from './unknownReplyCode';

/** A reply with a code of the folklore lists, such as `541`: no RFC defines it. */
export const nonstandardReplyCode: Rule = {
  id: 'nonstandard-reply-code',
  level: 'information',
  reference: rfc(5321, '4.2.3'),
  *check({ replies, facts }) {
    for (const reply of replies) {
      const code = reply.isSent && firstOf(reply, 'reply');
      if (!code || !hasValidDigits(code.code) || facts.statusOf(code.code) !== 'nonstandard') continue;
      const instead = facts.insteadOf(code.code);
      yield {
        start: code.start,
        end: code.end,
        ...(instead
          ? { values: [code.code, instead], fixes: [substitute(reply, code, instead)] }
          : { message: 'noSubstitute', values: [code.code] }),
      };
    }
  },
};
