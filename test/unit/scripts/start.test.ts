import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

const windows = process.platform === 'win32';

/** Runs `npm start` where it ends before it builds. */
function start(...args: readonly string[]): { status: number | null; lines: string } {
  const env = { ...process.env, VSCODE_PATH: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/start.mjs', ...args], {
    encoding: 'utf8',
    env,
  });
  return { status, lines: stdout + stderr };
}

test('npm start says in one line that there is no VS Code where the user named one', () => {
  for (const place of ['/nonexistent', 'scripts', 'package.json'])
    assert.deepEqual(start('--vscode', place), { status: 1, lines: `There is no VS Code to run at ${place}.\n` });
});

test('npm start says in one line what is wrong with its options', () => {
  for (const args of [['--vscode'], ['--bogus'], ['extra']]) {
    const { status, lines } = start(...args);
    assert.equal(status, 1);
    assert.match(lines, /^[^\n]+\n$/);
  }
});

/** A program that starts another in a process group of its own, as desktop VS Code starts its window, and prints its id. */
const opener = `
  const { spawn } = require('node:child_process');
  const window = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { detached: true, stdio: 'ignore' });
  console.log(window.pid);
  setTimeout(() => {}, 60000);
`;
const script = `
  import { main, start } from './scripts/run.mjs';
  main(() => new Promise(() => start(process.execPath, ['-e', ${JSON.stringify(opener)}], { stdio: 'inherit' })));
`;

/** False also for a process that has ended and was not yet asked about. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z]/.test(stdout.trim());
}

async function waitForEnd(pid: number): Promise<void> {
  for (let turn = 0; turn < 100 && isRunning(pid); turn++) await new Promise((done) => setTimeout(done, 50));
  assert.ok(!isRunning(pid));
}

test('Ctrl+C leaves no process behind, also none in a group of its own', { skip: windows }, async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const window = Number(line.toString());
  assert.ok(isRunning(window));
  child.kill('SIGINT');
  const [code] = (await once(child, 'exit')) as [number];
  assert.equal(code, 130);
  await waitForEnd(window);
});

test('npm that is asked to end leaves no process behind', { skip: windows }, async () => {
  // As npm does: a shell that ends at once, and does not tell what it runs.
  const command = '"$0" --input-type=module -e "$1"; true';
  const shell = spawn('sh', ['-c', command, process.execPath, script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, npm_lifecycle_event: 'start' },
  });
  const [line] = (await once(shell.stdout, 'data')) as [Buffer];
  const window = Number(line.toString());
  assert.ok(isRunning(window));
  shell.kill('SIGTERM');
  await waitForEnd(window);
});
