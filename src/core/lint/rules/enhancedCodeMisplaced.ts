import { firstOf, rfc, type Rule } from '../rule';

/** Words of the greeting and of `EHLO`'s keywords (RFC 5321 §4.1.1.1, §4.3.1). */
const greeting = /\bE?SMTP\b/;
const keyword =
  /^(?:PIPELINING|8BITMIME|SIZE|STARTTLS|AUTH|ENHANCEDSTATUSCODES|CHUNKING|SMTPUTF8|DSN|VRFY|HELP|ETRN)\b/;

/** An enhanced status code where none may stand: on 3yz, on the greeting, on the answer to `EHLO`. */
export const enhancedCodeMisplaced: Rule = {
  id: 'enhanced-code-misplaced',
  level: 'warning',
  reference: rfc(2034, '4'),
  *check({ text, replies }) {
    for (const reply of replies) {
      const enhanced = firstOf(reply, 'enhanced');
      if (!reply.string || !enhanced || !reply.replyCode) continue;
      const where = reply.replyCode[0] === '3' ? '3yz' : placeOf(reply.replyCode, reply.text);
      if (!where) continue;
      const after = text[enhanced.end] === ' ' ? 1 : 0;
      yield {
        start: enhanced.start,
        end: enhanced.end,
        message: where,
        values: [enhanced.code, reply.replyCode],
        fixes: [
          {
            title: 'fix',
            values: [enhanced.code],
            edits: [{ start: enhanced.start, end: enhanced.end + after, text: '' }],
            certain: true,
          },
        ],
      };
    }
  },
};

function placeOf(code: string, text: string): 'greeting' | 'ehlo' | undefined {
  if (code === '220' && greeting.test(text) && !/TLS/i.test(text)) return 'greeting';
  return code === '250' && keyword.test(text) ? 'ehlo' : undefined;
}
