import { firstOf, rfc, type LintFacts, type Rule } from '../rule';
import type { WrittenReply } from '../writtenReply';
import { substitute } from './substitute';
import { hasValidDigits } from './unknownReplyCode';

/** A reply with a code of the folklore lists, such as `541`: no RFC defines it. */
export const nonstandardReplyCode: Rule = {
  id: 'nonstandard-reply-code',
  level: 'information',
  reference: rfc(5321, '4.2.3'),
  *checkReply(reply, { facts, inTests }) {
    if (inTests) return;
    const code = reply.direction === 'sent' && firstOf(reply, 'reply');
    if (!code || !hasValidDigits(code.code) || facts.statusOf(code.code) !== 'nonstandard') return;
    const instead = inClassOf(reply, facts, facts.insteadOf(code.code));
    yield {
      start: code.start,
      end: code.end,
      ...(instead
        ? { values: [code.code, instead], fixes: [substitute(reply, code, instead)] }
        : { message: 'noSubstitute', values: [code.code] }),
    };
  },
};

/** Another class would change what the client does: beside 4.7.0 the code in place of 403 is one that is listed with it. */
function inClassOf(reply: WrittenReply, facts: LintFacts, instead: string | undefined): string | undefined {
  const enhanced = reply.enhancedCode;
  if (!enhanced || !instead || instead[0] === enhanced[0]) return instead;
  const listed = facts.pairedWith(enhanced).filter((code) => code[0] === enhanced[0]);
  const security = /TLS|auth|login/i.test(reply.text)
    ? listed.find((code) => code[1] === '5' && code[2] === '4')
    : undefined;
  const code = security ?? listed[0];
  return code && `${code} ${enhanced}`;
}
