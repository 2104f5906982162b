import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createCatalog } from '../../../src/core/catalog/catalog';
import { parseCustomReplies } from '../../../src/core/catalog/customReplies';
import { lint, lintInSteps } from '../../../src/core/lint/lint';
import { createLintFacts } from '../../../src/core/lint/lintFacts';
import { rules } from '../../../src/core/lint/rules';
import { languages } from '../../../src/core/scanner/code/languages';
import { locales, readCatalog, readJson } from '../catalog/readData';
import { check, facts } from './check';

const bad = "send('550 4.1.1 No such user');";
const rule = 'class-mismatch';

/** The lines with a finding, counted from 0. */
function lines(text: string, language?: string): number[] {
  const { marked } = check(rule, text, language);
  return marked.split('\n').flatMap((line, index) => (line.includes('«') ? [index] : []));
}

test('suppressions: a line, the next line, a file', () => {
  assert.deepEqual(lines(`${bad}\n${bad}`), [0, 1]);
  assert.deepEqual(lines(`${bad} // smtp-reply-codes-disable-line\n${bad}`), [1]);
  assert.deepEqual(lines(`${bad} // smtp-reply-codes-disable-line ${rule}\n${bad}`), [1]);
  assert.deepEqual(lines(`// smtp-reply-codes-disable-next-line ${rule}\n${bad}\n${bad}`), [2]);
  assert.deepEqual(lines(`/* smtp-reply-codes-disable-next-line */\n${bad}\n${bad}`), [2]);
  assert.deepEqual(lines(`${bad}\n${bad}\n// smtp-reply-codes-disable ${rule}`), []);
  assert.deepEqual(lines(`# smtp-reply-codes-disable\n${bad}`, 'python'), []);
  assert.deepEqual(lines(`// smtp-reply-codes-disable-next-line unusual-pair, ${rule}\r\n${bad}\r\n${bad}`), [2]);
});

test('suppressions of other rules change nothing', () => {
  assert.deepEqual(lines(`// smtp-reply-codes-disable-next-line non-ascii-reply\n${bad}`), [1]);
  assert.deepEqual(lines(`// smtp-reply-codes-disable invalid-reply-code\n${bad}`), [1]);
});

test('levels: the default, the one set, off, and nonsense', () => {
  const level = (levels: Record<string, unknown>) =>
    lint({
      text: `// SMTP: EHLO, MAIL FROM, RCPT TO\n${bad}`,
      source: languages.get('javascript')!,
      facts,
      texts: readCatalog().texts.rules,
      levels,
    })[0]?.level;
  assert.equal(level({}), 'warning');
  assert.equal(level({ [rule]: 'error' }), 'error');
  assert.equal(level({ [rule]: 'off' }), undefined);
  assert.equal(level({ [rule]: 'loud' }), 'warning');
});

test('findings come in the order of the text', () => {
  const findings = lint({
    text: "// SMTP: EHLO, MAIL FROM, RCPT TO\nsend('541 Boîte');\nsend('550 4.1.1 x');\nsend('571 x y');",
    source: languages.get('javascript')!,
    facts,
    texts: readCatalog().texts.rules,
  });
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['nonstandard-reply-code', 'non-ascii-reply', 'class-mismatch', 'invalid-reply-code'],
  );
});

test('only code and configuration are linted', () => {
  for (const id of ['markdown', 'plaintext'])
    assert.deepEqual(
      lint({ text: `SMTP EHLO\n${bad}`, source: languages.get(id)!, facts, texts: readCatalog().texts.rules }),
      [],
    );
});

test("the user's own codes are known", () => {
  const { facts: data, texts } = readCatalog();
  const { replies } = parseCustomReplies([
    { code: '541', name: 'Ours' },
    { enhancedCode: '5.7.99', name: 'Ours too' },
  ]);
  const own = createLintFacts(createCatalog(data, texts, 'en', undefined, replies));
  assert.equal(own.statusOf('541'), 'custom');
  assert.equal(own.isDocumented('5.7.99'), true);
  assert.equal(facts.isDocumented('5.7.99'), false);
});

test('every rule has its texts in every language, its page, and a place in the settings', () => {
  const settings = readFileSync('package.json', 'utf8');
  for (const { id, level, reference } of rules) {
    const page = `docs/rules/${id}.md`;
    assert.ok(existsSync(page), page);
    const text = readFileSync(page, 'utf8');
    assert.ok(text.startsWith(`# ${id}\n`), page);
    assert.ok(text.includes(`Level: **${level}**`), `${page} names its level`);
    assert.ok(text.includes(`[${reference.name}](${reference.url})`), `${page} names its standard`);
    assert.ok(text.includes(`smtp-reply-codes-disable-next-line ${id}`), `${page} says how to switch it off`);
    assert.ok(settings.includes(`"${id}"`), `${id} is offered in the settings`);
  }
  const english = readJson<Record<string, Record<string, string>>>('data/locales/en/rules.json');
  assert.deepEqual(Object.keys(english).sort(), rules.map(({ id }) => id).sort());
  for (const locale of locales) {
    const texts = readJson<Record<string, Record<string, string>>>(`data/locales/${locale}/rules.json`);
    for (const [id, words] of Object.entries(english)) {
      assert.deepEqual(Object.keys(texts[id] ?? {}).sort(), Object.keys(words).sort(), `${locale} ${id}`);
      for (const [key, text] of Object.entries(words)) {
        const places = (value: string) => [...value.matchAll(/\{\d\}/g)].map(([place]) => place).sort();
        assert.deepEqual(places(texts[id]![key]!), places(text), `${locale} ${id} ${key}`);
        assert.ok(!text.includes('\n') && /^[“{A-Z]/.test(text) && !text.endsWith('.'), `${id} ${key}`);
      }
    }
  }
});

test('a long file is read in steps, none of which sees many replies', () => {
  const source = languages.get('typescript')!;
  const input = { source, facts, texts: readCatalog().texts.rules };
  const stepsOf = (text: string): number => {
    const steps = lintInSteps({ ...input, text });
    for (let count = 1; ; count++) {
      const { done, value } = steps.next();
      if (!done) continue;
      assert.deepEqual(value, lint({ ...input, text }));
      return count;
    }
  };
  const text = `${`if (code === 450) log();\n${bad}\n`.repeat(1_000)}// SMTP: EHLO, RCPT TO\n`;
  const [once, twice] = [stepsOf(text), stepsOf(text + text)];
  // three codes are read and grouped, two replies and a branch are checked
  assert.ok(once >= (2 * 3 + 2 + 1) * (1_000 / 64), `${once} steps`);
  assert.ok(twice > 1.7 * once, `${once}, then ${twice} steps`);
});
