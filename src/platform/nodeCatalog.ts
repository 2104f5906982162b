import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCatalog, type Catalog } from '../core/catalog/catalog';
import type { Facts, Texts } from '../core/catalog/facts';

/** The catalog that was built beside the running bundle. English where the language is not there. */
export function readCatalog(locale = 'en', dist = __dirname): Catalog {
  const read = <Value>(name: string): Value => JSON.parse(readFileSync(join(dist, name), 'utf8')) as Value;
  const path = (language: string) => `locales/${language}.json`;
  const english = read<Texts>(path('en'));
  const facts = read<Facts>('catalog.json');
  if (locale === 'en') return createCatalog(facts, english, 'en');
  return createCatalog(facts, read<Texts>(path(locale)), locale, english);
}

/** Whether there are texts in a language. */
export function hasLocale(locale: string, dist = __dirname): boolean {
  return /^[a-z]{2}(-[a-z]+)?$/.test(locale) && existsSync(join(dist, 'locales', `${locale}.json`));
}
