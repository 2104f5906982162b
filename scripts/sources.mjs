// `npm run sources`: the documents that data/ cites, each with the day on which it was last read (data/sources.json). Lists those that
// were read more than a year ago. `-- --new` adds what is cited first, read today, and drops what nothing cites; `-- --read URL…`
// sets documents that were read again to today.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { main, root } from './run.mjs';

const dataFolder = join(root, 'data');
const listFile = join(dataFolder, 'sources.json');
const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'));
const year = 365 * 24 * 3600 * 1000;

/** The documents that the facts cite, without the places in them, each with how often. */
export async function citedDocuments() {
  const cited = new Map();
  const walk = (value) => {
    if (value === null || typeof value !== 'object') return;
    if (typeof value.url === 'string') {
      const [document] = value.url.split('#');
      cited.set(document, (cited.get(document) ?? 0) + 1);
    }
    Object.values(value).forEach(walk);
  };
  for (const name of (await readdir(dataFolder, { recursive: true })).sort())
    if (name.endsWith('.json') && !/^(?:schema|locales)\b|^sources\.json$/.test(name))
      walk(await readJson(join(dataFolder, name)));
  return cited;
}

/** What is cited without a day, and what has a day and is cited nowhere. */
export async function compareSources() {
  const cited = await citedDocuments();
  const { documents } = await readJson(listFile);
  return {
    cited,
    documents,
    missing: [...cited.keys()].filter((url) => !(url in documents)),
    idle: Object.keys(documents).filter((url) => !cited.has(url)),
  };
}

async function listSources() {
  const args = process.argv.slice(2);
  const today = new Date().toISOString().slice(0, 10);
  const { cited, documents, missing, idle } = await compareSources();
  const readAgain = args.includes('--read') ? args.slice(args.indexOf('--read') + 1) : [];
  const unknown = readAgain.filter((url) => !cited.has(url));
  if (unknown.length) {
    console.error(`nothing cites ${unknown.join(', ')}`);
    return 2;
  }
  if (args.includes('--new') || readAgain.length) {
    const kept = Object.entries(documents).filter(([url]) => cited.has(url));
    const added = [...(args.includes('--new') ? missing : []), ...readAgain].map((url) => [url, today]);
    const sorted = Object.entries(Object.fromEntries([...kept, ...added])).sort(([a], [b]) => (a < b ? -1 : 1));
    const list = { $schema: './schema/sources.schema.json', documents: Object.fromEntries(sorted) };
    await writeFile(listFile, `${JSON.stringify(list, null, 2)}\n`);
    console.log(`${added.length} read today, ${idle.length} cited no more`);
    return 0;
  }
  const old = Object.entries(documents)
    .filter(([url, read]) => cited.has(url) && Date.now() - Date.parse(read) > year)
    .sort(([, a], [, b]) => (a < b ? -1 : 1));
  for (const [url, read] of old) console.log(`${read} ${url} (cited ${cited.get(url)} times)`);
  for (const url of missing) console.log(`no day: ${url}`);
  for (const url of idle) console.log(`cited nowhere: ${url}`);
  console.log(`${cited.size} documents are cited, ${old.length} were read more than a year ago`);
  return missing.length || idle.length ? 1 : 0;
}

if (process.argv[1]?.endsWith('sources.mjs')) main(listSources);
