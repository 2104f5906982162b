import { firstOf, rfc, type Rule } from '../rule';

/** A reply with a code of the mail protocols before SMTP, such as `200`. */
export const obsoleteReplyCode: Rule = {
  id: 'obsolete-reply-code',
  level: 'information',
  reference: rfc(5321, '4.2.3'),
  *check({ replies, facts }) {
    for (const reply of replies) {
      const code = reply.string && firstOf(reply, 'reply');
      if (!code || facts.statusOf(code.code) !== 'obsolete') continue;
      yield { start: code.start, end: code.end, values: [code.code, facts.insteadOf(code.code) ?? '250'] };
    }
  },
};
