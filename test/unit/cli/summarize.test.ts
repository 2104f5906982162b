import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { ReplyRow, Summary } from '../../../src/core/summary/model';

const folder = mkdtempSync(join(tmpdir(), 'summarize-'));
const line = (minute: number, status: string, dsn = '5.1.1') =>
  `Nov 28 09:${String(minute).padStart(2, '0')}:00 mx1 postfix/smtp[9]: 4B${minute}: to=<a@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=${dsn}, status=${status}\n`;
const bounced = (minute: number, reply = '550 5.1.1 User unknown') =>
  line(minute, `bounced (host mx.example.net[192.0.2.1] said: ${reply} (in reply to RCPT TO command))`);

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function run(args: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', 'summarize', ...args], {
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  return { status, stdout, stderr };
}

const json = (args: readonly string[], input?: string) => JSON.parse(run(['--json', ...args], input).stdout) as Summary;
const counted = ({ causes }: Summary) => causes.reduce((sum, { count }) => sum + count, 0);

test('reads packed and plain logs of a rotated set in their order, and standard input', () => {
  const set = join(folder, 'set');
  mkdirSync(set);
  writeFileSync(join(set, 'mail.log'), bounced(3));
  writeFileSync(join(set, 'mail.log.1'), bounced(2));
  writeFileSync(join(set, 'mail.log.2.gz'), gzipSync(bounced(1)));
  const summary = json([set]);
  assert.deepEqual(
    summary.files.map(({ name, lines }) => [name.slice(set.length + 1), lines]),
    [
      ['mail.log.2.gz', 1],
      ['mail.log.1', 1],
      ['mail.log', 1],
    ],
  );
  assert.deepEqual([counted(summary), summary.outcomes.bounced, summary.partial], [3, 3, false]);
  assert.equal(counted(json(['-'], bounced(1) + bounced(2))), 2);
});

test('a file that breaks off, cannot be read or is no log costs no other file', () => {
  const good = write('good.log', bounced(1));
  const whole = gzipSync(
    Array.from({ length: 4000 }, (_, index) => bounced(index % 60, `550 5.1.1 No ${Math.sin(index)}`)).join(''),
  );
  const cut = write('cut.log.gz', whole.subarray(0, whole.length / 2));
  const binary = write(
    'binary.log',
    Uint8Array.from({ length: 20_000 }, (_, at) => (at * 37) % 256),
  );
  const packed = write('packed.log.xz', Uint8Array.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0]));
  const missing = join(folder, 'missing.log');
  const { status, stdout, stderr } = run(['--json', good, cut, binary, packed, missing]);
  const summary = JSON.parse(stdout) as Summary;
  const notes = Object.fromEntries(summary.files.map(({ name, notes: own }) => [name, own.join()]));
  assert.equal(status, 2);
  assert.match(stderr, /missing\.log: no such file/);
  assert.equal(notes[good], '');
  assert.match(notes[cut]!, /truncated or damaged/);
  assert.match(notes[binary]!, /binary/);
  assert.match(notes[packed]!, /xz/);
  assert.equal(summary.partial, true);
  const { lines } = summary.files.find(({ name }) => name === cut)!;
  assert.ok(lines > 100 && lines < 4000);
  // The last line of what could be unpacked may be half a line.
  assert.ok(counted(summary) >= lines && counted(summary) <= lines + 1);
});

test('a file that may not be read is said and passed over', { skip: process.getuid?.() === 0 }, () => {
  const closed = write('closed.log', bounced(1));
  chmodSync(closed, 0);
  const { status, stderr } = run([closed]);
  assert.equal(status, 2);
  assert.match(stderr, /permission denied/);
});

test('lines read are lines accounted for, whatever stands in them', () => {
  const rest = [
    '',
    'x'.repeat(2_000_000),
    '\0\0\0',
    'Nov 28 09:00:00 mx1 cron[1]: run',
    '\u00e9\ufffd',
    '{"a":',
    '{"MESSAGE":null}',
  ];
  const path = write(
    'mixed.log',
    Buffer.from([bounced(1), ...rest.map((text) => `${text}\n`), bounced(2).trimEnd()].join(''), 'latin1'),
  );
  const summary = json([path]);
  assert.equal(summary.files[0]!.lines, rest.length + 2);
  assert.equal(counted(summary), 2);
});

test('says what changed, and ends with 1 where a condition holds', () => {
  const full = '452 4.2.2 The mailbox is full';
  const before = write('before.log', Array.from({ length: 40 }, (_, index) => bounced(index)).join(''));
  const after = write('after.log', Array.from({ length: 40 }, (_, index) => bounced(index, full)).join(''));
  const { against } = JSON.parse(run(['--json', after, '--against', before]).stdout) as {
    against: { changes: Record<string, { before: number; after: number }[]> };
  };
  assert.deepEqual([against.changes['gone']![0]!.before, against.changes['new']![0]!.after], [40, 40]);
  assert.equal(run(['--json', '--fail-on', 'code=452>39', after]).status, 1);
  assert.equal(run(['--json', '--fail-on', 'code=452>40', after]).status, 0);
  assert.equal(run(['--json', '--fail-on', 'bounced>50%', after]).status, 1);
  assert.equal(run(['--fail-on', 'nonsense', after]).status, 2);
});

test('counts a span of time', () => {
  const path = write('span.log', Array.from({ length: 60 }, (_, minute) => bounced(minute)).join(''));
  const year = new Date().getFullYear() - Number(new Date() < new Date(new Date().getFullYear(), 10, 27));
  assert.equal(counted(json(['--since', `${year}-11-28T09:30`, path])), 30);
  assert.equal(counted(json(['--since', `${year}-11-28 09:30`, '--until', `${year}-11-28 09:40`, path])), 10);
  assert.equal(run(['--since', 'whenever', path]).status, 2);
});

test('prints Markdown, CSV and HTML in which nothing of the log has an effect', () => {
  const path = write(
    'hostile.log',
    bounced(1, '550 5.1.1 <script>alert(1)</script> | **x** [a](command:b) =cmd()') +
      line(2, 'sent (250 Ok)', '2.0.0').replace('a@example.net', '=evil@exa<img src=x>mple.net'),
  );
  const markdown = run(['--markdown', path]).stdout;
  assert.doesNotMatch(markdown, /<script|<img|\]\(command/);
  assert.match(run(['--csv', path]).stdout, /^count,share,cause,/);
  const target = join(folder, 'report.html');
  assert.equal(run(['--html', target, path]).status, 0);
  const page = spawnSync(process.execPath, ['-p', `require('fs').readFileSync(${JSON.stringify(target)}, 'utf8')`], {
    encoding: 'utf8',
  }).stdout;
  assert.doesNotMatch(page, /<script|<img/);
  assert.match(page, /default-src 'none'/);
});

test('follows a log that grows and is rotated, a row a reply', async () => {
  const path = write('growing.log', bounced(1));
  const child = spawn(process.execPath, ['dist/cli.js', 'summarize', '--ndjson', '--follow', path]);
  const rows: ReplyRow[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    const lines = (rest + part).split('\n');
    rest = lines.pop()!;
    for (const text of lines) rows.push(JSON.parse(text) as ReplyRow);
  });
  const until = async (count: number) => {
    for (const end = Date.now() + 60_000; rows.length < count && Date.now() < end;)
      await new Promise((done) => setTimeout(done, 50));
  };
  await until(1);
  const half = bounced(2);
  appendFileSync(path, half.slice(0, 40));
  appendFileSync(path, half.slice(40));
  await until(2);
  renameSync(path, `${path}.1`);
  writeFileSync(path, bounced(3));
  await until(3);
  const ended = new Promise((done) => child.on('close', done));
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
  assert.deepEqual(
    rows.map(({ time, outcome, reply, domain, host }) => [time!.slice(11), outcome, reply, domain, host]),
    [1, 2, 3].map((minute) => [`09:0${minute}:00`, 'bounced', '550', 'example.net', 'mx1']),
  );
});
