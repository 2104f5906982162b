#!/usr/bin/env node
// Prints how complete the catalog is: `npm run catalog:report`. Exits with 1 where a text or a source is missing.
import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

execFileSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'));
const facts = await readJson('dist/catalog.json');
const locales = (await readdir('dist/locales')).map((name) => name.replace('.json', '')).sort();
const replies = facts.providers.flatMap((provider) => provider.replies);
const code = ({ code }) => code;

/** What must have a text: table, keys, and the fields of each text; none where the text is a sentence. */
const full = ['name', 'brief', 'meaning', 'whenYouSeeIt', 'remedy'];
const tables = [
  ['reply-codes', facts['reply-codes'].codes.map(code), full],
  ['enhanced-codes', facts['enhanced-codes'].details.map(code), full],
  ['use', facts['reply-codes'].codes.map(code), ['server', 'client']],
  ['commands', facts.commands.replies.map(({ key }) => key), []],
  ['pairs', facts.pairs.pairs.map(({ left, right }) => `${left}/${right}`), []],
  ['causes', [...new Set(replies.map(({ cause }) => cause))], ['brief', 'meaning', 'remedy']],
  ['providers', replies.map(({ id }) => id), ['meaning']],
];
const isFilled = (value) =>
  typeof value === 'string' ? value.trim() !== '' : Array.isArray(value) ? value.length > 0 : value !== undefined;

let missing = 0;
const lines = [];
const longest = [];
for (const locale of locales) {
  const texts = await readJson(`dist/locales/${locale}.json`);
  for (const [table, keys, fields] of tables) {
    const lacks = (key, field) => !isFilled(field ? texts[table][key]?.[field] : texts[table][key]);
    const counts = (fields.length ? fields : ['']).map((field) => {
      const lacking = keys.filter((key) => lacks(key, field));
      missing += lacking.length;
      const few = lacking.length ? ` (lacks ${lacking.slice(0, 5).join(', ')}${lacking.length > 5 ? ', …' : ''})` : '';
      return `${field || 'text'} ${keys.length - lacking.length}/${keys.length}${few}`;
    });
    lines.push([locale, table, counts.join('  ')]);
  }
  for (const field of ['name', 'brief']) {
    const all = ['reply-codes', 'enhanced-codes', 'causes', 'providers'].flatMap((table) =>
      Object.entries(texts[table]).flatMap(([key, text]) =>
        text[field] ? [[text[field].length, key, text[field]]] : [],
      ),
    );
    const [length, key, text] = all.sort((a, b) => b[0] - a[0])[0];
    longest.push([locale, field, `${length} characters: ${key} “${text}”`]);
  }
}
const sourceless = [
  ...facts['reply-codes'].codes,
  ...facts['enhanced-codes'].details,
  ...facts['enhanced-codes'].subjects,
  ...facts.commands.replies,
  ...facts.pairs.pairs,
  ...replies,
].filter(({ references }) => !references.length);

const print = (rows) => {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
  for (const [a, b, c] of rows) console.log(`${a.padEnd(widths[0])}  ${b.padEnd(widths[1])}  ${c}`);
};
console.log('Coverage');
print(lines);
console.log('\nLongest');
print(longest);
console.log(`\nRows without a source: ${sourceless.length}`);
console.log(`Texts missing: ${missing}`);
process.exitCode = missing || sourceless.length ? 1 : 0;
