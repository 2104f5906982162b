// Holds the causes that we name against replies whose cause is known (test/judge): `npm run judge -- [--list] [--held]`.
// `--list` prints what is not right; replies held back are counted, and listed only with `--held`.
import { build } from 'esbuild';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

const flags = new Set(process.argv.slice(2));
const outfile = join(root, 'out', 'judge.mjs');
process.chdir(root);
await build({
  stdin: {
    contents: `export * from './test/judge/judge'; export { readCatalog } from './src/platform/nodeCatalog';`,
    resolveDir: root,
  },
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
});
const { judgeReplies, tallyOf, readCatalog } = await import(pathToFileURL(outfile));
const judged = judgeReplies(readCatalog('en', join(root, 'dist')));
const percent = (share) => `${(100 * share).toFixed(1)} %`;
for (const file of new Set(judged.map((one) => one.file)))
  for (const held of [false, true]) {
    const part = judged.filter((one) => one.file === file && one.held === held);
    if (part.length === 0) continue;
    const { count, shares, hard } = tallyOf(part);
    const isHardKnown = part.some(({ hardRight }) => hardRight !== undefined);
    const said = Object.entries(shares).map(([verdict, share]) => `${verdict} ${percent(share)}`);
    if (isHardKnown) said.push(`hard or not right ${percent(hard)}`);
    console.log(`${file}${held ? ', held back' : ''}: ${count} replies,`, said.join(', '));
  }
if (flags.has('--list'))
  for (const { reply, expected, found, because, verdict, hardRight, held } of judged)
    if ((verdict !== 'right' || hardRight === false) && held === flags.has('--held'))
      console.log(verdict === 'right' ? 'hard' : verdict, '|', reply, '|', expected.join(' '), '|', found, because);
