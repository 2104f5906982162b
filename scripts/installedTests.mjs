// `npm run installed`: packs the extension, installs the package in the oldest and in the newest VS Code, and tries it there.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBrowser, launchBrowser } from './browser.mjs';
import { serveNodeHost } from './hosts.mjs';
import { copySamples, main, root, run, temporaryFolder } from './run.mjs';
import { eventIn, runSuite } from './suite.mjs';
import { packTo } from './vsce.mjs';

/** VS Code runs tests for an extension under development only; this one is nothing but that. */
async function shellExtension() {
  const folder = join(temporaryFolder(), 'shell');
  await mkdir(folder);
  const manifest = { name: 'shell', publisher: 'tests', version: '0.0.0', engines: { vscode: '*' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

async function tryIn(release, vsix) {
  const tests = join(root, 'out', 'test', 'host', 'installed', 'index.js');
  const host = await serveNodeHost({
    folder: await copySamples(),
    extension: await shellExtension(),
    tests,
    vsix,
    release,
  });
  const browser = await launchBrowser();
  const begin = Date.now();
  const noise = [];
  const result = { name: `installed in ${host.name}`, passed: 0, failed: 0 };
  try {
    await runSuite(await browser.newPage(), host.url, (line) => {
      const event = eventIn(line);
      if (!event) noise.push(line);
      else if (event.version) result.name = `installed in VS Code ${event.version}`;
      else if (event.passed) result.passed++;
      else if (event.failed) {
        result.failed++;
        console.log(`  ${release}: ✖ ${event.failed}\n${event.error}`);
      }
    });
  } finally {
    await browser.close();
    await host.close();
  }
  const ok = result.passed > 0 && result.failed === 0;
  if (!ok) console.log(noise.slice(-15).join('\n'));
  return { ...result, ok, seconds: Math.round((Date.now() - begin) / 1000) };
}

/** Nothing that is shipped is larger than `test/budget.json` lets it be. */
async function checkBudget(vsix) {
  const budget = JSON.parse(await readFile(join(root, 'test', 'budget.json'), 'utf8'));
  const faults = [];
  for (const [name, { most, why }] of Object.entries(budget)) {
    const { size } = await stat(name === 'package' ? vsix : join(root, name));
    if (size > most) faults.push(`${name} has ${size} bytes, more than ${most}. ${why}`);
  }
  if (faults.length) throw new Error(faults.join('\n'));
}

/** Packs what would be shipped; resolves to the counts, one VS Code after the other. */
export async function runInstalledTests() {
  await ensureBrowser();
  await run(process.execPath, ['esbuild.mjs', '--production']);
  const vsix = await packTo(temporaryFolder());
  await checkBudget(vsix);
  return [await tryIn('oldest', vsix), await tryIn('newest', vsix)];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  main(async () => {
    await run(process.execPath, ['esbuild.mjs', '--tests']);
    const results = await runInstalledTests();
    for (const { name, passed, failed } of results) console.log(`${name}: ${passed} passed, ${failed} failed`);
    return results.every(({ ok }) => ok) ? 0 : 1;
  });
