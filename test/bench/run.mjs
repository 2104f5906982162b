// Runs benchmarks: `npm run bench -- [NAME…] [--json FILE]`, NAME as in NAME.bench.ts; without a name all of them.
// Each runs in a process of its own, prints a table and, last, its rows as one line of JSON.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const args = process.argv.slice(2);
const jsonAt = args.indexOf('--json');
const jsonFile = jsonAt < 0 ? undefined : args.splice(jsonAt, 2)[1];
const folder = 'test/bench';
const names = (await readdir(folder))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
  .filter((name) => !args.length || args.includes(name));
const unknown = args.filter((name) => !names.includes(name));
if (unknown.length) {
  console.error(`no benchmark “${unknown.join('”, “')}” in ${folder}`);
  process.exit(2);
}
await build({
  entryPoints: names.map((name) => join(folder, `${name}.bench.ts`)),
  outdir: 'out/bench',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
});
const results = {};
for (const name of names) {
  const { status, stdout } = spawnSync(process.execPath, [`out/bench/${name}.bench.mjs`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  process.stdout.write(stdout);
  if (status !== 0) process.exitCode = 1;
  const last = stdout.trimEnd().split('\n').at(-1);
  if (last?.startsWith('[')) results[name] = JSON.parse(last);
}
if (jsonFile) await writeFile(jsonFile, JSON.stringify(results, undefined, 2) + '\n');
