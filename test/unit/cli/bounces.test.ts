import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const folder = mkdtempSync(join(tmpdir(), 'bounces-'));

function rows(name: string, content: string | Uint8Array): readonly Record<string, unknown>[] {
  const path = join(folder, name);
  writeFileSync(path, content);
  const { stdout } = spawnSync(process.execPath, ['dist/cli.js', 'bounces', '--json', path], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => (line ? [JSON.parse(line) as Record<string, unknown>] : []));
}

const line = (minute: number, id: string, to: string, said: string) =>
  `Nov 28 09:${minute}:00 mx1 postfix/smtp[550]: ${id}: to=<${to}>, relay=mx.example.net[192.0.2.1]:25, delay=1, ${said}\n`;
const greylisted =
  'dsn=4.2.0, status=deferred (host mx.example.net[192.0.2.1] said: 450 4.2.0 Greylisted (in reply to RCPT TO command))';
const unknown =
  'dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))';

test('a log gives the recipients that failed, each with what was said last and how often it was tried', () => {
  const log =
    line(10, '4A1', 'ann@example.net', greylisted) +
    line(11, '4B2', 'ben@example.net', greylisted) +
    line(20, '4A1', 'Ann@example.net', greylisted) +
    line(25, '4B2', 'ben@example.net', 'dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 550)') +
    line(30, '4A1', 'ann@example.net', unknown) +
    line(31, '4C3', 'eve@example.net', greylisted);
  for (const found of [rows('mail.log', log), rows('mail.log.2.gz', gzipSync(log))]) {
    const brief = found.map(({ mail, kind, recipient, outcome, reply, cause, hard, attempts, by, command }) =>
      [mail, kind, recipient, outcome, reply, (cause as { id: string }).id, hard, attempts, by, command].join(' '),
    );
    assert.deepEqual(brief, [
      ' bounce ann@example.net bounced 550 unknown-user true 3 mx.example.net RCPT',
      ' delay eve@example.net delayed 450 greylisted false 1 mx.example.net RCPT',
    ]);
    assert.match(String(found[0]!['since']), /-11-28T09:10:00/);
  }
});

test('a message whose time is over has failed for all who still waited', () => {
  const log =
    line(10, '4A1', 'ann@example.net', greylisted) +
    'Nov 28 09:40:00 mx1 postfix/qmgr[3]: 4A1: from=<a@example.org>, status=expired, returned to sender\n';
  const [row] = rows('expired.log', log);
  assert.deepEqual([row!['kind'], row!['outcome'], row!['reply']], ['bounce', 'bounced', '450']);
});

test('what the log’s own server refused is nobody’s bounce, and a mail about a log is a mail', () => {
  const refused =
    'Nov 28 09:10:00 mx1 postfix/smtpd[9]: NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 554 5.7.1 <x@example.com>: Relay access denied; from=<a@example.org> to=<x@example.com> proto=ESMTP helo=<h>\n';
  assert.deepEqual(rows('own.log', refused), []);
  const mail = `From: Ann <ann@example.org>\nSubject: look at this\n\n${line(10, '4A1', 'ben@example.net', unknown)}`;
  assert.deepEqual(
    rows('letter.log', mail).map(({ mail: number }) => number),
    [1],
  );
});
