import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
const languages = readdirSync('l10n').map((name) => name.split('.')[2]!);

/** The messages that the source hands to `vscode.l10n.t`. */
function messages(folder: string): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText().endsWith('l10n.t')) {
      const [first] = node.arguments;
      assert.ok(first && ts.isStringLiteral(first), `${node.getText()} has a message that cannot be looked up`);
      found.add(first.text);
    }
    ts.forEachChild(node, visit);
  };
  for (const name of readdirSync(folder))
    visit(ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.ES2022, true));
  return found;
}

/** `{0}` and the like, in order. */
const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort().join();

for (const language of languages) {
  test(`every message of the editor is translated to ${language}, and nothing else is`, () => {
    const bundle = readJson(`l10n/bundle.l10n.${language}.json`);
    assert.deepEqual(Object.keys(bundle).sort(), [...messages('src/editor')].sort());
    for (const [message, translation] of Object.entries(bundle)) assert.equal(places(translation), places(message));
  });

  test(`package.json is translated to ${language}`, () => {
    const used = [...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]);
    const english = readJson('package.nls.json');
    assert.deepEqual(Object.keys(english).sort(), [...new Set(used)].sort());
    assert.deepEqual(Object.keys(readJson(`package.nls.${language}.json`)).sort(), Object.keys(english).sort());
  });
}
