import type { Catalog } from '../catalog/catalog';
import type { Explanation } from '../model';
import type { MailKind } from './kind';
import type { Mail, Outcome } from './readMail';
import { judge } from './verdict';

/** One recipient of one mail, as lists and tables have it. */
export interface BounceRow {
  readonly kind: MailKind;
  readonly recipient: string | null;
  readonly outcome: Outcome | null;
  readonly reply: string | null;
  readonly enhanced: string | null;
  readonly text: string | null;
  readonly cause: Explanation['cause'];
  /** True where the address should be given up, null where that is not known. */
  readonly hard: boolean | null;
  readonly class: Explanation['class'] | null;
  readonly acts: Explanation['acts'] | null;
  readonly retry: Explanation['retry'] | null;
  readonly provider: string | null;
  readonly by: string | null;
  readonly reporting: string | null;
  readonly command: string | null;
  /** How often it was tried; known from logs alone. */
  readonly attempts: number | null;
  /** When it came, or was first tried, as the report or the log has it. */
  readonly since: string | null;
}

const none: Omit<BounceRow, 'kind'> = {
  recipient: null,
  outcome: null,
  reply: null,
  enhanced: null,
  text: null,
  cause: null,
  hard: null,
  class: null,
  acts: null,
  retry: null,
  provider: null,
  by: null,
  reporting: null,
  command: null,
  attempts: null,
  since: null,
};

/** Without codes and without a cause it is the outcome that tells whether it was for good. */
function classOf({ reply, cause, class: replyClass }: Explanation, outcome: Outcome): Explanation['class'] {
  if (isKnown({ reply, cause })) return replyClass;
  return outcome === 'delayed' ? 'transient' : 'permanent';
}

const isKnown = ({ reply, cause }: Pick<Explanation, 'reply' | 'cause'>): boolean =>
  (reply.code ?? reply.enhanced ?? cause) !== null;

/** The rows of a mail, one a recipient; one with the kind alone where the mail speaks of none. */
export function rowsOf(
  catalog: Catalog,
  { kind, deliveries }: Pick<Mail, 'kind' | 'deliveries'>,
): readonly BounceRow[] {
  if (!deliveries.length) return [{ ...none, kind }];
  return deliveries.map((delivery) => {
    const { recipient, outcome, by, reporting, attempts, since } = delivery;
    const facts = { ...none, kind, recipient, outcome, by, reporting, attempts, since };
    const failed = outcome === 'bounced' || outcome === 'delayed';
    if (!failed) {
      const [said] = delivery.said;
      return {
        ...facts,
        reply: said?.replyCode ?? null,
        enhanced: said?.enhancedCode ?? delivery.status,
        text: said?.text ?? null,
      };
    }
    const verdict = judge(catalog, delivery);
    if (!verdict) return facts;
    const { reply, explanation } = verdict;
    return {
      ...facts,
      reply: reply.replyCode ?? null,
      enhanced: reply.enhancedCode ?? null,
      text: reply.text ?? null,
      cause: explanation.cause,
      hard: outcome === 'delayed' ? false : explanation.hard,
      class: classOf(explanation, outcome),
      acts: isKnown(explanation) ? explanation.acts : null,
      retry: isKnown(explanation) ? explanation.retry : null,
      provider: explanation.provider?.name ?? null,
      command: reply.command ?? null,
    };
  });
}
