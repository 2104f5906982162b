import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseCustomReplies } from '../../../src/core/catalog/customReplies';
import { rules } from '../../../src/core/lint/rules';
import { languages } from '../../../src/core/scanner/code/languages';
import { formats, mixedFormats } from '../../../src/core/scanner/record/formats';
import { recordRules } from '../../../src/core/scanner/record/recordRules';
import { readCatalog } from '../catalog/readData';

const page = (name: string) => readFileSync(name, 'utf8');
const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const readme = page('README.md');
const reference = page('docs/reference.md');
const recognition = page('docs/recognition.md');
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

interface Setting {
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly items?: { readonly enum?: readonly string[] };
}
const { contributes, scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: {
    commands: { title: string; category: string }[];
    configuration: { properties: Record<string, Setting> }[];
  };
  scripts: Record<string, string>;
};

/** The rows of the table under a heading of its first column, without the head. */
function table(text: string, heading: string): string[][] {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith(`| ${heading} `));
  assert.ok(first >= 0, `no table with “${heading}”`);
  const end = lines.findIndex((line, index) => index > first && !line.startsWith('|'));
  return lines.slice(first + 2, end).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test('the reference lists every setting with its default and its values', () => {
  const settings = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
  const rows = table(reference, 'setting');
  assert.deepEqual(
    rows.map(([name]) => name),
    settings.map(([name]) => `\`${name}\``),
  );
  settings.forEach(([name, setting], index) => {
    const [, shown, text] = rows[index]!;
    const values = setting.enum ?? setting.items?.enum ?? [];
    const all = Array.isArray(setting.default) && values.length > 0 && setting.default.length === values.length;
    const plain = typeof setting.default === 'string' ? setting.default : JSON.stringify(setting.default);
    assert.equal(shown, all ? 'all' : `\`${plain}\``, name);
    const named = [...text!.matchAll(/`([a-zA-Z]+)`/g)].map((match) => match[1]);
    assert.deepEqual([...named].sort(), [...values].sort(), name);
  });
});

test('the reference lists every command', () => {
  assert.deepEqual(
    table(reference, 'command').map(([title]) => title),
    contributes.commands.map(({ category, title }) => `${category}: ${texts[title.replaceAll('%', '')]}`),
  );
});

test('the page of the rules lists every lint rule with its level', () => {
  assert.deepEqual(
    table(page('docs/rules/README.md'), 'rule').map(([rule, level]) => [rule, level]),
    rules.map(({ id, level }) => [`[${id}](${id}.md)`, level]),
  );
});

test('the page on recognition names every format and every language that is read', () => {
  const records = [...formats, ...mixedFormats];
  const languageRows = [...languages.values()];
  const named = (family: string) =>
    [...records, ...languageRows].filter((source) => source.family === family).map(({ name }) => name);
  const rows = new Map(table(recognition, 'kind').map(([kind, names]) => [kind, names]));
  for (const [kind, family] of [
    ['Logs', 'log'],
    ['Transcripts', 'transcript'],
    ['Bounces', 'bounce'],
    ['Events', 'events'],
    ['Source code', 'code'],
    ['Configuration', 'config'],
    ['Text', 'prose'],
  ] as const)
    assert.equal(rows.get(kind), [...new Set(named(family))].join(', '), kind);
});

test('the page on recognition names every program whose way to write a reply is known', () => {
  const products = [...recordRules.values()].flatMap(({ product }) => product?.split(/, | with /) ?? []);
  assert.deepEqual(
    [...new Set(products)].filter((product) => product.length > 2 && !oneLine(recognition).includes(product)),
    [],
  );
});

test('the examples of settings are taken as they stand', () => {
  const { facts } = readCatalog();
  const replies = new Set(facts.providers.flatMap((provider) => provider.replies.map(({ id }) => id)));
  const [, example] = /```json\n"smtpReplyCodes\.customReplies": (\[[^`]+\])\n```/.exec(reference)!;
  const { replies: own, problems } = parseCustomReplies(JSON.parse(example!));
  assert.deepEqual([own.length, problems], [1, []]);
  const [, cause] = /`\d{3} \d\.\d+\.\d+ ([a-z][\w-]+)`/.exec(oneLine(reference))!;
  assert.ok(replies.has(cause!), cause);
  const ids = new Set(rules.map(({ id }) => id));
  const [, levels] = /`(\{ "[a-z-]+": "error"[^`]+\})`/.exec(oneLine(reference))!;
  for (const id of Object.keys(JSON.parse(levels!) as object)) assert.ok(ids.has(id), id);
});

test('the README counts what is in the catalog', () => {
  const { facts } = readCatalog();
  const replies = facts.providers.reduce((sum, provider) => sum + provider.replies.length, 0);
  for (const [count, what] of [
    [facts['reply-codes'].codes.length, 'reply codes'],
    [facts['enhanced-codes'].details.length, 'enhanced status codes'],
    [replies, 'documented replies'],
    [facts.providers.length, 'providers'],
  ] as const) {
    const said = Number(new RegExp(`more than (\\d+) ${what}`).exec(oneLine(readme))?.[1]);
    assert.ok(said < count && count < 2 * said, `${count} ${what}, not more than ${said}`);
  }
});

test('the documents name only scripts that there are', () => {
  for (const name of ['README.md', 'CONTRIBUTING.md', 'docs/cli.md', 'docs/extending.md', 'docs/releasing.md'])
    for (const [, script] of page(name).matchAll(/npm run ([\w:]+)/g)) assert.ok(scripts[script!], script);
});

/** Each command of the page on the command line and what it shows of its output; `…` stands for lines that are left out. */
const sessions = [...page('docs/cli.md').matchAll(/```console\n([^`]+)```/g)].flatMap(([, block]) =>
  block!
    .split(/^\$ /m)
    .filter(Boolean)
    .map((session) => session.trimEnd().split('\n')),
);

test('the page on the command line shows sessions', () => assert.ok(sessions.length >= 4));

for (const [command, ...shown] of sessions)
  test(`docs/cli.md: ${command}`, () => {
    const [program, ...args] = [...command!.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);
    assert.equal(program, 'smtp-reply-codes');
    const { stdout } = spawnSync(process.execPath, ['dist/cli.js', ...args], { encoding: 'utf8' });
    const lines = stdout.trimEnd().split('\n');
    let at = 0;
    let skips = false;
    for (const line of shown) {
      if (line === '…') {
        skips = true;
        continue;
      }
      const found = skips ? lines.indexOf(line, at) : lines[at] === line ? at : -1;
      assert.ok(found >= 0, `it does not print “${line}” here`);
      at = found + 1;
      skips = false;
    }
    assert.ok(skips || at === lines.length, 'it prints more than is shown');
  });
