import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check } from 'recheck';
import ts from 'typescript';

const folder = 'src/core/scanner/code';

/** The regular expressions written in a source file. */
function patternsOf(file: string): string[] {
  const patterns: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) patterns.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.ES2022));
  return patterns;
}

test('every pattern of the source scanner is linear', async () => {
  const patterns = readdirSync(folder).flatMap(patternsOf);
  assert.ok(patterns.length > 50);
  for (const pattern of new Set(patterns)) {
    const slash = pattern.lastIndexOf('/');
    const { status } = await check(pattern.slice(1, slash), pattern.slice(slash + 1), { timeout: 20_000 });
    assert.equal(status, 'safe', pattern);
  }
});
