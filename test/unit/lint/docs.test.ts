import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { rules } from '../../../src/core/lint/rules';
import { check } from './check';

/** The examples of a page: the first is found, the second is right. */
function examplesOf(id: string): readonly [string, string] {
  const blocks = [...readFileSync(`docs/rules/${id}.md`, 'utf8').matchAll(/```text\n([^`]+)\n```/g)].map(([, block]) =>
    /^\d/.test(block!) ? `send('${block!}');` : block!,
  );
  return blocks as unknown as readonly [string, string];
}

test('every rule finds the first example of its page and not the second', () => {
  for (const { id } of rules) {
    const [found, right] = examplesOf(id);
    const long = (text: string) => text.replace('… 600 characters …', 'x'.repeat(600));
    assert.equal(check(id, long(found)).findings.length, 1, `${id}: ${found}`);
    assert.equal(check(id, right).findings.length, 0, `${id}: ${right}`);
  }
});
