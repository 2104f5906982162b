import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { redact } from '../../../src/core/act/redact';
import { readMails } from '../../../src/core/bounce/mailbox';
import { readPasted } from '../../../src/core/bounce/readPasted';
import { base64, brief, report, rows, status } from './mails';

const kinds = readFileSync('test/fixtures/bounce/kinds.txt', 'utf8');

/** All that is read of a mail, the late parts too. */
function readAll(text: string): void {
  for (const { deliveries, original, start, end } of readMails(text)) {
    assert.ok(start >= 0 && start <= end && end <= text.length);
    assert.ok(original === null || typeof original === 'object');
    for (const { said, spans } of deliveries) {
      assert.ok(said.length >= 0);
      for (const span of spans) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
    }
  }
}

test('a mail may be cut anywhere', () => {
  const mail = report(base64(status), { encoding: 'base64' });
  for (const text of [report(status), mail, report(status).replaceAll('\n', '\r\n')])
    for (let length = 0; length <= text.length; length += 7) {
      readAll(text.slice(0, length));
      readAll(text.slice(length));
    }
});

test('what is left of a cut mail is read', () => {
  const mail = report(status);
  assert.deepEqual(brief(mail.slice(0, mail.indexOf('--cut/here\nContent-Type: message/rfc822'))), [
    'jane@example.org 550 5.1.1',
  ]);
});

test('bytes may be changed, doubled or left out anywhere', () => {
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const blocks = kinds.split(/^=== .*\n/m).slice(1);
  for (let turn = 0; turn < 600; turn++) {
    let text = blocks[turn % blocks.length]!;
    for (let change = 0; change < 4; change++) {
      const at = random(text.length);
      const insert = [
        '',
        '\0',
        '\r',
        '\n\n',
        '=\n',
        '--x',
        '<',
        '"',
        '\u{1f9fe}',
        'ÿ',
        '=?utf-8?b?',
        text.slice(at, at + 50),
      ][random(12)]!;
      text = text.slice(0, at) + insert + text.slice(at + random(4));
    }
    readAll(text);
    rows(text);
    readPasted(text);
    redact(text);
  }
});

test('parts may stand in each other a hundred deep, or a thousand', () => {
  for (const depth of [20, 100, 1_000]) {
    let mail = 'From: a@example.com\nSubject: x\nMIME-Version: 1.0\n';
    for (let level = 0; level < depth; level++)
      mail += `Content-Type: multipart/mixed; boundary="b${level}"\n\n--b${level}\n`;
    readAll(`${mail}\n550 5.1.1 x`);
  }
  const inner = (depth: number, text: string): string =>
    depth ? `From: a@example.com\nContent-Type: message/rfc822\n\n${inner(depth - 1, text)}` : text;
  assert.deepEqual(brief(inner(15, report(status))), ['jane@example.org 550 5.1.1']);
});

test('a boundary that never ends, one that never comes, a charset that nobody knows', () => {
  const mail = report(status);
  assert.deepEqual(brief(mail.replace('--cut/here--\n', '')), ['jane@example.org 550 5.1.1']);
  readAll(mail.replaceAll('--cut/here', '--other'));
  assert.deepEqual(brief(mail.replace('charset=utf-8', 'charset=klingon-8')), ['jane@example.org 550 5.1.1']);
  const japanese = mail
    .replace('charset=utf-8', 'charset=iso-2022-jp')
    .replace('I could not', '\x1b$B\xff\xfe\x1b(B I could not');
  assert.deepEqual(brief(japanese), ['jane@example.org 550 5.1.1']);
});
