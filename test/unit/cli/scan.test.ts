import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const folder = mkdtempSync(join(tmpdir(), 'scan-'));
const line =
  'Nov 23 03:00:01 mx1 postfix/smtp[250]: 33F06: to=<b@example.net>, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.25] said: 550 5.1.1 User unknown)';

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function scan(args: readonly string[], input?: string): { status: number | null; lines: string[]; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', 'scan', ...args], {
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  return { status, lines: stdout.split('\n').filter(Boolean), error: stderr };
}

const rows = (lines: readonly string[]): unknown[] => lines.map((row) => JSON.parse(row) as unknown);

test('prints one object a line with --json', () => {
  const file = write('mail.log', `${line}\n`);
  const { status, lines, error } = scan(['--json', file]);
  assert.equal(status, 0);
  assert.equal(error, '');
  const start = line.indexOf('550 5.1.1');
  assert.deepEqual(rows(lines), [
    { file, line: 1, start: line.indexOf('5.1.1'), end: line.indexOf('5.1.1') + 5, kind: 'enhanced', code: '5.1.1' },
    { file, line: 1, start, end: start + 3, kind: 'reply', code: '550' },
    { file, line: 1, start: start + 4, end: start + 9, kind: 'enhanced', code: '5.1.1' },
  ]);
});

test('says with --explain --all what spoke for and against, also of numbers that are no codes', () => {
  const file = write(
    'stats.log',
    '2026-11-01 10:00:00 INFO smtp stats: 250 sent, 12 lost\nSMTP-Fehler (550): voll, size=421\n',
  );
  const { lines } = scan(['--explain', '--all', file]);
  assert.match(lines[1]!, /:1:38: 250 \(no reply code\) 0\.\d\d: .*\(−\d/);
  assert.match(lines[2]!, /:2:14: 550 \(reply code\) record\/evidence: .* 0\.[5-9]\d: .*\(\+\d|1\.00/);
  assert.match(lines[3]!, /421 \(no reply code\) what stands right beside it/);
  const json = rows(scan(['--explain', '--all', '--json', file]).lines) as { code: string; because: unknown[] }[];
  assert.deepEqual(
    json.map(({ code, because }) => [code, because.length > 10]),
    [
      ['250', true],
      ['550', true],
      ['421', true],
    ],
  );
  assert.equal(scan(['--explain', file]).lines.length, 2);
});

test('names the rule with --explain, and why it applies', () => {
  const file = write('explain.log', `${line}\n`);
  const json = rows(scan(['--json', '--explain', file]).lines) as { rule: string }[];
  assert.deepEqual(
    json.map(({ rule }) => rule),
    ['record/dsn', 'record/reply-with-enhanced', 'record/enhanced-after-reply'],
  );
  const { lines } = scan(['--explain', file]);
  assert.match(lines[0]!, /Postfix log \(https:/);
  assert.match(lines[1]!, /:1:\d+: 5\.1\.1 .*record\/dsn: the field dsn= holds the enhanced status code \(Postfix/);
});

test('counts lines at LF, CRLF and CR, and columns in UTF-16 units', () => {
  const file = write('lines.txt', '220 mx.example.com ESMTP\r\nEHLO x\r\n250-🧾 mx\r250 HELP\n\n221 🧾 221 Bye');
  const { lines } = scan(['--json', file]);
  assert.deepEqual(
    (rows(lines) as { line: number; start: number; code: string }[]).map(({ line: at, start, code }) => [
      at,
      start,
      code,
    ]),
    [
      [1, 0, '220'],
      [3, 0, '250'],
      [4, 0, '250'],
      [6, 0, '221'],
    ],
  );
});

test('reads standard input, and a language that is asked for', () => {
  assert.equal(scan(['--json', '-'], `${line}\n`).lines.length, 3);
  const source = "smtp.send('EHLO x');\nif (code === 550) reply('451 4.7.1 Later');\n";
  assert.deepEqual(
    (rows(scan(['--json', '--language', 'javascript', '-'], source).lines) as { code: string }[]).map(
      ({ code }) => code,
    ),
    ['550', '451', '4.7.1'],
  );
});

test('decides as an editor does: source by its name, a log by its lines', () => {
  const text = 'const limit = 550;\nsmtp(); // MAIL FROM\nif (reply.code === 550) retry();\n';
  assert.equal(scan(['--json', write('client.ts', text)]).lines.length, 1);
  assert.equal(scan(['--json', write('notes.txt', 'We have 550 chairs and 250 tables.\n')]).lines.length, 0);
});

test('unpacks a log that was packed after its rotation', () => {
  assert.equal(scan(['--json', write('mail.log.2.gz', gzipSync(`${line}\n`))]).lines.length, 3);
});

test('says in one line what it can’t read, and goes on', () => {
  const good = write('good.log', `${line}\n`);
  const { status, lines, error } = scan(['--json', folder, join(folder, 'nowhere'), good]);
  assert.equal(status, 2);
  assert.equal(lines.length, 3);
  assert.match(error, /is a directory\n.*nowhere: no such file\n$/);
});

test('reads of a damaged gzip file what unpacks, and says so', () => {
  const two = gzipSync(`${line}\n`.repeat(2));
  for (const [name, bytes, codes] of [
    ['cut.gz', gzipSync(`${line}\n`.repeat(50)).subarray(0, -8), 150],
    ['garbage.gz', Buffer.concat([two, Buffer.from('garbage behind a whole one')]), 6],
    ['half.gz', Buffer.concat([two, two.subarray(0, 6)]), 6],
  ] as const) {
    const { status, lines, error } = scan(['--json', write(name, bytes)]);
    assert.deepEqual([status, lines.length], [0, codes], name);
    assert.match(error, /is a damaged gzip file; read as far as it goes\n$/);
  }
  const hopeless = scan([write('hopeless.gz', gzipSync(line).subarray(0, 5))]);
  assert.equal(hopeless.status, 2);
  assert.match(hopeless.error, /^smtp-reply-codes: .*hopeless\.gz: is a damaged gzip file\n$/);
});

test('says of what is too large that it is, and reads the next', { skip: process.platform === 'win32' }, () => {
  const good = write('after.log', `${line}\n`);
  const large = write('large.log', '');
  truncateSync(large, 600 * 1024 * 1024);
  const { status, lines, error } = scan(['--json', large, good]);
  assert.deepEqual([status, lines.length], [2, 3]);
  assert.match(error, /large\.log: is larger than 512 MB, too large to be read whole; split it\n$/);
});

test('reads UTF-16 without a mark and in either order, and a log that begins with a hole; names UTF-32', () => {
  const text = `${line}\n`;
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(little).swap16();
  for (const [name, bytes] of [
    ['le.log', little],
    ['be.log', big],
    ['be-mark.log', Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
    ['le-mark.log', Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
  ] as const) {
    const { status, lines, error } = scan(['--json', write(name, bytes)]);
    assert.deepEqual([status, lines.length, error], [0, 3, ''], name);
  }
  const hole = scan(['--json', write('hole.log', Buffer.concat([Buffer.alloc(20_000), Buffer.from(text)]))]);
  assert.deepEqual([hole.status, hole.lines.length], [0, 3]);
  assert.match(hole.error, /hole\.log: begins with 20000 empty bytes; read without them\n$/);
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from([0x35, 0, 0, 0])]);
  assert.match(scan([write('wide.log', wide)]).error, /is UTF-32, which is not read; convert it to UTF-8/);
});

test('passes over a binary file, and notes broken UTF-8', () => {
  const binary = scan([write('photo.log', new Uint8Array([0x89, 0x50, 0, 0, 0x35, 0x35, 0x30]))]);
  assert.deepEqual([binary.status, binary.lines], [0, []]);
  assert.match(binary.error, /photo\.log: is binary; skipped\n$/);
  const broken = scan(['--json', write('broken.log', Buffer.concat([Buffer.from([0xff, 0x20]), Buffer.from(line)]))]);
  assert.deepEqual([broken.status, broken.lines.length], [0, 3]);
  assert.match(broken.error, /is not valid UTF-8; read with replacements\n$/);
});

test('wants a file, and no option it doesn’t know', () => {
  assert.equal(scan([]).status, 2);
  assert.match(scan([]).error, /scan needs a file, or - for standard input/);
  assert.equal(scan(['--nonsense', 'x']).status, 2);
});

test('never throws, whatever it reads', () => {
  let state = 250;
  const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
  for (let turn = 0; turn < 8; turn++) {
    const bytes = Uint8Array.from({ length: 3_000 }, () => 1 + (random() % 255));
    const { status, error } = scan([write(`random-${turn}.log`, bytes)]);
    assert.equal(status, 0, error);
  }
});
