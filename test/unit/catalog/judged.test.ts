import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Facts } from '../../../src/core/catalog/facts';

const { causes } = JSON.parse(readFileSync('data/causes.json', 'utf8')) as Facts['causes'];
const folder = join('test', 'judge');

for (const name of readdirSync(folder).filter((file) => file.endsWith('.tsv')))
  test(`each reply of ${name} stands once, with causes that exist`, () => {
    const [head = '', ...rows] = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
    assert.match(head, /^reply\tcause\thard(?:\t|$)/);
    const replies = new Set<string>();
    for (const row of rows) {
      const [reply = '', expected = '', hard = ''] = row.split('\t');
      assert.match(reply, /^\S.*\S$/, row);
      assert.ok(!replies.has(reply), `twice: ${reply}`);
      replies.add(reply);
      for (const id of expected.split('|')) assert.ok(id === '-' || causes.some((cause) => cause.id === id), row);
      assert.match(hard, /^(?:|yes|no|true|false)$/, row);
    }
  });
