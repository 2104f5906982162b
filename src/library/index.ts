import type { Facts, Texts } from '../core/catalog/facts';
import { createLibrary } from './createLibrary';
import type { Library, LoadOptions } from './library';

export { identify, isFailure, parseReply, scan } from './library';
export { enhancedCodes, replyCodes, type EnhancedCode, type ReplyCode } from 'smtp-reply-codes:codes';
export type * from './library';

const read = async <Value>(file: Promise<{ default: Value }>): Promise<Value> => (await file).default;

/** The languages that have texts; a part of the package for each, read when it is asked for. */
const texts: Readonly<Record<string, () => Promise<Texts>>> = {
  en: () => read(import('smtp-reply-codes:en')),
  fr: () => read(import('smtp-reply-codes:fr')),
};

/** Reads the catalog in a language. Nothing is read before, and each part once. */
export async function load({ locale = 'en', customReplies }: LoadOptions = {}): Promise<Library> {
  const id = [locale.toLowerCase(), locale.toLowerCase().split('-')[0]!].find((name) => name in texts) ?? 'en';
  const [facts, own, english] = await Promise.all([
    read<Facts>(import('smtp-reply-codes:facts')),
    texts[id]!(),
    id === 'en' ? undefined : texts['en']!(),
  ]);
  return createLibrary(facts, own, id, english, customReplies);
}
