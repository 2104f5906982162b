import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPasted } from '../../../src/core/bounce/readPasted';
import { report, status } from './mails';

/** What people paste, and the codes of what is explained first; empty where only words are left. */
const pastes: readonly (readonly [string, string])[] = [
  // codes and replies
  ['550', '550'],
  ['5.7.1', '5.7.1'],
  ['550 5.7.26', '550 5.7.26'],
  [' "550 5.1.1 User unknown" ', '550 5.1.1'],
  ['550-5.1.1 The account\n550-5.1.1 does not\n550 5.1.1 exist', '550 5.1.1'],
  ['421', '421'],
  ['`451 4.7.1`', '451 4.7.1'],
  ['(452) too many', '452'],
  ['314', '314'],
  // lines of logs, with pids, ports, sizes and ids of three digits
  [
    'Nov 28 10:00:00 mx1 postfix/smtp[314]: 4B2C: to=<jane@example.org>, relay=mx.example.org[192.0.2.7]:25, delay=250, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.7] said: 550 5.1.1 <jane@example.org> User unknown (in reply to RCPT TO command))',
    '550 5.1.1',
  ],
  [
    'postfix/smtp[551]: status=deferred (host mx[192.0.2.7] said: 450 4.2.0 try again later (in reply to RCPT TO command))',
    '450 4.2.0',
  ],
  ['postfix/smtp[314]: … said: 550 5.1.1', '550 5.1.1'],
  [
    'Nov 28 10:00:00 mx1 postfix/smtpd[554]: NOQUEUE: reject: RCPT from unknown[192.0.2.250]: 454 4.7.1 <jane@example.org>: Relay access denied; from=<a@example.com> to=<jane@example.org> proto=ESMTP helo=<host250>',
    '454 4.7.1',
  ],
  [
    '2026-11-28 10:00:00 1kAbCd-000550-2Z ** jane@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.7] X=TLS1.3 CV=yes: SMTP error from remote mail server after RCPT TO:<jane@example.org>: 552 5.2.2 Mailbox full',
    '552 5.2.2',
  ],
  [
    '2026-11-28 10:00:00 1kAbCd-0001Xy-2Z == jane@example.org R=dnslookup T=remote_smtp defer (-44) H=mx.example.org [192.0.2.7]: SMTP error from remote mail server after RCPT TO:<jane@example.org>: 451 4.7.1 Greylisted',
    '451 4.7.1',
  ],
  [
    'sendmail[501]: 5AS9: to=<jane@example.org>, delay=00:00:02, mailer=esmtp, pri=120550, relay=mx.example.org., dsn=5.1.1, stat=User unknown',
    '5.1.1',
  ],
  [
    '@400000005fc2 delivery 452: failure: 192.0.2.7_does_not_like_recipient./Remote_host_said:_550_5.1.1_No_such_user/Giving_up_on_192.0.2.7./',
    '550 5.1.1',
  ],
  [
    '2026-11-28T10:00:00.550Z mx1 opensmtpd: a1b2c3d4e5f60718 mta delivery evpid=1 from=<a@example.com> to=<jane@example.org> rcpt=<-> source="192.0.2.1" relay="192.0.2.7 (mx)" delay=5s result="PermFail" stat="550 5.7.1 Denied"',
    '550 5.7.1',
  ],
  [
    "[PID 451] INFO worker 250: SMTPServerDisconnected? no: smtplib.SMTPRecipientsRefused: {'jane@example.org': (550, b'5.1.1 User unknown')}",
    '550 5.1.1',
  ],
  ["smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed')", '535 5.7.8'],
  ['Error: Invalid login: 535-5.7.8 Username and Password not accepted', '535 5.7.8'],
  [
    'javax.mail.SendFailedException: Invalid Addresses;\n  nested exception is:\n\tcom.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 <jane@example.org>: Recipient address rejected',
    '550 5.1.1',
  ],
  ['gomail: could not send email 1: 554 5.7.1 Rejected', '554 5.7.1'],
  [
    'SMTP Error: data not accepted. SMTP server error: DATA END command failed Detail: Message rejected SMTP code: 554 Additional SMTP info: 5.7.1',
    '554 5.7.1',
  ],
  ['host mx[192.0.2.7]:587 pid 421 said 10:25:55.554 nothing', ''],
  // transcripts
  [
    '220 mx.example.org ESMTP\nEHLO pc\n250-mx.example.org\n250 SIZE 5500000\nMAIL FROM:<a@example.com>\n250 2.1.0 Ok\nRCPT TO:<jane@example.org>\n550 5.1.1 User unknown\nQUIT\n221 2.0.0 Bye',
    '550 5.1.1',
  ],
  ['~> RCPT TO:<jane@example.org>\n<~* 450 4.7.1 Greylisted\n ~> QUIT\n<~  221 Bye', '450 4.7.1'],
  [
    '>>> RCPT To:<jane@example.org>\n<<< 553 5.3.0 No such user\n550 5.1.1 <jane@example.org>... User unknown',
    '553 5.3.0',
  ],
  ['S: 220 mx ready\nC: HELO pc\nS: 504 5.5.2 <pc>: Helo command rejected: need fully-qualified hostname', '504 5.5.2'],
  // events
  [
    '{"event":"bounce","email":"jane@example.org","reason":"550 5.1.1 User unknown","status":"5.1.1","timestamp":1511550550}',
    '550 5.1.1',
  ],
  [
    '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"jane@example.org","status":"5.2.2","diagnosticCode":"smtp; 552 5.2.2 over quota"}]}}',
    '552 5.2.2',
  ],
  [
    '{"type":"Bounce","record":{"code":421,"enhanced_code":{"class":4,"subject":7,"detail":0},"content":"slow down"},"port":587}',
    '421',
  ],
  ['"responseCode": 550, "response": "550 5.7.1 Blocked", "command": "RCPT TO"', '550 5.7.1'],
  ['{"status":550,"took":421,"user":{"id":554}}', ''],
  // bounces and parts of them
  [report(status), '550 5.1.1'],
  [
    'Final-Recipient: rfc822; jane@example.org\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full',
    '552 5.2.2',
  ],
  ['Diagnostic-Code: smtp; 550 5.7.1 Message rejected as spam', '550 5.7.1'],
  [
    "Hi. This is the qmail-send program at mail.example.org.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<jane@example.org>:\n192.0.2.7 does not like recipient.\nRemote host said: 550 5.1.1 unknown",
    '550 5.1.1',
  ],
  ['The response from the remote server was:\n550 5.7.26 Unauthenticated email is not accepted', '550 5.7.26'],
  ["Remote Server returned '550 5.4.1 Recipient address rejected: Access denied'", '550 5.4.1'],
  [
    "Your message to jane@example.org couldn't be delivered.\nGenerating server: AM0.example\nRemote Server returned '554 5.4.14 Hop count exceeded'",
    '554 5.4.14',
  ],
  // quoted in a mail, a chat or a ticket
  ['> 550 5.1.1 User unknown', '550 5.1.1'],
  [
    '> > <jane@example.org>: host mx.example.org[192.0.2.7] said: 550 5.1.1\n> >     User unknown (in reply to RCPT TO command)',
    '550 5.1.1',
  ],
  ['Since Monday (ticket 421) we get a 550 from their server', '550'],
  ['Anyone seen “550 5.7.1 Service unavailable” from Outlook? port 587, 250 users', '550 5.7.1'],
  ['why do we get error 554?', '554'],
  ['the server on port 465 answered 535', '535'],
  // words alone
  ['mailbox full', ''],
  ['User unknown', ''],
  ['we sent 550 messages in 421 ms to 250 users', ''],
  ['call me at 555-0100, room 550', ''],
  ['order #550, invoice 452.10', ''],
  ['HTTP/1.1 503 Service Unavailable', ''],
  ['', ''],
];

for (const [text, expected] of pastes)
  test(`pasted: ${text.replace(/\s+/g, ' ').slice(0, 70)}`, () => {
    const [first] = readPasted(text).replies;
    const { replyCode, enhancedCode } = first?.query ?? {};
    assert.equal([replyCode, enhancedCode].filter(Boolean).join(' '), expected);
  });

test('words are what is left where there is no reply', () => {
  assert.equal(readPasted(' mailbox\n full ').words, 'mailbox full');
  assert.equal(readPasted('🧾 12').words, '🧾 12');
  assert.equal(readPasted(' \n').words, '');
});

test('a whole bounce gives one reply a recipient', () => {
  const two = `${status}\nFinal-Recipient: rfc822; joe@example.net\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full\n`;
  const { kind, replies } = readPasted(report(two));
  assert.equal(kind, 'bounce');
  assert.deepEqual(
    replies.map(({ recipient }) => recipient),
    ['jane@example.org', 'joe@example.net'],
  );
});

test('the failure comes first, and the same reply once', () => {
  const codes = readPasted('250 2.1.0 Ok\n421 4.3.2 Closing\n550 5.1.1 No\n550 5.1.1 No').replies.map(
    ({ query }) => query.replyCode,
  );
  assert.deepEqual(codes, ['550', '421', '250']);
});
