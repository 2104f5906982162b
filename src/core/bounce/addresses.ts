/** Letters of other scripts as in a class of characters, without the punctuation of East Asia. */
export const otherLetters = String.raw`\x80-\u1fff\u2070-\u2fff\u3005-\u3007\u3021-\ufdff\ufe50-\ufeff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffff`;

/** What addresses look like in notices: no quotes, no comments, a domain of at least one label. */
const address = new RegExp(
  String.raw`[\w.!#$%&'*+/=?^\x60{|}~${otherLetters}-]{1,64}@(?:\[[\da-fA-F:.]{3,45}\]|[\w${otherLetters}-]{1,63}(?:\.[\w${otherLetters}-]{1,63}){0,8})`,
  'g',
);

/** The addresses of a text, in order, as they are written. */
export function addressesIn(text: string): readonly { readonly address: string; readonly index: number }[] {
  if (!text.includes('@')) return [];
  return [...text.matchAll(address)].map((match) => {
    // `'jane@example.org'`, `smtp=jane@example.org`
    const opened = /^['`*=]+|^(?:mailto|smtp|rfc822|to)=/i.exec(match[0])?.[0].length ?? 0;
    const written = match[0].slice(opened).replace(/['`.*]{1,4}$/, '');
    const own = withoutProse(written);
    return { address: own, index: match.index + opened + written.indexOf(own) };
  });
}

/** In scripts without blanks the words around an address touch it: `宛先jane@example.jp不存在`. */
export function withoutProse(found: string): string {
  if (!/[\u2e80-\uffff]/.test(found)) return found;
  const end = /@[\w.-]{1,253}\.[a-z]{2,24}(?=[\u2e80-\uffff])/i.exec(found);
  const cut = end ? found.slice(0, end.index + end[0].length) : found;
  const ascii = /[\u2e80-\uffff]([\w.+-]{3,64}@[\w.-]{1,253})$/.exec(cut);
  return ascii?.[1] ?? cut;
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
