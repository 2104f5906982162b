import type { Catalog } from '../catalog/catalog';
import { findCustomReply } from '../catalog/customReplies';
import type { ReplyQuery } from '../model';

/** Two failures with the same key have the same explanation: same codes, same provider reply, same reply of the user's own. */
export function causeKey(catalog: Catalog, query: ReplyQuery): string {
  const own = findCustomReply(catalog.custom, query)?.name;
  const provider = catalog.providerReply(query)?.reply.id;
  return [query.replyCode, query.enhancedCode, own ?? provider].map((part) => part ?? '').join('|');
}
