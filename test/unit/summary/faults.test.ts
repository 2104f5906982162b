// What goes wrong with logs: each fault is said in words, the rest is summed up, and lines read are lines accounted for.
import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Summary } from '../../../src/core/summary/model';
import { Summarizer } from '../../../src/core/summary/summarizer';
import { expand, readLog, type ReadOptions } from '../../../src/platform/logFiles';
import { catalog, summarizeText } from './summarizeText';

const folder = mkdtempSync(join(tmpdir(), 'faults-'));
after(() => rmSync(folder, { recursive: true }));
const { notes } = catalog.texts.summary;

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const bounce = (index: number, stamp = `Nov 28 09:${String(index % 60).padStart(2, '0')}:00`) =>
  `${stamp} mx1 postfix/smtp[9]: 4A${index}: to=<u${index}@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 <u${index}@example.net>: User unknown (in reply to RCPT TO command))\n`;
const bounces = (count: number) => Array.from({ length: count }, (_, index) => bounce(index)).join('');

async function read(paths: readonly string[], options: Omit<ReadOptions, 'texts'> = {}): Promise<Summary> {
  const summarizer = new Summarizer({ catalog });
  for (const path of expand(paths)) await readLog(path, summarizer, { texts: notes, ...options });
  return summarizer.summary();
}

const said = ({ files }: Summary) => files.flatMap(({ notes: own }) => own).join('\n');

test('a file that grows while it is read is read to its new end', async () => {
  const path = write('growing.log', bounces(5));
  let grown = false;
  const summary = await read([path], {
    onProgress: () => {
      if (!grown) appendFileSync(path, bounces(7));
      grown = true;
    },
  });
  assert.deepEqual([summary.lines, summary.outcomes.bounced, said(summary)], [12, 12, '']);
});

test('a file that is rotated or cut while it is read is read as it was, and that is said', async () => {
  const moved = write('moved.log', bounces(5));
  let once = true;
  const rotated = await read([moved], {
    onProgress: () => {
      if (once) {
        renameSync(moved, `${moved}.1`);
        writeFileSync(moved, bounces(3));
      }
      once = false;
    },
  });
  assert.deepEqual([rotated.lines, rotated.outcomes.bounced, said(rotated)], [5, 5, notes.rotated]);
  const cut = write('cut.log', bounces(5));
  const summary = await read([cut], { onProgress: () => truncateSync(cut, 10) });
  assert.deepEqual([summary.lines, summary.outcomes.bounced, said(summary)], [5, 5, notes.rotated]);
});

test('one of twenty files that cannot be read costs the others nothing', async () => {
  for (let index = 0; index < 19; index++) write(`twenty/mail.log.${index}`, bounces(3));
  symlinkSync('mail.log.20', join(folder, 'twenty/mail.log.20'));
  const names = Array.from({ length: 19 }, (_, index) => join(folder, `twenty/mail.log.${index}`));
  const summary = await read([...names, join(folder, 'twenty/mail.log.20')]);
  assert.deepEqual([summary.files.length, summary.outcomes.bounced, summary.partial], [20, 57, true]);
  assert.match(said(summary), /ELOOP|symbolic/);
});

test('a folder of other files says of each what it is', async () => {
  write('other/notes.txt', 'Buy 550 apples\n');
  write(
    'other/picture.png',
    Uint8Array.from({ length: 5000 }, (_, at) => (at * 37) % 256),
  );
  write('other/empty.log', '');
  write('other/mail.log', bounces(2));
  write('other/mail.log.bz2', 'BZh91AY&SY');
  const summary = await read([join(folder, 'other')]);
  const of = (name: string) => summary.files.find((file) => file.name.endsWith(name))!;
  assert.deepEqual(of('notes.txt').notes, [notes.noMail]);
  assert.deepEqual(of('picture.png').notes, [notes.binary]);
  assert.deepEqual(of('empty.log').notes, []);
  assert.match(of('mail.log.bz2').notes[0]!, /bzip2/);
  assert.deepEqual([of('mail.log').lines, summary.outcomes.bounced], [2, 2]);
});

test('a packed file that breaks off gives what can be unpacked', async () => {
  const whole = gzipSync(
    Array.from({ length: 3000 }, (_, index) => bounce(index).replace('unknown', `${Math.sin(index)}`)).join(''),
  );
  const path = write('broken.log.gz', whole.subarray(0, whole.length / 2));
  const summary = await read([path, write('whole.log', bounces(2))]);
  assert.equal(said(summary), notes.damagedGzip);
  const [broken, other] = summary.files;
  assert.ok(broken!.lines > 500 && broken!.lines < 3000);
  // The last line may be half a line.
  assert.ok(Math.abs(summary.outcomes.bounced - broken!.lines - other!.lines) <= 1);
});

test('a line of 100 MB is one line, and those around it count', () => {
  const summarizer = new Summarizer({ catalog });
  const put = (text: string) => {
    const bytes = Buffer.from(text);
    summarizer.room().set(bytes);
    summarizer.take(bytes.length);
  };
  summarizer.begin({ name: 'mail.log', latest: { year: 2026, month: 10, day: 28 } });
  put(bounce(1));
  for (let read = 0; read < 100e6;) {
    const room = summarizer.room();
    room.fill(120);
    summarizer.take(room.length);
    read += room.length;
  }
  put(`\n${bounce(2)}`);
  summarizer.end();
  const summary = summarizer.summary();
  assert.deepEqual([summary.lines, summary.outcomes.bounced], [3, 2]);
  assert.match(said(summary), /longer than 1 MB/);
});

test('clocks that jump change no count', () => {
  const stamps = ['Nov 28 09:00:00', 'Jan  1 00:00:01', 'Nov 28 09:00:02', 'Feb 30 25:61:61', 'Nov 28 08:59:59'];
  const summary = summarizeText(stamps.map((stamp, index) => bounce(index, stamp)).join(''));
  assert.deepEqual([summary.lines, summary.outcomes.bounced], [5, 5]);
  const charted = summary.timeline.reduce((sum, { permanent }) => sum + permanent, 0);
  assert.equal(charted, 5);
  assert.ok(summary.timeline.length < 1000);
});

test('NULs and bytes of any encoding in a line cost that line its readers at most', () => {
  const odd = Buffer.concat([
    Buffer.from(bounce(1)),
    Buffer.from([0, 0, 0, 0]),
    Buffer.from(bounce(2)),
    Buffer.from(bounce(3).replace('User unknown', 'Empf\u00e4nger unbekannt'), 'latin1'),
    Buffer.from(bounce(4).replace('User unknown', 'Empf\u00e4nger unbekannt')),
    Buffer.from([0xff, 0xfe, 0x80, 10]),
    Buffer.from(bounce(5)),
  ]);
  const summary = summarizeText(odd);
  assert.deepEqual([summary.lines, summary.outcomes.bounced], [6, 5]);
});

test('a queue id that is used again is another message', () => {
  const line = (text: string) => `Nov 28 09:00:00 mx1 postfix/${text}\n`;
  const from = line('qmgr[3]: 4A1: from=<ann@example.com>, size=550, nrcpt=1 (queue active)');
  const late = bounce(1)
    .replace('dsn=5.1.1, status=bounced', 'dsn=4.2.0, status=deferred')
    .replace('550 5.1.1', '450 4.2.0');
  const gone = line('qmgr[3]: 4A1: removed');
  const { outcomes, lines } = summarizeText([from, late, late, gone, from, late, gone].join(''));
  assert.deepEqual([lines, outcomes.deferred, outcomes.deferrals, outcomes.waiting], [7, 2, 3, 0]);
});
