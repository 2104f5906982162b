import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from '../../../src/core/explain/compare';
import { comparisonToMarkdown, proseToMarkdown } from '../../../src/core/explain/markdown';
import { parseReply } from '../../../src/core/codes';
import { queryOf } from '../../../src/core/explain/queryOf';
import { readState } from '../../../src/webview/keptState';
import { readCatalog } from '../catalog/readData';

const catalog = readCatalog();

/** Without what a backslash takes the meaning from, and the code in back-quotes. */
const rest = (markdown: string): string => markdown.replace(/\\[!-/:-@[-`{-~]|`[^`\n]+`/g, '');

test('nothing in a text becomes a link, a picture, HTML or code over lines', () => {
  for (const text of [
    '```[x](https://evil.example)![p](https://evil.example/p.png)',
    '``x`[a](https://evil.example)',
    'a `b\n\nc` [d](command:x)',
    '` <img src=x onerror=y> `` <b>',
    'see https://evil.example, www.evil.example or a@evil.example &copy; &#58;',
    '`',
    '`` ``',
  ]) {
    const left = rest(proseToMarkdown(text));
    assert.doesNotMatch(left, /[`<>[\]&@]|:\/\/|www\.e/, `${text} → ${proseToMarkdown(text)}`);
  }
  assert.equal(proseToMarkdown('Run `postqueue -p` and `a|b`.'), 'Run `postqueue -p` and `a|b`.');
});

test('the words of a reply stay in the cell of a comparison that holds them', () => {
  for (const words of [
    '[click](https://evil.example)\\\\| x',
    'a \\| ![p](https://evil.example/p.png) | b',
    '| | `x` |',
    '\\\\\\|',
  ])
    for (const row of comparisonToMarkdown(
      catalog,
      compare(catalog, parseReply('450')!, parseReply(`550 5.7.1 ${words}`)!),
    )
      .split('\n')
      .filter((line) => line.startsWith('| '))) {
      const cells = row.replace(/\\\|/g, '').split('|');
      assert.equal(cells.length, 6, row);
      assert.doesNotMatch(row, /\\\\\|/);
    }
});

test('a comparison quotes a real reply as it is', () => {
  const { facts } = compare(catalog, parseReply('450')!, parseReply('550 5.1.1 <host> said <n> times <word>')!);
  assert.ok(facts.some(({ right }) => right.includes('<host> said <n> times <word>')));
});

test('an argument that means nothing explains nothing', () => {
  for (const argument of [
    undefined,
    null,
    5,
    {},
    [],
    [{}],
    { text: 5 },
    { enhancedCode: 511 },
    { text: 'x' },
    'hello',
    [[[]]],
    { replyCode: {} },
  ])
    assert.equal(queryOf(argument), undefined, JSON.stringify(argument));
  for (const argument of ['450', ['450'], { replyCode: '450' }, { replyCode: '450', text: 5, command: {} }])
    assert.deepEqual(queryOf(argument), { replyCode: '450' });
  assert.deepEqual(queryOf({ replyCode: '550', enhancedCode: '5.1.1', text: 'No', sentByUs: true }), {
    ...{ replyCode: '550', enhancedCode: '5.1.1', text: 'No', sentByUs: true },
  });
});

test('a page goes by what is sound in its kept state', () => {
  for (const kept of [
    undefined,
    null,
    5,
    'x',
    [],
    { pairs: 5 },
    { pairs: [['450']], at: 0 },
    { pairs: [['450', { x: 1 }]] },
    { pairs: [] },
    { query: {} },
  ])
    assert.deepEqual(readState(kept), {}, JSON.stringify(kept));
  const pairs = [['450', '550']];
  assert.deepEqual(readState({ pairs, at: 0, query: 'full' }), { pairs, at: 0, query: 'full' });
  for (const at of [7, -1, 0.5, '0', null]) assert.deepEqual(readState({ pairs, at }), { pairs, at: 0 });
});
