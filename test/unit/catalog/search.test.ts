import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseReply } from '../../../src/core/explain/parseReply';
import { readCatalog } from './readData';

const english = readCatalog('en');
const french = readCatalog('fr');
const titles = (words: string, catalog = english) => catalog.search(words).map(({ title }) => title);

test('every entry has a reply of its own that can be explained, and an id of its own', () => {
  const entries = english.entries();
  for (const { id, reply } of entries) assert.ok(parseReply(reply), id);
  assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length);
});

test('a code comes before what only mentions it, and the beginning of codes before the rest', () => {
  assert.equal(titles('550')[0], '550');
  assert.equal(titles('5.7.26')[0], '5.7.26');
  assert.deepEqual(titles('45').slice(0, 3), ['450', '451', '452']);
  assert.deepEqual(titles('550 5.1.1').slice(0, 2), ['550', '5.1.1']);
});

test('words are found in names and texts, whatever their accents', () => {
  const greylisted = english.search('greylist');
  for (const code of ['450', '451', '4.7.1'])
    assert.ok(
      greylisted.some(({ title }) => title === code),
      code,
    );
  assert.ok(greylisted.some(({ group, name }) => group === 'providers' && name.startsWith('Barracuda')));
  assert.deepEqual(titles('boîte pleine', french), titles('boite pleine', french));
  assert.ok(titles('boite pleine', french).includes('5.2.2'));
});

test('codes of a standard come before those of nobody', () => {
  const found = titles('mailbox full');
  assert.ok(found.indexOf('552') < found.indexOf('522'));
});

test('a whole reply finds whose words it is, and its codes', () => {
  const line = '550-5.7.26 This mail has been blocked because the sender is unauthenticated. q12si4.3 - gsmtp';
  assert.deepEqual(
    english.search(line).map(({ group, title }) => `${group} ${title}`),
    ['providers 550 5.7.26', 'enhanced 5.7.26', 'permanent 550'],
  );
});

test('what nobody says is not found', () => {
  assert.deepEqual(titles('qqqq'), []);
  assert.equal(titles('  ').length, english.entries().length);
});
