import type { Reply, Source } from '../model';
import { groupReplies } from './groupReplies';
import { mayTellFailure } from './record/failureWords';
import { identifyRecord } from './record/identifyRecord';
import { scanWithWords } from './scan';

/** A longer line is no person's to click on, in UTF-16 units. */
const longestLine = 4_000;
const log: Source = { family: 'log', id: 'log', name: 'Log' };
const families = new Set<Source['family']>(['log', 'transcript', 'bounce', 'events']);
const anyCode = /(?:^|[^\w.])[245]\d\d(?!\w|\.\d)|(?:^|[^\w.])[245]\.\d{1,3}\.\d{1,3}(?!\w|\.\d)/;

/**
 * The replies in one line of which nothing is known but itself, as in a terminal. A line that no log, transcript or bounce has
 * gives only replies with an enhanced status code behind the reply code: there 550 may be the size of a file.
 */
export function repliesOfLine(line: string): readonly Reply[] {
  if (line.length > longestLine || !(anyCode.test(line) || mayTellFailure(line))) return [];
  const known = identifyRecord(line);
  const source = known ?? log;
  if (!families.has(source.family)) return [];
  const replies = groupReplies(line, scanWithWords(line, source), source);
  return known ? replies : replies.filter(({ replyCode, enhancedCode }) => replyCode && enhancedCode);
}
