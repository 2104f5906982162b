import type { Catalog } from '../catalog/catalog';
import { explain } from '../explain/explain';
import type { Explanation, ReplyQuery } from '../model';
import type { Delivery } from './readMail';

/** What a delivery's failure comes to. */
export interface Verdict {
  /** The reply as far as it is known, from the most telling of what was said. */
  readonly reply: ReplyQuery;
  readonly explanation: Explanation;
}

const ranks = { custom: 4, provider: 3, words: 3, code: 1 } as const;

/** How much an explanation tells: whose words decided, else how distinct the codes are; a cause that any other says better tells little. */
function rankOf(catalog: Catalog, { cause }: Explanation, { enhancedCode }: ReplyQuery): number {
  if (!cause) return 0;
  if (catalog.cause(cause.id)?.general) return ranks.code;
  return ranks[cause.from] + (cause.from === 'code' && enhancedCode && !enhancedCode.endsWith('.0.0') ? 1 : 0);
}

/**
 * One verdict for all that was said of a recipient: status, diagnostic and prose are one failure. The diagnostic's words win over
 * the prose, the prose over the status; what tells nothing gives way to what tells more.
 */
export function judge(
  catalog: Catalog,
  delivery: Pick<Delivery, 'diagnosed' | 'said' | 'status' | 'outcome'>,
): Verdict | null {
  const { diagnosed, status, outcome } = delivery;
  let best: Verdict | undefined;
  let bestRank = -1;
  const consider = (queries: readonly ReplyQuery[], from: number): boolean => {
    for (let index = from; index < queries.length; index++) {
      const reply = complete(queries[index]!, queries, status, index);
      if (!reply.replyCode && !reply.enhancedCode && !reply.text) continue;
      const explanation = explained(catalog, reply);
      const rank = rankOf(catalog, explanation, reply);
      if (rank > bestRank) {
        best = { reply, explanation };
        bestRank = rank;
      }
      if (bestRank >= ranks.words || outcome === 'delivered') return true;
    }
    return false;
  };
  if (consider(diagnosed, 0)) return best!;
  // the prose is read only where the diagnostic leaves a question
  const { said } = delivery;
  if (said.length) consider(said, 0);
  else if (status) consider([{ enhancedCode: status }], 0);
  return best ?? null;
}

/** A sentence of the notice itself (“could not be delivered to the following recipients”) is no reason to give an address up. */
function explained(catalog: Catalog, reply: ReplyQuery): Explanation {
  const explanation = explain(catalog, reply);
  const { cause } = explanation;
  if (reply.replyCode || reply.enhancedCode || !cause || !catalog.cause(cause.id)?.general) return explanation;
  return explain(catalog, { text: '' });
}

/** A reply with what the others and the status add to it. */
function complete(query: ReplyQuery, said: readonly ReplyQuery[], status: string | null, index: number): ReplyQuery {
  const { replyCode, enhancedCode } = query;
  const coded =
    replyCode || enhancedCode ? query : (said.find((other) => other.replyCode ?? other.enhancedCode) ?? query);
  const code = replyCode ?? coded.replyCode;
  const first = (code ?? enhancedCode)?.[0];
  const own = enhancedCode ?? coded.enhancedCode;
  const fits = status !== null && (first === undefined || status[0] === first);
  const enhanced = own ?? (fits && !(code && status.endsWith('.0.0')) ? status : undefined);
  const text = query.text || (index === 0 ? said.find((other) => other.text)?.text : undefined);
  return {
    ...(code ? { replyCode: code } : {}),
    ...(enhanced ? { enhancedCode: enhanced } : {}),
    ...(text ? { text } : {}),
    ...(query.command ? { command: query.command } : {}),
  };
}
