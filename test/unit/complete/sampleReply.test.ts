import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOfReply, sampleAs } from '../../../src/core/complete/sampleReply';
import { readCatalog } from '../catalog/readData';

const two = '550-5.7.26 This mail has been blocked. 550 5.7.26 See "the page" - gsmtp';

test('a reply of several lines is cut where each begins', () => {
  assert.deepEqual(linesOfReply(two), ['550-5.7.26 This mail has been blocked.', '550 5.7.26 See "the page" - gsmtp']);
  assert.deepEqual(linesOfReply('no code'), ['no code']);
});

test('it is written as a string of the language, and as it is where there are none', () => {
  const text = '550-5.7.26 This mail has been blocked.\\r\\n550 5.7.26 See \\"the page\\" - gsmtp\\r\\n';
  assert.equal(sampleAs(two, 'go', false), `"${text}"`);
  assert.equal(sampleAs(two, 'python', true), text);
  assert.equal(sampleAs(two, 'markdown', false), two.replace(' 550 5.7', '\n550 5.7'));
  assert.equal(sampleAs('550 costs $total', 'php', false), '"550 costs \\$total"');
});

test('every example of a provider is cut at its own code alone, and nothing of it is lost', () => {
  for (const { replies } of readCatalog().facts.providers)
    for (const { id, examples } of replies)
      for (const example of examples) {
        const lines = linesOfReply(example);
        assert.equal(lines.join(' '), example, id);
        for (const line of lines.slice(1)) assert.equal(line.slice(0, 3), example.slice(0, 3), id);
        for (const language of ['go', 'python', 'javascript'])
          assert.ok(!/(?<!\\)(?:\\\\)*"./.test(sampleAs(example, language, true)), `${id} in ${language}`);
      }
});
