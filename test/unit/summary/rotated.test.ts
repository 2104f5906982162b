import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOrder } from '../../../src/core/summary/rotated';

test('rotated logs come oldest first, whatever names the sets have', () => {
  assert.deepEqual(inOrder(['mail.log', 'mail.log.1', 'mail.log.10.gz', 'mail.log.2.gz']), [
    'mail.log.10.gz',
    'mail.log.2.gz',
    'mail.log.1',
    'mail.log',
  ]);
  assert.deepEqual(inOrder(['/var/log/maillog', '/var/log/maillog-20260108', '/var/log/maillog-20260101.gz']), [
    '/var/log/maillog-20260101.gz',
    '/var/log/maillog-20260108',
    '/var/log/maillog',
  ]);
});
