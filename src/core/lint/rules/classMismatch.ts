import type { Occurrence } from '../../model';
import { rfc, type Rule } from '../rule';
import type { WrittenReply } from '../writtenReply';

/** `550 4.1.1`: the classes of a reply code and its enhanced status code must agree. */
export const classMismatch: Rule = {
  id: 'class-mismatch',
  level: 'warning',
  reference: rfc(2034, '4'),
  *checkReply(reply) {
    if (reply.role === 'comment' || reply.direction === 'received') return;
    for (const [code, enhanced] of pairsOf(reply)) {
      const [wanted, given] = [code.code[0]!, enhanced.code[0]!];
      if (wanted === given || wanted === '3') continue;
      const edit = { start: enhanced.start, end: enhanced.start + 1, text: wanted };
      const right = wanted + enhanced.code.slice(1);
      // the pair where the two stand side by side, else the code that the fix changes
      const beside = enhanced.start - code.end === 1;
      yield {
        start: beside ? code.start : enhanced.start,
        end: enhanced.end,
        values: [code.code, enhanced.code],
        fixes: [{ title: 'fix', values: [right], edits: [edit], certain: false }],
      };
    }
  },
};

/** Each enhanced status code of a reply with the reply code that it belongs to. */
function* pairsOf({ occurrences }: WrittenReply): Iterable<readonly [Occurrence, Occurrence]> {
  let code: Occurrence | undefined;
  for (const [index, occurrence] of occurrences.entries()) {
    if (occurrence.kind === 'reply') code = occurrence;
    else {
      const owner = code ?? occurrences.slice(index).find(({ kind }) => kind === 'reply');
      if (owner) yield [owner, occurrence];
    }
  }
}
