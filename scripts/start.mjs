// `npm start [-- --vscode PATH]`: builds the extension and opens a VS Code with it on samples/.
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { serveNodeHost } from './hosts.mjs';
import { main, root, run, start, withProgress } from './run.mjs';

const samples = join(root, 'samples');
const log = join(samples, 'mail.log');
const windows = process.platform === 'win32';

/** How long the update server may take to answer, in milliseconds. */
const patience = 4000;

/** A program's full path, as the shell would find it. */
function which(name) {
  const names = windows ? [`${name}.cmd`, `${name}.exe`] : [name];
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const file of names) if (folder && existsSync(join(folder, file))) return join(folder, file);
  return undefined;
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
  return withProgress('Downloading VS Code into .cache (once)', () => downloadAndUnzipVSCode(options)).catch(
    () => undefined,
  );
}

/** The first desktop VS Code there is, and where it was found. */
async function findDesktop(given) {
  const named = given ?? process.env.VSCODE_PATH;
  if (named) {
    const path = existsSync(named) ? named : which(named);
    if (!path) throw new Error(`There is no VS Code at ${named}.`);
    return { path, found: given ? 'named by --vscode' : 'named by VSCODE_PATH' };
  }
  const code = which('code');
  if (code) return { path: code, found: '“code” on the PATH' };
  const downloaded = await download();
  return downloaded && { path: downloaded, found: 'downloaded' };
}

/** Opens the desktop's VS Code and resolves when its window is closed. */
async function openDesktop({ path, found }) {
  console.log(`Opening ${path} (${found}). Ctrl+C ends it.`);
  const isRoot = process.getuid?.() === 0;
  const args = [
    ...['--new-window', '--wait', `--extensionDevelopmentPath=${root}`, '--disable-workspace-trust'],
    `--user-data-dir=${join(root, '.cache', 'user-data')}`,
    ...(isRoot ? ['--no-sandbox'] : []),
    ...[samples, log],
  ];
  const child = start(path, args, { stdio: ['ignore', 'ignore', 'inherit'], shell: path.endsWith('.cmd') });
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
  start(command, args, { stdio: 'ignore' });
  return true;
}

/** Serves the npm registry's VS Code until Ctrl+C. */
async function serve() {
  const host = await serveNodeHost({ folder: samples, file: log });
  const opened = openInBrowser(host.url);
  console.log(`${host.name} from the npm registry is at`);
  console.log(`  ${host.url}`);
  console.log(opened ? 'It opens in your browser. Ctrl+C ends it.' : 'Open this address in a browser. Ctrl+C ends it.');
  await host.ended;
  return 1;
}

main(async () => {
  const { values } = parseArgs({ options: { vscode: { type: 'string' } } });
  await withProgress('Building', () => run(process.execPath, ['esbuild.mjs']));
  const desktop = await findDesktop(values.vscode);
  return desktop ? openDesktop(desktop) : serve();
});
