import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { rows } from './mails';

const fixture = readFileSync('test/fixtures/bounce/kinds.txt', 'utf8');

for (const block of fixture.split(/^=== /m).slice(1)) {
  const end = block.indexOf('\n');
  const [name, kind, recipient, outcome] = block
    .slice(0, end)
    .split('|')
    .map((cell) => cell.trim());
  test(`one verdict: ${name}`, () => {
    const found = rows(block.slice(end + 1)).map((row) => [row.kind, row.recipient ?? '-', row.outcome ?? '-']);
    assert.deepEqual(found, [[kind, recipient, outcome]]);
  });
}
