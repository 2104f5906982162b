import type { Outcomes, Summary } from './model';

/** `cause=ip-blocked>10`, `code=550>=3`, `provider=Google>5%`, `bounced>2%`. */
const form =
  /^(?:(cause|code|provider|domain)=([^<>=]{1,200})|([a-zA-Z]{3,30}))\s*(>=|<=|>|<)\s*(\d{1,12}(?:\.\d{1,4})?)(%?)$/;

export interface Condition {
  readonly text: string;
  readonly holds: (summary: Summary) => boolean;
}

/** Reads a condition on a summary; undefined where it is none. A percentage is of all failures, of an outcome of all attempts. */
export function readCondition(text: string): Condition | undefined {
  const found = form.exec(text.trim());
  if (!found) return undefined;
  const [, kind, value = '', outcome, operator, number, percent] = found;
  const isOutcome = (name: string): name is keyof Outcomes => outcomeNames.has(name);
  if (outcome && !isOutcome(outcome)) return undefined;
  const limit = Number(number);
  const count = (summary: Summary): number => {
    const { causes, replies, enhanced, outcomes } = summary;
    if (outcome && isOutcome(outcome)) return outcomes[outcome];
    if (kind === 'code') return replies[value] ?? enhanced[value] ?? 0;
    if (kind === 'domain') {
      const { deferred = 0, bounced = 0, rejected = 0 } = summary.domains.find(({ domain }) => domain === value) ?? {};
      return deferred + bounced + rejected;
    }
    return causes
      .filter(({ id, provider }) => (kind === 'cause' ? id === value : provider?.toLowerCase() === value.toLowerCase()))
      .reduce((sum, row) => sum + row.count, 0);
  };
  const whole = ({ causes, outcomes }: Summary): number => {
    const { delivered, deferrals, bouncedAddresses, rejected } = outcomes;
    if (outcome) return delivered + deferrals + bouncedAddresses + rejected;
    return causes.reduce((sum, row) => sum + row.count, 0);
  };
  return {
    text,
    holds: (summary) => {
      const own = percent ? (100 * count(summary)) / Math.max(1, whole(summary)) : count(summary);
      if (operator === '>') return own > limit;
      if (operator === '>=') return own >= limit;
      return operator === '<' ? own < limit : own <= limit;
    },
  };
}

const outcomeNames: ReadonlySet<string> = new Set<keyof Outcomes>([
  'received',
  'delivered',
  'forwarded',
  'deferred',
  'deferrals',
  'waiting',
  'bounced',
  'rejected',
  'expired',
  'held',
  'discarded',
  'warned',
  'deliveredAddresses',
  'bouncedAddresses',
  'rejectedTemporarily',
]);
