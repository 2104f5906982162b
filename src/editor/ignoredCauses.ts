import { codesOf } from '../core/explain/codesOf';
import type { Explanation } from '../core/model';
import type { Settings } from './settings';

/** `550 5.1.1`, as `smtpReplyCodes.ignoredCauses` names a cause; with the provider's id where a provider's reply is meant. */
export function causeName({ reply, provider }: Explanation): string {
  return [codesOf(reply), provider?.id].filter(Boolean).join(' ');
}

/** Whether the user does not want to hear of it: by its codes, by either of them alone, or by the name of its cause. */
export function isIgnored(explanation: Explanation, { ignoredCauses }: Pick<Settings, 'ignoredCauses'>): boolean {
  if (!ignoredCauses.length) return false;
  const { code, enhanced } = explanation.reply;
  const names = [causeName(explanation), codesOf(explanation.reply), code, enhanced, explanation.cause?.id];
  return names.some((name) => !!name && ignoredCauses.includes(name));
}
