import { rfc, type Rule } from '../rule';

/** `code >= 300 && code <= 400`, `status > 400`: how a code is compared, and with which border. */
const comparison = /(<=|>)\s{0,2}([345]00)\b/g;
/** What is compared. */
const compared = /(?:code|status|reply|resp(?:onse)?|rc|ret)\w{0,40}\)?\s{0,2}$/i;
const http = /https?\b|\bhttp[A-Z]\w*|statusCode\b.{0,40}\bfetch|\baxios\b|\brequests?\.(?:get|post)\b/i;
const reach = 300;

/** A border between the classes of replies that falls on the wrong side: `<= 400` takes 400 for a success or go-ahead. */
export const classBounds: Rule = {
  id: 'class-bounds',
  level: 'information',
  reference: rfc(5321, '4.2.1'),
  *checkFile({ text, namesSmtp }) {
    if (!namesSmtp) return;
    for (const match of text.matchAll(comparison)) {
      const [found, operator, border] = match as unknown as [string, string, string];
      const at = match.index;
      const before = text.slice(Math.max(0, at - reach), at);
      if (!compared.test(before) || http.test(before + text.slice(at, at + reach))) continue;
      const right = operator === '<=' ? '<' : '>=';
      yield {
        start: at,
        end: at + found.length,
        values: [border, right],
        fixes: [
          {
            title: 'fix',
            values: [`${right} ${border}`],
            edits: [{ start: at, end: at + operator.length, text: right }],
            certain: false,
          },
        ],
      };
    }
  },
};
