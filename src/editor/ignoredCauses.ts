import { codesOf } from '../core/codes';
import type { Explanation } from '../core/model';
import type { Settings } from './settings';

/** What `smtpReplyCodes.ignoredCauses` names a cause by: its id in the catalog, without one the codes. */
export function causeName({ reply, cause }: Explanation): string {
  return cause && cause.from !== 'custom' ? cause.id : codesOf(reply);
}

/** Whether the user does not want to hear of it: by its codes, by either of them alone, or by the name of its cause. */
export function isIgnored(explanation: Explanation, { ignoredCauses }: Pick<Settings, 'ignoredCauses'>): boolean {
  if (!ignoredCauses.length) return false;
  const { reply, provider, cause } = explanation;
  const codes = codesOf(reply);
  const names = [cause?.id, codes, reply.code, reply.enhanced, provider && `${codes} ${provider.id}`];
  return names.some((name) => !!name && ignoredCauses.includes(name));
}
