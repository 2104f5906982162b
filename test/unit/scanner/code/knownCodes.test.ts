import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isRegistered, isReplyCode } from '../../../../src/core/scanner/code/knownCodes';

interface Row {
  readonly code: string;
  readonly status: 'standard' | 'extension' | 'obsolete' | 'nonstandard';
}

/** Standard too, but a number that other protocols send more often. */
const shared = new Set(['422', '430', '500', '524']);
/** Not standard, but as telling as if it were. */
const telling = new Set(['252', '532']);

test('knows the codes that the catalog knows', () => {
  const { codes } = JSON.parse(readFileSync('data/reply-codes.json', 'utf8')) as { codes: Row[] };
  for (const { code, status } of codes) {
    if (status === 'standard' || status === 'extension') {
      assert.equal(isRegistered(code), !shared.has(code), code);
      assert.ok(isReplyCode(code), code);
    } else assert.equal(isRegistered(code), telling.has(code), code);
  }
  const known = new Set(codes.map(({ code }) => code));
  for (let code = 200; code < 600; code++)
    if (isRegistered(String(code))) assert.ok(known.has(String(code)), String(code));
});
