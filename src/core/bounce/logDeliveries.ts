import type { Reply, ReplyQuery, Source } from '../model';
import { groupReplies } from '../scanner/groupReplies';
import { scan } from '../scanner/scan';
import type { ReplyRow } from '../summary/model';
import type { Delivery } from './readMail';

/** What a log has told of one message to one recipient so far. */
interface Attempted {
  readonly since: string | null;
  attempts: number;
  last: ReplyRow;
}

/** So many deliveries that have failed are remembered, which bounds the memory; the others are counted. */
const mostFailed = 1_000_000;

/**
 * The deliveries of a log that have failed: one a message and recipient, with what was said last, since when and how often it was
 * tried. What got through in the end is left out, and so is what this log's own server refused.
 */
export class LogDeliveries {
  readonly #messages = new Map<string, Map<string, Attempted>>();
  #failed = 0;
  /** Failed deliveries beyond those that are remembered. */
  left = 0;

  add(row: ReplyRow): void {
    const { host, server, id, recipient, outcome } = row;
    if (!id) return;
    const message = `${host} ${server} ${id}`;
    const known = this.#messages.get(message);
    // the time of the whole message is over
    if (outcome === 'expired' && !recipient)
      for (const one of known?.values() ?? []) one.last = { ...one.last, outcome };
    if (!recipient) return;
    const address = recipient.toLowerCase();
    if (outcome === 'delivered') {
      if (!known?.delete(address)) return;
      this.#failed--;
      if (!known.size) this.#messages.delete(message);
    } else if (outcome === 'deferred' || outcome === 'bounced' || outcome === 'expired') {
      const attempted = known?.get(address);
      if (attempted) {
        attempted.attempts++;
        attempted.last = row;
      } else if (this.#failed >= mostFailed) this.left++;
      else {
        this.#failed++;
        const first = { since: row.time, attempts: 1, last: row };
        if (known) known.set(address, first);
        else this.#messages.set(message, new Map([[address, first]]));
      }
    }
  }

  /** In the order in which the messages failed first. */
  *deliveries(): Iterable<Delivery> {
    for (const message of this.#messages.values())
      for (const { since, attempts, last } of message.values()) {
        const { server, text, enhanced, recipient, outcome, relay, host } = last;
        const said = saidIn(text, { family: 'log', id: server, name: server });
        yield {
          recipient,
          outcome: outcome === 'deferred' ? 'delayed' : 'bounced',
          diagnosed: said,
          said,
          status: enhanced,
          by: relay,
          reporting: host,
          attempts,
          since,
          spans: [],
        };
      }
  }
}

/** What the other server said, as far as a line has it; else its words, which tell what went wrong before it could say anything. */
function saidIn(text: string, source: Source): readonly ReplyQuery[] {
  const replies = groupReplies(text, scan(text, source), source).filter(isRefusal);
  if (!replies.length) return [{ text }];
  return replies.map(({ replyCode, enhancedCode, command, text: words }) => ({
    ...(replyCode ? { replyCode } : {}),
    ...(enhancedCode ? { enhancedCode } : {}),
    ...(command ? { command } : {}),
    ...(words ? { text: words } : {}),
  }));
}

function isRefusal({ replyCode, enhancedCode }: Reply): boolean {
  return /^[45]/.test(replyCode ?? enhancedCode ?? '');
}
