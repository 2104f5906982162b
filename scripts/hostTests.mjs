// Runs the one host suite in the Node extension host and in the web extension host.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { ensureBrowser, launchBrowser } from './browser.mjs';
import { ensureHosts, serveWebHost } from './hosts.mjs';
import { copySamples, main, root, start } from './run.mjs';
import { runSuite } from './suite.mjs';

/** Marks the suite's own lines among what a whole VS Code prints; see test/host/index.ts. */
const mark = '[host suite] ';

/** Prints the suite's events out of a VS Code's output, and keeps the rest for when something goes wrong. */
function suitePrinter() {
  const noise = [];
  const result = { passed: 0, failed: 0, ended: false, noise };
  const print = (line) => {
    const at = line.indexOf(mark);
    if (at < 0) return void noise.push(line);
    const event = JSON.parse(line.slice(at + mark.length));
    if (event.passed) result.passed++;
    if (event.failed) result.failed++;
    if (event.end) result.ended = true;
    if (event.passed) console.log(`  ✔ ${event.passed} (${event.ms} ms)`);
    if (event.failed) console.log(`  ✖ ${event.failed}\n${event.error}`);
    if (event.skipped) console.log(`  - ${event.skipped} (not in this host)`);
  };
  return { result, print };
}

/** @vscode/test-electron prints all that VS Code prints, so it runs in a process of its own. */
async function inNodeHost(print) {
  const child = start(process.execPath, [join(root, 'scripts', 'nodeHostTests.mjs')]);
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', print);
  return new Promise((done) => child.on('close', done));
}

async function inWebHost(print) {
  const tests = join(root, 'out', 'test', 'host', 'index.js');
  const host = await serveWebHost({ folder: await copySamples(), tests });
  const browser = await launchBrowser();
  try {
    return await runSuite(browser, host.url, print);
  } finally {
    await browser.close();
    await host.close();
  }
}

/** Runs the suite in both hosts; resolves to the counts of each. */
export async function runHostTests() {
  await ensureBrowser();
  await ensureHosts();
  const results = [];
  for (const [name, runIn] of [
    ['Node extension host', inNodeHost],
    ['web extension host', inWebHost],
  ]) {
    console.log(`\nHost tests in the ${name}`);
    const { result, print } = suitePrinter();
    const code = await runIn(print).catch((error) => {
      print(error.message);
      return 1;
    });
    const ok = code === 0 && result.ended && result.passed > 0 && result.failed === 0;
    if (!ok && !result.failed)
      console.log(`  ✖ the suite did not come to its end\n${result.noise.slice(-40).join('\n')}`);
    results.push({ name, ok, passed: result.passed, failed: result.failed });
  }
  return results;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  main(async () => ((await runHostTests()).every(({ ok }) => ok) ? 0 : 1));
