import { codeRuleReasons } from './code/codeRules';
import { recordRules } from './record/recordRules';

/** Why a rule accepts a code, in one line, with the product and the document it follows; undefined for an unknown id. */
export function ruleReason(rule: string): string | undefined {
  const recogniser = recordRules.get(rule);
  if (!recogniser) return codeRuleReasons.get(rule);
  const origin = [recogniser.product, recogniser.url].filter(Boolean).join(', ');
  return origin ? `${recogniser.reason} (${origin})` : recogniser.reason;
}
