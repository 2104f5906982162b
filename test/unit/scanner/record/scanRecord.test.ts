import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identify } from '../../../../src/core/scanner/identify';
import { ruleReason } from '../../../../src/core/scanner/ruleReason';
import { scanWithWords as scan } from '../../../../src/core/scanner/scan';
import { listCodes, readFixtures } from '../fixtures';

for (const fixture of readFixtures('test/fixtures/record')) {
  test(`finds the codes of ${fixture.name} and nothing else`, () => {
    const source = identify({ name: fixture.name, head: fixture.text.slice(0, 16_384) });
    const codes = scan(fixture.text, source);
    assert.deepEqual(listCodes({ text: fixture.text, codes }), listCodes(fixture));
    for (const { rule } of codes) assert.ok(ruleReason(rule), rule);
  });
}
