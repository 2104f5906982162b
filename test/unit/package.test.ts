import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

const manifestText = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(manifestText) as Record<string, unknown>;

const vsce = pathToFileURL(join('scripts', 'vsce.mjs')).href;
const { listPacked } = (await import(vsce)) as { listPacked(): Promise<string[]> };
const packed = await listPacked();

/** All that a .vsix may hold. */
const allowed = [
  /^package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^((dist\/)?README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^dist\/((catalog|configuration\.schema)\.json|cli\.js|extension\.js|logReader\.js|reading\.js|web\/extension\.js|webview\/(main\.js|style\.css)|locales\/[a-z-]+\.json)$/,
  /^l10n\/bundle\.l10n\.[a-z-]+\.json$/,
  /^media\/(icon\.png|walkthrough\/\w+\.svg)$/,
];

test('the package holds only what runs', () => {
  assert.deepEqual(
    packed.filter((file) => !allowed.some((pattern) => pattern.test(file))),
    [],
  );
});

test('the package holds all that runs', () => {
  const files = new Set(packed);
  const named = [...manifestText.matchAll(/"(?:\.\/)?((?:dist|media)\/[\w./-]+)"/g)].map(([, file]) => file!);
  const read = [
    'dist/catalog.json',
    'dist/locales/en.json',
    'dist/logReader.js',
    'dist/reading.js',
    'dist/webview/main.js',
    'dist/webview/style.css',
  ];
  assert.ok(named.length >= 4);
  for (const file of [...named, ...read, 'package.nls.json', 'dist/README.md', 'CHANGELOG.md', 'LICENSE'])
    assert.ok(files.has(file), file);
});

/** What a built file loads by `require`, and the identifiers in its code. */
function contents(file: string): { loads: string[]; names: Set<string> } {
  const loads: string[] = [];
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    if (ts.isCallExpression(node) && node.expression.getText() === 'require')
      loads.push((node.arguments[0] as ts.StringLiteral).text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS));
  return { loads, names };
}

const scripts = packed.filter((file) => file.endsWith('.js')).map((file) => ({ file, ...contents(file) }));

test('what runs needs nothing that would have to be installed', () => {
  assert.equal(manifest['dependencies'], undefined);
  const there: Record<string, readonly string[]> = {
    'dist/cli.js': ['node:fs', 'node:path', 'node:util', 'node:zlib'],
    'dist/extension.js': ['vscode', './reading.js', './logReader.js'],
    'dist/logReader.js': ['node:fs', 'node:path', 'node:zlib'],
    'dist/web/extension.js': ['vscode'],
  };
  for (const { file, loads } of scripts)
    for (const name of loads) assert.ok(there[file]?.includes(name), `${file} loads ${name}`);
});

test('what runs opens no connection', () => {
  const network = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'sendBeacon', 'importScripts'];
  assert.ok(scripts.length >= 4);
  for (const { file, names } of scripts)
    assert.deepEqual(
      network.filter((name) => names.has(name)),
      [],
      file,
    );
});

test('whatever is bundled of others is named, with its licence', () => {
  const imported = (readdirSync('src', { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [...readFileSync(join('src', name), 'utf8').matchAll(/^import .*from '([^'.][^']*)';$/gm)])
    .map(([, from]) => /^(@[^/]+\/)?[^/]+/.exec(from!)![0])
    .filter((name) => name !== 'vscode' && !name.startsWith('node:'));
  const named = readFileSync('THIRD_PARTY.md', 'utf8');
  assert.ok(imported.length > 0);
  for (const name of new Set(imported)) assert.ok(named.includes(`[${name}]`), name);
});
