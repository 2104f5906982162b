import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reply, SourceFamily } from '../../../src/core/model';
import { groupReplies } from '../../../src/core/scanner/groupReplies';
import { headSpan } from '../../../src/core/scanner/headSpan';
import { readMarks } from './fixtures';

/** The replies of a text whose codes are marked. */
function group(marked: string, family: SourceFamily = 'log'): { replies: Reply[]; heads: string[] } {
  const { text, codes } = readMarks('', marked);
  const occurrences = codes.map((code) => ({ ...code, rule: 'test' }));
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
});

test('knows the replies that the log’s own server gave', () => {
  const own = (line: string) => group(line).replies[0]?.sentByUs ?? false;
  assert.equal(own('NOQUEUE: reject: RCPT from x[192.0.2.1]: «550» «5.1.1» No'), true);
  assert.equal(own('H=x [192.0.2.1] F=<a@example.com> temporarily rejected RCPT <b@example.com>: «450» later'), true);
  assert.equal(own('(host mx.example.com[192.0.2.1] said: «550» rejected by policy)'), false);
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
