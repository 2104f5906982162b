import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../src/core/explain/explain';
import { parseReply } from '../../../src/core/codes';
import type { Explanation } from '../../../src/core/model';
import { readCatalog } from '../catalog/readData';

const catalog = readCatalog('en');
const { texts } = catalog;
const of = (reply: string): Explanation => explain(catalog, parseReply(reply)!);

test('an enhanced code that names no reason leaves the word to the reply code (RFC 3463 §3.1)', () => {
  for (const code of ['220', '221', '250', '450', '503', '554']) {
    const { name, meaning } = of(`${code} ${code[0]}.0.0`);
    assert.equal(name, texts['reply-codes'][code]!.name);
    assert.equal(meaning, texts['reply-codes'][code]!.meaning);
  }
  assert.equal(of('5.0.0').name, texts['enhanced-codes']['X.0.0']!.name);
});

test('the enhanced code speaks before the reply code, the pair before both', () => {
  assert.equal(of('550 5.2.2').name, texts['enhanced-codes']['X.2.2']!.name);
  assert.equal(of('452 4.2.2').name, texts['enhanced-codes']['4.2.2']!.name);
  assert.match(of('556 5.1.10').meaning, /null MX/);
  assert.equal(of('503 5.5.1').name, texts['enhanced-codes']['503 5.5.1']!.name);
  assert.match(of('550 5.1.10 Not there [AM7EUR03.prod.outlook.com]').name, /Recipient not found/);
});

test('codes that contradict each other have the words of the reply code, unless the pair is known', () => {
  assert.equal(of('550 4.1.1').name, texts['reply-codes']['550']!.name);
  const { name, conflict } = of('550 4.4.7 Left undone [AM7EUR03.prod.outlook.com]');
  assert.match(name, /Expired/);
  assert.match(conflict ?? '', /550.*4\.4\.7/);
});

test('of a success nobody has to act', () => {
  for (const code of ['2.0.0', '250 2.0.0', '250 2.1.5', '2.1.5', '235 2.7.0', '251 2.1.5'])
    assert.equal(of(code).acts, 'none', code);
});

test('what is mixed up with a code is said in the class of that code', () => {
  const pairs = (reply: string) => of(reply).confusedWith.map(({ code }) => code);
  assert.ok(pairs('5.1.1').includes('5.1.10'));
  assert.ok(!pairs('4.1.1').includes('4.1.10'));
  assert.ok(pairs('4.4.1').includes('4.4.2'));
  for (const reply of ['4.1.1', '4.1.8', '4.2.1', '4.7.1'])
    for (const { difference } of of(reply).confusedWith) assert.doesNotMatch(difference, /\b[25]\.\d\.\d/, reply);
});

test('who acts is said for the class at hand', () => {
  assert.deepEqual(
    ['4.1.1', '5.1.1', '450 4.2.0', '5.4.1', '4.4.1', '5.4.4', '4.4.4', '550 5.4.5'].map((reply) => of(reply).acts),
    ['receiver', 'sender', 'none', 'sender', 'receiver', 'sender', 'receiver', 'sender'],
  );
  assert.equal(of('5.4.4').retry, 'no');
  assert.equal(of('4.4.4').retry, 'later');
});

test('a note belongs to the text that it stands under', () => {
  assert.equal(of('450 4.4.4').note, null);
  assert.equal(of('450').note, texts['reply-codes']['450']!.note);
  assert.equal(of('550 5.1.1').note, texts['enhanced-codes']['X.1.1']!.note);
});

test('a code used against the registry is said to be registered for what the registry has', () => {
  assert.match(of('550 5.4.5 Daily user sending limit exceeded').meaning, /congest/i);
});

test('an unknown detail has the advice of its subject, and while the client still tries that of its class', () => {
  assert.equal(of('5.1.77').brief, texts.digits.subjects['1']!.brief);
  assert.equal(of('4.1.77').brief, texts.digits.classes['4']!.brief);
});

test('speaks to the owner of the server that refused', () => {
  const query = { ...parseReply('554 5.7.1 <b@example.net>: Relay access denied')!, sentByUs: true };
  const own = explain(catalog, query);
  assert.equal(own.brief, texts.causes['relay-denied']!.briefOwn);
  assert.equal(own.remedy.receiver.length > 0, true);
  assert.notEqual(explain(catalog, { ...query, sentByUs: false }).brief, own.brief);
  assert.equal(explain(catalog, { replyCode: '550', text: 'zzz', sentByUs: true }).brief, texts.ui.own.permanent);
});
