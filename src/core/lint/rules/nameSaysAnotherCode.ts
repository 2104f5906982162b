import { firstOf, rfc, type Rule } from '../rule';

/** `STATUS_211 = 221`, `#define SMTP_550 554`: a name that ends with a code, and a value. */
const named = /\b[A-Za-z]\w{0,60}?(?:_|(?<=[a-z]))([2-5][0-5]\d)["']?\s{0,12}(?:=>|:=|=|:|,|\s)\s{0,12}\(?["']?$/;
const condition = /\b(?:if|while|when|case|unless|assert\w*)\b|[!=<>]=/;

/** A constant whose name says one code and whose value is another. */
export const nameSaysAnotherCode: Rule = {
  id: 'name-says-another-code',
  level: 'warning',
  reference: rfc(5321, '4.2.3'),
  *checkReply(reply, { text }) {
    const code = firstOf(reply, 'reply');
    if (!code || reply.role === 'comment' || (reply.string && reply.string.raw.length > 3)) return;
    const lineStart = text.lastIndexOf('\n', code.start - 1) + 1;
    const left = text.slice(Math.max(lineStart, code.start - 120), code.start);
    const said = named.exec(left)?.[1];
    if (!said || said === code.code || condition.test(left)) return;
    yield {
      start: code.start,
      end: code.end,
      values: [said, code.code],
      fixes: [
        {
          title: 'suggestion',
          values: [said],
          edits: [{ start: code.start, end: code.end, text: said }],
          certain: false,
        },
      ],
    };
  },
};
