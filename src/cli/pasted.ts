import { readFileSync } from 'node:fs';
import { explainPasted, type ExplainedReply } from '../core/bounce/explainPasted';
import type { Catalog } from '../core/catalog/catalog';
import { explain } from '../core/explain/explain';
import { UsageError } from './command';

const kinds = {
  complaint: 'a complaint about a message',
  autoreply: 'an automatic reply',
  receipt: 'a receipt of a message that came',
} as const;
/** As many entries of the catalog are named where nothing was found. */
const suggestions = 3;

/** Standard input for `-`; anything else is the text itself. */
export function readGiven(given: string): string {
  if (given !== '-') return given;
  try {
    return readFileSync(0, 'utf8');
  } catch {
    return '';
  }
}

/** The replies in what was pasted; a `UsageError` says what was looked for where there are none. */
export function repliesIn(catalog: Catalog, given: string): readonly [ExplainedReply, ...ExplainedReply[]] {
  const text = readGiven(given);
  const cause = catalog.cause(text.trim())?.id;
  if (cause !== undefined) return [{ query: { cause }, explanation: explain(catalog, { cause }), recipient: null }];
  const answer = explainPasted(catalog, text);
  if ('replies' in answer) return answer.replies;
  if ('kind' in answer)
    throw new UsageError(`this is ${kinds[answer.kind]}: nothing failed, so there is no reply to explain`);
  const shown = answer.words.replace(/\p{Cc}+/gu, ' ');
  const what = shown ? `“${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}”` : 'nothing';
  const found = answer.words ? catalog.search(answer.words).slice(0, suggestions) : [];
  const similar = found.length
    ? `; the catalog has ${found.map(({ title, name }) => `${title} (${name})`).join(', ')}`
    : '';
  throw new UsageError(
    `${what} holds no SMTP reply code such as 550, no enhanced status code such as 5.1.1 and no words of a known cause${similar}`,
  );
}
