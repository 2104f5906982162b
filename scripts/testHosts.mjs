// Runs the one host suite in the Node extension host and in the web extension host.
import { runTests } from '@vscode/test-electron';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { ensureHosts, root, serveWebHost } from './hosts.mjs';
import { runSuite } from './suite.mjs';

const folder = join(root, 'samples');
const tests = join(root, 'out', 'test', 'host', 'index.js');
const total = { passed: 0, failed: 0 };

/** The suite prints a line `host: N passed, N failed` at its end. */
async function inNodeHost() {
  await runTests({
    vscodeExecutablePath: process.env.VSCODE_PATH ?? join(root, 'scripts', 'vscode.mjs'),
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    launchArgs: [folder, '--disable-extensions'],
  });
}

async function inWebHost() {
  const host = await serveWebHost({ folder, tests });
  const browser = await launchBrowser();
  try {
    if ((await runSuite(browser.context, host.url)) !== 0)
      throw new Error('the suite failed in the web extension host');
  } finally {
    await browser.close();
    await host.close();
  }
}

const write = process.stdout.write.bind(process.stdout);
await ensureHosts();
let failure;
for (const [name, runIn] of [
  ['Node extension host', inNodeHost],
  ['web extension host', inWebHost],
]) {
  write(`\n${name}\n`);
  try {
    await runIn();
  } catch (error) {
    failure = error;
    write(`${name}: ${error.message}\n`);
  }
}
void readFile;
void rm;
void total;
process.exit(failure ? 1 : 0);
