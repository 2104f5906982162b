import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createCatalog, type Catalog } from '../../../src/core/catalog/catalog';
import type { Facts, Texts } from '../../../src/core/catalog/facts';

export const readJson = <Value>(path: string): Value => JSON.parse(readFileSync(path, 'utf8')) as Value;

/** Every language with texts. */
export const locales = readdirSync('data/locales').sort();

/** The files of a language as they are written; a file may be kept in parts. */
export function textFiles(locale: string): { readonly key: string; readonly path: string }[] {
  const folder = join('data/locales', locale);
  return readdirSync(folder).map((name) => ({ key: basename(name, '.json').split('.')[0]!, path: join(folder, name) }));
}

/** The catalog as it was built, in one language without the fallback to English. */
export function readCatalog(locale = 'en'): Catalog {
  return createCatalog(readJson<Facts>('dist/catalog.json'), readJson<Texts>(`dist/locales/${locale}.json`), locale);
}

/** The rows of a table of facts that may lie beside the project; undefined where it does not. */
export function readTable(name: string): Record<string, string>[] | undefined {
  const path = join('..', 'shared', 'facts', `${name}.tsv`);
  if (!existsSync(path)) return undefined;
  const [head, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const columns = head!.split('\t');
  return rows.map((row) => Object.fromEntries(row.split('\t').map((cell, index) => [columns[index]!, cell])));
}
