import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from '../../../src/core/complete/complete';
import type { Source } from '../../../src/core/model';
import { languages } from '../../../src/core/scanner/code/languages';
import { readCatalog } from '../catalog/readData';

const catalog = readCatalog();
/** What is offered behind a line's left part, in a file that speaks of SMTP unless said otherwise. */
const at = (left: string, language = 'typescript', text = '// an SMTP server') =>
  complete(catalog, { left, text, source: languages.get(language) as Source });
const labels = (left: string, language?: string, text?: string) => at(left, language, text).map(({ label }) => label);

test('a string that begins as a reply is offered codes, and replies that begin so', () => {
  for (const language of ['typescript', 'python', 'go', 'java', 'php', 'c', 'rust', 'csharp', 'ruby', 'perl']) {
    const offered = labels('    send("55', language);
    for (const code of ['550', '551', '552', '553', '554', '555', '556']) assert.ok(offered.includes(code), language);
    assert.ok(offered.some((label) => label.startsWith('552 5.2.2 ')));
    assert.ok(!offered.includes('541') && !offered.includes('250'));
  }
});

test('behind a code stand the enhanced status codes of its class, those of the registry first', () => {
  const offered = labels('reply("535 ');
  assert.equal(offered[0]![0], '5');
  assert.ok(offered.indexOf('5.7.8') < 5);
  assert.ok(offered.every((label) => label.startsWith('5.')));
  assert.deepEqual(labels('reply("354 '), []);
  assert.ok(labels('reply("450 4.2').every((label) => label.startsWith('4.2')));
});

test('words bring whole replies, with the difference between those that fit', () => {
  const offered = at('send("mailbox fu').filter(({ filter }) => filter.toLowerCase().includes('mailbox full'));
  assert.deepEqual(
    offered.map(({ text }) => text.slice(0, 9)),
    ['452 4.2.2', '552 5.2.2'],
  );
  assert.notEqual(offered[0]!.documentation, offered[1]!.documentation);
});

test('an argument and a comparison take a code alone', () => {
  for (const left of ['if (err.responseCode === ', 'respond(5', 'Code: 55', 'if code == 4', 'reply_code = '])
    assert.ok(at(left).length > 0 && at(left).every(({ kind }) => kind === 'code'), left);
});

test('the answer to EHLO is offered as a whole', () => {
  assert.ok(at('send("250-').some(({ text }) => text.includes('\\r\\n250 8BITMIME')));
});

test('nothing is offered elsewhere', () => {
  const nothing: readonly (readonly [string, string?, string?])[] = [
    ['send("55', 'typescript', '// a web server'],
    ['const width = 55'],
    ['for (let i = 2'],
    ['import { a } from "'.replace('"', ''), 'typescript'],
    ['55', 'markdown'],
    ['console.log(total, 5', 'typescript', 'const x = 1;'],
    ['status = 5', 'python', 'import requests'],
    ['send("see section 5'],
  ];
  for (const [left, language, text] of nothing) assert.deepEqual(labels(left, language, text), [], left);
});
