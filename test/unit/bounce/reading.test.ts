import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMails } from '../../../src/core/bounce/mailbox';
import { base64, brief, report, rows, status } from './mails';

test('a bounce is one failure, whatever its parts say of it', () => {
  const [row, ...others] = rows(
    report(status, {
      notice: `This is the mail system at host mx1.example.com.

<jane@example.org>: host mx.example.org[192.0.2.7] said: 550 5.1.1
    <jane@example.org>: Recipient address rejected: User unknown in virtual
    mailbox table (in reply to RCPT TO command)
`,
    }),
  );
  assert.equal(others.length, 0);
  assert.deepEqual(
    [row?.kind, row?.recipient, row?.outcome, row?.reply, row?.enhanced],
    ['bounce', 'jane@example.org', 'bounced', '550', '5.1.1'],
  );
  assert.deepEqual(
    [row?.by, row?.reporting, row?.cause?.id, row?.hard],
    ['mx.example.org', 'mx1.example.com', 'unknown-user', true],
  );
  assert.match(row?.text ?? '', /User unknown in virtual mailbox table$/);
});

test('codes are found in base64 and in quoted-printable, also where a soft break cuts them', () => {
  const notice =
    'From: Mail Delivery System <mailer-daemon@example.com>\nSubject: failure notice\nMIME-Version: 1.0\nContent-Type: text/plain\n';
  const words =
    "Hi. This is the qmail-send program at example.com.\nI'm afraid I wasn't able to deliver your message.\n\n<jane@example.org>:\n192.0.2.7 does not like recipient.\nRemote host said: 552 5.2.2 Mailbox full\n";
  assert.deepEqual(brief(`${notice}Content-Transfer-Encoding: base64\n\n${base64(words)}\n`), [
    'jane@example.org 552 5.2.2',
  ]);
  const soft = words.replace('552 5.2.2 Mail', '55=\n2 5.=\n2.2 M=61il').replace('@', '=40');
  assert.deepEqual(brief(`${notice}Content-Transfer-Encoding: quoted-printable\n\n${soft}`), [
    'jane@example.org 552 5.2.2',
  ]);
  assert.deepEqual(brief(report(base64(status), { encoding: 'base64' })), ['jane@example.org 550 5.1.1']);
});

test('CRLF, CR and LF say the same, and a NUL at the end says nothing', () => {
  const mail = report(status);
  const expected = rows(mail);
  assert.equal(expected.length, 1);
  for (const end of ['\r\n', '\r']) assert.deepEqual(rows(mail.replaceAll('\n', end)), expected, JSON.stringify(end));
  assert.deepEqual(rows(`${mail}\0`), expected);
});

test('a mailbox holds many mails', () => {
  const mails = ['a', 'b', 'c'].map(
    (name) => `From MAILER-DAEMON Sat Nov 28 10:00:00 2026\n${report(status.replaceAll('jane@', `${name}@`))}\n`,
  );
  assert.deepEqual(
    brief(mails.join('')),
    ['a', 'b', 'c'].map((name) => `${name}@example.org 550 5.1.1`),
  );
});

test('a bounce that was forwarded is read, attached or inline', () => {
  const head = 'From: Bob <bob@example.com>\nTo: it@example.com\nSubject: Fwd: why?\nMIME-Version: 1.0\n';
  const attached = `${head}Content-Type: multipart/mixed; boundary=x\n\n--x\n\nSee below.\n\n--x\nContent-Type: message/rfc822\n\n${report(status)}\n--x--\n`;
  assert.deepEqual(brief(attached), ['jane@example.org 550 5.1.1']);
  const packed = `${head}Content-Type: multipart/mixed; boundary=x\n\n--x\n\nSee below.\n\n--x\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${base64(report(status))}\n--x--\n`;
  assert.deepEqual(brief(packed), ['jane@example.org 550 5.1.1']);
  const notice = `From: Mail Delivery System <MAILER-DAEMON@mx1.example.com>
Subject: Undelivered Mail Returned to Sender
To: bob@example.com

This is the mail system at host mx1.example.com.

<jane@example.org>: host mx.example.org[192.0.2.7] said: 552 5.2.2 Mailbox
    full (in reply to RCPT TO command)
`;
  assert.deepEqual(brief(`${head}\nWhat is this?\n\n-------- Forwarded Message --------\n${notice}`), [
    'jane@example.org 552 5.2.2',
  ]);
  assert.deepEqual(brief(`${head}\nBob wrote:\n${notice.replace(/^/gm, '> ')}`), ['jane@example.org 552 5.2.2']);
});

test('each recipient has a verdict of its own', () => {
  const second = `
Final-Recipient: rfc822; joe@example.net
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

Final-Recipient: rfc822; ann@example.net
Action: delayed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx.example.net[192.0.2.9]:25: Connection timed out

Final-Recipient: rfc822; JANE@example.org
Action: failed
Status: 5.1.1
`;
  assert.deepEqual(
    rows(report(status + second)).map(({ recipient, outcome, hard }) => [recipient, outcome, hard]),
    [
      ['jane@example.org', 'bounced', true],
      ['joe@example.net', 'bounced', false],
      ['ann@example.net', 'delayed', false],
    ],
  );
});

test('the letter that came back is told from the notice', () => {
  const [mail] = readMails(
    report(status, {
      original:
        'Message-ID: <1@example.com>\nFrom: shop@example.com\nTo: jane@example.org\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\n\nWe answer 554 5.7.1 to such mails.\n',
    }),
  );
  assert.equal(mail?.deliveries.length, 1);
  assert.deepEqual([mail?.original?.messageId, mail?.original?.subject], ['<1@example.com>', 'Grüße']);
});

test('ranges point into the text as it is shown', () => {
  const text = `Received: by mx\r\n${report(status).replaceAll('\n', '\r\n')}`;
  const [mail] = readMails(text);
  const shown = mail!.deliveries[0]!.spans.map(({ start, end }) => text.slice(start, end));
  assert.ok(
    shown.some((part) => part.startsWith('Final-Recipient: rfc822; jane') && part.endsWith('mailbox table')),
    shown.join('|'),
  );
});

test('what is no bounce is named so', () => {
  const kind = (text: string) => rows(text).map(({ kind, recipient }) => [kind, recipient]);
  const complaint = `From: <feedback@isp.example>
To: abuse@example.com
Subject: FW: Your order
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary=b

--b

This is an email abuse report for an email message received from 192.0.2.1.

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Rcpt-To: <jane@isp.example>
Source-IP: 192.0.2.1

--b
Content-Type: message/rfc822

From: shop@example.com
To: jane@isp.example
Subject: Your order

550 5.7.1 is a fine number.
--b--
`;
  assert.deepEqual(kind(complaint), [['complaint', 'jane@isp.example']]);
  const away =
    'From: jane@example.org\nTo: shop@example.com\nSubject: Automatic reply: Your order\nAuto-Submitted: auto-replied\n\nI am out of the office until Monday.\n';
  assert.deepEqual(kind(away), [['autoreply', 'jane@example.org']]);
  assert.deepEqual(
    kind(report(status.replace('failed', 'delivered').replace('5.1.1', '2.0.0').replace('550 5.1.1', '250 2.0.0'))),
    [['receipt', 'jane@example.org']],
  );
  assert.deepEqual(kind('From: jane@example.org\nTo: bob@example.org\nSubject: Lunch?\n\nAt 550 Main Street?\n'), [
    ['none', null],
  ]);
});

test('a sentence of the notice itself is no reason to give an address up', () => {
  const [row] = rows(
    'From: Postmaster <postmaster@example.org>\nSubject: Undeliverable\n\nYour message could not be delivered to the following recipients:\n\njane@example.org\n',
  );
  assert.deepEqual([row?.kind, row?.recipient, row?.cause, row?.hard], ['bounce', 'jane@example.org', null, null]);
});
