import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeCodes, type DescribedCode } from '../../../../src/core/scanner/code/describeCodes';
import { languages } from '../../../../src/core/scanner/code/languages';

/** The role of the last code of a line in a file about SMTP, and the string it stands in. */
function describe(line: string, language = 'javascript'): [role: string | undefined, string: string | undefined] {
  const text = `smtp('RCPT TO:', 'MAIL FROM:');\n${line}\n`;
  let last: DescribedCode | undefined;
  describeCodes(text, languages.get(language)!, (code) => (last = code)).advance(Infinity);
  return [last?.role, last?.string && text.slice(last.string.start, last.string.end)];
}

test('says what a code does', () => {
  assert.deepEqual(describe("send('550 No such user');"), ['reply-string', '550 No such user']);
  assert.deepEqual(describe('send("550 5.1.1 No \\"such\\" user");'), ['reply-string', '550 5.1.1 No \\"such\\" user']);
  assert.deepEqual(describe('if (err.responseCode === 550) drop();'), ['comparison', undefined]);
  assert.deepEqual(describe("if (code === '550') drop();"), ['comparison', '550']);
  assert.deepEqual(describe('  case 550:'), ['case', undefined]);
  assert.deepEqual(describe('    550 | 551 => Gone,', 'rust'), ['case', undefined]);
  assert.deepEqual(describe('const UNAVAILABLE = 550;'), ['constant', undefined]);
  assert.deepEqual(describe('#define UNAVAILABLE 550', 'c'), ['constant', undefined]);
  assert.deepEqual(describe('  Code: 550,', 'go'), ['field', undefined]);
  assert.deepEqual(describe('err.responseCode = 550;'), ['field', undefined]);
  assert.deepEqual(describe('const retry = [450, 451];'), ['list', undefined]);
  assert.deepEqual(describe('expect(reply.code).toBe(250);'), ['assertion', undefined]);
  assert.deepEqual(describe("// don't send a 550 reply"), ['comment', undefined]);
  assert.deepEqual(describe('# a 550 reply', 'python'), ['comment', undefined]);
  assert.deepEqual(describe('A `550` reply', 'markdown'), ['comment', undefined]);
  assert.deepEqual(describe('if (/^550/.test(line)) drop();')[0], 'pattern');
  assert.deepEqual(describe("if (/5\\.1\\.1/.test(status)) drop('x');")[0], 'pattern');
});
