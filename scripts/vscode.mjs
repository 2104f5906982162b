#!/usr/bin/env node
// Takes the command line of VS Code's own executable and runs a test suite in the VS Code of the npm registry,
// so that the `runTests` of @vscode/test-electron can start it like any other VS Code.
import { launchBrowser } from './browser.mjs';
import { serveNodeHost } from './hosts.mjs';
import { main } from './run.mjs';
import { runSuite } from './suite.mjs';

const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);

main(async () => {
  const folder = args.find((arg) => !arg.startsWith('-'));
  const extension = option('extensionDevelopmentPath');
  const host = await serveNodeHost({ folder, extension, tests: option('extensionTestsPath') });
  const browser = await launchBrowser();
  try {
    return await runSuite(browser, host.url, console.log);
  } finally {
    await browser.close();
    await host.close();
  }
});
