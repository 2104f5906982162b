// `npm test`: formatting, lint, types, unit tests, the built pages in a browser, the host suite and
// the pages in two extension hosts. `npm test -- NAME`: the unit tests of a folder, or those whose names hold the word.
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureHosts, ensureOldest } from './hosts.mjs';
import { runHostTests } from './hostTests.mjs';
import { runInstalledTests } from './installedTests.mjs';
import { main, root, run } from './run.mjs';
import { runUnitTests } from './unitTests.mjs';
import { ensureVsce } from './vsce.mjs';
import { runWebviewTests } from './webview.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
const shell = process.platform === 'win32';

/** What reads the source only; it runs side by side. */
const checks = [
  ['formatting', bin('prettier'), ['--check', '--cache', '--cache-location', '.cache/prettier', '.']],
  ['lint', bin('eslint'), ['--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint', '.']],
  ['types', bin('tsc'), ['-b', '.', 'src/webview', 'test/webview']],
];

async function check() {
  const results = await Promise.all(
    checks.map(async ([name, command, args]) => {
      const fault = await run(command, args, { shell }).then(
        () => undefined,
        (error) => error.message,
      );
      console.log(`${fault ? '✖' : '✔'} ${name}${fault ? `\n${fault}` : ''}`);
      return !fault;
    }),
  );
  const failed = results.filter((passed) => !passed).length;
  return { name: 'checks of the source', passed: results.length - failed, failed, ok: failed === 0 };
}

/** The counts of a part of the tests, with its time. */
async function timed(work) {
  const begin = Date.now();
  const result = await work();
  return { ...result, seconds: Math.round((Date.now() - begin) / 1000) };
}

async function runParts(parts) {
  const results = [];
  for (const part of parts) results.push(await timed(part));
  return results;
}

main(async () => {
  const begin = Date.now();
  await Promise.all([[], ['--tests']].map((flags) => run(process.execPath, ['esbuild.mjs', ...flags])));
  const words = process.argv.slice(2);
  if (words.length) {
    const { passed, failed, ok } = await runUnitTests(words);
    console.log(`${passed} unit tests passed, ${failed} failed`);
    return ok ? 0 : 1;
  }
  // What several need is installed once, before they part.
  await ensureBrowser();
  await ensureHosts();
  await ensureOldest();
  await ensureVsce();
  // Each waits at times, so they run side by side.
  const lanes = await Promise.all([
    runParts([check, () => runUnitTests(), runWebviewTests]),
    runParts([() => runHostTests('Node')]),
    runParts([() => runHostTests('web')]),
  ]);
  // After the others: it packs what they read.
  lanes.push(await runInstalledTests());
  console.log('');
  for (const { name, ok, passed, failed, seconds } of lanes.flat())
    console.log(`${ok ? '✔' : '✖'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
  const ok = lanes.flat().every((result) => result.ok);
  console.log(`${ok ? '✔' : '✖'} all, in ${Math.round((Date.now() - begin) / 1000)} s`);
  return ok ? 0 : 1;
});
