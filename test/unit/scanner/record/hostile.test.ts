import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Source } from '../../../../src/core/model';
import { identify } from '../../../../src/core/scanner/identify';
import { scan } from '../../../../src/core/scanner/scan';
import { readFixtures, readMarks, recordSources as sources } from '../fixtures';

const postfix = sources[0]!;

/** Texts made of the stuff that logs are made of. */
const texts = fc
  .array(
    fc.constantFrom(
      ...[
        '550',
        '250',
        '421',
        '5.1.1',
        '2.0.0',
        '4.7.1',
        ' ',
        '-',
        '.',
        ',',
        ':',
        ': ',
        '"',
        "'",
        '(',
        ')',
        '[',
        ']',
        '\n',
        '\r\n',
        '\\n',
        '#012',
      ],
      ...[
        'said: ',
        'dsn=',
        'status=sent (',
        'C="',
        'S: ',
        '<- ',
        'size=',
        '_',
        'mail',
        'x',
        '>',
        '<a@example.com>',
        '🧾',
        'Status: ',
        'code=',
      ],
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

test('each span holds its code, in order and apart', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom(...sources), (text, source) => {
      let end = 0;
      for (const occurrence of scan(text, source)) {
        assert.equal(text.slice(occurrence.start, occurrence.end), occurrence.code);
        assert.match(occurrence.code, occurrence.kind === 'reply' ? /^[2-5]\d\d$/ : /^[245]\.[0-7]\.\d{1,3}$/);
        assert.ok(occurrence.start >= end);
        end = occurrence.end;
      }
    }),
    { numRuns: 2_000 },
  );
});

test('finds the same in a line alone as in the whole log', () => {
  for (const { name, text } of readFixtures('test/fixtures/record')) {
    const source = identify({ name, head: text.slice(0, 16_384) });
    if (source.family !== 'log' && source.family !== 'events') continue;
    // the second half of a broken line needs the first
    if (name.startsWith('wrapped')) continue;
    const alone: string[] = [];
    let start = 0;
    for (const line of text.split('\n')) {
      for (const { code, start: at } of scan(line, source)) alone.push(`${code} at ${start + at}`);
      start += line.length + 1;
    }
    assert.deepEqual(
      alone,
      scan(text, source).map(({ code, start: at }) => `${code} at ${at}`),
      name,
    );
  }
});

test('finds a code at the very start and the very end of a text', () => {
  for (const marked of ['«550»', '«550» «5.1.1» User unknown', 'x\n«250»-SIZE\n«421»', '«550» No such user\n«5.1.1»']) {
    const { text, codes } = readMarks('x.txt', marked);
    const session: Source = { family: 'transcript', id: 'smtp-session', name: '' };
    const found = scan(text, session).map(({ start, end }) => [start, end]);
    const expected = codes
      .filter(({ kind, start }) => kind === 'reply' || start < 10)
      .map(({ start, end }) => [start, end]);
    assert.deepEqual(found, expected, marked);
  }
});

test('finds the same with CRLF', () => {
  for (const { name, text } of readFixtures('test/fixtures/record')) {
    const source = identify({ name, head: text.slice(0, 16_384) });
    const codes = (of: string): string[] => scan(of, source).map(({ code }) => code);
    assert.deepEqual(codes(text.replaceAll('\n', '\r\n')), codes(text), name);
  }
});

test('finds the same beside characters of two bytes', () => {
  for (const { name, text } of readFixtures('test/fixtures/record')) {
    const source = identify({ name, head: text.slice(0, 16_384) });
    const codes = (of: string): string[] => scan(of, source).map(({ code }) => code);
    assert.deepEqual(codes(`${text}\n€`), codes(text), name);
  }
});

test('passes over a text without a code', () => {
  assert.deepEqual(scan('', postfix), []);
  assert.deepEqual(scan('\uFEFF', postfix), []);
});
