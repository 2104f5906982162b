import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import type { PhraseFact } from '../../../src/core/catalog/facts';
import type { Reference } from '../../../src/core/model';
import { knownHosts } from './knownHosts';
import { locales, readCatalog, readJson, readTable, textFiles } from './readData';

const ajv = new Ajv({ allErrors: true });
const { facts } = readCatalog();

const hosts = new Set(knownHosts);

function isValid(schemaPath: string, dataPath: string): void {
  const validate = ajv.compile(readJson(schemaPath));
  assert.ok(validate(readJson(dataPath)), `${dataPath}: ${ajv.errorsText(validate.errors)}`);
}

function* references(value: unknown): Iterable<Reference> {
  if (Array.isArray(value)) for (const item of value) yield* references(item);
  else if (typeof value === 'object' && value !== null) {
    if ('url' in value) yield value as Reference;
    for (const item of Object.values(value)) yield* references(item);
  }
}

for (const name of [
  'reply-codes',
  'enhanced-codes',
  'commands',
  'pairs',
  'causes',
  'situations',
  'blocklists',
  'sources',
])
  test(`data/${name}.json keeps to its schema`, () => isValid(`data/schema/${name}.schema.json`, `data/${name}.json`));

for (const name of existsSync('data/providers') ? readdirSync('data/providers') : [])
  test(`data/providers/${name} keeps to its schema`, () =>
    isValid('data/schema/provider.schema.json', `data/providers/${name}`));

for (const name of readdirSync('data/phrases'))
  test(`data/phrases/${name} keeps to its schema and names causes`, () => {
    isValid('data/schema/phrases.schema.json', `data/phrases/${name}`);
    const { phrases } = readJson<{ phrases: readonly PhraseFact[] }>(`data/phrases/${name}`);
    for (const { cause, seen } of phrases)
      assert.ok(cause === 'none' || facts.causes.causes.some(({ id }) => id === cause), `${cause} (${seen})`);
  });

test('every cause has a text, every text of a cause its row', () => {
  const ids = facts.causes.causes.map(({ id }) => id).sort();
  for (const locale of locales) assert.deepEqual(Object.keys(readCatalog(locale).texts.causes).sort(), ids, locale);
});

test('links are https and lead to known sites', () => {
  for (const { name, url } of references(facts)) {
    const { protocol, host } = new URL(url);
    assert.equal(protocol, 'https:', `${name}: ${url}`);
    assert.ok(hosts.has(host), `${host} is not among the known sites (${name})`);
  }
});

test('every fact has a source', () => {
  const rows = [
    ...facts['reply-codes'].codes,
    ...facts['enhanced-codes'].details,
    ...facts['enhanced-codes'].subjects,
    ...facts.commands.replies,
    ...facts.pairs.pairs,
    ...facts.providers.flatMap(({ replies }) => replies),
  ];
  for (const row of rows) assert.ok(row.references.length, JSON.stringify(row));
});

test('no code, pair or provider reply stands twice', () => {
  const lists: Record<string, readonly string[]> = {
    reply: facts['reply-codes'].codes.map(({ code }) => code),
    enhanced: facts['enhanced-codes'].details.map(({ code }) => code),
    commands: facts.commands.replies.map(({ key }) => key),
    pairs: facts.pairs.pairs.map(({ left, right }) => [left, right].sort().join('/')),
    providers: facts.providers.flatMap(({ replies }) => replies.map(({ id }) => id)),
  };
  for (const [list, ids] of Object.entries(lists)) assert.equal(new Set(ids).size, ids.length, list);
});

test('the reply codes that go with an enhanced status code are of a class that it has', () => {
  for (const { code, classes, replyCodes } of facts['enhanced-codes'].details)
    for (const replyCode of replyCodes)
      assert.ok(!classes.length || classes.includes(replyCode[0]!), `${code} in ${classes.join()} with ${replyCode}`);
});

test('each pair, each command and each code to send instead is a known code', () => {
  const codes = new Set(facts['reply-codes'].codes.map(({ code }) => code));
  const details = new Set(facts['enhanced-codes'].details.map(({ code }) => code));
  for (const { left, right } of facts.pairs.pairs)
    for (const code of [left, right]) assert.ok(codes.has(code) || details.has(code), code);
  for (const { code } of facts.commands.replies) assert.ok(codes.has(code), code);
  for (const { code, instead } of facts['reply-codes'].codes) {
    if (!instead) continue;
    const [reply, enhanced] = instead.split(' ');
    assert.ok(codes.has(reply!), `${code}: ${instead}`);
    if (enhanced) assert.ok(details.has(`X${enhanced.slice(1)}`), `${code}: ${instead}`);
  }
});

for (const locale of locales) {
  test(`${locale}: every text keeps to its schema`, () => {
    for (const { key, path } of textFiles(locale)) {
      const schema = `data/schema/texts/${key}.schema.json`;
      if (existsSync(schema)) isValid(schema, path);
    }
  });

  test(`${locale}: every code, command, pair and provider reply has its text, and no text is left over`, () => {
    const { texts } = readCatalog(locale);
    const keys = (object: object) => Object.keys(object).sort();
    const codes = facts['reply-codes'].codes.map(({ code }) => code).sort();
    assert.deepEqual(keys(texts['reply-codes']), codes);
    const details = facts['enhanced-codes'].details.map(({ code }) => code);
    assert.deepEqual(keys(texts.use), [...codes, ...details].sort());
    assert.deepEqual(keys(texts.commands), facts.commands.replies.map(({ key }) => key).sort());
    assert.deepEqual(keys(texts.pairs), facts.pairs.pairs.map(({ left, right }) => `${left}/${right}`).sort());
    const replies = facts.providers.flatMap((provider) => provider.replies);
    assert.deepEqual(keys(texts.providers), replies.map(({ id }) => id).sort());
    assert.deepEqual(keys(texts.blocklists), facts.blocklists.lists.map(({ id }) => id).sort());
    for (const { cause } of replies) assert.ok(texts.causes[cause], cause);
    for (const { code } of facts['enhanced-codes'].details) assert.ok(texts['enhanced-codes'][code], code);
  });

  test(`${locale}: has the same keys in every file as English`, () => {
    const shape = (value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? ''
        : Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, inner]) => [key, key === 'note' ? '' : shape(inner)]),
          );
    const names = (language: string) => textFiles(language).map(({ path }) => path.split('/').at(-1)!);
    assert.deepEqual(names(locale).sort(), names('en').sort());
    for (const name of names('en'))
      assert.deepEqual(
        shape(readJson(`data/locales/${locale}/${name}`)),
        shape(readJson(`data/locales/en/${name}`)),
        `${locale}/${name}`,
      );
  });
}

test('texts say how they are meant to be said', () => {
  for (const locale of locales) {
    const { texts } = readCatalog(locale);
    for (const [key, { name, brief, meaning, whenYouSeeIt, remedy, note }] of [
      ...Object.entries(texts['reply-codes']),
      ...Object.entries(texts['enhanced-codes']),
    ]) {
      const place = `${locale} ${key}`;
      assert.doesNotMatch(name, /[.!]$/, place);
      assert.doesNotMatch(brief, /[.!]$/, place);
      const sentences = [meaning, ...whenYouSeeIt, ...Object.values(remedy).flat(), ...(note ? [note] : [])];
      for (const sentence of sentences) {
        assert.match(sentence, /[.!?)”»`]$/, `${place}: ${sentence}`);
        const prose = sentence.replace(/`[^`]*`/g, '``');
        assert.doesNotMatch(
          prose,
          /(?<!\p{L})(?!nous\b|vous\b)(\p{L}+) \1(?![\p{L}-])/iu,
          `${place} says a word twice: ${sentence}`,
        );
        assert.equal((sentence.match(/`/g) ?? []).length % 2, 0, `${place}: ${sentence}`);
        assert.doesNotMatch(prose, /https?:|<\w|\*\*|\]\(/, `${place} has mark-up: ${sentence}`);
      }
    }
  }
});

test('French is set as French is', () => {
  for (const { path } of textFiles('fr')) {
    for (const text of strings(readJson(path))) {
      const prose = text.replace(/`[^`]*`/g, '``');
      assert.doesNotMatch(prose, /\w'\w/, `${path} has a typewriter apostrophe: ${text}`);
      assert.doesNotMatch(prose, /[^\u202f\u00a0]([;!?])(?=\s|$)/, `${path} lacks a narrow no-break space: ${text}`);
      assert.doesNotMatch(
        prose,
        /[^\s\u00a0\d]\s?:(?=\s)(?<!\u00a0:)/,
        `${path} lacks a no-break space before “:”: ${text}`,
      );
      assert.doesNotMatch(prose, /«(?!\u00a0)|(?<!\u00a0)»/, `${path} lacks a no-break space inside « »: ${text}`);
      assert.doesNotMatch(prose, /\.\.\./, `${path} has three dots: ${text}`);
    }
  }
});

function* strings(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) yield* strings(item);
}

test('nothing of the tables of facts is missing', (context) => {
  const replyCodes = readTable('reply-codes');
  if (!replyCodes) return context.skip('the tables are not here');
  for (const { code, status } of replyCodes)
    assert.equal(facts['reply-codes'].codes.find((row) => row.code === code)?.status, status, code);
  for (const { code, level, iana_basic_codes: basic } of readTable('enhanced-codes')!) {
    const rows = facts['enhanced-codes'] as unknown as Record<string, { code: string; replyCodes?: string[] }[]>;
    const list = { class: 'classes', subject: 'subjects', detail: 'details' }[level!]!;
    const row = rows[list]!.find((one) => one.code === code);
    assert.ok(row, code);
    for (const [listed] of level === 'detail' ? basic!.matchAll(/\b[2-5]\d\d\b/g) : [])
      assert.ok(row.replyCodes!.includes(listed), `${code} with ${listed}`);
  }
  for (const { command, code } of readTable('command-replies')!)
    assert.ok(
      facts.commands.replies.some((row) => row.command === command && row.code === code),
      `${command} ${code}`,
    );
  const provided = facts.providers.reduce((sum, { replies }) => sum + replies.length, 0);
  assert.ok(provided > 0);
});
