#!/usr/bin/env node
// Takes the command line of VS Code's own executable and runs a test suite in the VS Code of the npm registry,
// so that the `runTests` of @vscode/test-electron can start it like any other VS Code.
import { serveNodeHost } from './hosts.mjs';
import { main } from './run.mjs';
import { runInWindow } from './suite.mjs';

const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);

main(async () => {
  const folder = args.find((arg) => !arg.startsWith('-'));
  const host = await serveNodeHost({
    folder,
    extension: option('extensionDevelopmentPath'),
    tests: option('extensionTestsPath'),
  });
  try {
    return await runInWindow(host, console.log);
  } finally {
    await host.close();
  }
});
