// Tests the built pages in Chromium: `node scripts/webview.mjs`; or takes pictures of them: `… --pictures [DIR] [NAME]`.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const pictures = process.argv[2] === '--pictures';
const outdir = 'out/test/webview';
const entry = pictures ? 'pictures' : 'pages.test';
await build({
  entryPoints: { [entry]: `test/webview/${entry}.ts` },
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'es2022',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
  // The pages' host side runs as it is, on what the tests give it for VS Code.
  alias: { vscode: './test/webview/vscode.ts' },
  // The catalog's place is told, not found.
  define: { __dirname: '""' },
});
const file = join(outdir, `${entry}.mjs`);
const args = pictures ? [file, ...process.argv.slice(3)] : ['--test', file];
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1);
