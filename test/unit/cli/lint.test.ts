import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'lint-'));
const head = '// SMTP: EHLO, MAIL FROM, RCPT TO\n';

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function lint(args: readonly string[], input?: string): { status: number | null; lines: string[]; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', 'lint', ...args], {
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  return { status, lines: stdout.split('\n').filter(Boolean), error: stderr };
}

test('prints a row for each finding and exits with 1 for a warning', () => {
  const file = write('server.js', `${head}send('250 ok');\r\n  send('550 4.1.1 Fünf');\n`);
  const { status, lines } = lint(['--json', file]);
  assert.equal(status, 1);
  assert.deepEqual(
    lines.map((line) => JSON.parse(line) as unknown),
    [
      {
        file,
        line: 3,
        start: 8,
        end: 17,
        rule: 'class-mismatch',
        severity: 'warning',
        message: '550 and 4.1.1 contradict each other: the first digits must agree',
        fix: { title: 'Write 5.1.1', certain: false, edits: [{ line: 3, start: 12, end: 13, text: '5' }] },
      },
      {
        file,
        line: 3,
        start: 19,
        end: 20,
        rule: 'non-ascii-reply',
        severity: 'information',
        message: '“ü” is not ASCII: a reply may contain it only for a client that asked for SMTPUTF8',
        fix: null,
      },
    ],
  );
  assert.deepEqual(
    lint([file]).lines[0],
    `${file}:3:9: warning: 550 and 4.1.1 contradict each other: the first digits must agree (class-mismatch)`,
  );
});

test('exits with 0 for a clean file, for remarks, and for text that is no code', () => {
  assert.deepEqual(lint([write('clean.js', `${head}send('550 5.1.1 No such user');\n`)]), {
    status: 0,
    lines: [],
    error: '',
  });
  const remark = lint([write('remark.js', `${head}send('541 No, thanks');\n`)]);
  assert.equal(remark.status, 0);
  assert.equal(remark.lines.length, 1);
  assert.deepEqual(lint([write('notes.md', '# SMTP EHLO\n\n`550 4.1.1 No such user`\n')]).lines, []);
});

test('reads standard input in the language given, and answers in French', () => {
  const { status, lines } = lint(
    ['--language', 'python', '--locale', 'fr', '-'],
    "# SMTP: EHLO, MAIL FROM, RCPT TO\nreply('550 4.1.1 x')\n",
  );
  assert.equal(status, 1);
  assert.match(lines[0]!, /^-:2:8: warning: 550 et 4\.1\.1 se contredisent/);
});

test('exits with 2 where nothing can be read, and still lints the rest', () => {
  const bad = write('bad.js', `${head}send('550 4.1.1 x');\n`);
  const { status, lines, error } = lint([join(folder, 'absent.js'), bad]);
  assert.equal(status, 2);
  assert.equal(lines.length, 1);
  assert.match(error, /absent\.js: no such file\n$/);
  assert.equal(lint([]).status, 2);
  assert.equal(lint(['--nonsense']).status, 2);
});
