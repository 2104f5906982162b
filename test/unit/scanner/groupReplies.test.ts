import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reply, SourceFamily } from '../../../src/core/model';
import { groupReplies } from '../../../src/core/scanner/groupReplies';
import { headSpan } from '../../../src/core/scanner/headSpan';
import { readMarks } from './fixtures';

/** The replies of a text whose codes are marked. */
function group(marked: string, family: SourceFamily = 'log'): { replies: Reply[]; heads: string[] } {
  const { text, codes } = readMarks('', marked);
  const occurrences = codes.map((code) => ({ ...code, rule: 'test', certainty: 1 }));
  const replies = groupReplies(text, occurrences, { family, id: 'test', name: 'Test' });
  const heads = replies.map((reply) => text.slice(headSpan(reply).start, headSpan(reply).end));
  return { replies, heads };
}

/** `550 5.1.1 RCPT No such user`, each reply in a line. */
function tell(marked: string, family?: SourceFamily): string[] {
  return group(marked, family).replies.map(({ replyCode, enhancedCode, command, text }) =>
    [replyCode, enhancedCode, command, text].filter(Boolean).join(' '),
  );
}

test('joins what a Postfix line says of one delivery', () => {
  const line =
    'Feb 12 10:00:00 mx postfix/smtp[99]: 4Abc: to=<a@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=0.3, dsn=«5.1.1», ' +
    'status=bounced (host mx.example.com[192.0.2.1] said: «550»-«5.1.1» No such user. «550» «5.1.1» See example.com/p?x=1 (in reply to RCPT TO command))';
  assert.deepEqual(tell(line), ['550 5.1.1 RCPT No such user. See example.com/p?x=1']);
  assert.deepEqual(group(line).heads, ['550-5.1.1']);
});

test('does not take the X.0.0 that a mail server fills in for the words of the other side', () => {
  assert.deepEqual(
    tell('dsn=«5.0.0», status=bounced (host mx.example.com said: «550» Blocked (in reply to MAIL FROM command))'),
    ['550 MAIL Blocked'],
  );
});

test('keeps an enhanced status code that stands alone, with the words of the log', () => {
  assert.deepEqual(
    tell('dsn=«4.4.1», status=deferred (connect to mx.example.com[192.0.2.1]:25: Connection timed out)'),
    ['4.4.1 connect to mx.example.com[192.0.2.1]:25: Connection timed out'],
  );
});

test('takes another code on the line for a reply of its own, quoted by the first', () => {
  assert.deepEqual(tell('said: «451» «4.3.0» Try later; then said: «550» «5.7.1» Go away'), [
    '451 4.3.0 Try later; then said: 550 5.7.1 Go away',
    '550 5.7.1 Go away',
  ]);
});

test('joins the lines of a multi-line reply, whatever stands before them', () => {
  const lines = [
    'Feb 12 10:00:00 mx app[1]: S: «550»-«5.7.26» Unauthenticated mail',
    'Feb 12 10:00:00 mx app[1]: S: «550»-«5.7.26» is not accepted.',
    'Feb 12 10:00:01 mx app[1]: S: «550» «5.7.26» See our page',
  ].join('\n');
  const { replies, heads } = group(lines);
  assert.equal(replies.length, 1);
  assert.equal(replies[0]?.text, 'Unauthenticated mail is not accepted. See our page');
  assert.equal(replies[0]?.occurrences.length, 6);
  assert.deepEqual(heads, ['550-5.7.26']);
});

test('joins lines that a log writes as escapes', () => {
  assert.deepEqual(tell('C="«250»-mx.example.com Hello\\n«250» OK id=1"'), ['250 mx.example.com Hello OK id=1']);
  assert.deepEqual(tell('after end of data: «552»-Too big\\n«552» Send less'), ['552 END-OF-DATA Too big Send less']);
});

test('starts a new reply after the last line of one', () => {
  const session = [
    'MAIL FROM:<a@example.com>',
    '«250» OK',
    'RCPT TO:<b@example.com>',
    '«250» OK',
    'DATA',
    '«354» Go on',
  ];
  assert.deepEqual(tell(session.join('\n'), 'transcript'), ['250 MAIL OK', '250 RCPT OK', '354 DATA Go on']);
});

test('names no command where commands were sent in a row', () => {
  const session = ['MAIL FROM:<a@example.com>', 'RCPT TO:<b@example.com>', 'DATA', '«250» OK'];
  assert.deepEqual(tell(session.join('\n'), 'transcript'), ['250 OK']);
});

test('reads the command of a reply where the text tells it', () => {
  const command = (line: string) => group(line).replies[0]?.command;
  assert.equal(command('said: «554» No (in reply to end of DATA command))'), 'END-OF-DATA');
  assert.equal(command('mx.example.com refused to talk to me: «554» No'), 'CONNECT');
  assert.equal(command('postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.1]: «554» «5.7.1» No; from=<>'), 'RCPT');
  assert.equal(command('SMTP error from remote mail server after RCPT TO:<a@example.com>: «550» No'), 'RCPT');
  assert.equal(command("{ response: '«535» No',\n  responseCode: «535»,\n  command: 'AUTH PLAIN' }"), 'AUTH');
  assert.equal(command('.\n«250» Queued'), 'END-OF-DATA');
  assert.equal(command('status=sent («250» OK)'), undefined);
  assert.equal(command('SMTP ERROR: RCPT TO command failed: «550» No'), 'RCPT');
  assert.equal(command('curl: (55) MAIL failed: «550»'), 'MAIL');
  assert.equal(command('SMTP ERROR: Password command failed: «535» No'), 'AUTH');
  assert.equal(command('after 1 attempts: send MAIL command: «501» No'), 'MAIL');
  assert.equal(command('Failed command on session 1f55: "RCPT TO:<a@example.com>" => «550» No'), 'RCPT');
  assert.equal(command('[outbound] recipient <a@example.com> rejected: «550» No'), 'RCPT');
});

test('knows the replies that the log’s own server gave', () => {
  const own = (line: string) => group(line).replies[0]?.sentByUs ?? false;
  assert.equal(own('NOQUEUE: reject: RCPT from x[192.0.2.1]: «550» «5.1.1» No'), true);
  assert.equal(own('H=x [192.0.2.1] F=<a@example.com> temporarily rejected RCPT <b@example.com>: «450» later'), true);
  assert.equal(own('(host mx.example.com[192.0.2.1] said: «550» rejected by policy)'), false);
  assert.equal(own('smtp-in: Failed command on session 1f55: "RCPT TO:<a@example.com>" => «550» No'), true);
  const refusals = [
    'Nov 23 03:00:22 mx1 postfix/postscreen[2470]: NOQUEUE: reject: RCPT from [203.0.113.9]:52250: «550» «5.7.1» Service unavailable',
    'Nov 23 03:00:08 mx1 postfix/cleanup[2530]: 4F250B1234: milter-reject: END-OF-MESSAGE from x[192.0.2.1]: «5.7.1» Spam message rejected',
    '2026-11-23 03:00:10 H=x [203.0.113.250] F=<x@example.com> rejected RCPT <nobody@example.org>: «550» «5.1.1» Unknown user',
    '2026-11-23 03:00:10 login authenticator failed for (pc) [203.0.113.9]: «535» Incorrect authentication data (set_id=anna)',
    'Nov 23 03:00:02 mx1 smtpd[2512]: c1a89cb7 smtp failed-command command="RCPT TO:<a@example.net>" result="«550» Invalid recipient"',
    'Nov 23 03:00:07 mx1 sm-mta[2514]: ruleset=check_rcpt, arg1=<f@example.net>, relay=x [203.0.113.250], reject=«550» «5.7.1» Relaying denied',
    'Nov 23 03:00:05 mx1 courieresmtpd: error,relay=::ffff:203.0.113.250,from=<a@example.com>,to=<c@example.org>: «513» Relaying denied.',
    ' Out: «454» «4.7.1» <u@example.com>: Relay access denied',
    '2026-11-23T03:00:01.111Z,MX\\Default,08D,4,192.0.2.1:25,203.0.113.250:52250,>,«550» «5.7.54» Unable to relay,',
  ];
  for (const line of refusals) assert.equal(own(line), true, line);
  assert.equal(own('2026-11-23T03:00:01.111Z,Out,08D,4,192.0.2.1:25,203.0.113.250:25,<,«550» «5.1.1» No,'), false);
  assert.equal(own('Message rejected by remote host, code = «554», details = "Spam"'), false);
  const letter = group('Your message was rejected by the recipient domain: «500» No TLS', 'bounce').replies[0];
  assert.equal(letter?.sentByUs, undefined);
});

test('joins status and diagnostic code of a delivery report, not those of two recipients', () => {
  const block = (code: string) =>
    `Action: failed\nStatus: «${code}»\nDiagnostic-Code: smtp; «550»-«${code}» The mailbox\n    of this user «550» «${code}» is closed\n`;
  assert.deepEqual(tell(`${block('5.1.1')}\n${block('5.1.1')}`, 'bounce'), [
    '550 5.1.1 The mailbox of this user is closed',
    '550 5.1.1 The mailbox of this user is closed',
  ]);
});

test('takes the words of a JSON event from their string', () => {
  assert.deepEqual(
    tell(
      '{"status":"«5.1.1»","diagnosticCode":"smtp; «550» «5.1.1» user \\"x\\" unknown"},{"status":"«4.2.2»"}',
      'events',
    ),
    ['550 5.1.1 user "x" unknown', '4.2.2'],
  );
});

test('reads the words of a field of a delivery report, not the field below it', () => {
  const report =
    'Action: failed\nStatus: «4.4.2»\nRemote-MTA: dns; mx.example.com\nDiagnostic-Code: X-Postfix; lost connection with\n    mx.example.com[192.0.2.1]\nLast-Attempt-Date: Mon, 23 Nov 2026 03:00:00 +0100\n';
  assert.deepEqual(tell(report, 'bounce'), ['4.4.2 lost connection with mx.example.com[192.0.2.1]']);
  assert.deepEqual(tell('Status: «5.0.0»\nLast-Attempt-Date: Mon, 23 Nov 2026', 'bounce'), ['5.0.0']);
  assert.deepEqual(tell('Status: «5.2.0» (mailbox is full)\nRemote-MTA: dns; mx', 'bounce'), [
    '5.2.0 (mailbox is full)',
  ]);
});

test('joins the status that stands below or above the diagnostic code', () => {
  const below = 'Diagnostic-Code: smtp; «550» «5.7.6» Failed\nStatus: «5.7.6»\n';
  assert.deepEqual(tell(below, 'bounce'), ['550 5.7.6 Failed']);
  const above =
    'Status: «5.2.0» (a comment)\nRemote-MTA: dns; mx.example.com\nDiagnostic-Code: smtp;«522» «5.2.0» Over quota';
  assert.deepEqual(tell(above, 'bounce'), ['522 5.2.0 Over quota']);
});

test('follows folded words in a bounce, not the lines of the next recipient', () => {
  const exim =
    '  a@example.com\n    host mx.example.com [192.0.2.1]: «550» «5.1.1» <a@example.com>... User\n    unknown\n  b@example.com\n    host mx.example.com [192.0.2.1]: «550» «5.2.1» Disabled\n';
  assert.deepEqual(tell(exim, 'bounce'), ['550 5.1.1 <a@example.com>... User unknown', '550 5.2.1 Disabled']);
  assert.deepEqual(tell('said: «550»\n    «5.1.1» <a@example.com>: unknown', 'bounce'), [
    '550 5.1.1 <a@example.com>: unknown',
  ]);
  assert.deepEqual(tell('Diagnostic-Code: smtp; «550» The mail=\nbox is =\nfull\nStatus: «5.2.2»', 'bounce'), [
    '550 5.2.2 The mailbox is full',
  ]);
  const system = '  Diagnostic code: smtp;«522» «5.2.0» Over quota\n  Remote system: dns;mx.example.com';
  assert.deepEqual(tell(system, 'bounce'), ['522 5.2.0 Over quota']);
});

test('keeps the lines below out of the words in a log', () => {
  assert.deepEqual(tell('MailError: «421»\n  at send (mail.js)\nMailError: «550» No such user\n   trace: more'), [
    '421',
    '550 No such user',
  ]);
  assert.deepEqual(tell('Sender/1 «421»-«4.7.26»\nSender/1 «421» «4.7.26» Later'), ['421 4.7.26 Later']);
});

test('goes on with the reply that another one introduces', () => {
  assert.deepEqual(tell('«550» «5.1.1» Failed, from MTA: «550» «5.1.1» <a@example.com>: unknown'), [
    '550 5.1.1 Failed, from MTA: <a@example.com>: unknown',
  ]);
  assert.deepEqual(tell('«550» «5.1.351» returned -> «550» unknown user'), ['550 5.1.351 returned -> unknown user']);
  assert.deepEqual(tell('response=«554» Blocked - see example.com: «554» Blocked - see example.com'), [
    '554 Blocked - see example.com',
  ]);
});

test('takes the words from the pair that a program prints', () => {
  assert.deepEqual(tell("SMTPSenderRefused: («550», b'not allowed', 'a@example.com')"), ['550 not allowed']);
  assert.deepEqual(tell("SMTPDataError: («554», b'«5.2.0» Send as denied')"), ['554 5.2.0 Send as denied']);
  assert.deepEqual(tell("- «5.1.0» - Unknown address error ('«550»', ['Relaying denied']) []"), [
    '550 5.1.0 Relaying denied',
  ]);
  assert.deepEqual(tell("- «5.1.0» - Unknown address error ('«550»', ['«5.7.1» Relaying denied']) []"), [
    '550 5.7.1 Relaying denied',
  ]);
});

test('takes the words from the field beside the code', () => {
  assert.deepEqual(tell('code = «550», details = "Not authorized", total = 0'), ['550 Not authorized']);
  assert.deepEqual(tell('code = «450», details = "«4.2.0» Greylisted", elapsed = 250ms'), ['450 4.2.0 Greylisted']);
  assert.deepEqual(
    tell('{"reason":"Null MX","smtp_code":«556»,"smtp_enchcode":"«5.1.10»","smtp_msg":"No mail here"}'),
    ['556 5.1.10 No mail here'],
  );
  assert.deepEqual(tell("smtpstatus=«552» smtpmsg='«552» «5.2.0» Too big' exitcode=1"), ['552 5.2.0 Too big']);
  assert.deepEqual(tell('ERROR_CODE :«550», ERROR_CODE :«5.2.1» <a@example.com>... unknown'), [
    '550 5.2.1 <a@example.com>... unknown',
  ]);
  assert.deepEqual(tell('got response code «454», with response: «454» TLS not available'), ['454 TLS not available']);
});

test('joins what one event says in several lines', () => {
  const event =
    '{\n  "status": {\n    "message": "«5.1.1» unknown",\n    "code": «550»,\n    "enhanced-code": "«5.1.1»"\n  }\n}';
  assert.deepEqual(tell(event, 'events'), ['550 5.1.1 unknown']);
  const two = '{\n  "response": "«450» later"\n},\n{\n  "response": "«450» later"\n}';
  assert.deepEqual(tell(two, 'events'), ['450 later', '450 later']);
});

test('ends the words with the string or the column they stand in', () => {
  assert.deepEqual(tell('Exception: "Mailbox unavailable. The answer was: «5.7.1» No permission" At C:\\a.ps1'), [
    '5.7.1 No permission',
  ]);
  assert.deepEqual(tell('Err="host mx said: «450» «4.2.0» Later"|RejCode=1|Rcpt=a'), ['450 4.2.0 Later']);
  assert.deepEqual(tell('{"log":"{\\"diag\\":\\"smtp; «550» «5.1.1» unknown\\"}","time":"2026"}'), [
    '550 5.1.1 unknown',
  ]);
  assert.deepEqual(tell('RCPT\tRCPT TO:<a@example.com>\t«550» No such user\t66\t38'), ['550 RCPT No such user']);
  assert.deepEqual(tell('[«550» «5.1.1» User unknown]'), ['550 5.1.1 User unknown']);
  assert.deepEqual(tell('Response - - «550»+«5.1.1»+User+unknown 0 0 25 SMTP'), ['550 5.1.1 User unknown']);
  assert.deepEqual(tell('permanent error («550»): Content rejected'), ['550 Content rejected']);
});

test('takes the words that stand before an enhanced status code in brackets', () => {
  assert.deepEqual(tell('<a@example.com>:\nSorry, no mailbox here by that name. (#«5.1.1»)', 'bounce'), [
    '5.1.1 Sorry, no mailbox here by that name.',
  ]);
  assert.deepEqual(tell('delivery 12: failure: Sorry,_no_mailbox_here._(#«5.1.1»)/'), [
    '5.1.1 Sorry, no mailbox here.',
  ]);
});

test('joins a reply with the X.0.0 of another class that the log fills in', () => {
  const line = 'dsn=«4.0.0», status=deferred (host mx.example.com refused to talk to me: «554» Blocked)';
  assert.deepEqual(tell(line), ['554 CONNECT Blocked']);
});

test('names no command where a mail server lists the replies of a pipeline', () => {
  const transcript = '>>> DATA\n<<< «550» «5.1.1» <a@example.com>... unknown\n<<< «503» «5.0.0» Need RCPT (recipient)';
  assert.deepEqual(tell(transcript, 'bounce'), [
    '550 5.1.1 <a@example.com>... unknown',
    '503 5.0.0 Need RCPT (recipient)',
  ]);
  assert.deepEqual(tell('>>> DATA\n<<< «554» «5.7.1» Spam', 'bounce'), ['554 5.7.1 DATA Spam']);
  const disabled = '>>> DATA\n<<< «525» «5.7.13» Disabled\n«554» «5.0.0» Unavailable\n<<< «503» Need RCPT';
  assert.equal(tell(disabled, 'bounce')[0], '525 5.7.13 Disabled');
});

test('in a program joins a code with the enhanced status code beside it, also one that contradicts it', () => {
  assert.deepEqual(tell("reply('«550» «4.1.1» No such user')", 'code'), ['550 4.1.1 No such user']);
  assert.deepEqual(tell('&SMTPError{\n\tCode: «554»,\n\tEnhancedCode: EnhancedCode{«5, 7, 1»},\n}', 'code'), [
    '554 5.7.1',
  ]);
  assert.deepEqual(tell('write(«503», smtp.EnhancedCode{«5, 5, 1»}, "HELO first")', 'code'), ['503 5.5.1']);
  assert.deepEqual(tell("send('«250»-one\\r\\n«250» two')", 'code'), ['250 one two']);
  assert.deepEqual(tell('case «450»:\n  later();\ncase «550»:\n  drop();', 'code'), ['450', '550']);
  // a line that another reply follows further down
  assert.deepEqual(tell("send('«220»-wait');\nif (bad)\n  send(\n    '«550» «5.7.1» Go away');", 'code'), [
    '220 wait',
    '550 5.7.1 Go away',
  ]);
});

test('survives texts without an end', () => {
  for (const family of ['log', 'code', 'bounce'] as const) {
    assert.deepEqual(tell('"«550»', family), ['550']);
    assert.deepEqual(tell('«550»-', family), ['550']);
    assert.equal(group(`said: «550» ${'`<('.repeat(100_000)}`, family).replies.length, 1);
  }
});
