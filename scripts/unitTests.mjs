// Runs the built unit tests and counts them.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { main, root } from './run.mjs';

const folder = join(root, 'out', 'test', 'unit');

/** Runs the unit tests whose file names hold one of the words, or all; prints failures only. Resolves to the counts. */
export async function runUnitTests(words = []) {
  const files = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.test.mjs') && (!words.length || words.some((word) => name.includes(word))))
    .map((name) => join(folder, name));
  const result = { name: 'unit tests', passed: 0, failed: 0 };
  for await (const { type, data } of run({ files, concurrency: true })) {
    if (type === 'test:stdout' || type === 'test:stderr') process.stdout.write(data.message);
    if (data.details?.type === 'suite') continue;
    if (type === 'test:pass' && data.name !== data.file) result.passed++;
    if (type === 'test:fail') {
      result.failed++;
      const { error } = data.details;
      console.log(`  ✖ ${data.name} (${relative(root, data.file ?? '')})\n${inspect(error.cause ?? error)}`);
    }
  }
  return { ...result, ok: result.passed > 0 && result.failed === 0 };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  main(async () => {
    const { passed, failed, ok } = await runUnitTests(process.argv.slice(2));
    console.log(`${passed} unit tests passed, ${failed} failed`);
    return ok ? 0 : 1;
  });
