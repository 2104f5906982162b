import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ignoresFile, readIgnorePatterns } from '../../../src/core/lint/ignorePatterns';

/** Rows of gitignore(5): patterns, a file, whether it is ignored. */
const rows: readonly (readonly [string, string, boolean])[] = [
  ['*.log', 'a.log', true],
  ['*.log', 'deep/er/a.log', true],
  ['*.log', 'a.logs', false],
  ['/a.log', 'deep/a.log', false],
  ['build/', 'build/x.js', true],
  ['build/', 'build', false],
  ['build/', 'src/build/x.js', true],
  ['/build/', 'src/build/x.js', false],
  ['src/*.js', 'src/a.js', true],
  ['src/*.js', 'src/deep/a.js', false],
  ['src/**/a.js', 'src/a.js', true],
  ['src/**/a.js', 'src/x/y/a.js', true],
  ['**/gen', 'x/gen/y.js', true],
  ['gen/**', 'gen/x/y.js', true],
  ['a?.js', 'ab.js', true],
  ['a?.js', 'a.js', false],
  ['[a-c]*.js', 'b1.js', true],
  ['[!a-c]*.js', 'b1.js', false],
  ['*.js\n!keep.js', 'keep.js', false],
  ['# a remark\n\n*.js', 'x.js', true],
  ['\\#a', '#a', true],
  ['a*b*c', 'aXbYc', true],
  ['a*b*c', 'aXbY', false],
];

test('patterns mean what they mean to git', () => {
  for (const [lines, file, ignored] of rows)
    assert.equal(ignoresFile(readIgnorePatterns(lines.split('\n')), file), ignored, `${lines} ${file}`);
});

test('a hostile pattern takes no longer than its length times that of the name', () => {
  const patterns = readIgnorePatterns([`${'*a'.repeat(500)}b`]);
  assert.equal(ignoresFile(patterns, 'a'.repeat(5_000)), false);
});
