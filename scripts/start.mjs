// `npm start [-- --vscode PATH] [--port PORT]`: builds the extension and opens a VS Code with it on samples/.
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serveNodeHost } from './hosts.mjs';
import { main, root, run, start, withProgress } from './run.mjs';

const samples = join(root, 'samples');
const log = join(samples, 'mail.log');
const windows = process.platform === 'win32';

/** How long the update server may take to answer, in milliseconds. */
const patience = 4000;

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A program's full path, as the shell would find it. */
function which(name) {
  const names = windows ? [`${name}.cmd`, `${name}.exe`] : [name];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((file) => join(folder, file))).find(isProgram);
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Desktop VS Code from its update server; undefined where there is no screen for it or the server is out of reach. */
async function download() {
  if (!hasDisplay()) return undefined;
  const signal = AbortSignal.timeout(patience);
  const reached = await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal }).then(
    (response) => response.ok,
    () => false,
  );
  if (!reached) return undefined;
  const cachePath = join(root, '.cache', 'vscode');
  const options = { version: 'stable', cachePath, reporter: { report: () => undefined, error: () => undefined } };
  return withProgress('Downloading VS Code into .cache (once)', () => downloadAndUnzipVSCode(options)).then(
    (path) => ({ path, found: 'downloaded' }),
    () => undefined,
  );
}

/** The VS Code that the user names. */
function findNamed(given) {
  const named = given ?? process.env.VSCODE_PATH;
  if (!named) return undefined;
  const path = [resolve(named), which(named)].find((place) => place && isProgram(place));
  if (!path) throw new Error(`There is no VS Code to run at ${named}.`);
  return { path, found: given ? 'named by --vscode' : 'named by VSCODE_PATH' };
}

/** The “code” on the PATH; that of a Remote window, which loads no extension from a folder, doesn't count. */
function findOnPath() {
  const path = which('code');
  return path && !/[\\/]remote-cli[\\/]/.test(path) ? { path, found: '“code” on the PATH' } : undefined;
}

/** Opens the desktop's VS Code and resolves when its window is closed. */
async function openDesktop({ path, found }) {
  console.log(`Opening ${path} (${found}). Close its window to end.`);
  const isRoot = process.getuid?.() === 0;
  const args = [
    ...['--new-window', '--wait', `--extensionDevelopmentPath=${root}`, '--disable-workspace-trust'],
    `--user-data-dir=${join(root, '.cache', 'user-data')}`,
    ...(isRoot ? ['--no-sandbox'] : []),
    ...[samples, log],
  ];
  const shell = path.endsWith('.cmd');
  const quoted = (text) => (shell ? `"${text}"` : text);
  const child = start(quoted(path), args.map(quoted), { stdio: ['ignore', 'ignore', 'inherit'], shell });
  const code = await new Promise((done, failed) => {
    child.on('exit', done);
    child.on('error', (error) => failed(new Error(`${path} could not be started: ${error.message}`)));
  });
  return code ?? 0;
}

/** Shows an address in the user's browser, where there is one. */
function openInBrowser(url) {
  const [command, ...args] = windows
    ? ['cmd', '/c', 'start', '', url.replaceAll('&', '^&')]
    : process.platform === 'darwin'
      ? ['open', url]
      : ['xdg-open', url];
  if (!windows && (!which(command) || !hasDisplay())) return false;
  // The browser is the user's: it stays when this ends.
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
  return true;
}

/** A port that the user names; undefined for any that is free. */
function portOf(given) {
  if (given === undefined) return undefined;
  if (!/^\d{1,5}$/.test(given) || +given < 1 || +given > 65_535) throw new Error(`${given} is no port.`);
  return Number(given);
}

/** Serves the npm registry's VS Code until Ctrl+C. */
async function serve(port) {
  const host = await serveNodeHost({ folder: samples, file: log, port });
  const opened = openInBrowser(host.url);
  console.log(`${host.name} from the npm registry is at`);
  console.log(`  ${host.url}`);
  console.log(opened ? 'It opens in your browser. Ctrl+C ends it.' : 'Open this address in a browser. Ctrl+C ends it.');
  await host.ended;
  throw new Error(`${host.name} has ended by itself.`);
}

main(async () => {
  const { values } = parseArgs({ options: { vscode: { type: 'string' }, port: { type: 'string' } } });
  const port = portOf(values.port);
  const found = findNamed(values.vscode) ?? findOnPath();
  await withProgress('Building', () => run(process.execPath, ['esbuild.mjs']));
  // Who names a port wants it in a browser.
  const desktop = found ?? (port === undefined ? await download() : undefined);
  return desktop ? openDesktop(desktop) : serve(port);
});
