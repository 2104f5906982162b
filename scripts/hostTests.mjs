// Runs the one host suite, and then the pages, in the Node extension host and in the web extension host: `node scripts/hostTests.mjs`.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { ensureBrowser } from './browser.mjs';
import { ensureHosts, serveWebHost } from './hosts.mjs';
import { copySamples, main, root, start } from './run.mjs';
import { eventIn, runInWindow } from './suite.mjs';

/** Prints the tests' events out of a VS Code's output, and keeps the rest for when something goes wrong. */
function eventPrinter(say) {
  const noise = [];
  const result = { passed: 0, failed: 0, ended: false, noise };
  const print = (line) => {
    const event = eventIn(line);
    if (!event) return void noise.push(line);
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
  const tests = join(root, 'out', 'test', 'host', 'staying.js');
  const host = await serveWebHost({ folder: await copySamples(), tests });
  try {
    return await runInWindow(host, print);
  } finally {
    await host.close();
  }
}

const hosts = { Node: inNodeHost, web: inWebHost };

/** Runs the tests in the `Node` or the `web` extension host; resolves to the counts. */
export async function runHostTests(name) {
  await ensureBrowser();
  await ensureHosts();
  const say = (line) => console.log(`  ${name} host: ${line}`);
  const { result, print } = eventPrinter(say);
  const code = await hosts[name](print).catch((error) => {
    print(error.message);
    return 1;
  });
  const ok = code === 0 && result.ended && result.passed > 0 && result.failed === 0;
  if (!ok && !result.failed) say(`✖ the tests did not come to their end\n${result.noise.slice(-40).join('\n')}`);
  return { name: `${name} extension host`, ok, passed: result.passed, failed: result.failed };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  main(async () => {
    const results = [await runHostTests('Node'), await runHostTests('web')];
    return results.every(({ ok }) => ok) ? 0 : 1;
  });
