// The parts of the package that scripts/library.mjs writes from data/.
declare module 'smtp-reply-codes:facts' {
  const facts: import('../core/catalog/facts').Facts;
  export default facts;
}
declare module 'smtp-reply-codes:en' {
  const texts: import('../core/catalog/facts').Texts;
  export default texts;
}
declare module 'smtp-reply-codes:fr' {
  const texts: import('../core/catalog/facts').Texts;
  export default texts;
}
declare module 'smtp-reply-codes:codes' {
  /** Every reply code of the catalog with what it is called: `replyCodes['550']`. */
  export const replyCodes: Readonly<Record<string, string>>;
  /** Every registered enhanced status code, by its detail: `enhancedCodes['X.1.1']`. */
  export const enhancedCodes: Readonly<Record<string, string>>;
  export type ReplyCode = keyof typeof replyCodes;
  export type EnhancedCode = keyof typeof enhancedCodes;
}
