// Runs a benchmark in the Node extension host of a real VS Code and prints its rows: `node test/bench/inHost.mjs editorHost`.
import { build } from 'esbuild';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/browser.mjs';
import { serveNodeHost } from '../../scripts/hosts.mjs';
import { main, root, run } from '../../scripts/run.mjs';
import { runSuite } from '../../scripts/suite.mjs';
import { copyExtension } from './copyExtension.mjs';

const mark = '[bench] ';

/** Asleep until the benchmark wakes it, while VS Code does nothing else. */
const sleeping = () => copyExtension((manifest) => (manifest.activationEvents = []));

main(async () => {
  const [name] = process.argv.slice(2);
  const outfile = join(root, 'out', 'bench', `${name}.js`);
  await run(process.execPath, ['esbuild.mjs', '--production']);
  await build({
    entryPoints: [join(root, 'test', 'bench', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const host = await serveNodeHost({
    folder: join(root, 'samples'),
    extension: await sleeping(),
    tests: outfile,
    // In a browser VS Code asks before it shows a long file.
    settings: { 'workbench.editorLargeFileConfirmation': 1024 },
  });
  const browser = await launchBrowser();
  const rows = [];
  const noise = [];
  try {
    const code = await runSuite(await browser.newPage(), host.url, (line) => {
      const at = line.indexOf(mark);
      if (at < 0) return void noise.push(line);
      const row = JSON.parse(line.slice(at + mark.length));
      rows.push(row);
      const limit = row.most ? `   at most ${row.most}${row.ms > row.most ? ', MISSED' : ''}` : '';
      console.log(`${row.ms.toFixed(2).padStart(10)} ms  ${row.name}${limit}`);
    });
    if (code !== 0) throw new Error(`the benchmark ended with ${code}\n${noise.slice(-15).join('\n')}`);
  } finally {
    await browser.close();
    await host.close();
  }
  console.log(JSON.stringify(rows));
  return 0;
});
