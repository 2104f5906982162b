import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TrailFinder, type Trail } from '../../../src/core/summary/trail';
import { catalog } from './summarizeText';

/** The trail of a message in some files. */
function follow(id: string, files: Readonly<Record<string, readonly string[]>>): Trail {
  const finder = new TrailFinder(id);
  for (let pass = 0; pass < 8; pass++) {
    for (const [name, lines] of Object.entries(files)) {
      finder.begin({ name, latest: { year: 2026, month: 10, day: 28 } });
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
      finder.room().set(bytes);
      finder.take(bytes.length);
      finder.end();
    }
    if (!finder.again()) break;
  }
  return finder.trail(catalog);
}

const at = (second: number, host: string, text: string) =>
  `Nov 28 09:10:${String(second).padStart(2, '0')} ${host} ${text}`;
const relay = (name: string) => `relay=${name}[192.0.2.1]:25, delay=1, delays=0/0/0/1`;
const mx1 = [
  at(1, 'mx1', 'postfix/smtpd[1]: 4BbcdF1Ghzj: client=a.example[192.0.2.9]'),
  at(1, 'mx1', 'postfix/cleanup[2]: 4BbcdF1Ghzj: message-id=<550@a.example>'),
  at(1, 'mx1', 'postfix/qmgr[3]: 4BbcdF1Ghzj: from=<ann@a.example>, size=421, nrcpt=1 (queue active)'),
  at(1, 'mx1', 'postfix/smtpd[1]: 4ZZZZF1Ghzj: client=b.example[192.0.2.9]'),
  at(
    2,
    'mx1',
    'amavis[9]: (09-1) Passed CLEAN, <ann@a.example> -> <bob@example.net>, Message-ID: <550@a.example>, queued_as: 4BbcdF2Ghzj',
  ),
  at(
    2,
    'mx1',
    `postfix/smtp[4]: 4BbcdF1Ghzj: to=<bob@example.net>, ${relay('127.0.0.1')}, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4BbcdF2Ghzj)`,
  ),
  at(2, 'mx1', 'postfix/qmgr[3]: 4BbcdF1Ghzj: removed'),
  at(2, 'mx1', 'postfix/smtpd[5]: 4BbcdF2Ghzj: client=localhost[127.0.0.1]'),
  at(2, 'mx1', 'postfix/cleanup[2]: 4BbcdF2Ghzj: message-id=<550@a.example>'),
  at(
    3,
    'mx1',
    `postfix/smtp[6]: 4BbcdF2Ghzj: to=<bob@example.net>, ${relay('mx2.example.net')}, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4BbcdF3Ghzj)`,
  ),
  at(3, 'mx1', 'postfix/qmgr[3]: 4BbcdF2Ghzj: removed'),
];
const mx2 = [
  at(3, 'mx2', 'postfix/smtpd[1]: 4BbcdF3Ghzj: client=mx1.example.net[192.0.2.1]'),
  at(
    4,
    'mx2',
    `postfix/smtp[2]: 4BbcdF3Ghzj: to=<bob@example.net>, ${relay('mx.example.org')}, dsn=4.7.1, status=deferred (host mx.example.org[192.0.2.3] said: 451 4.7.1 Greylisted (in reply to RCPT TO command))`,
  ),
  at(
    9,
    'mx2',
    `postfix/smtp[2]: 4BbcdF3Ghzj: to=<bob@example.net>, ${relay('mx.example.org')}, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.3] said: 550 5.1.1 User unknown (in reply to RCPT TO command))`,
  ),
  at(9, 'mx2', 'postfix/bounce[3]: 4BbcdF3Ghzj: sender non-delivery notification: 4BbcdF4Ghzj'),
  at(9, 'mx2', 'postfix/qmgr[4]: 4BbcdF3Ghzj: removed'),
];

test('follows a message through a filter and another host to its end, from any of its ids', () => {
  for (const id of ['4BbcdF1Ghzj', '4BbcdF2Ghzj', '4BbcdF3Ghzj', '550@a.example']) {
    const trail = follow(id, { 'mx1.log': mx1, 'mx2.log': mx2 });
    assert.equal(trail.entries.length, mx1.length + mx2.length - 1, id);
    assert.deepEqual([trail.sender, trail.size, trail.messageIds], ['ann@a.example', 421, ['550@a.example']]);
    assert.deepEqual([...trail.ids].sort(), ['4BbcdF1Ghzj', '4BbcdF2Ghzj', '4BbcdF3Ghzj']);
    const [bob, ...others] = trail.recipients;
    assert.equal(others.length, 0);
    assert.deepEqual([bob!.outcome, bob!.reply, bob!.enhanced, bob!.attempts], ['bounced', '550', '5.1.1', 2]);
    assert.deepEqual(trail.breaks, [{ id: '4BbcdF4Ghzj', file: 'mx2.log', line: 4 }]);
  }
});

test('says where the trail breaks, and who still waits', () => {
  const without = follow('4BbcdF1Ghzj', { 'mx1.log': mx1 });
  assert.deepEqual(without.breaks, [{ id: '4BbcdF3Ghzj', file: 'mx1.log', line: 10 }]);
  assert.equal(without.recipients[0]!.outcome, 'delivered');
  assert.equal(follow('4BbcdF3Ghzj', { 'mx2.log': mx2.slice(0, 2) }).recipients[0]!.outcome, 'waiting');
});

test('an id that is used again is another message', () => {
  const lines = [
    at(1, 'mx', 'postfix/pickup[1]: A1B2C3D4E5: uid=0 from=<root>'),
    at(1, 'mx', `postfix/smtp[2]: A1B2C3D4E5: to=<a@example.net>, ${relay('mx')}, dsn=2.0.0, status=sent (250 Ok)`),
    at(2, 'mx', 'postfix/qmgr[3]: A1B2C3D4E5: removed'),
    at(8, 'mx', 'postfix/pickup[1]: A1B2C3D4E5: uid=0 from=<root>'),
    at(8, 'mx', `postfix/smtp[2]: A1B2C3D4E5: to=<b@example.net>, ${relay('mx')}, dsn=2.0.0, status=sent (250 Ok)`),
  ];
  const { recipients, entries } = follow('A1B2C3D4E5', { 'mail.log': lines });
  assert.deepEqual([recipients.map(({ recipient }) => recipient), entries.length], [['b@example.net'], 2]);
});

test('follows a message of Exim, Sendmail and Stalwart', () => {
  const exim = follow('1tAbCd-0000Xy-1Z', {
    mainlog: [
      '2026-11-28 09:00:00 1tAbCd-0000Xy-1Z <= ann@example.com H=a.example [192.0.2.9] P=esmtps S=550 id=421@a.example',
      '2026-11-28 09:00:01 1tAbCd-0000Xy-1Z == c@example.org R=dnslookup T=remote_smtp defer (-44) H=mx.example.org [192.0.2.2]: SMTP error from remote mail server after RCPT TO:<c@example.org>: 451 4.7.1 Greylisted',
      '2026-11-28 09:00:02 1tAbCd-0000Xz-1Z <= eve@example.com H=a.example [192.0.2.9] P=esmtps S=550',
    ],
  });
  assert.deepEqual([exim.entries.length, exim.sender, exim.recipients[0]!.outcome], [2, 'ann@example.com', 'waiting']);
  const sendmail = follow('6AS9AbC1000001', {
    maillog: [
      'Nov 28 09:00:00 mx1 sm-mta[1]: 6AS9AbC1000001: from=<ann@example.com>, size=550, class=0, nrcpts=1, msgid=<1@a.example>, relay=a.example [192.0.2.9]',
      'Nov 28 09:00:01 mx1 sm-mta[2]: 6AS9AbC1000001: to=<b@example.net>, delay=00:00:01, mailer=esmtp, relay=mx.example.net. [192.0.2.1], dsn=2.0.0, stat=Sent (6AS9AbC1000002 Message accepted for delivery)',
    ],
  });
  assert.deepEqual(
    [sendmail.entries.length, sendmail.recipients[0]!.outcome, sendmail.breaks.length],
    [2, 'delivered', 1],
  );
});
