import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

test('every document that the facts cite has the day on which it was last read', () => {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/sources.mjs'], { encoding: 'utf8' });
  assert.equal(status, 0, `${stdout}npm run sources -- --new adds what was read today and drops what nothing cites.`);
});
