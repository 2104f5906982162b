import type { Occurrence } from '../../model';
import type { Fix } from '../finding';
import { firstOf } from '../rule';
import type { WrittenReply } from '../writtenReply';

/**
 * Puts another code in the place of a reply's own, or a code and an enhanced status code in a string that has none yet.
 *
 * @param instead `550`, `550 5.7.1`
 */
export function substitute(reply: WrittenReply, code: Occurrence, instead: string): Fix {
  const [replyCode = ''] = instead.split(' ');
  const enhanced = firstOf(reply, 'enhanced');
  const written = reply.string && !enhanced ? instead : replyCode;
  // another class would contradict the enhanced status code that stands there
  const agrees = !enhanced || enhanced.code[0] === replyCode[0];
  return {
    title: 'suggestion',
    values: [written],
    edits: agrees ? [{ start: code.start, end: code.end, text: written }] : [],
    certain: false,
  };
}
