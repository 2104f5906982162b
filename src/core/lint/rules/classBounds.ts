import { rfc, type Rule } from '../rule';

/** `code >= 300 && code <= 400`, `status > 400`: what is compared, how, and with which border. */
const comparison =
  /\b(\w{0,40}(?:code|status|reply|resp(?:onse)?|rc|ret)\w{0,40})\b\)?\s{0,2}(<=|>)\s{0,2}([345]00)\b/gi;
const http = /https?\b|\bhttp[A-Z]\w*|statusCode\b.{0,40}\bfetch|\baxios\b|\brequests?\.(?:get|post)\b/i;
const reach = 300;

/** A border between the classes of replies that falls on the wrong side: `<= 400` takes 400 for a success or go-ahead. */
export const classBounds: Rule = {
  id: 'class-bounds',
  level: 'information',
  reference: rfc(5321, '4.2.1'),
  *check({ text }) {
    if (!/\bsmtp/i.test(text)) return;
    for (const match of text.matchAll(comparison)) {
      const [found, , operator, border] = match as unknown as [string, string, string, string];
      const around = text.slice(Math.max(0, match.index - reach), match.index + reach);
      if (http.test(around)) continue;
      const at = match.index + found.lastIndexOf(operator);
      const right = operator === '<=' ? '<' : '>=';
      yield {
        start: at,
        end: match.index + found.length,
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
