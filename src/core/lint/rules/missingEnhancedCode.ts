import { firstOf, rfc, type Rule } from '../rule';

const keyword =
  /^(?:PIPELINING|8BITMIME|SIZE|STARTTLS|AUTH|ENHANCEDSTATUSCODES|CHUNKING|SMTPUTF8|DSN|VRFY|HELP|ETRN|BINARYMIME)\b/;

/** A server that offers ENHANCEDSTATUSCODES and sends replies without: such a server gives one with every 2yz, 4yz and 5yz. */
export const missingEnhancedCode: Rule = {
  id: 'missing-enhanced-code',
  level: 'off',
  reference: rfc(2034, '4'),
  *checkFile({ text, replies }) {
    const sent = replies.filter(({ direction, string }) => direction === 'sent' && (string?.raw.length ?? 0) > 3);
    if (!sent.some(({ enhancedCode }) => enhancedCode) && !/["'`\s-]ENHANCEDSTATUSCODES\b/.test(text)) return;
    for (const reply of sent) {
      const code = firstOf(reply, 'reply');
      // the greeting, the answer to HELO and EHLO, and 3yz have none
      if (!code || reply.enhancedCode || code.code[0] === '3' || code.code === '220' || reply.string?.raw[3] === '-')
        continue;
      if (keyword.test(reply.text) || /\b(?:hello|greets?|at your service|pleased to meet)\b/i.test(reply.text))
        continue;
      yield { start: code.start, end: code.end, values: [code.code] };
    }
  },
};
