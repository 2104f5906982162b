import { firstOf, rfc, type Rule } from '../rule';
import { substitute } from './substitute';

/** A reply with a code of the mail protocols before SMTP, such as `200`. */
export const obsoleteReplyCode: Rule = {
  id: 'obsolete-reply-code',
  level: 'information',
  reference: rfc(5321, '4.2.3'),
  *checkReply(reply, { facts, inTests }) {
    if (inTests) return;
    const code = reply.direction === 'sent' && firstOf(reply, 'reply');
    if (!code || facts.statusOf(code.code) !== 'obsolete') return;
    const instead = facts.insteadOf(code.code) ?? '250';
    yield {
      start: code.start,
      end: code.end,
      values: [code.code, instead],
      fixes: [substitute(reply, code, instead)],
    };
  },
};
