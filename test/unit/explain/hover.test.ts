import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../src/core/explain/explain';
import { hoverMarkdown, type HoverOptions } from '../../../src/core/explain/hover';
import { parseReply } from '../../../src/core/codes';
import { readCatalog } from '../catalog/readData';

const catalog = readCatalog();
const all: HoverOptions = {
  parts: new Set(['remedy', 'meaning', 'provider', 'command', 'related', 'sources']),
  role: 'sender',
  explainLink: 'command:explain',
  compareLink: (code) => `command:compare?${code ?? ''}`,
};
const hover = (reply: string, options: Partial<HoverOptions> = {}, command?: string): string =>
  hoverMarkdown(catalog, explain(catalog, { ...parseReply(reply)!, ...(command ? { command } : {}) }), {
    ...all,
    ...options,
  });
const lines = (text: string): string[] => text.split('\n').filter(Boolean);

test('begins with what it is, whether to try again and who acts, then with what to do', () => {
  const [first, second, third] = lines(hover('550 5.1.1'));
  assert.equal(first, '**550 5.1.1 No such mailbox** · permanent failure · do not retry · the sender acts');
  assert.equal(second, '**Remove this address: no such mailbox**');
  assert.match(third ?? '', /^1\. /);
});

test('is at most twelve lines long, for every reply code and every documented reply', () => {
  for (const { reply } of catalog.entries())
    for (const role of ['sender', 'receiver', 'developer'] as const)
      for (const command of ['RCPT', 'AUTH', 'END-OF-DATA'])
        assert.ok(lines(hover(reply, { role }, command)).length <= 12, `${reply} for ${role} after ${command}`);
});

test('lets the provider speak where its words are known', () => {
  const text = hover('550-5.7.26 This mail has been blocked because the sender is unauthenticated');
  assert.match(text, /Google/);
  assert.match(text, /SPF/);
  assert.match(text, /workspace\.google\.com/);
});

test('says what the code means after the command, as the end of a sentence', () => {
  assert.match(hover('454', {}, 'STARTTLS'), /After STARTTLS: [a-z`T]/);
});

test('leaves out what is switched off', () => {
  const bare = lines(hover('550 5.1.1', { parts: new Set() }));
  assert.equal(bare.length, 2);
  assert.match(bare[1]!, /^\[.+\]\(command:explain\)$/);
});

test('has nothing to fix after a success', () => {
  assert.doesNotMatch(hover('250 2.0.0'), /^1\. /m);
});

test('links to the codes it is confused with, to the full explanation and to the sources', () => {
  const text = hover('550 5.7.1');
  assert.match(text, /\[Compare with 5\.7\.26\]\(command:compare\?5\.7\.26\)/);
  assert.match(text, /\]\(command:explain\)/);
  assert.match(text, /\]\(https:\/\/www\.rfc-editor\.org\/rfc\/rfc3463/);
});

test('what one may do with a failure stands in the last line', () => {
  const actions = { copyForSender: 'command:sender', writeToPostmaster: 'command:postmaster' };
  const last = (reply: string) => lines(hover(reply, { actions })).at(-1)!;
  assert.match(
    last('550 5.1.1'),
    /\[Copy for the sender\]\(command:sender\) · \[Write to the postmaster\]\(command:postmaster\)/,
  );
  assert.doesNotMatch(last('250 2.0.0'), /command:sender/);
  assert.doesNotMatch(lines(hover('550 5.1.1')).at(-1)!, /for the sender/);
});
