import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Source } from '../../../src/core/model';
import { sure } from '../../../src/core/scanner/evidence/thresholds';
import { groupReplies } from '../../../src/core/scanner/groupReplies';
import { headSpan } from '../../../src/core/scanner/headSpan';
import { LetterMap } from '../../../src/core/scanner/record/letters';
import { repliesIn, type DocumentLines } from '../../../src/core/scanner/repliesIn';
import { scanWithWords as scan } from '../../../src/core/scanner/scan';
import { FailureIndex, isFailure } from '../../../src/core/summary/failureIndex';

const bounce: Source = { family: 'bounce', id: 'delivery-status', name: '' };
const session: Source = { family: 'transcript', id: 'smtp-session', name: '' };
const postfix: Source = { family: 'log', id: 'postfix', name: '' };

/** Lines that say something of letters, or hold numbers that are codes outside of one only. */
const lines = fc.constantFrom(
  ...['', 'Line about the garden.', '550 chairs for the party', '250-SIZE 1000', '250 2.0.0 Ok', '221 2.0.0 Bye', '.'],
  ...[
    '550 5.1.1 User unknown',
    '354 End data with <CR><LF>.<CR><LF>',
    'DATA',
    'RCPT TO:<a@example.com>',
    'QUIT',
    'RSET',
  ],
  ...['Diagnostic-Code: smtp; 550 5.1.1 No such user', 'Status: 5.1.1', 'Content-Type: message/rfc822', '--x--'],
  ...[
    '----- Original message -----',
    'From a@example.com Mon Nov 23',
    '   ----- Unsent message follows -----',
    '> 450 x',
  ],
  'Nov 23 03:01:02 mx postfix/smtp[1]: A1: to=<a@example.com>, dsn=4.2.0, status=deferred (host said: 450 4.2.0 Later)',
);
const texts = fc
  .array(
    fc.oneof(
      fc.tuple(lines, fc.constantFrom(1, 1, 2)),
      fc.tuple(fc.constantFrom('', 'Line about the garden.', '550 chairs for the party'), fc.constantFrom(20, 600)),
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((runs) => runs.flatMap(([line, times]) => Array.from({ length: times }, () => line)));
const sources = fc.constantFrom(bounce, session, postfix);

/** A document that is edited, and what is known of it. */
class Edited implements DocumentLines {
  readonly letters: LetterMap;
  readonly index: FailureIndex;

  constructor(
    readonly content: string[],
    readonly source: Source,
  ) {
    this.letters = new LetterMap(this, source);
    this.index = new FailureIndex(
      this,
      source,
      ({ replyCode, enhancedCode }) => `${replyCode} ${enhancedCode}`,
      this.letters,
    );
  }

  readonly count = (): number => this.content.length;
  readonly line = (line: number): string => this.content[line]!;
  readonly read = (from: number, to: number): string =>
    this.content.slice(from, to).join('\n') + (to < this.content.length ? '\n' : '');

  edit(from: number, removed: number, added: readonly string[]): void {
    this.content.splice(from, removed, ...added);
    this.letters.change(from, removed, added.length);
    this.index.change(from, removed, added.length);
  }

  /** The lines of the failures that are counted. */
  counted(): number[] {
    while (!this.index.step(() => true));
    return this.index.failures(Infinity).map(({ place }) => place.line);
  }

  /** `line:column code` of the codes that a hover on a line finds. */
  hovered(line: number): string[] {
    const { replies, place } = repliesIn(this, this.source, this.letters, { first: line, last: line });
    return replies
      .flatMap(({ occurrences }) => occurrences)
      .map(({ start, code }) => ({ ...place(start), code }))
      .filter((found) => found.line === line)
      .map(({ column, code }) => `${line}:${column} ${code}`);
  }
}

/** What a scan of the whole text finds: the lines of its failures, and its codes. */
function whole(content: readonly string[], source: Source): { failures: number[]; codes: string[] } {
  const text = content.join('\n');
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
  const occurrences = scan(text, source);
  return {
    failures: groupReplies(
      text,
      occurrences.filter(({ certainty }) => certainty >= sure),
      source,
    )
      .filter(isFailure)
      .map((reply) => lineOf(headSpan(reply).start)),
    codes: occurrences.map(
      ({ start, code }) => `${lineOf(start)}:${start - text.lastIndexOf('\n', start - 1) - 1} ${code}`,
    ),
  };
}

test('counts and hovers what a scan of the whole text finds', () => {
  fc.assert(
    fc.property(texts, sources, fc.array(fc.nat(), { maxLength: 8 }), (content, source, looks) => {
      const document = new Edited([...content], source);
      const { failures, codes } = whole(content, source);
      assert.deepEqual(document.counted(), failures);
      for (const look of looks) {
        const line = look % content.length;
        assert.deepEqual(
          document.hovered(line),
          codes.filter((code) => code.startsWith(`${line}:`)),
        );
      }
    }),
    { numRuns: 150 },
  );
});

test('counts and hovers the same after any edit', () => {
  const edits = fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.array(lines, { minLength: 1, maxLength: 20 })), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(texts, sources, edits, (content, source, changes) => {
      const document = new Edited([...content], source);
      document.counted();
      for (const [at, removed, added] of changes) {
        const from = at % document.count();
        document.edit(from, Math.min(Math.max(1, removed), document.count() - from), added);
      }
      assert.deepEqual(document.counted(), whole(document.content, source).failures);
      const line = Math.floor(document.count() / 2);
      assert.deepEqual(document.hovered(line), new Edited(document.content, source).hovered(line));
    }),
    { numRuns: 100 },
  );
});
