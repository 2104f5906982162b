import { firstOf, rfc, type Rule } from '../rule';
import type { WrittenReply } from '../writtenReply';
import { linesOf } from '../writtenString';

/** Words that ask the client to send again. */
const asksToRetry =
  /\btry (?:it |this |that )?(?:again|later)\b.{0,20}\b(?:later|soon|shortly|minutes?|hours?|moment)\b|\btry later\b|\bretry (?:later|again|in|after|soon)\b|\bcome back (?:later|soon)|\btemporar(?:y|ily) (?:fail|error|problem|unavailable|rejected|deferred|denied|refused|local|system)|\bgrey-?list/i;
/** Words that say that it will never do. */
const forGood =
  /\bpermanent(?:ly)?\b|\bdo(?:n't| not) (?:re-?try|try (?:again|this))|\bnever (?:try|accept)|\bno such (?:user|mailbox|address|recipient|account)|\b(?:user|recipient|address|mailbox|account) (?:is )?(?:unknown|does(?:n't| not) exist|not found)|\bunknown (?:user|recipient|mailbox)/i;
const either = /\btemporar|\blater\b|\bmoment/i;

/** A reply whose words ask to try again under 5yz, or say for good under 4yz: clients go by the digit. */
export const textContradictsCode: Rule = {
  id: 'text-contradicts-code',
  level: 'warning',
  reference: rfc(5321, '4.2.1'),
  *checkReply(reply, { facts }) {
    const code = reply.direction === 'sent' && reply.string && firstOf(reply, 'reply');
    if (!code) return;
    const words = wordsOf(reply);
    if (code.code[0] === '5' && asksToRetry.test(words) && !forGood.test(words))
      yield { start: code.start, end: code.end, message: 'retryUnder5', values: [code.code] };
    if (code.code[0] === '4' && saysForGood(words, facts.causeOf(words)?.hard))
      yield { start: code.start, end: code.end, message: 'foreverUnder4', values: [code.code] };
  },
};

/** Its own words, not those of a reply below it; what the program fills in says nothing. */
export function wordsOf({ string, text }: WrittenReply): string {
  const lines = string ? linesOf(string).map(({ raw }) => raw) : [];
  const last = lines.findIndex((line) => /^\d{3} /.test(line));
  return (lines.length ? lines.slice(0, last < 0 ? undefined : last + 1).join(' ') : text)
    .replace(/\\[rnt]/g, ' ')
    .replace(/[$#]?\{[^{}]{0,200}\}|%[-\d.]*[a-z]/g, ' ')
    .replace(/^\d{3}[ -](?:\d\.\d{1,3}\.\d{1,3} )?/, '');
}

function saysForGood(words: string, hard: boolean | undefined): boolean {
  return !either.test(words) && (forGood.test(words) || hard === true);
}
