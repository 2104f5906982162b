import type { Catalog } from '../catalog/catalog';
import { findCustomReply } from '../catalog/customReplies';
import type { ReplyQuery } from '../model';
import { templateOf } from '../act/template';
import { explain } from './explain';

/**
 * Two failures with the same key have the same cause; without one, the same codes and the same words. What the log's own server refused stands
 * apart.
 */
export function causeKey(catalog: Catalog, query: ReplyQuery): string {
  const own = findCustomReply(catalog.custom, query)?.name;
  const side = query.sentByUs ? 'refused' : '';
  if (own !== undefined) return `custom|${own}|${side}`;
  const { cause, provider, class: replyClass } = explain(catalog, query);
  // equal words that nobody knows are one matter, whatever addresses and numbers stand in them
  if (!cause) return [query.replyCode ?? '', query.enhancedCode ?? '', templateOf(query.text ?? ''), side].join('|');
  // Who documents it has steps of its own, and what passes is another matter than what doesn't.
  return ['cause', replyClass, cause.id, provider?.id ?? '', side].join('|');
}
