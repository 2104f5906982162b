import { enhancedRules } from './enhancedRules';
import { replyRules } from './replyRules';

/** Why a rule of the source scanner accepts a code, by `Occurrence.rule`; one line for `scan --explain`. */
export const codeRuleReasons: ReadonlyMap<string, string> = new Map([
  ...[...replyRules, ...enhancedRules].reverse().map(({ id, reason }) => [id, reason] as const),
  ['code/seen', 'the file says further up that this number is a code'],
  ['code/evidence', 'what stands around it, taken together'],
]);
