import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from 'esbuild';

test('script and style of the pages are 60 KB together at most, as they are shipped', async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/webview/main.ts', 'src/webview/style.css'],
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    loader: { '.svg': 'text' },
    legalComments: 'none',
  });
  const size = outputFiles.reduce((sum, { contents }) => sum + contents.length, 0);
  assert.ok(outputFiles.length === 2 && size <= 60_000, `${size} bytes in ${outputFiles.length} files`);
});
