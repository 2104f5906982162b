import { isPair, isSummaryState, isText, type ReplyText, type SummaryState } from './protocol';

/** What VS Code keeps of a page while it is hidden, and over a reload. */
export interface State {
  /** Pairs shown so far, oldest first, and which of them is in view. */
  readonly pairs?: readonly (readonly [ReplyText, ReplyText])[];
  readonly at?: number;
  readonly query?: string;
  readonly summary?: SummaryState;
  /** The reply of the page that explains one, and what it knows besides. */
  readonly reply?: ReplyText;
  readonly context?: Readonly<Record<string, string>>;
}

/** As much of a kept state as a page can go by; of one that an older version or a fault wrote, nothing. */
export function readState(kept: unknown): State {
  if (typeof kept !== 'object' || kept === null) return {};
  const { pairs, at, query, summary, reply, context } = kept as Readonly<Record<string, unknown>>;
  const shown = Array.isArray(pairs) && pairs.length && pairs.every(isPair) ? (pairs as State['pairs']) : undefined;
  const index = Number.isInteger(at) && shown?.[at as number] ? (at as number) : undefined;
  return {
    ...(shown ? { pairs: shown, at: index ?? shown.length - 1 } : {}),
    ...(isText(query) ? { query } : {}),
    ...(isSummaryState(summary) ? { summary } : {}),
    ...(isText(reply) ? { reply } : {}),
    ...(isContext(context) ? { context } : {}),
  };
}

function isContext(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && Object.values(value).every(isText);
}
