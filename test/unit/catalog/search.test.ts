import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseReply } from '../../../src/core/codes';
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
  assert.deepEqual(titles('550 5.1.1').slice(0, 2), ['5.1.1', '550']);
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

/** What people type, and what they expect among the first three; a `!` in front: as the very first. */
const expected: Readonly<Record<string, string>> = {
  550: '!550',
  554: '!554',
  421: '!421',
  452: '!452',
  535: '!535',
  552: '!552 5.2.2',
  '5.7.26': '!5.7.26',
  '5.7.1': '!5.7.1',
  '4.7.1': '!4.7.1',
  '5.2.2': '!5.2.2',
  '550 5.7.1': '!5.7.1 550',
  '550 5.1.1': '!5.1.1 550',
  '450 4.2.2': '!4.2.2 450',
  '554 5.7.1': '!5.7.1 554',
  quota: '!5.2.2 4.2.2 552',
  'mailbox full': '!5.2.2 4.2.2 552',
  'user unknown': '!5.1.1',
  'no such user': '5.1.1',
  relay: '550 554',
  'relay access denied': '554',
  greyl: '!greylisted',
  greylisting: '!greylisted 4.2.0',
  spamhaus: 'DNSBL',
  blocklist: 'DNSBL',
  S3140: '!Outlook.com',
  gmail: '!Google',
  hotmail: '!Outlook.com',
  TSS04: '!Yahoo',
  spf: '!5.7.23',
  dkim: '!5.7.20',
  dmarc: '5.7.1',
  'reverse dns': '!5.7.25',
  ptr: '5.7.25',
  login: '!535',
  password: '!5.7.8',
  starttls: '!530',
  'too many recipients': '5.5.3 452',
  'too large': '!5.2.3 5.3.4',
  loop: '!4.4.6',
  'null mx': '556',
  syntax: '5.5.2 500',
  'rate limit': '5.7.28',
  expired: '!5.4.7 4.4.7',
};

for (const [words, wanted] of Object.entries(expected))
  test(`“${words}” is answered by ${wanted.replace('!', '')} among the first three`, () => {
    const first = english
      .search(words)
      .slice(0, 3)
      .map(({ title, name }) => `${title} ${name}`.toLowerCase());
    for (const one of wanted.split(' ')) {
      const sought = one.replace('!', '').toLowerCase();
      const fits = (text: string | undefined) => !!text && (text.startsWith(`${sought} `) || text.includes(sought));
      assert.ok(one.startsWith('!') ? fits(first[0]) : first.some(fits), `${one} in ${first.join(' | ')}`);
    }
  });

test('the untouched list begins with what people meet and ends, among reply codes, with folklore', () => {
  const entries = english.entries();
  assert.deepEqual(
    entries.slice(0, 5).map(({ title }) => title),
    ['550', '554', '450', '451', '421'],
  );
  const codes = entries.filter(({ group }) => group !== 'enhanced' && group !== 'providers');
  assert.equal(codes.at(-1)!.group, 'invalid');
});
