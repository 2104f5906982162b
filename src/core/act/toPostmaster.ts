import { addressesIn, isOfSystem, keyOf } from '../bounce/addresses';
import type { Catalog } from '../catalog/catalog';
import { fill } from '../explain/fill';
import { domainOf, factsOfLine, hasZone } from './factsOfLine';

/** A reply as it stands in the log. */
export interface SeenReply {
  /** Its line, or the part of a bounce about it. */
  readonly line: string;
  /** Codes and words, verbatim. */
  readonly reply: string;
}

/** So many replies are quoted. */
const mostReplies = 3;
const link = /https?:\/\/[^\s<>"'()]{1,300}[^\s<>"'().,;:]/;

/**
 * A letter to the receiver's postmaster with the facts of the log; what it cannot know is a gap in brackets.
 * @param seen in the order of the log; `count` may be more
 */
export function letterToPostmaster({ texts }: Catalog, seen: readonly SeenReply[], count: number): string {
  const words = texts.ui.act.postmaster;
  const facts = seen.map(({ line }) => factsOfLine(line));
  const first = facts[0];
  const recipient = facts.map((one) => one.recipient).find(Boolean) ?? null;
  const domain = recipient?.includes('@') ? domainOf(recipient) : null;
  const times = [...new Set(facts.map(({ time }) => time).filter((time) => time !== null))];
  const shown = (time: string): string => (hasZone(time) ? time : `${time} ${words.zone}`);
  const when =
    times.length > 1
      ? fill(words.between, shown(times[0]!), shown(times.at(-1)!))
      : times[0]
        ? shown(times[0])
        : words.gapTime;
  const replies = [...new Set(seen.map(({ reply }) => reply))].slice(0, mostReplies);
  const said = replies.join('\n');
  // what the reply itself points to, as a removal form
  const form = link.exec(said)?.[0];
  const lines = [
    `${words.to} ${receiverOf(said, recipient) ?? (domain ? `postmaster@${domain}` : words.gapAddress)}`,
    `${words.subject} ${fill(words.about, domain ?? words.gapDomain)}`,
    ...(form ? [`${words.form} ${form}`] : []),
    '',
    words.greeting,
    '',
    fill(words.opening, first?.host ?? domain ?? words.gapDomain),
    '',
    `- ${words.facts.server} ${first?.blockedIp ?? words.gapIp}`,
    ...(first?.sender ? [`- ${words.facts.sender} ${first.sender}`] : []),
    ...(recipient ? [`- ${words.facts.recipient} ${recipient}`] : []),
    `- ${words.facts.times} ${when}`,
    `- ${words.facts.count} ${count}`,
    ...(first?.queueId ? [`- ${words.facts.id} ${first.queueId}`] : []),
    '',
    replies.length > 1 ? words.replies : words.reply,
    '',
    ...replies.map((reply) => `    ${reply.slice(0, 1_000)}`),
    '',
    words.done,
    '',
    words.closing,
    '',
    words.gapName,
  ];
  return `${lines.join('\n')}\n`;
}

/** An address that the reply itself names for such questions. */
function receiverOf(said: string, recipient: string | null): string | null {
  const own = recipient ? keyOf(recipient) : '';
  const named = addressesIn(said)
    .map(({ address }) => address)
    .filter((address) => keyOf(address) !== own);
  return (
    named.find(isOfSystem) ??
    named.find((address) =>
      /\b(?:abuse|postmaster|support|delist|unblock|removal|help|contact|admin|security)/i.test(address),
    ) ??
    null
  );
}
