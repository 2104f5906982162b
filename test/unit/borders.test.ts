import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';

const eslint = new ESLint();

/** What the linter has to say about a file with this text. */
async function faults(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return result!.messages.map(({ message }) => message);
}

const fromEditor = [
  `import * as vscode from 'vscode';\nexport const version = vscode.version;\n`,
  `import type { Uri } from 'vscode';\nexport type Place = Uri;\n`,
  `export type { Uri } from 'vscode';\n`,
  `export type Place = import('vscode').Uri;\n`,
  `export const load = () => import('vscode');\n`,
];
const fromNode = [
  `import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n`,
  `import { readFile } from 'fs/promises';\nexport const read = readFile;\n`,
  `import type { Stats } from 'node:fs';\nexport type Facts = Stats;\n`,
];
const fromBrowser = [
  `export const title = () => document.title;\n`,
  `export const kept = () => globalThis.localStorage;\n`,
  `export const page = () => fetch('https://example.com/');\n`,
];
const upwards = [`import { section } from '../editor/settings';\nexport const name = section;\n`];

test('src/core takes nothing from the editor, Node, the browser or the rooms above it', async () => {
  for (const text of [...fromEditor, ...fromNode, ...fromBrowser, ...upwards])
    assert.equal((await faults('src/core/new.ts', text)).length, 1, text);
});

test('the page takes nothing from the editor or Node', async () => {
  for (const text of [...fromEditor, ...fromNode, ...upwards])
    assert.equal((await faults('src/webview/new.ts', text)).length, 1, text);
});

test('src/editor runs where there is no Node', async () => {
  for (const text of fromNode) assert.equal((await faults('src/editor/new.ts', text)).length, 1, text);
  assert.deepEqual(await faults('src/editor/new.ts', fromEditor[0]!), []);
});

test('what stays inside its borders passes', async () => {
  const core = `import type { Reply } from './model';\n\nexport const codes = ({ occurrences }: Reply) => occurrences.map(({ code }) => code);\n`;
  assert.deepEqual(await faults('src/core/new.ts', core), []);
  const page = `import type { Comparison } from '../core/model';\n\nexport const show = ({ title }: Comparison) => (document.title = title);\n`;
  assert.deepEqual(await faults('src/webview/new.ts', page), []);
});

test('no file imports itself by way of others, types included', () => {
  const imports = new Map(
    readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => {
        const path = join('src', name);
        const from = readFileSync(path, 'utf8').matchAll(/\b(?:from|import|require)\b[ (]{0,2}'(\.[^']*)'/g);
        return [path, [...from].map(([, to]) => `${join(path, '..', to!)}.ts`)] as const;
      }),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, above: readonly string[]): void => {
    if (above.includes(path)) circles.push([...above.slice(above.indexOf(path)), path].join(' -> '));
    else if (!done.has(path)) for (const next of imports.get(path) ?? []) visit(next, [...above, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  assert.ok([...imports.values()].flat().filter((path) => imports.has(path)).length > 500);
  assert.deepEqual(circles, []);
});
