import type { Catalog } from '../catalog/catalog';
import { findCustomReply } from '../catalog/customReplies';
import type { ReplyQuery } from '../model';
import { explain } from './explain';

/** Two failures with the same key have the same cause; without one, the same codes. */
export function causeKey(catalog: Catalog, query: ReplyQuery): string {
  const own = findCustomReply(catalog.custom, query)?.name;
  if (own !== undefined) return `custom|${own}`;
  const { cause, provider, class: replyClass } = explain(catalog, query);
  if (!cause) return [query.replyCode ?? '', query.enhancedCode ?? ''].join('|');
  // Who documents it has steps of its own, and what passes is another matter than what doesn't.
  return ['cause', replyClass, cause.id, provider?.id ?? ''].join('|');
}
