// The host suite in a VS Code with a Node extension host: the version that is named (`minimum`, `stable`, `1.101.0`; downloaded by
// @vscode/test-electron), VSCODE_PATH, or else the npm registry's, where the pages follow.
import { runTests } from '@vscode/test-electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copySamples, main, root } from './run.mjs';

const { VSCODE_PATH, EXTENSION_PATH } = process.env;
const [wanted] = process.argv.slice(2);
const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const version = wanted === 'minimum' ? engines.vscode.replace('^', '') : wanted;
const desktop = Boolean(version ?? VSCODE_PATH);

main(async () =>
  runTests({
    ...(version ? { version } : { vscodeExecutablePath: VSCODE_PATH ?? join(root, 'scripts', 'vscode.mjs') }),
    extensionDevelopmentPath: EXTENSION_PATH ?? root,
    extensionTestsPath: join(root, 'out', 'test', 'host', desktop ? 'index.js' : 'staying.js'),
    launchArgs: [await copySamples(), '--disable-extensions'],
  }),
);
