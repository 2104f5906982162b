// Runs the one host suite in the Node extension host and in the web extension host: `node scripts/hostTests.mjs`.
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
function suitePrinter(say) {
  const noise = [];
  const result = { passed: 0, failed: 0, ended: false, noise };
  const print = (line) => {
    const at = line.indexOf(mark);
    if (at < 0) return void noise.push(line);
    const event = JSON.parse(line.slice(at + mark.length));
    if (event.passed) result.passed++;
    if (event.failed) result.failed++;
    if (event.end) result.ended = true;
    if (event.passed) say(`✔ ${event.passed} (${event.ms} ms)`);
    if (event.failed) say(`✖ ${event.failed}\n${event.error}`);
    if (event.skipped) say(`- ${event.skipped} (not in this host)`);
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

const hosts = { Node: inNodeHost, web: inWebHost };

/** Runs the suite in the `Node` or the `web` extension host; resolves to the counts. */
export async function runHostTests(name) {
  await ensureBrowser();
  await ensureHosts();
  const say = (line) => console.log(`  ${name} host: ${line}`);
  const { result, print } = suitePrinter(say);
  const code = await hosts[name](print).catch((error) => {
    print(error.message);
    return 1;
  });
  const ok = code === 0 && result.ended && result.passed > 0 && result.failed === 0;
  if (!ok && !result.failed) say(`✖ the suite did not come to its end\n${result.noise.slice(-40).join('\n')}`);
  return { name: `${name} extension host`, ok, passed: result.passed, failed: result.failed };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  main(async () => {
    const results = [await runHostTests('Node'), await runHostTests('web')];
    return results.every(({ ok }) => ok) ? 0 : 1;
  });
