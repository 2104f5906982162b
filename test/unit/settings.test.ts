import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv';
import { parseCustomReplies } from '../../src/core/catalog/customReplies';
import { checkSettings, type SettingSchemas } from '../../src/editor/settingsSchema';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: { configuration: { properties: SettingSchemas }[] };
};
const schemas = Object.assign(
  {},
  ...manifest.contributes.configuration.map(({ properties }) => properties),
) as SettingSchemas;
const check = (given: Readonly<Record<string, unknown>>) =>
  checkSettings(schemas, (name) => given[name] ?? (name in given ? null : schemas[name]!.default));

/** What no setting can be, whatever its type. */
const wrong = [null, 5, {}, [5], ['fr'], 'boss', '', true, 'x'.repeat(100_000), [null], { a: 1 }, ['remedy', 'remedi']];

test('the default takes the place of what is no value, and the setting is named', () => {
  const ajv = new Ajv({ strict: false });
  for (const [name, schema] of Object.entries(schemas)) {
    const isValid = ajv.compile(schema);
    for (const value of wrong) {
      const { values, faulty } = check({ [name]: value });
      assert.equal(faulty.includes(name), !isValid(value), `${name}: ${JSON.stringify(value)?.slice(0, 40)}`);
      assert.ok(isValid(values.get(name)), `${name}: ${JSON.stringify(values.get(name))?.slice(0, 40)}`);
      for (const other of Object.keys(schemas))
        if (other !== name) assert.deepEqual(values.get(other), schemas[other]!.default);
    }
  }
  assert.deepEqual(check({}).faulty, []);
});

test('of a list and of levels only the faulty entries go', () => {
  const { values, faulty } = check({
    'smtpReplyCodes.hover.parts': ['remedy', 'remedi', 5, 'sources'],
    'smtpReplyCodes.rules': { 'class-mismatch': 'error', 'unusual-pair': 'fatal', nonsense: 'off' },
    'smtpReplyCodes.ignoredCauses': ['550 5.1.1', null],
  });
  assert.deepEqual(values.get('smtpReplyCodes.hover.parts'), ['remedy', 'sources']);
  assert.deepEqual(values.get('smtpReplyCodes.rules'), { 'class-mismatch': 'error' });
  assert.deepEqual(values.get('smtpReplyCodes.ignoredCauses'), ['550 5.1.1']);
  assert.deepEqual([...faulty].sort(), [
    'smtpReplyCodes.hover.parts',
    'smtpReplyCodes.ignoredCauses',
    'smtpReplyCodes.rules',
  ]);
});

test('of an own reply the documented fields are taken, and others are named', () => {
  const { replies, problems } = parseCustomReplies([
    { code: '550', name: 'Own', remedy: ['Call us'], whenYouSeeIt: 5 },
    { text: '  guest \n list ', name: ' Strangers\n\n', brief: 'Add the sender' },
    { name: 'Without a code' },
  ]);
  assert.deepEqual(replies, [
    { code: '550', name: 'Own' },
    { text: 'guest list', name: 'Strangers', brief: 'Add the sender' },
  ]);
  assert.deepEqual(problems, [
    'Custom reply “Own”: remedy, whenYouSeeIt is not read',
    'Custom reply “Without a code” is skipped: it needs a code, an enhancedCode or a text',
  ]);
});

test('settings.json marks an own reply that is not read', () => {
  const isValid = new Ajv({ strict: false }).compile(schemas['smtpReplyCodes.customReplies']!);
  assert.ok(isValid([{ code: '550', name: 'Own' }]));
  for (const entry of [
    { code: '650', name: 'x' },
    { name: 'x', remedy: [] },
    { code: '550' },
    { enhancedCode: '3.1.1', name: 'x' },
  ])
    assert.ok(!isValid([entry]), JSON.stringify(entry));
});
