import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeRuleReasons } from '../../../../src/core/scanner/code/codeRules';
import { identifyCode } from '../../../../src/core/scanner/code/identifyCode';
import { languages } from '../../../../src/core/scanner/code/languages';
import { scanCode } from '../../../../src/core/scanner/code/scanCode';
import { scan } from '../../../../src/core/scanner/scan';
import { listCodes, readFixtures, readMarks } from '../fixtures';

for (const fixture of readFixtures('test/fixtures/code')) {
  test(`finds the codes of ${fixture.name} and nothing else`, () => {
    const source = identifyCode({ name: fixture.name, head: fixture.text });
    assert.ok(source);
    const codes = scan(fixture.text, source);
    assert.deepEqual(listCodes({ text: fixture.text, codes }), listCodes(fixture));
  });
}

test('finds a code at the very start and the very end of a text', () => {
  const { text, codes } = readMarks('a.md', '«550» «5.1.1» User unknown\nSMTP RCPT TO: «421»');
  const found = scanCode(text, languages.get('markdown')!);
  assert.deepEqual(
    found.map(({ kind, code, start, end }) => ({ kind, code, start, end })),
    codes,
  );
});

test('finds the same with any line break', () => {
  const marked = 'smtp rcpt to\n  reply("«550» No such user")\n  code == «250»\n';
  for (const lineBreak of ['\n', '\r\n']) {
    const { text, codes } = readMarks('a.js', marked.replaceAll('\n', lineBreak));
    assert.equal(scanCode(text, languages.get('javascript')!).length, codes.length);
  }
});

test('names the rule that accepted a code', () => {
  for (const { rule } of scanCode('smtp.reply("550 5.1.1 No such user"); if (code == 250) ok();', languages.get('c')!))
    assert.ok(codeRuleReasons.has(rule), rule);
});

test('passes over lines that a machine wrote', () => {
  const line = `const smtp="${'550 5.1.1 No such user","'.repeat(2_000)}";`;
  assert.equal(scanCode(line, languages.get('javascript')!).length, 0);
});
