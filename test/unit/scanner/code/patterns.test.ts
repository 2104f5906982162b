import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check } from 'recheck';
import ts from 'typescript';

/** The regular expressions written in the source files of a folder. */
function patternsIn(folder: string): string[] {
  const patterns: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) patterns.push(node.text);
    ts.forEachChild(node, visit);
  };
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')))
    visit(ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.ES2022));
  return patterns;
}

for (const [folder, least] of [
  ['src/core/scanner/code', 50],
  ['src/core/lint', 15],
] as const)
  test(`every pattern in ${folder} is linear`, async () => {
    const patterns = patternsIn(folder);
    assert.ok(patterns.length > least, `${patterns.length} patterns`);
    for (const pattern of new Set(patterns)) {
      const slash = pattern.lastIndexOf('/');
      const { status } = await check(pattern.slice(1, slash), pattern.slice(slash + 1), { timeout: 20_000 });
      assert.equal(status, 'safe', pattern);
    }
  });
