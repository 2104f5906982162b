// Runs the built unit tests and counts them.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { main, root } from './run.mjs';

const folder = join(root, 'out', 'test', 'unit');

/**
 * Runs the unit tests of the folders that are named, or those whose names hold one of the words; all without words. Prints failures
 * only. Resolves to the counts.
 */
export async function runUnitTests(words = []) {
  const built = readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
  const named = built.filter((name) => words.includes(name.replace('.test.mjs', '')));
  const patterns = words.filter((word) => !built.includes(`${word}.test.mjs`));
  const files = (patterns.length || !named.length ? built : named).map((name) => join(folder, name));
  const testNamePatterns = patterns.map((word) => new RegExp(word.replace(/[^\w\s]/g, '\\$&'), 'i'));
  const result = { name: 'unit tests', passed: 0, failed: 0 };
  for await (const { type, data } of run({
    files,
    concurrency: true,
    ...(patterns.length ? { testNamePatterns } : {}),
  })) {
    if (type === 'test:stdout' || type === 'test:stderr') process.stdout.write(data.message);
    if (data.details?.type === 'suite' || data.skip !== undefined) continue;
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
