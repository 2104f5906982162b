import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'output-'));
const cli = join(process.cwd(), 'dist', 'cli.js');

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const line =
  'Nov 23 03:00:01 mx postfix/smtp[1]: A1: to=<b@example.net>, dsn=5.1.1, status=bounced (host mx said: 550 5.1.1 No)\n';
const log = write('mail.log', line.repeat(20_000));
const code = write('mail.ts', `// SMTP: EHLO, RCPT TO\n${"send('550 4.1.1 No such user');\n".repeat(5_000)}`);
const run = (...args: string[]) => spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });

/** In a shell, since the kind of its output matters; the arguments are the last word's own. */
const inShell = (script: string, ...args: string[]) =>
  spawnSync('bash', ['-c', script, 'bash', process.execPath, cli, ...args], { encoding: 'utf8' });
const posix = { skip: process.platform === 'win32' };

test('ends quietly when its reader has seen enough, with the code that it would end with', posix, () => {
  for (const [args, expected] of [
    [['scan', log], 0],
    [['lint', code], 1],
  ] as const) {
    for (const reader of ['head -1', 'true']) {
      const { stdout, stderr } = inShell(
        `set -o pipefail; "$@" | ${reader} >/dev/null; echo "\${PIPESTATUS[0]}"`,
        ...args,
      );
      assert.deepEqual([stdout, stderr], [`${expected}\n`, ''], `${args[0]} | ${reader}`);
    }
  }
});

test('says when its output is lost', { skip: !existsSync('/dev/full') }, () => {
  for (const args of [['scan', log], ['scan', '--json', log], ['lint', code], ['explain', '550'], ['--help']]) {
    const { status, stderr } = inShell('"$@" > /dev/full', ...args);
    assert.equal(status, 2, args[0]);
    assert.equal(stderr, 'smtp-reply-codes: the output could not be written: no space is left on the device\n');
  }
});

test('ends as ever when nobody reads its errors', posix, () => {
  assert.equal(inShell('"$@" 2> >(true) >/dev/null; echo $?', 'scan', join(folder, 'nowhere'), log).stdout, '2\n');
  assert.equal(inShell('"$@" 2>&- >/dev/null; echo $?', 'lint', code).stdout, '1\n');
});

const hostile = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e\u2066\u0000';
/** A tab and the line ends of the output do no harm. */
const alive = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

test('nothing that a terminal obeys gets through', () => {
  const bounced = `550 5.1.1 ${hostile.replaceAll('\0', '')} user`;
  const outputs = [
    run('explain', bounced),
    run('explain', '550', '--text', bounced),
    run('explain', '550', '--json', '--text', bounced),
    run('compare', '450', bounced),
    run('compare', '450', bounced, '--markdown'),
    run('compare', '450', bounced, '--json'),
    run(hostile.replaceAll('\0', '')),
    run('scan', hostile.replaceAll('\0', '')),
    run('scan', `--${hostile.replaceAll('\0', '')}`),
    run('explain', '550', '--locale', hostile.replaceAll('\0', '')),
    run('lint', write('hostile.ts', `// SMTP EHLO\nsend('550 5.1.1 No \u009b31m \u202e such user');\n`)),
  ];
  for (const { stdout, stderr } of outputs) {
    assert.doesNotMatch(stdout, alive);
    assert.doesNotMatch(stderr, alive);
    assert.ok(stdout + stderr);
  }
});

test('what is JSON stays JSON, with the same text in it', posix, () => {
  const file = write('No \u009b31m \u202e such \u0085 🧾.log', line);
  const { stdout } = run('scan', '--json', file);
  assert.doesNotMatch(stdout, alive);
  assert.equal((JSON.parse(stdout.split('\n')[0]!) as { file: string }).file, file);
});

test('a line break in the name of a file forges no line', posix, () => {
  const name = 'a\n::error::forged\n\u001b[2J.ts';
  const file = write(name, "// SMTP EHLO\nsend('550 4.1.1 No such user');\n");
  for (const { stdout, stderr } of [run('lint', file), run('scan', file), run('scan', `${file}\nnowhere`)])
    for (const row of `${stdout}${stderr}`.trimEnd().split('\n')) {
      assert.match(row, /^(?:smtp-reply-codes: )?\/.*a\\u000a::error::forged/);
      assert.doesNotMatch(row, alive);
    }
  const [row] = run('lint', '--json', file).stdout.split('\n');
  assert.equal((JSON.parse(row!) as { file: string }).file, file);
});

test('finds in a file of lone CR what an editor finds, and places edits as it does findings', () => {
  const { stdout, status } = run(
    'lint',
    '--json',
    write('cr.js', "// SMTP EHLO\rsend('550 4.1.1 No such user');\rx();\r"),
  );
  assert.equal(status, 1);
  const {
    line: at,
    start,
    fix,
  } = JSON.parse(stdout) as { line: number; start: number; fix: { edits: { line: number; start: number }[] } };
  assert.equal(at, 2);
  assert.equal(fix.edits[0]!.line, 2);
  assert.ok(start >= 5 && fix.edits[0]!.start >= start);
});
