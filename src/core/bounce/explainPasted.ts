import type { Catalog } from '../catalog/catalog';
import { explain } from '../explain/explain';
import type { Explanation, ReplyQuery } from '../model';
import type { MailKind } from './kind';
import { readPasted } from './readPasted';
import { judge } from './verdict';

/** A reply in what was pasted, and what it says. */
export interface ExplainedReply {
  readonly query: ReplyQuery;
  readonly explanation: Explanation;
  /** For whom it was, where the text says so. */
  readonly recipient: string | null;
}

/** What comes of a pasted text. */
export type PastedAnswer =
  | { readonly replies: readonly [ExplainedReply, ...ExplainedReply[]] }
  /** A mail that is no failure. */
  | { readonly kind: Exclude<MailKind, 'bounce' | 'delay' | 'none'> }
  /** Nothing; the words are what a search may find. */
  | { readonly words: string };

/** Reads what was pasted and explains each reply in it; words alone by the cause that they name. */
export function explainPasted(catalog: Catalog, text: string): PastedAnswer {
  const { replies, words, kind } = readPasted(text);
  const [first, ...others] = replies.map(({ query, delivery, recipient }): ExplainedReply => {
    const verdict = delivery && judge(catalog, delivery);
    return verdict
      ? { query: verdict.reply, explanation: verdict.explanation, recipient }
      : { query, explanation: explain(catalog, query), recipient };
  });
  if (first) return { replies: [first, ...others] };
  if (kind && kind !== 'bounce' && kind !== 'delay' && kind !== 'none') return { kind };
  if (!words) return { words };
  const query = { text: words };
  const explanation = explain(catalog, query);
  return explanation.cause ? { replies: [{ query, explanation, recipient: null }] } : { words };
}
