// The host suite in a VS Code with a Node extension host: VSCODE_PATH, or else the npm registry's, where the pages follow.
import { runTests } from '@vscode/test-electron';
import { join } from 'node:path';
import { copySamples, main, root } from './run.mjs';

const { VSCODE_PATH, EXTENSION_PATH } = process.env;

main(async () =>
  runTests({
    vscodeExecutablePath: VSCODE_PATH ?? join(root, 'scripts', 'vscode.mjs'),
    extensionDevelopmentPath: EXTENSION_PATH ?? root,
    extensionTestsPath: join(root, 'out', 'test', 'host', VSCODE_PATH ? 'index.js' : 'staying.js'),
    launchArgs: [await copySamples(), '--disable-extensions'],
  }),
);
