#!/usr/bin/env node
// Takes the command line of VS Code's own executable and runs a test suite in the VS Code of the npm registry,
// so that the `runTests` of @vscode/test-electron can start it like any other VS Code.
import { launchBrowser } from './browser.mjs';
import { serveNodeHost } from './hosts.mjs';
import { runSuite } from './suite.mjs';

const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const folder = args.find((arg) => !arg.startsWith('-'));
const tests = option('extensionTestsPath');
const host = await serveNodeHost({ folder, extension: option('extensionDevelopmentPath'), tests });
const browser = await launchBrowser();
const end = async (code) => {
  await browser.close().catch(() => undefined);
  await host.close();
  process.exit(code);
};
process.on('SIGINT', () => void end(130));
process.on('SIGTERM', () => void end(143));
try {
  await end(await runSuite(browser.context, host.url));
} catch (error) {
  console.error(error);
  await end(1);
}
