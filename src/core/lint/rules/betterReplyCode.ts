import type { Reference } from '../../model';
import type { Fix } from '../finding';
import { firstOf, rfc, type Rule } from '../rule';
import type { WrittenReply } from '../writtenReply';
import { wordsOf } from './textContradictsCode';

interface Better {
  /** A cause, or words that name the situation themselves. */
  readonly cause?: string;
  readonly words?: RegExp;
  /** The codes that serve. */
  readonly fits: RegExp;
  readonly code: string;
  readonly enhanced: string;
  readonly reference: Reference;
}

/** Situations with a code of their own. */
const situations: readonly Better[] = [
  {
    cause: 'too-many-recipients',
    words: /^too many recipients\b/i,
    fits: /^452$/,
    code: '452',
    enhanced: '4.5.3',
    reference: rfc(5321, '4.5.3.1.10'),
  },
  {
    cause: 'tls-required',
    words: /\b(?:must|wants?|needs?|issue|use|requires?)\b.{0,30}\bSTARTTLS\b|\bSTARTTLS (?:is )?(?:required|first)/i,
    fits: /^5(?:30|23|34|38)$/,
    code: '530',
    enhanced: '5.7.0',
    reference: rfc(3207, '4'),
  },
  {
    cause: 'login-required',
    words: /\bauthentication (?:is )?required\b|\bmust (?:authenticate|log ?in) (?:first|before)/i,
    fits: /^5(?:30|35)$/,
    code: '530',
    enhanced: '5.7.0',
    reference: rfc(4954, '6'),
  },
  {
    cause: 'relay-denied',
    words: /\brelay(?:ing)? (?:access )?(?:is )?(?:denied|refused|not (?:permitted|allowed))/i,
    fits: /^5/,
    code: '550',
    enhanced: '5.7.1',
    reference: rfc(5321, '3.6.2'),
  },
  {
    cause: 'message-too-large',
    words: /\bmessage (?:is )?(?:too (?:big|large)|exceeds (?:the )?(?:maximum|fixed) (?:message )?size)/i,
    fits: /^(?:552|452|523)$/,
    code: '552',
    enhanced: '5.3.4',
    reference: rfc(1870, '6.1'),
  },
  {
    words: /\bcommand (?:is )?not implemented\b|^not implemented\b/i,
    fits: /^50[24]$/,
    code: '502',
    enhanced: '5.5.1',
    reference: rfc(5321, '4.2.4'),
  },
  {
    words:
      /\b(?:bad|wrong|incorrect) (?:command )?(?:sequence|order)\b|\bout of (?:sequence|order)\b|\bneed (?:MAIL|RCPT|HELO|EHLO)\b|\bnested MAIL\b|\bHELO first\b/i,
    fits: /^503$/,
    code: '503',
    enhanced: '5.5.1',
    reference: rfc(5321, '4.1.4'),
  },
  {
    words: /\bclosing (?:the )?(?:connection|transmission|channel)|^(?:good)?bye\b/i,
    fits: /^(?:221|421|[45]\d\d)$/,
    code: '221',
    enhanced: '2.0.0',
    reference: rfc(5321, '4.1.1.10'),
  },
];

/** A reply whose situation has a code of its own, such as 452 for too many recipients. */
export const betterReplyCode: Rule = {
  id: 'better-reply-code',
  level: 'information',
  reference: rfc(5321, '4.2.2'),
  *checkReply(reply, { facts }) {
    const code = reply.direction === 'sent' && reply.string && firstOf(reply, 'reply');
    if (!code || code.code[0] === '3') return;
    const words = wordsOf(reply).trim();
    const cause = code.code[0] === '2' ? undefined : facts.causeOf(words)?.id;
    const better = situations.find((row) => (row.cause !== undefined && row.cause === cause) || row.words?.test(words));
    if (!better || better.fits.test(code.code)) return;
    yield {
      start: code.start,
      end: code.end,
      values: [better.code, better.enhanced, better.reference.name, code.code],
      fixes: [fixOf(reply, better)],
    };
  },
};

/** Changes the enhanced status code as well, where the reply has one. */
function fixOf(reply: WrittenReply, { code, enhanced }: Better): Fix {
  const own = firstOf(reply, 'reply')!;
  const beside = firstOf(reply, 'enhanced');
  return {
    title: 'suggestion',
    values: [beside ? `${code} ${enhanced}` : code],
    edits: [
      { start: own.start, end: own.end, text: code },
      ...(beside ? [{ start: beside.start, end: beside.end, text: enhanced }] : []),
    ],
    certain: false,
  };
}
