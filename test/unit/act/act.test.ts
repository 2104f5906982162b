import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandsText, filled, quoted } from '../../../src/core/act/commands';
import { factsOfLine } from '../../../src/core/act/factsOfLine';
import { textForSender } from '../../../src/core/act/forSender';
import { templateOf } from '../../../src/core/act/template';
import { letterToPostmaster } from '../../../src/core/act/toPostmaster';
import { causeKey } from '../../../src/core/explain/causeKey';
import { explain } from '../../../src/core/explain/explain';
import { readCatalog } from '../catalog/readData';

const line =
  'Nov 28 10:00:00 mx1 postfix/smtp[314]: 4B2C1AFFE: from=<shop@example.com> to=<jane@example.org>, relay=mx.example.org[192.0.2.7]:25, dsn=5.7.1, status=bounced (host mx.example.org[192.0.2.7] said: 554 5.7.1 Service unavailable; Client host [198.51.100.9] blocked using zen.spamhaus.org; ask abuse@example.org (in reply to RCPT TO command))';
const reply =
  '554 5.7.1 Service unavailable; Client host [198.51.100.9] blocked using zen.spamhaus.org; ask abuse@example.org';
const query = { replyCode: '554', enhancedCode: '5.7.1', text: reply.slice(10) };

test('a line tells for whom, from whom, by whom and when', () => {
  assert.deepEqual(factsOfLine(line), {
    recipient: 'jane@example.org',
    sender: 'shop@example.com',
    queueId: '4B2C1AFFE',
    host: 'mx.example.org',
    blockedIp: '198.51.100.9',
    time: 'Nov 28 10:00:00',
  });
});

for (const locale of ['en', 'fr']) {
  const catalog = readCatalog(locale);
  test(`the text for the sender is three sentences without codes (${locale})`, () => {
    const causes = [
      query,
      { replyCode: '550', enhancedCode: '5.1.1', text: 'User unknown' },
      { replyCode: '552', enhancedCode: '5.2.2', text: 'Mailbox full' },
      { replyCode: '552', enhancedCode: '5.3.4', text: 'Message too big' },
      { replyCode: '550', enhancedCode: '5.7.26', text: 'unauthenticated' },
      { replyCode: '451', enhancedCode: '4.7.1', text: 'Greylisted' },
    ];
    for (const one of causes) {
      const text = textForSender(catalog, explain(catalog, one), 'jane@example.org', false);
      assert.equal(
        text
          .replaceAll('jane@example.org', '')
          .split(/[.!?](?:\s|$)/)
          .filter(Boolean).length,
        3,
        text,
      );
      assert.doesNotMatch(text, /\d\d\d|\d\.\d|`|SMTP|SPF|DNS/, text);
    }
  });

  test(`the letter to the postmaster has the facts and marks its gaps (${locale})`, () => {
    const letter = letterToPostmaster(catalog, [{ line, reply }], 12);
    for (const fact of [
      'abuse@example.org',
      '198.51.100.9',
      'jane@example.org',
      'shop@example.com',
      '4B2C1AFFE',
      reply,
      'Nov 28 10:00:00 [',
      '12',
    ])
      assert.ok(letter.includes(fact), `${fact} in\n${letter}`);
    const empty = letterToPostmaster(catalog, [{ line: '550', reply: '550' }], 1);
    assert.ok((empty.match(/\[[^\]\n]+\]/g) ?? []).length >= 4, empty);
  });
}

test('the commands of a remedy speak of this reply and are safe words of a shell', () => {
  const catalog = readCatalog();
  const facts = factsOfLine(line);
  assert.equal(filled('dig MX example.com', facts).command, 'dig MX example.org');
  assert.equal(filled('dig +short TXT _dmarc.example.com', facts).command, 'dig +short TXT _dmarc.example.com');
  assert.equal(filled('exim -d -M <id>', facts).command, 'exim -d -M 4B2C1AFFE');
  assert.equal(
    filled('dig +short 1.2.0.192.zen.spamhaus.org', facts).command,
    'dig +short 9.100.51.198.zen.spamhaus.org',
  );
  assert.deepEqual(filled('swaks --to user@example.com --server mx.example.com --quit-after RCPT', facts), {
    command: 'swaks --to jane@example.org --server mx.example.org --quit-after RCPT',
    open: [],
  });
  const hostile = { ...facts, recipient: "`id`$(id)'@example.org", queueId: 'a;rm -rf /' };
  assert.equal(
    filled('exim -bt user@example.com', hostile).command,
    String.raw`exim -bt '${'`id`$(id)'}'\''@example.org'`,
  );
  assert.equal(filled('exim -d -M <id>', hostile).command, "exim -d -M 'a;rm -rf /'");
  assert.equal(quoted('-rf'), "'-rf'");
  const unauthenticated = { replyCode: '550', enhancedCode: '5.7.26' };
  const text = commandsText(explain(catalog, unauthenticated), facts, 'sender', catalog.texts.ui.act.commands);
  assert.match(text, /^# Commands for .+\n\n(?:#.*\n)?\w/);
});

test('equal words are one cause, whatever stands in them', () => {
  const catalog = readCatalog();
  const keys = Array.from({ length: 300 }, (_, index) =>
    causeKey(catalog, {
      replyCode: '554',
      text: `Zorblax policy ${index} quux <user${index}@example.org> [192.0.2.${index % 250}] id=${(index * 7919).toString(36)}x1`,
    }),
  );
  assert.equal(new Set(keys).size, 1, [...new Set(keys)].slice(0, 3).join('\n'));
  assert.notEqual(templateOf('mailbox of jane@example.org glorbs'), templateOf('message of jane@example.org glorbs'));
});
