// The host suite in a VS Code with a Node extension host: VSCODE_PATH, or else the npm registry's.
import { runTests } from '@vscode/test-electron';
import { join } from 'node:path';
import { copySamples, main, root } from './run.mjs';

main(async () =>
  runTests({
    vscodeExecutablePath: process.env.VSCODE_PATH ?? join(root, 'scripts', 'vscode.mjs'),
    extensionDevelopmentPath: process.env.EXTENSION_PATH ?? root,
    extensionTestsPath: join(root, 'out', 'test', 'host', 'index.js'),
    launchArgs: [await copySamples(), '--disable-extensions'],
  }),
);
