import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { languageAliases, languages } from '../../src/core/scanner/code/languages';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  activationEvents: string[];
  contributes: {
    commands: { command: string; category?: string; icon?: string }[];
    configuration: {
      order: number;
      properties: Record<string, { order: number; markdownDescription: string; enum?: string[] }>;
    }[];
  };
};

test('is activated for the languages that it reads, and no others', () => {
  const events = manifest.activationEvents.flatMap((event) => /^onLanguage:(.+)/.exec(event)?.[1] ?? []);
  const read = new Set([...languages.keys(), ...Object.keys(languageAliases), 'log', 'email', 'eml', 'csv']);
  for (const id of events) assert.ok(read.has(id), id);
  for (const id of languages.keys()) assert.ok(events.includes(id), id);
  for (const id of ['log', 'plaintext', 'jsonc', 'jsonl']) assert.ok(events.includes(id), id);
});

test('has at most 20 settings, in ordered groups', () => {
  const groups = manifest.contributes.configuration;
  const settings = groups.flatMap(({ properties }) => Object.entries(properties));
  assert.ok(settings.length <= 20, `${settings.length} settings`);
  assert.deepEqual(
    groups.map(({ order }) => order),
    groups.map((_, index) => index + 1),
  );
  for (const { properties } of groups)
    assert.deepEqual(
      Object.values(properties).map(({ order }) => order),
      Object.keys(properties).map((_, index) => index + 1),
    );
});

test('links in the descriptions of settings lead to settings', () => {
  const names = new Set(manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties)));
  const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
  for (const text of Object.values(texts))
    for (const [, name] of text.matchAll(/`#([^#`]+)#`/g)) assert.ok(names.has(name!), name);
});

test('every command has a category and an icon', () => {
  for (const { command, category, icon } of manifest.contributes.commands) assert.ok(category && icon, command);
});

test('the setting of the language offers every language that has texts', () => {
  const general = manifest.contributes.configuration[0]!.properties['smtpReplyCodes.language'];
  assert.deepEqual([...general!.enum!].sort(), ['auto', ...readdirSync('data/locales')].sort());
});
