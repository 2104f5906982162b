import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatReply, parseCodes } from '../../src/core/codes';

const found = (text: string) => parseCodes(text).map((query) => formatReply(query));

test('the codes of a selection are read one by one', () => {
  assert.deepEqual(found('450 vs 550'), ['450', '550']);
  assert.deepEqual(found('450/550'), ['450', '550']);
  assert.deepEqual(found('5.7.1 and 5.7.26'), ['5.7.1', '5.7.26']);
  assert.deepEqual(found('| 550 | 550 5.7.26 |'), ['550', '550 5.7.26']);
  assert.deepEqual(found('from 2550 to 45000, 10.5.1.1'), []);
  assert.deepEqual(found(''), []);
});
