// Tests the built pages in Chromium: `node scripts/webview.mjs`; or takes pictures of them: `… --pictures [DIR] [NAME]`.
import { build } from 'esbuild';
import { join } from 'node:path';
import { run } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { main, root } from './run.mjs';

/** Builds an entry, and the pages' host side as it is, on what stands in for VS Code; resolves to the file. */
async function bundle(entry) {
  const outdir = join(root, 'out', 'test', 'webview');
  await build({
    entryPoints: [join(root, 'test', 'webview', `${entry}.ts`)],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
    alias: { vscode: join(root, 'test', 'webview', 'vscode.ts') },
    // The catalog's place is told, not found.
    define: { __dirname: '""' },
  });
  return join(outdir, `${entry}.mjs`);
}

/** Runs the tests of the pages; prints failures only. Resolves to the counts. */
export async function runWebviewTests() {
  const file = await bundle('pages.test');
  const result = { name: 'pages in Chromium', passed: 0, failed: 0 };
  for await (const { type, data } of run({ files: [file], timeout: 180_000 })) {
    if (type === 'test:stdout' || type === 'test:stderr') process.stdout.write(data.message);
    if (data.details?.type === 'suite') continue;
    if (type === 'test:pass' && data.name !== data.file) result.passed++;
    if (type === 'test:fail') {
      result.failed++;
      const { error } = data.details;
      console.log(`  ✖ ${data.name}\n${inspect(error.cause ?? error)}`);
    }
  }
  return { ...result, ok: result.passed > 0 && result.failed === 0 };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  main(async () => {
    if (process.argv[2] === '--pictures') {
      const file = await bundle('pictures');
      process.argv.splice(1, 2, file);
      await import(pathToFileURL(file).href);
      return 0;
    }
    const begin = Date.now();
    const { passed, failed, ok } = await runWebviewTests();
    console.log(
      `${passed} tests of the pages passed, ${failed} failed, in ${Math.round((Date.now() - begin) / 1000)} s`,
    );
    return ok ? 0 : 1;
  });
