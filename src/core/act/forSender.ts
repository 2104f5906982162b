import type { Catalog } from '../catalog/catalog';
import { fill } from '../explain/fill';
import type { Explanation } from '../model';

/** Codes, commands and addresses of servers have no place in a text for who writes letters. */
const technical =
  /`|\b[245]\d\d\b|\b[245X]\.\d{1,3}\.\d{1,3}\b|\bRFC \d|\b(?:SPF|DKIM|DMARC|DNS|MX|PTR|TLS|SMTP|HELO|EHLO|RCPT|IP)\b/;

/**
 * Three plain sentences for who wrote the letter: what became of it, why, and what to do next. No codes, no blame.
 * @param delayed true where the server goes on trying
 */
export function textForSender(
  { texts }: Catalog,
  explanation: Explanation,
  recipient: string | null,
  delayed: boolean,
): string {
  const words = texts.ui.act.sender;
  const what = delayed ? words.delayed : words.bounced;
  const outcome = recipient ? fill(what.to, recipient) : what.plain;
  return [outcome, reasonOf(texts, explanation), nextStep(words, explanation, delayed)].join(' ');
}

function reasonOf(texts: Catalog['texts'], { cause, name, meaning }: Explanation): string {
  const said = cause ? texts.causes[cause.id]?.meaning : meaning;
  const [first] = (said ?? '').split(/(?<=[.!?])\s/);
  if (first && !technical.test(first) && first.length < 200) return first;
  return technical.test(name) ? texts.ui.act.sender.unnamed : fill(texts.ui.act.sender.reason, name);
}

const smaller = new Set(['message-too-large']);

function nextStep(
  { next }: Catalog['texts']['ui']['act']['sender'],
  { cause, hard, acts, retry }: Explanation,
  delayed: boolean,
): string {
  if (delayed) return next.wait;
  if (hard) return next.address;
  if (cause && smaller.has(cause.id)) return next.smaller;
  if (acts === 'receiver' || acts === 'both') return next.otherWay;
  if (acts === 'sender') return next.ours;
  return retry === 'no' ? next.otherWay : next.later;
}
