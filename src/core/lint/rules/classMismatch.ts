import { firstOf, rfc, type Rule } from '../rule';

/** `550 4.1.1`: the classes of a reply code and its enhanced status code must agree. */
export const classMismatch: Rule = {
  id: 'class-mismatch',
  level: 'warning',
  reference: rfc(2034, '4'),
  *check({ replies }) {
    for (const reply of replies) {
      const { replyCode, enhancedCode } = reply;
      const code = firstOf(reply, 'reply');
      const enhanced = firstOf(reply, 'enhanced');
      if (!code || !enhanced || !replyCode || !enhancedCode || reply.role === 'comment') continue;
      const [wanted, given] = [replyCode[0]!, enhancedCode[0]!];
      if (wanted === given || wanted === '3') continue;
      const edit = { start: enhanced.start, end: enhanced.start + 1, text: wanted };
      const right = wanted + enhancedCode.slice(1);
      yield {
        start: Math.min(code.start, enhanced.start),
        end: Math.max(code.end, enhanced.end),
        values: [replyCode, enhancedCode],
        fixes: [{ title: 'fix', values: [right], edits: [edit], certain: false }],
      };
    }
  },
};
