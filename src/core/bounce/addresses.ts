/** What addresses look like in notices: no quotes, no comments, a domain of at least one label. */
const address =
  /[\w.!#$%&'*+/=?^`{|}~\x80-\uffff-]{1,64}@(?:\[[\da-fA-F:.]{3,45}\]|[\w\x80-\uffff-]{1,63}(?:\.[\w\x80-\uffff-]{1,63}){0,8})/g;

/** The addresses of a text, in order, as they are written. */
export function addressesIn(text: string): readonly { readonly address: string; readonly index: number }[] {
  if (!text.includes('@')) return [];
  return [...text.matchAll(address)].map((match) => {
    // `'jane@example.org'`, `smtp=jane@example.org`
    const opened = /^['`*=]+|^(?:mailto|smtp|rfc822|to)=/i.exec(match[0])?.[0].length ?? 0;
    return { address: match[0].slice(opened).replace(/['`.*]{1,4}$/, ''), index: match.index + opened };
  });
}

/** The first address of a header or a field, without its name. */
export function firstAddress(value: string): string | undefined {
  const bracketed = /<([^<>\n]{1,320})>/.exec(value)?.[1];
  return addressesIn(bracketed?.includes('@') ? bracketed : value)[0]?.address;
}

/** One address however it is written: domains know no case, and nobody tells mailboxes apart by it. */
export function keyOf(recipient: string): string {
  return recipient.toLowerCase().replace(/^<|>$/g, '').trim();
}

const ofSystem =
  /^(?:(?:mailer|mail)[-_]?daemon|postmaster|post-?master|mailerdaemon|abuse|hostmaster|no-?reply|do-?not-?reply|noc|helpdesk|support|mdaemon|root|microsoftexchange[\da-f]{10,40}|fbl|staff|mail-?admin|administrator|webmaster|bounces?)@/i;

const ofList = /^([^@]{1,64})-(?:owner|bounces?|admin|request|errors?|return)(?=@)|^owner-([^@]{1,64})(?=@)/i;

/** The mailing list that an address of its administration belongs to; undefined where it is none. */
export function listOf(recipient: string): string | undefined {
  const match = ofList.exec(recipient);
  return match ? `${match[1] ?? match[2]!}${recipient.slice(match[0].length)}` : undefined;
}

/** Whether an address belongs to who runs a server rather than to a recipient. */
export function isOfSystem(recipient: string): boolean {
  return ofSystem.test(recipient) || ofList.test(recipient);
}
