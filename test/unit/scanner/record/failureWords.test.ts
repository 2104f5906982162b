import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeKey } from '../../../../src/core/explain/causeKey';
import { explain } from '../../../../src/core/explain/explain';
import type { Reply } from '../../../../src/core/model';
import { groupReplies } from '../../../../src/core/scanner/groupReplies';
import { identify } from '../../../../src/core/scanner/identify';
import { repliesOfLine } from '../../../../src/core/scanner/repliesOfLine';
import { scanWithWords as scan } from '../../../../src/core/scanner/scan';
import { FailureIndex, isFailure } from '../../../../src/core/summary/failureIndex';
import { readCatalog } from '../../catalog/readData';
import { readFixtures } from '../fixtures';

const catalog = readCatalog('en');
const fixtures = readFixtures('test/fixtures/record');

function wordedIn(name: string): readonly Reply[] {
  const { text } = fixtures.find((fixture) => fixture.name === name)!;
  const source = identify({ name, head: text });
  return groupReplies(text, scan(text, source), source).filter(({ occurrences }) => occurrences[0]?.kind === 'words');
}

/** `connection-failed transient`, `own` where the log's own server refused. */
const told = (reply: Reply): string => {
  const { cause, class: replyClass, sentByUs } = explain(catalog, reply);
  return [cause?.id ?? 'unknown', replyClass, sentByUs ? 'own' : ''].filter(Boolean).join(' ');
};

for (const [name, expected] of Object.entries({
  'postfix-words.log': [
    'connection-failed transient',
    'timeout transient',
    'recipient-domain-unknown permanent',
    'connection-failed transient',
    'tls-policy-failed transient',
    'tls-policy-failed transient',
    'unknown-user permanent',
    'login-failed permanent own',
    'login-unavailable transient own',
    'login-failed permanent own',
  ],
  'postqueue-words.txt': ['connection-failed transient', 'dns-trouble transient'],
  'postqueue-words.json': ['timeout transient'],
  'exim-words.log': [
    'connection-failed transient',
    'connection-failed transient',
    'dns-trouble transient',
    'tls-policy-failed transient',
    'connection-failed permanent',
    'unknown-user permanent',
    'message-expired permanent',
    'relay-denied permanent own',
    'sender-unverified permanent own',
    'ip-blocklisted permanent own',
    'syntax-error permanent own',
    'greylisted transient own',
  ],
  'sendmail-words.log': [
    'connection-failed transient',
    'timeout transient',
    'recipient-domain-unknown permanent',
    'login-failed permanent own',
  ],
  'opensmtpd-words.log': [
    'connection-failed transient',
    'recipient-domain-unknown permanent',
    'login-failed permanent own',
    'timeout transient',
  ],
  'nullmailer.log': ['connection-failed transient'],
  'mailer-words.log': [
    'connection-failed transient',
    'dns-trouble transient',
    'timeout transient',
    'tls-policy-failed permanent',
    'login-failed permanent',
    'connection-failed transient',
  ],
}))
  test(`explains by its words each failure of ${name} that has no code`, () => {
    assert.deepEqual(wordedIn(name).map(told), expected);
  });

test('gives the whole reason to read and to explain, and the words that decide to look at', () => {
  const [first] = wordedIn('postfix-words.log');
  assert.equal(first?.text, 'connect to mx.example.net[192.0.2.250]: Connection refused');
  const { text } = fixtures.find(({ name }) => name === 'postfix-words.log')!;
  assert.equal(text.slice(first.start, first.end), 'Connection refused');
  assert.equal(
    wordedIn('postqueue-words.json')[0]?.text,
    'connect to mx.example.net[192.0.2.250]:25: Connection timed out',
  );
});

test('counts a failure without a code with those of its cause, and walks to it', () => {
  const lines = [
    'Nov 23 03:00:01 mx1 postfix/smtp[1]: 4F1: to=<a@example.net>, relay=none, status=deferred (connect to mx.example.net[192.0.2.2]: Connection refused)',
    'Nov 23 03:00:02 mx1 postfix/qmgr[2]: 4F1: removed',
    'Nov 23 03:00:03 mx1 postfix/smtp[1]: 4F2: to=<b@example.net>, relay=none, status=deferred (connect to mx.example.org[192.0.2.3]: Connection refused)',
  ];
  const source = identify({ name: 'mail.log', head: lines.join('\n') });
  const index = new FailureIndex(
    { count: () => lines.length, read: (from, to) => lines.slice(from, to).join('\n') + '\n' },
    source,
    (reply) => causeKey(catalog, reply),
  );
  while (!index.step(() => false));
  assert.deepEqual(
    index.causes(5).map(({ count, places }) => [count, places.map(({ line }) => line)]),
    [[2, [0, 2]]],
  );
  assert.equal(index.next(0, 1)?.line, 2);
});

test('finds the same in one line of a terminal', () => {
  const { text } = fixtures.find(({ name }) => name === 'exim-words.log')!;
  for (const line of text.split('\n')) {
    const source = identify({ name: 'mainlog', head: text });
    const whole = groupReplies(line, scan(line, source), source).filter(isFailure);
    const alone = repliesOfLine(line).filter(isFailure);
    assert.deepEqual(
      alone.map(({ start, end }) => [start, end]),
      whole.map(({ start, end }) => [start, end]),
      line,
    );
  }
});

test('takes no words for a failure in a log of another program, in a bounce or in code', () => {
  const line = 'status=deferred (connect to mx.example.net[192.0.2.2]: Connection refused)';
  for (const source of [
    { family: 'log', id: 'log', name: '' },
    { family: 'bounce', id: 'bounce', name: '' },
    { family: 'code', id: 'typescript', name: '' },
    { family: 'prose', id: 'markdown', name: '' },
  ] as const)
    assert.deepEqual(scan(line, source), [], source.id);
});
