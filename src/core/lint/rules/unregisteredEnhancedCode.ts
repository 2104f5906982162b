import { firstOf, rfc, type Rule } from '../rule';

/** An enhanced status code that is neither in IANA's registry nor in a provider's documents. */
export const unregisteredEnhancedCode: Rule = {
  id: 'unregistered-enhanced-code',
  level: 'information',
  reference: rfc(5248, '2.1'),
  *checkReply(reply, { facts }) {
    const enhanced = firstOf(reply, 'enhanced');
    // A wrong class beside a reply code is class-mismatch's finding.
    if (!enhanced || reply.direction === 'received' || (reply.replyCode && reply.replyCode[0] !== enhanced.code[0]))
      return;
    if (facts.isRegistered(enhanced.code) || facts.isDocumented(enhanced.code)) return;
    // The parts of `{5, 1, 1}` are written one by one, so there only a person can mend it.
    const dotted = enhanced.end - enhanced.start === enhanced.code.length;
    yield {
      start: enhanced.start,
      end: enhanced.end,
      values: [enhanced.code],
      fixes: facts.nearest(enhanced.code).map((near) => ({
        title: 'suggestion',
        values: [near],
        edits: dotted ? [{ start: enhanced.start, end: enhanced.end, text: near }] : [],
        certain: false,
      })),
    };
  },
};
