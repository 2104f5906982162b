import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Source } from '../../../src/core/model';
import type { Lines } from '../../../src/core/scanner/lineBlocks';
import { FailureIndex } from '../../../src/core/summary/failureIndex';

const postfix: Source = { family: 'log', id: 'postfix', name: 'Postfix log' };
const quiet = 'Feb 12 10:00:00 mx postfix/qmgr[9]: 4Abc: removed';
const failure = (code: string, enhanced: string) =>
  `Feb 12 10:00:00 mx postfix/smtp[9]: 4Abc: to=<a@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=0.3, dsn=${enhanced}, ` +
  `status=bounced (host mx.example.com[192.0.2.1] said: ${code} ${enhanced} No such user (in reply to RCPT TO command))`;
const kinds = [quiet, quiet, quiet, failure('550', '5.1.1'), failure('450', '4.2.0'), failure('552', '5.2.2')];

class FakeDocument implements Lines {
  constructor(public lines: string[]) {}
  readonly count = (): number => this.lines.length;
  readonly read = (from: number, to: number): string =>
    this.lines.slice(from, to).join('\n') + (to < this.lines.length ? '\n' : '');
}

const indexOf = (document: FakeDocument) =>
  new FailureIndex(document, postfix, ({ replyCode, enhancedCode }) => `${replyCode} ${enhancedCode}`);

/** The causes of an index that has read everything: count and places of each. */
function tell(index: FailureIndex): Record<string, readonly [number, readonly number[]]> {
  while (!index.step(() => false));
  return Object.fromEntries(
    index
      .causes(3)
      .map(({ key, count, places }) => [key, [count, places.map(({ line }) => line)]] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

test('counts the failures of a log by cause, with their first places', () => {
  const document = new FakeDocument([quiet, kinds[3]!, quiet, kinds[4]!, kinds[3]!]);
  const index = indexOf(document);
  assert.deepEqual(tell(index), { '450 4.2.0': [1, [3]], '550 5.1.1': [2, [1, 4]] });
  assert.equal(index.count(), 3);
  const [first] = index.causes(1);
  assert.equal(first?.key, '550 5.1.1');
  const { line, start, end } = first!.places[0]!;
  assert.equal(document.lines[line]!.slice(start, end), '550 5.1.1');
});

test('reads in steps, as long as it is let', () => {
  const document = new FakeDocument(Array.from({ length: 5_000 }, (_, line) => (line % 10 ? quiet : kinds[3]!)));
  const index = indexOf(document);
  let steps = 1;
  while (!index.step(() => true)) steps++;
  assert.ok(steps >= 5_000 / 1_024, `${steps} steps`);
  assert.equal(index.count(), 500);
});

test('goes to the next and the previous failure, round the ends', () => {
  const index = indexOf(new FakeDocument([kinds[3]!, quiet, kinds[4]!, quiet, kinds[3]!, quiet]));
  tell(index);
  assert.equal(index.next(0, 1)?.line, 2);
  assert.equal(index.next(4, 1)?.line, 0);
  assert.equal(index.next(4, -1)?.line, 2);
  assert.equal(index.next(0, -1)?.line, 4);
  assert.equal(indexOf(new FakeDocument([quiet])).next(0, 1), undefined);
});

test('lists no more failures than asked for', () => {
  const index = indexOf(new FakeDocument(Array.from({ length: 50 }, () => kinds[3]!)));
  tell(index);
  assert.equal(index.failures(10).length, 10);
});

test('after any edits knows what it would know had it read the text anew', () => {
  const line = fc.constantFrom(...kinds);
  const edit = fc.record({ at: fc.nat(), removed: fc.nat(40), added: fc.array(line, { minLength: 1, maxLength: 40 }) });
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 3_000 }),
      fc.array(edit, { maxLength: 8 }),
      (lines, edits) => {
        const document = new FakeDocument(lines);
        const index = indexOf(document);
        tell(index);
        for (const { at, removed, added } of edits) {
          const from = at % document.lines.length;
          const count = Math.min(Math.max(1, removed), document.lines.length - from);
          document.lines.splice(from, count, ...added);
          index.change(from, count, added.length);
          assert.deepEqual(tell(index), tell(indexOf(document)));
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('reads little again after a line was added to a long log', () => {
  const document = new FakeDocument(Array.from({ length: 100_000 }, (_, line) => (line % 50 ? quiet : kinds[3]!)));
  let read = 0;
  const counting: Lines = {
    count: document.count,
    read: (from, to) => {
      read += to - from;
      return document.read(from, to);
    },
  };
  const index = new FailureIndex(counting, postfix, ({ replyCode }) => replyCode ?? '');
  tell(index);
  read = 0;
  document.lines.push(kinds[3]!);
  index.change(99_999, 1, 2);
  tell(index);
  assert.equal(index.count(), 2_001);
  assert.ok(read < 2_000, `${read} lines were read again`);
});

test('a failure whose code stands below its enhanced status code has the place of the code', () => {
  const report: Source = { family: 'bounce', id: 'delivery-status', name: '' };
  const lines = [
    'Final-Recipient: rfc822; b@example.com',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 <b@example.com>: no',
  ];
  const index = new FailureIndex(new FakeDocument(lines), report, () => 'x');
  tell(index);
  const { line, start, end } = index.failures(1)[0]!.place;
  assert.equal(lines[line]!.slice(start, end), '550 5.1.1');
});
