import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createLineBuffer } from '../../../src/platform/lineFeeds';
import { findLineFeeds } from '../../../src/core/summary/lines';
import type { Summary } from '../../../src/core/summary/model';
import { writeMailLog } from '../../bench/writeMailLog';
import { rowsOf, summarizeText } from './summarizeText';

const head = 'Nov 28 09:10:00 mx1 ';
const postfix = (lines: readonly string[]) => lines.map((line) => `${head}postfix/${line}\n`).join('');
const attempt = (id: string, to: string, dsn: string, status: string) =>
  `smtp[9]: ${id}: to=<${to}>, relay=mx.${to.split('@')[1]}[192.0.2.1]:25, delay=1.5, delays=0.1/0/0.4/1, dsn=${dsn}, status=${status}`;
const said = (reply: string) => `(host mx.example.net[192.0.2.1] said: ${reply} (in reply to RCPT TO command))`;

function main({ outcomes }: Summary): Record<string, number> {
  return Object.fromEntries(Object.entries(outcomes).filter(([, count]) => count > 0));
}

test('counts a Postfix log by outcome, code and cause', () => {
  const summary = summarizeText(
    postfix([
      'smtpd[1]: connect from a.example[192.0.2.9]',
      'smtpd[1]: 4Abc: client=a.example[192.0.2.9]',
      'cleanup[2]: 4Abc: message-id=<550.421@a.example>',
      'qmgr[3]: 4Abc: from=<ann@example.com>, size=550, nrcpt=3 (queue active)',
      attempt('4Abc', 'bob@example.net', '2.0.0', 'sent (250 2.0.0 Ok: queued as 9)'),
      attempt('4Abc', 'gone@example.net', '5.1.1', `bounced ${said('550 5.1.1 <gone@example.net>: User unknown')}`),
      attempt('4Abc', 'full@example.net', '4.2.2', `deferred ${said('452 4.2.2 The mailbox is full')}`),
      attempt('4Abc', 'full@example.net', '4.2.2', `deferred ${said('452 4.2.2 The mailbox is full')}`),
      'smtpd[1]: NOQUEUE: reject: RCPT from b.example[192.0.2.8]: 450 4.2.0 <x@example.com>: Recipient address rejected: Greylisted; from=<y@b.example> to=<x@example.com> proto=ESMTP helo=<b>',
    ]),
  );
  assert.deepEqual(main(summary), {
    received: 1,
    delivered: 1,
    deferred: 1,
    deferrals: 2,
    waiting: 1,
    bounced: 1,
    rejected: 1,
    deliveredAddresses: 1,
    bouncedAddresses: 1,
    rejectedTemporarily: 1,
  });
  assert.deepEqual(summary.replies, { '250': 1, '450': 1, '452': 2, '550': 1 });
  assert.deepEqual(summary.enhanced, { '2.0.0': 1, '4.2.0': 1, '4.2.2': 2, '5.1.1': 1 });
  const [full, ...rest] = summary.causes;
  assert.deepEqual([full!.count, full!.reply, full!.place.line, full!.first], [2, '452', 7, '2026-11-28T09:10:00']);
  assert.deepEqual(full!.domains, [{ domain: 'example.net', count: 2 }]);
  assert.deepEqual(full!.sameServers, { delivered: 1, attempts: 4 });
  assert.equal(rest.find(({ reply }) => reply === '450')!.sentByUs, true);
  assert.deepEqual(summary.domains[0], { domain: 'example.net', delivered: 1, deferred: 2, bounced: 1, rejected: 0 });
  assert.deepEqual(summary.senders, [{ domain: 'example.com', failures: 3 }]);
  assert.deepEqual(summary.timeline, [{ start: '2026-11-28T09:10:00', success: 1, transient: 3, permanent: 1 }]);
});

test('one cause is one row, whatever the addresses, ids and numbers in the reply', () => {
  const replies = ['a1b2c3d4e5f6.12 - gsmtp', 'zz99yy88xx77.550 - gsmtp'].map(
    (id, index) =>
      `bounced ${said(`550-5.1.1 The email account that you tried to reach does not exist 550 5.1.1 in ${200 + index * 250} tries ${id}`)}`,
  );
  const { causes } = summarizeText(
    postfix(replies.map((reply, index) => attempt(`4A${index}`, 'a@gmail.com', '5.1.1', reply))),
  );
  assert.deepEqual(
    causes.map(({ id, count }) => [id, count]),
    [['unknown-user', 2]],
  );
});

test('an id without a digit makes no cause of its own, and a name written as one word does', () => {
  const deferred = (words: string) => `deferred ${said(`451 4.3.0 Quux ${words}`)}`;
  const names = (...words: readonly string[]) =>
    summarizeText(
      postfix(words.map((own, index) => attempt(`4A${index}`, 'a@example.net', '4.3.0', deferred(own)))),
    ).causes.map(({ count }) => count);
  assert.deepEqual(names('icqcsomghgctspykofvb', 'mjxwsahhtkepqzlrnvda'), [2]);
  assert.deepEqual(names('KqVbTzRmWcYd', 'aXbGtHkLpQzR'), [2]);
  assert.equal(
    rowsOf(postfix([attempt('4A', 'a@example.net', '4.3.0', deferred('RecipNotFound'))]))[0]!.text.includes('RecipNot'),
    true,
  );
});

test('a message that is deferred and then removed waits no longer', () => {
  const lines = [
    'qmgr[3]: 4Abc: from=<ann@example.com>, size=550, nrcpt=1 (queue active)',
    attempt('4Abc', 'a@example.net', '4.7.1', `deferred ${said('451 4.7.1 Greylisted')}`),
    attempt('4Abc', 'a@example.net', '2.0.0', 'sent (250 2.0.0 Ok)'),
    'qmgr[3]: 4Abc: removed',
  ];
  assert.equal(summarizeText(postfix(lines)).outcomes.waiting, 0);
  const waiting = summarizeText(postfix(lines.slice(0, 2)));
  assert.deepEqual([waiting.outcomes.waiting, waiting.waitingSince], [1, '2026-11-28T09:10:00']);
});

test('stamps without a year end no later than the day the file was written', () => {
  const line = (stamp: string) => `${stamp} mx1 postfix/pickup[1]: 4Abc: uid=0 from=<root>\n`;
  const { from, to } = summarizeText(line('Dec 31 23:59:58') + line('Jan  1 00:00:02'), {
    latest: { year: 2026, month: 0, day: 3 },
  });
  assert.deepEqual([from, to], ['2025-12-31T23:59:58', '2026-01-01T00:00:02']);
});

test('stamps keep their zone, and those of other zones fall in place', () => {
  const line = (stamp: string) => `${stamp} mx1 postfix/pickup[1]: 4Abc: uid=0 from=<root>\n`;
  const { from, to } = summarizeText(line('2026-11-28T09:00:00.123+01:00') + line('2026-11-28T08:30:00Z'));
  assert.deepEqual([from, to], ['2026-11-28T09:00:00+01:00', '2026-11-28T09:30:00+01:00']);
});

const samples: Readonly<Record<string, readonly [string, Record<string, number>]>> = {
  exim: [
    `2026-11-28 09:00:00 1tAbCd-0000Xy-1Z <= ann@example.com H=a.example [192.0.2.9]:40250 P=esmtps S=550 id=421@a.example
2026-11-28 09:00:01 1tAbCd-0000Xy-1Z => bob@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.1] C="250 2.0.0 OK" QT=1s DT=1s
2026-11-28 09:00:01 1tAbCd-0000Xy-1Z -> eve@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.1] C="250 2.0.0 OK"
2026-11-28 09:00:01 1tAbCd-0000Xy-1Z == c@example.org R=dnslookup T=remote_smtp defer (-44) H=mx.example.org [192.0.2.2]: SMTP error from remote mail server after RCPT TO:<c@example.org>: 451 4.7.1 Greylisted
2026-11-28 09:00:02 1tAbCd-0000Xy-1Z ** d@example.org F=<ann@example.com>: Unknown user
2026-11-28 09:00:03 H=b.example [192.0.2.8]:25250 F=<x@b.example> rejected RCPT <y@example.com>: 550 5.7.1 relay not permitted
2026-11-28 09:00:04 1tAbCd-0000Xy-1Z Completed
`,
    {
      received: 1,
      delivered: 1,
      deferred: 1,
      deferrals: 1,
      bounced: 1,
      rejected: 1,
      deliveredAddresses: 2,
      bouncedAddresses: 1,
    },
  ],
  sendmail: [
    `Nov 28 09:00:00 mx1 sm-mta[1]: 6AS9AbC1000001: from=<ann@example.com>, size=550, class=0, nrcpts=2, msgid=<1@a>, relay=a.example [192.0.2.9]
Nov 28 09:00:01 mx1 sm-mta[2]: 6AS9AbC1000001: to=<b@example.net>, delay=00:00:01, mailer=esmtp, relay=mx.example.net. [192.0.2.1], dsn=2.0.0, stat=Sent (250 OK)
Nov 28 09:00:02 mx1 sm-mta[2]: 6AS9AbC1000002: to=<c@example.net>,<d@example.net>, delay=00:00:02, relay=mx.example.net. [192.0.2.1], dsn=5.1.1, reply=550 5.1.1 User unknown, stat=User unknown
Nov 28 09:00:03 mx1 sm-mta[2]: 6AS9AbC1000003: to=<e@example.net>, delay=00:00:03, relay=mx.example.net. [192.0.2.1], dsn=4.0.0, stat=Deferred: 451 4.7.1 Greylisting
Nov 28 09:00:04 mx1 sm-mta[3]: ruleset=check_rcpt, arg1=<f@example.net>, relay=b.example [192.0.2.8], reject=550 5.7.1 <f@example.net>... Relaying denied
`,
    {
      received: 1,
      delivered: 1,
      deferred: 1,
      deferrals: 1,
      waiting: 1,
      bounced: 2,
      rejected: 1,
      deliveredAddresses: 1,
      bouncedAddresses: 2,
    },
  ],
  opensmtpd: [
    `Nov 28 09:00:00 mx1 smtpd[1]: c1a89cb774083905 smtp message msgid=12fd5d24 size=374 nrcpt=2 proto=ESMTP
Nov 28 09:00:01 mx1 smtpd[1]: 8f4864084ecc48f4 mta delivery evpid=12fd5d24797a776e from=<a@example.com> to=<b@example.net> rcpt=<-> source="192.0.2.10" relay="192.0.2.25 (mx.example.net)" delay=1s result="Ok" stat="250 2.0.0 Ok"
Nov 28 09:00:02 mx1 smtpd[1]: 8f4864084ecc48f4 mta delivery evpid=12fd5d24797a776f from=<a@example.com> to=<c@example.net> rcpt=<-> source="192.0.2.10" relay="192.0.2.25 (mx.example.net)" delay=1s result="PermFail" stat="550 5.1.1 No such user"
Nov 28 09:00:03 mx1 smtpd[1]: c1a89cb774083906 smtp failed-command command="RCPT TO:<x@example.com>" result="550 Invalid recipient: <x@example.com>"
`,
    { received: 1, delivered: 1, bounced: 1, rejected: 1, deliveredAddresses: 1, bouncedAddresses: 1 },
  ],
  qmail: [
    `@4000000065a5f2b11c2a552c info msg 192270: bytes 550 from <a@example.com> qp 421 uid 250
@4000000065a5f2b11c2a553c starting delivery 440: msg 192270 to remote b@example.net
@4000000065a5f2b11c2a554c delivery 440: success: 192.0.2.25_accepted_message./Remote_host_said:_250_2.0.0_Ok/
@4000000065a5f2b11c2a553c starting delivery 441: msg 192270 to remote c@example.net
@4000000065a5f2b11c2a555c delivery 441: failure: 192.0.2.25_does_not_like_recipient./Remote_host_said:_550_5.1.1_User_unknown/Giving_up_on_192.0.2.25./
@4000000065a5f2b11c2a563c end msg 192270
`,
    { received: 1, delivered: 1, bounced: 1, deliveredAddresses: 1, bouncedAddresses: 1 },
  ],
  haraka: [
    `2026-11-28T09:00:00.113Z [NOTICE] [520B3782-8456-49A3-83D0-03A31622DE66] [core] disconnect ip=192.0.2.9 rdns=a.example helo=a relay=N early=N esmtp=Y tls=N pipe=N errors=0 txns=1 rcpts=1/0/0 msgs=1/0/0 bytes=550 lr="" time=0.5
2026-11-28T09:00:00.115Z [NOTICE] [520B3782-8456-49A3-83D0-03A31622DE66.1] [outbound] delivered file=1795545863679 domain=example.net host=mx.example.net ip=192.0.2.25 port=25 mode=SMTP tls=N auth=N response="OK 17" delay=0.250 fails=0 rcpts=1/0/0
2026-11-28T09:00:00.111Z [NOTICE] [520B3782-8456-49A3-83D0-03A31622DE66.1.1] [outbound] recipient <b@example.net> rejected: 550 5.1.1 The email account does not exist.
`,
    { received: 1, delivered: 1, bounced: 1, deliveredAddresses: 1, bouncedAddresses: 1 },
  ],
  stalwart: [
    `2026-11-28T09:00:04Z INFO Message delivered (delivery.delivered) queueId = 313515071556812551, from = "a@example.com", to = "c@example.net", hostname = "mx.example.net", code = 250, details = "Ok: queued as 48FA8DE1F", elapsed = 550ms
2026-11-28T09:00:03Z INFO SMTP RCPT TO rejected (delivery.rcpt-to-rejected) queueId = 313515071556812550, queueName = "remote", from = "a@example.com", to = ["b@example.net"], size = 550, total = 250, hostname = "mx.example.net", to = "b@example.net", code = 553, details = "<a@example.com>: Sender address rejected", elapsed = 129ms
`,
    { delivered: 1, bounced: 1, deliveredAddresses: 1, bouncedAddresses: 1 },
  ],
  journal: [
    `{"__REALTIME_TIMESTAMP":"1795441380250550","SYSLOG_IDENTIFIER":"postfix/smtp","_PID":"550","_HOSTNAME":"mx7","MESSAGE":"33F0601AEC: to=<f@example.net>, relay=mail.example.net[192.0.2.25]:25, delay=4.46, delays=0.04/0.01/0.41/2.5, dsn=2.0.0, status=sent (250 2.0.0 Ok)"}
{"__REALTIME_TIMESTAMP":"1795441380250552","SYSLOG_IDENTIFIER":"postfix/smtp","_PID":"2455","_HOSTNAME":"mx7","MESSAGE":"33F0601AED: to=<g@example.net>, relay=mail.example.net[192.0.2.25]:25, delay=250, delays=250/0/0/0, dsn=5.1.1, status=bounced (host mail.example.net[192.0.2.25] said: 550 5.1.1 No such user (in reply to RCPT TO command))"}
{"log":"Nov 23 15:03:01 mx7 postfix/pickup[3]: 33F0601AEE: uid=0 from=<root>\\n","stream":"stdout","time":"2026-11-23T14:03:01.5Z"}
`,
    { received: 1, delivered: 1, bounced: 1, deliveredAddresses: 1, bouncedAddresses: 1 },
  ],
};

for (const [server, [text, expected]] of Object.entries(samples))
  test(`counts a log of ${server}`, () => {
    assert.deepEqual(main(summarizeText(text)), expected);
  });

test('a row names the message, the people and the cause', () => {
  const [, failed] = rowsOf(samples['qmail']![0]).filter(({ outcome }) => outcome !== 'received');
  assert.deepEqual(
    [failed!.id, failed!.recipient, failed!.sender_domain, failed!.outcome, failed!.reply, failed!.enhanced],
    ['192270', 'c@example.net', 'example.com', 'bounced', '550', '5.1.1'],
  );
  const journal = rowsOf(samples['journal']![0]);
  assert.deepEqual(journal.map(({ host, time }) => [host, time])[0], ['mx7', '2026-11-23T13:43:00Z']);
});

test('a log of no known server counts by its replies', () => {
  const { causes, outcomes } = summarizeText(
    `{"level":50,"time":1795441380250,"pid":550,"responseCode":550,"response":"550 5.1.1 User unknown","msg":"Can't send mail"}\n`.repeat(
      3,
    ),
    { name: 'app.log' },
  );
  assert.deepEqual([causes[0]?.reply, causes[0]?.count, outcomes.bounced], ['550', 3, 0]);
});

test('says the same whatever pieces the bytes come in', () => {
  const text = Object.values(samples)
    .map(([sample]) => sample)
    .join('');
  const whole = summarizeText(text);
  for (const piece of [1, 7, 100, 1000]) assert.deepEqual(summarizeText(text, { piece }), whole);
  assert.deepEqual(summarizeText(text.replaceAll('\n', '\r\n')).outcomes, whole.outcomes);
});

test('the fast way to find line feeds finds those that the plain way finds', () => {
  const { buffer, findLineFeeds: fast } = createLineBuffer();
  for (let at = 0; at < 5000; at++) buffer[at] = (at * 7919) % 13 === 0 ? 10 : 65;
  for (const [from, to] of [
    [0, 5000],
    [3, 4],
    [17, 33],
    [100, 100],
    [1, 4999],
  ] as const) {
    const [a, b] = [new Int32Array(6000), new Int32Array(6000)];
    assert.equal(fast(buffer, from, to, a), findLineFeeds(buffer, from, to, b));
    assert.deepEqual(a, b);
  }
  // A piece that is nothing but line feeds fills the room for them.
  const text = '\n'.repeat(600_000);
  assert.equal(summarizeText(text, createLineBuffer()).lines, 600_000);
});

test('reads a log with gaps of NULs, and lines longer than its buffer', () => {
  const line = `${head}postfix/pickup[1]: 4Abc: uid=0 from=<root>\n`;
  const cut = summarizeText(`${'\0'.repeat(5000)}${line}${line}`);
  assert.deepEqual([cut.outcomes.received, cut.lines], [2, 2]);
  const long = summarizeText(`${line}${'x'.repeat(3_000_000)}\n${line}`);
  assert.deepEqual([long.outcomes.received, long.lines], [2, 3]);
  assert.match(long.files[0]!.notes.join(), /longer than 1 MB.*: 1/);
});

test('reads UTF-16 as it reads UTF-8, in whatever pieces, and passes over a byte order mark', () => {
  const text = postfix([
    'qmgr[3]: 4Abc: from=<ann@example.com>, size=550, nrcpt=1 (queue active)',
    attempt('4Abc', 'a@example.net', '5.1.1', `bounced ${said('550 5.1.1 Empfänger unbekannt 受信者')}`),
  ]);
  const plain = summarizeText(text);
  const little = Buffer.from(`\ufeff${text}`, 'utf16le');
  const big = Buffer.from(little).swap16();
  for (const bytes of [little, big, Buffer.from(`\ufeff${text}`)])
    for (const piece of [Infinity, 1, 3]) {
      const summary = summarizeText(bytes, { piece });
      assert.deepEqual(pick(summary), pick(plain));
    }
});

function pick({ outcomes, replies, lines, from }: Summary) {
  return { outcomes, replies, lines, from };
}

test('passes over what is binary, and says what holds no mail', () => {
  const binary = summarizeText(Uint8Array.from({ length: 9000 }, (_, at) => (at * 31) % 256));
  assert.match(binary.files[0]!.notes.join(), /binary/);
  const other = summarizeText('Nov 28 09:10:00 host cron[1]: run\n', { name: 'cron.log' });
  assert.match(other.files[0]!.notes.join(), /no lines of a known mail server/);
});

test('a selection of cause, domain or time counts no more than it says', () => {
  const text = samples['sendmail']![0];
  const some = (selection: object) =>
    summarizeText(text, { selection }).causes.reduce((sum, { count }) => sum + count, 0);
  assert.equal(some({ cause: 'no-such-cause' }), 0);
  assert.equal(some({ code: '451' }), 1);
  assert.equal(some({ address: 'e@example.net' }), 1);
  assert.equal(some({ since: { wall: Date.UTC(2026, 10, 28, 9, 0, 3) / 1000 } }), 2);
  assert.equal(some({ until: { wall: Date.UTC(2026, 10, 28, 9, 0, 3) / 1000 } }), 2);
});

/** A peer's counts by name; undefined where it is not installed. */
function peer(command: string, args: readonly string[], pattern: RegExp): Map<string, number> | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  if (status !== 0) return undefined;
  return new Map([...stdout.matchAll(pattern)].map(([, count, name]) => [name!.trim(), Number(count)]));
}

test('agrees with pflogsumm and eximstats where they are installed', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'summary-'));
  try {
    const [mail, main_] = [join(folder, 'mail.log'), join(folder, 'mainlog')];
    writeMailLog(mail, 2_000_000, 'postfix');
    writeMailLog(main_, 2_000_000, 'exim');
    const now = new Date();
    const latest = { year: now.getFullYear(), month: now.getMonth(), day: now.getDate() };
    const { outcomes } = summarizeText(readFileSync(mail), { latest });
    const theirs = peer(
      'pflogsumm',
      ['--detail', '0', mail],
      /^ +(\d+) +(received|delivered|deferred|bounced|rejected)\b/gm,
    );
    if (theirs)
      assert.deepEqual(
        theirs,
        new Map(
          (['received', 'delivered', 'deferred', 'bounced', 'rejected'] as const).map((name) => [name, outcomes[name]]),
        ),
      );
    else context.diagnostic('pflogsumm is not installed');
    const exim = summarizeText(readFileSync(main_)).outcomes;
    const { status, stdout } = spawnSync('eximstats', ['-nr', '-ne', '-t0', main_], { encoding: 'utf8' });
    if (status !== 0) return context.diagnostic('eximstats is not installed');
    const [, received, delayed, failed] = /Received +\S+ +(\d+) .*?(\d+) +[\d.]+% +(\d+) +[\d.]+%/
      .exec(stdout)!
      .map(Number);
    const [, delivered] = /Delivered +\S+ +(\d+)/.exec(stdout)!.map(Number);
    assert.deepEqual(
      [exim.received, exim.deferred, exim.bounced, exim.delivered],
      [received, delayed, failed, delivered],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
