import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { redact } from '../../../src/core/act/redact';
import { report, status } from '../bounce/mails';
import { rows } from '../bounce/mails';

const logs = [
  'Nov 28 10:00:00 mx1 postfix/smtp[314]: 4B2C1AFFE: to=<jane.doe@customer.example.org>, orig_to=<Jane@Alias.example.org>, relay=mx.customer.example.org[192.168.7.7]:25, delay=2.5, dsn=5.1.1, status=bounced (host mx.customer.example.org[192.168.7.7] said: 550 5.1.1 <jane.doe@customer.example.org>: Recipient address rejected: User jane.doe unknown (in reply to RCPT TO command))',
  'Nov 28 10:00:01 mx1 postfix/smtpd[999]: NOQUEUE: reject: RCPT from host-77.dialup.provider.net[10.20.30.77]: 554 5.7.1 Service unavailable; Client host [10.20.30.77] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/10.20.30.77; from=<spam@sender.test> to=<jane.doe@customer.example.org> proto=ESMTP helo=<secret-pc>',
  '2026-11-28 10:00:02 1kAbCd-0001Xy-2Z ** bob@partner.co.uk R=dnslookup T=remote_smtp H=mx2.partner.co.uk [2001:470:1f0b::25] X=TLS1.3:ECDHE_X25519__RSA_PSS_RSAE_SHA256__AES_256_GCM:256 CV=yes DN="/CN=mx2.partner.co.uk": SMTP error from remote mail server after end of data: 550-5.7.26 Unauthenticated email from ourshop.example is not accepted. d9443c01a7336-1f a1b2c3d4e5f6-si1234567plg.550 - gsmtp',
  '2026-11-28T10:00:03.123456+01:00 relay-intern sendmail[501]: 5AS9kL2x012345: to=<bob@partner.co.uk>, ctladdr=<www-data@web01.intern.lan> (33/33), delay=00:00:02, mailer=esmtp, relay=mx2.partner.co.uk. [2001:470:1f0b::25], dsn=4.0.0, stat=Deferred: Connection refused by mx2.partner.co.uk.',
  '{"event":"bounce","email":"jane.doe@customer.example.org","ip":"10.20.30.40","sg_message_id":"14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0","reason":"550 5.1.1 User unknown","smtp-id":"<14c5d75ce93.dfd.64b469@ismtpd-555>","timestamp":1511550550}',
  'warning: unknown[fe80::1ff:fe23:4567:890a]: SASL LOGIN authentication failed: sasl_username=carol@ourshop.example',
  'EHLO laptop-of-carol\n250-mx1.ourshop.example\nMAIL FROM:<carol@ourshop.example>\nRCPT TO:<jane.doe@customer.example.org>\n452 4.2.2 Mailbox of jane.doe is full',
];
const secrets =
  /jane|doe|bob\b|carol|customer|partner|ourshop|provider|dialup|sender\.test|intern|web01|www-data|secret-pc|laptop|192\.168|10\.20\.30|2001:470|fe80|mx1\b|mx2|4B2C1AFFE|1kAbCd|5AS9kL2x|14c5d75ce93|a1b2c3d4e5f6|1511550550|relay-/i;

test('no address, host, IP address, name or id of a log survives', () => {
  for (const line of [...logs, logs.join('\n')]) {
    const redacted = redact(line);
    assert.doesNotMatch(redacted, secrets, redacted);
  }
});

test('nor does one of a bounce', () => {
  const mail = report(
    status
      .replaceAll('jane@example.org', 'jane.doe@customer.example.org')
      .replaceAll('mx.example.org', 'mx.customer.example.org'),
    {
      original:
        'Message-ID: <4711.secret@ourshop.example>\nFrom: Carol Sender <carol@ourshop.example>\nTo: "Jane Doe" <jane.doe@customer.example.org>\nSubject: Your order, Jane\nReceived: from web01.intern.lan (10.20.30.40) by mx1.ourshop.example with ESMTP id 4B2C1AFFE\n',
    },
  );
  const redacted = redact(mail);
  assert.doesNotMatch(redacted, secrets, redacted);
  assert.doesNotMatch(redacted, /4711\.secret|Your order/);
  assert.match(
    redacted,
    /550 5\.1\.1 <user\d@example\.com>: Recipient address\s+rejected: User unknown in virtual mailbox table/,
  );
  assert.equal(rows(redacted)[0]?.cause?.id, 'unknown-user', 'it says the same');
});

test('stand-ins are the same for the same, and codes and words stay', () => {
  const [first] = logs;
  const redacted = redact(first!);
  assert.equal(
    redacted,
    'Nov 28 10:00:00 host1.example.net postfix/smtp[314]: ID1: to=<user1@example.com>, orig_to=<user2@example.com>, relay=host2.example.net[192.0.2.1]:25, delay=2.5, dsn=5.1.1, status=bounced (host host2.example.net[192.0.2.1] said: 550 5.1.1 <user1@example.com>: Recipient address rejected: User user1 unknown (in reply to RCPT TO command))',
  );
  assert.equal(redact(redacted).replace(/\d/g, ''), redacted.replace(/\d/g, ''), 'what is redacted has nothing left');
});

test('documents of providers stay known', () => {
  assert.equal(
    redact(
      '550 5.7.1 see https://support.google.com/mail/?p=abc123456 or https://intern.example.org/x',
      new Set(['support.google.com']),
    ),
    '550 5.7.1 see https://support.google.com/mail/ or https://host1.example.net/',
  );
});

test('no address of the fixtures survives', () => {
  const kinds = readFileSync('test/fixtures/bounce/kinds.txt', 'utf8');
  const redacted = redact(kinds);
  for (const [address] of kinds.matchAll(/[\w.-]+@[\w-]+\.[\w.-]*[a-z]/g))
    assert.ok(!redacted.includes(address), address);
});
