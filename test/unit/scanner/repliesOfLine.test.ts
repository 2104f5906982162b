import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { repliesOfLine } from '../../../src/core/scanner/repliesOfLine';
import { readFixtures } from './fixtures';

const codes = (line: string) =>
  repliesOfLine(line).map(({ replyCode, enhancedCode }) => [replyCode, enhancedCode].filter(Boolean).join(' '));

test('finds the replies of a line that stands alone in a terminal', () => {
  const lines: Readonly<Record<string, string>> = {
    'Nov 23 03:00:45 mx1 postfix/smtp[2443]: 7471C31D99: to=<a@example.org>, relay=mx.example.org[198.51.100.17]:25, delay=3.54, dsn=5.1.1, status=bounced (host mx.example.org[198.51.100.17] said: 550 5.1.1 <a@example.org>: User unknown (in reply to RCPT TO command))':
      '550 5.1.1',
    '(host mx.example.org[198.51.100.17] said: 452 4.2.2 <b@example.org> Mailbox full (in reply to RCPT TO command))':
      '452 4.2.2',
    '<** 550 5.7.1 Relaying denied': '550 5.7.1',
    ' <~* 421 4.7.0 Try again later': '421 4.7.0',
    '550 5.1.1 User unknown': '550 5.1.1',
  };
  for (const [line, wanted] of Object.entries(lines)) assert.deepEqual(codes(line), [wanted], line);
});

test('takes no other number for a code', () => {
  for (const line of [
    '-rw-r--r-- 1 root root 550 Nov 23 03:00 report.txt',
    '550 src/main.c',
    '203.0.113.9 - - [23/Nov/2026:03:00:00 +0000] "GET / HTTP/1.1" 404 550 "-" "curl/8.5.0"',
    'added 550 packages in 4.5.1s, 421 of them new',
    'npm notice New version of npm available! 4.5.0 -> 5.1.1',
    '[ 421.550] eth0: link up',
    '450 passed, 2 failed',
  ])
    assert.deepEqual(codes(line), [], line);
});

test('is right in nearly all lines of every format, each read without the others', () => {
  let right = 0;
  let wrong = 0;
  for (const { text, codes: marked } of readFixtures(join('test', 'fixtures', 'record'))) {
    const starts = new Set(marked.map(({ start }) => start));
    let at = 0;
    for (const line of text.split('\n')) {
      for (const { occurrences } of repliesOfLine(line))
        for (const { start } of occurrences)
          if (starts.has(at + start)) right++;
          else wrong++;
      at += line.length + 1;
    }
  }
  assert.ok(wrong <= 0.01 * right, `${wrong} wrong, ${right} right`);
});
