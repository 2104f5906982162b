import assert from 'node:assert/strict';
import type { Finding } from '../../../src/core/lint/finding';
import { lint, type RuleLevels } from '../../../src/core/lint/lint';
import { createLintFacts } from '../../../src/core/lint/lintFacts';
import type { Source } from '../../../src/core/model';
import { languages } from '../../../src/core/scanner/code/languages';
import { readCatalog } from '../catalog/readData';

const catalog = readCatalog();
export const facts = createLintFacts(catalog);
/** What makes a text one about SMTP; it stands above what is checked. */
const mail: Readonly<Record<string, string>> = {
  code: '// SMTP: EHLO, MAIL FROM, RCPT TO\n',
  hash: '# SMTP: EHLO, MAIL FROM, RCPT TO\n',
};

export interface Checked {
  /** The text with the findings of the rule between « and ». */
  readonly marked: string;
  readonly findings: readonly Finding[];
  /** The text with the first fix of every finding applied. */
  readonly fixed: string;
}

/** Lints a text about SMTP; `language` is VS Code's id. */
export function check(rule: string, text: string, language = 'javascript', levels: RuleLevels = {}): Checked {
  const source = languages.get(language) as Source;
  const head = source.family === 'config' || language === 'python' || language === 'ruby' ? mail.hash! : mail.code!;
  const whole = head + text;
  const findings = lint({
    text: whole,
    source,
    facts,
    texts: catalog.texts.rules,
    levels: { [rule]: 'warning', ...levels },
  }).filter((finding) => finding.rule === rule);
  let marked = whole;
  let fixed = whole;
  for (const { start, end, fixes } of [...findings].reverse()) {
    marked = `${marked.slice(0, start)}«${marked.slice(start, end)}»${marked.slice(end)}`;
    for (const { start: from, end: to, text: part } of [...(fixes[0]?.edits ?? [])].reverse())
      fixed = fixed.slice(0, from) + part + fixed.slice(to);
  }
  return { marked: marked.slice(head.length), findings, fixed: fixed.slice(head.length) };
}

/** Checks that a rule finds exactly what stands between « and », and what its first fixes make of the text. */
export function assertFinds(rule: string, marked: string, fixed?: string, language?: string): void {
  const text = marked.replace(/[«»]/g, '');
  const checked = check(rule, text, language);
  assert.equal(checked.marked, marked);
  assert.equal(checked.fixed, fixed ?? text);
}

/** Checks that a rule leaves a text alone. */
export function assertQuiet(rule: string, text: string, language?: string): void {
  assert.equal(check(rule, text, language).marked, text);
}
