import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { rules } from '../../../src/core/lint/rules';

const pages = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'THIRD_PARTY.md',
  ...(readdirSync('docs', { recursive: true }) as string[])
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** A page without its blocks and spans of code, which hold no links. */
const prose = (page: string) =>
  readFileSync(page, 'utf8')
    .replace(/^```[^]*?^```$/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));

/** The anchors of a page's headings, as GitHub and VS Code make them. */
function anchors(page: string): Set<string> {
  const headings = [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

test('every link between documents leads to a file, and to a heading in it', () => {
  for (const page of pages)
    for (const [, target] of prose(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https:/.test(target!)) continue;
      const [file, anchor] = target!.split('#');
      const path = file ? normalize(join(dirname(page), file)) : page;
      assert.ok(existsSync(path), `${page}: ${target}`);
      if (anchor) assert.ok(anchors(path).has(anchor), `${page}: ${target}`);
    }
});

test('every picture has a text in its place', () => {
  for (const page of pages)
    for (const [image, text] of prose(page).matchAll(/!\[([^\]]*)\]\([^)]+\)/g)) assert.ok(text!.length > 15, image);
});

test('every page is reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const page of reached)
    for (const [, target] of prose(page).matchAll(/\]\(([^)\s#]+\.md)[^)]*\)/g)) {
      const path = normalize(join(dirname(page), target!));
      if (existsSync(path)) reached.add(path);
    }
  assert.deepEqual([...reached].sort(), [...pages].sort());
});

test('every rule has its page, and every page its rule', () => {
  const documented = readdirSync('docs/rules')
    .filter((name) => name !== 'README.md')
    .map((name) => name.replace('.md', ''));
  assert.deepEqual(documented.sort(), rules.map(({ id }) => id).sort());
});

test('the page of a rule says its level and its standard', () => {
  for (const { id, level, reference } of rules) {
    const page = readFileSync(`docs/rules/${id}.md`, 'utf8');
    assert.ok(page.startsWith(`# ${id}\n`), id);
    assert.ok(page.includes(`Level: **${level}**. Standard: [${reference.name}](${reference.url}).`), id);
  }
});
