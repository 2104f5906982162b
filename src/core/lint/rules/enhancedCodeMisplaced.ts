import { firstOf, rfc, type Rule } from '../rule';
import type { WrittenReply } from '../writtenReply';

/** Words of the greeting and of `EHLO`'s keywords (RFC 5321 §4.1.1.1, §4.3.1). */
const greeting = /\bE?SMTP\b/;
const keyword =
  /^(?:PIPELINING|8BITMIME|SIZE|STARTTLS|AUTH|ENHANCEDSTATUSCODES|CHUNKING|SMTPUTF8|DSN|VRFY|HELP|ETRN)\b/;
/** There is no class 3 (RFC 3463 §2), but people write one. */
const classThree = /^3\d\d[ -](3\.\d{1,3}\.\d{1,3})(?= |$)/;

/** An enhanced status code where none may stand: on 3yz, on the greeting, on the answer to `EHLO`. */
export const enhancedCodeMisplaced: Rule = {
  id: 'enhanced-code-misplaced',
  level: 'warning',
  reference: rfc(2034, '4'),
  *checkReply(reply, { text }) {
    const enhanced = enhancedOf(reply);
    if (!enhanced || !reply.replyCode) return;
    const where = reply.replyCode[0] === '3' ? '3yz' : placeOf(reply.replyCode, reply.text);
    if (!where) return;
    const { start, end, code } = enhanced;
    const after = text[end] === ' ' ? 1 : 0;
    yield {
      start,
      end,
      message: where,
      values: [code, reply.replyCode],
      fixes: [{ title: 'fix', values: [code], edits: [{ start, end: end + after, text: '' }], certain: true }],
    };
  },
};

function enhancedOf(
  reply: WrittenReply,
): { readonly start: number; readonly end: number; readonly code: string } | undefined {
  if (!reply.string) return undefined;
  const enhanced = firstOf(reply, 'enhanced');
  if (enhanced) return enhanced;
  const code = classThree.exec(reply.string.raw)?.[1];
  return code === undefined ? undefined : { start: reply.start + 4, end: reply.start + 4 + code.length, code };
}

function placeOf(code: string, text: string): 'greeting' | 'ehlo' | undefined {
  if (code === '220' && greeting.test(text) && !/TLS/i.test(text)) return 'greeting';
  return code === '250' && keyword.test(text) ? 'ehlo' : undefined;
}
