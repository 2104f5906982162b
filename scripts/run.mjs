// Starting other programs, and leaving nothing of them behind: no process, no temporary folder.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';
const running = new Set();
const folders = new Set();
let interrupted = false;

/** Starts a program with a process group of its own, so that its children end with it. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: !windows, ...options });
  running.add(child);
  child.on('exit', () => {
    // Children that outlive their parent go with it.
    signal(child, 'SIGKILL');
    running.delete(child);
  });
  child.on('error', () => running.delete(child));
  return child;
}

/** Ends a program and its children: asks, then insists. Resolves when it is gone. */
export async function stop(child, patience = 3000) {
  if (!running.has(child)) return;
  const gone = new Promise((done) => child.on('exit', done));
  const others = windows ? [] : descendants(child.pid);
  signal(child, 'SIGTERM');
  for (const pid of others) kill(pid, 'SIGTERM');
  const timer = setTimeout(() => signal(child, 'SIGKILL'), patience);
  await gone;
  clearTimeout(timer);
}

function signal(child, name) {
  if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
  else kill(-child.pid, name);
}

function kill(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already.
  }
}

/** The processes that a process started, and theirs, in whatever group; desktop VS Code gives its window one of its own. */
function descendants(pid) {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' });
  const rows = [...(stdout ?? '').matchAll(/(\d+) +(\d+)/g)].map(([, ...pair]) => pair.map(Number));
  const below = (parent) => rows.filter((row) => row[1] === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** Runs a program to its end and resolves to its output; where it fails, the error holds the output. */
export function run(command, args, options = {}) {
  return new Promise((done, failed) => {
    const child = start(command, args, options);
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', failed);
    child.on('close', (code) =>
      code === 0
        ? done(output)
        : failed(new Error(`${command} ${args.join(' ')} ended with ${code}\n${output.trim()}`)),
    );
  });
}

/** npm itself; on Windows it is a script that only a shell starts. */
export function npm(args, options = {}) {
  return run('npm', args, { shell: windows, ...options });
}

/** A new folder that is removed when this process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-reply-codes-'));
  folders.add(folder);
  return folder;
}

/** A copy of the samples: tests write settings there. */
export async function copySamples() {
  const folder = temporaryFolder();
  await cp(join(root, 'samples'), folder, { recursive: true });
  return folder;
}

process.on('exit', () => {
  for (const child of running) signal(child, 'SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
});
for (const [name, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
])
  process.once(name, () => {
    interrupted = true;
    void Promise.all([...running].map((child) => stop(child))).then(() => process.exit(128 + number));
  });

// npm that is asked to end takes its shell along, but not what the shell runs.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 500).unref();
}

/** Says on standard error what takes long, that it goes on, and how long it took. */
export async function withProgress(text, work) {
  const begin = Date.now();
  const seconds = () => `${Math.round((Date.now() - begin) / 1000)} s`;
  const { isTTY } = process.stderr;
  process.stderr.write(`${text} … `);
  const timer = setInterval(() => process.stderr.write(isTTY ? `\r${text} … ${seconds()} ` : '.'), isTTY ? 1000 : 5000);
  try {
    const result = await work();
    process.stderr.write(isTTY ? `\r${text} … ${seconds()}\n` : ` ${seconds()}\n`);
    return result;
  } catch (error) {
    process.stderr.write(interrupted ? '\n' : 'failed\n');
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** The entry of a script: an error that happens in use is one line to read, without a stack. */
export function main(work) {
  work().then(
    (code) => interrupted || process.exit(code ?? 0),
    (error) => {
      // What was interrupted fails, which nobody needs to be told.
      if (interrupted) return;
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
