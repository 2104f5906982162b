import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { rows } from './mails';

const fixture = readFileSync('test/fixtures/bounce/kinds.txt', 'utf8');

for (const block of fixture.split(/^=== /m).slice(1)) {
  const end = block.indexOf('\n');
  const [name, kind, recipient, outcome, causes] = block
    .slice(0, end)
    .split('|')
    .map((cell) => cell.trim());
  test(`one verdict: ${name}`, () => {
    const verdicts = rows(block.slice(end + 1));
    const found = verdicts.map((row) => [row.kind, row.recipient ?? '-', row.outcome ?? '-']);
    assert.deepEqual(found, [[kind, recipient, outcome]]);
    // any of the causes that fit
    if (causes !== '-')
      assert.ok(causes!.split(' ').includes(verdicts[0]!.cause?.id ?? ''), `${verdicts[0]!.cause?.id}`);
  });
}
