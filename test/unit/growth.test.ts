import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Source } from '../../src/core/model';
import { groupReplies } from '../../src/core/scanner/groupReplies';
import { identify } from '../../src/core/scanner/identify';
import { scanWithWords as scan } from '../../src/core/scanner/scan';
import { FailureIndex } from '../../src/core/summary/failureIndex';
import { lint } from '../../src/core/lint/lint';
import { readCatalog } from './catalog/readData';
import { facts } from './lint/check';
import { stepsOf } from './steps';

const event = JSON.stringify({
  event: 'bounce',
  email: 'a@example.com',
  reason: '550 5.1.1 No mailbox of that name here',
  status: '5.1.1',
  type: 'bounce',
  sg_event_id: 'x',
});
const bounced =
  'Nov 23 03:01:02 mx postfix/smtp[1]: A1: to=<a@example.com>, dsn=5.1.1, status=bounced (host mx.example.com said: 550 5.1.1 No such user)';

/** What can be long: a text of so many parts, or as many lines. */
const texts: Readonly<Record<string, (count: number) => string>> = {
  'events in one line': (count) => `[${Array.from({ length: count }, () => event).join(',')}]`,
  'events on lines': (count) => `[${Array.from({ length: count }, () => event).join(',\n')}]`,
  'fields without a reply code': (count) => `Nov 23 03:01:02 mx postfix/smtp[1]: ${'dsn=5.0.0 '.repeat(count)}`,
  'replies in one line of a log': (count) => `${bounced} `.repeat(count),
  'lines of a log': (count) => `${bounced}\n`.repeat(count),
  'lines of one reply': (count) => '250-SIZE 1000\n'.repeat(count),
  'commands and replies': (count) =>
    `220 mx ESMTP\n${'RCPT TO:<a@example.com>\n550 5.1.1 No such user\n'.repeat(count)}`,
  'letters in a session': (count) => `220 mx ESMTP\n${'DATA\n354 Go on\n550 chairs\n.\n250 2.0.0 Ok\n'.repeat(count)}`,
  'letters in a bounce': (count) =>
    'Diagnostic-Code: smtp; 550 5.1.1 x\nContent-Type: message/rfc822\n\n550 chairs\nFrom a@b Mon \n'.repeat(count),
  'a bounce of folded lines': (count) => `Diagnostic-Code: smtp; 550 5.1.1 x\n${'    and more\n'.repeat(count)}`,
  'empty lines': (count) => `${bounced}${'\n'.repeat(count)}`,
  quotes: (count) => `${bounced} ${'"550 '.repeat(count)}`,
  backslashes: (count) => `${bounced} ${'\\"550 5.1.1 x\\\\'.repeat(count)}`,
};

const sourceOf = (text: string): Source => identify({ name: 'x.log', head: text.slice(0, 16_384) });

const entries: Readonly<Record<string, (text: string) => unknown>> = {
  scan: (text) => scan(text, sourceOf(text)),
  group: (text) => groupReplies(text, scan(text, sourceOf(text)), sourceOf(text)),
  index: (text) => {
    const lines = text.split('\n');
    const read = (from: number, to: number) => lines.slice(from, to).join('\n') + (to < lines.length ? '\n' : '');
    const index = new FailureIndex(
      { count: () => lines.length, read },
      sourceOf(text),
      (reply) => reply.replyCode ?? '',
    );
    while (!index.step(() => true));
  },
};

for (const [kind, make] of Object.entries(texts))
  test(`twice as many take no more than twice the work: ${kind}`, () => {
    for (const [name, run] of Object.entries(entries)) {
      const [once, twice] = [2_000, 4_000].map((count) => {
        const text = make(count);
        return stepsOf(() => run(text));
      }) as [number, number];
      assert.ok(twice <= 2.2 * once, `${name}: ${once} steps, then ${twice}`);
    }
  });

const codes: Readonly<Record<string, (count: number) => string>> = {
  'templates over two lines': (count) =>
    `// SMTP: EHLO, RCPT TO\nconst r = [\n${'  `550 4.1.1 x\n`,\n'.repeat(count)}];\n`,
  'strings with findings': (count) => `// SMTP: EHLO, RCPT TO\n${"send('550 4.1.1 No such user');\n".repeat(count)}`,
  'findings in one line': (count) => `// SMTP: EHLO, RCPT TO\n${"send('550 4.1.1 No such user');".repeat(count)}`,
};

for (const [kind, make] of Object.entries(codes))
  test(`the rules take no more than twice the work for twice as many: ${kind}`, () => {
    const source = { family: 'code', id: 'typescript', name: '' } as const;
    const [once, twice] = [400, 800].map((count) => {
      const text = make(count);
      return stepsOf(() => lint({ text, source, facts, texts: readCatalog().texts.rules }));
    }) as [number, number];
    assert.ok(twice <= 2.2 * once, `${once} steps, then ${twice}`);
  });
