import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readMails } from '../../src/core/bounce/mailbox';
import { parseCustomReplies } from '../../src/core/catalog/customReplies';
import { explain } from '../../src/core/explain/explain';
import { explanationToMarkdown, proseToMarkdown } from '../../src/core/explain/markdown';
import { queryOf } from '../../src/core/explain/queryOf';
import { lint } from '../../src/core/lint/lint';
import { languages } from '../../src/core/scanner/code/languages';
import { sure } from '../../src/core/scanner/evidence/thresholds';
import { groupReplies } from '../../src/core/scanner/groupReplies';
import { LetterMap } from '../../src/core/scanner/record/letters';
import { repliesIn } from '../../src/core/scanner/repliesIn';
import { scanWithWords as scan } from '../../src/core/scanner/scan';
import { FailureIndex, isFailure } from '../../src/core/summary/failureIndex';
import { toCsvLine } from '../../src/cli/csv';
import { visible } from '../../src/cli/visible';
import { checkSettings, type SettingSchemas } from '../../src/editor/settingsSchema';
import { readState } from '../../src/webview/keptState';
import { isFromPage, isToPage } from '../../src/webview/protocol';
import { readCatalog } from '../unit/catalog/readData';
import { facts } from '../unit/lint/check';
import { recordSources } from '../unit/scanner/fixtures';

/** Something that holds for whatever it is given. */
export interface Property {
  readonly name: string;
  readonly property: fc.IProperty<unknown>;
}

const catalog = readCatalog();
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: { configuration: { properties: SettingSchemas }[] };
};
const schemas = Object.assign(
  {},
  ...manifest.contributes.configuration.map((part) => part.properties),
) as SettingSchemas;

/** What logs, bounces, sessions and programs are made of, with what hostile ones are. */
const pieces = fc.constantFrom(
  ...[
    '550',
    '250',
    '421',
    '354 ',
    '354 3.0.0',
    '5.1.1',
    '2.0.0',
    '4.7.1',
    '550 5.1.1 No such user',
    '550-5.7.1 x',
    ' ',
    '-',
    '.',
  ],
  ...[',', ': ', '"', "'", '`', '(', ')', '[', ']', '{', '}', '\\', '|', '\n', '\r\n', '\r', '\\n', '#012', '\0', '\t'],
  ...[
    'said: ',
    'dsn=',
    'dsn=5.0.0 ',
    'status=bounced (',
    'C="',
    'S: ',
    '<- ',
    'size=',
    '_',
    'mail',
    'x',
    '>',
    '<a@example.com>',
  ],
  ...[
    '🧾',
    '\ud800',
    '\u202e',
    '\u009b31m',
    '\u001b[2J',
    'Status: ',
    'Diagnostic-Code: smtp; ',
    'Content-Type: message/rfc822\n',
  ],
  ...[
    '\n.\n',
    'RCPT TO:<a@b>\n',
    'QUIT\n',
    'From a@b Mon Nov 23\n',
    '[x](https://evil.example)',
    '![p](data:x)',
    '<img src=x>',
  ],
  ...['command:x', '=cmd|x', '$(rm)', "send('", "');\n", 'if (code === ', 'smtp', 'EHLO', '// ', '/* ', '"""', '${'],
);
const texts = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));
const records = fc.constantFrom(...recordSources);
const sourceCode = fc.constantFrom(...languages.values());
/** Most of what they are depends on the two together. */
const logs = fc.tuple(texts, records);

/** Of Markdown what a reader makes something of: no escapes, no code, none of our own links. */
const inert = (markdown: string): void => {
  const rest = markdown.replace(/\\[!-/:-@[-`{-~]|`[^`\n]+`|\]\(https:\/\/[^\s()]*(?:\([^()\s]*\)[^\s()]*)*\)/g, '');
  assert.doesNotMatch(rest, /\]\(|<\w/);
};

const linesOf = (text: string) => {
  const lines = text.split('\n');
  return {
    count: () => lines.length,
    line: (line: number) => lines[line]!,
    read: (from: number, to: number) => lines.slice(from, to).join('\n') + (to < lines.length ? '\n' : ''),
  };
};

export const properties: readonly Property[] = [
  {
    name: 'codes stand in order, apart, and are what the text says',
    property: fc.property(logs, ([text, source]) => {
      let end = 0;
      for (const { kind, start, end: last, code } of scan(text, source)) {
        assert.ok(start >= end && last > start && last <= text.length);
        if (kind !== 'words') assert.equal(text.slice(start, last), code);
        end = last;
      }
    }),
  },
  {
    name: 'each code belongs to one reply',
    property: fc.property(logs, ([text, source]) => {
      const found = scan(text, source);
      assert.deepEqual(
        groupReplies(text, found, source).flatMap(({ occurrences }) => occurrences),
        found,
      );
    }),
  },
  {
    name: 'problems count what a scan is sure of',
    property: fc.property(logs, ([text, source]) => {
      const index = new FailureIndex(linesOf(text), source, () => 'x');
      while (!index.step(() => true));
      const found = scan(text, source).filter(({ certainty }) => certainty >= sure);
      assert.equal(index.count(), groupReplies(text, found, source).filter(isFailure).length);
    }),
  },
  {
    name: 'a hover finds what a scan finds',
    property: fc.property(logs, fc.nat(), ([text, source], at) => {
      const lines = linesOf(text);
      const line = at % lines.count();
      const { replies, place } = repliesIn(lines, source, new LetterMap(lines, source), { first: line, last: line });
      const start = text.split('\n').slice(0, line).join('\n').length + (line ? 1 : 0);
      const end = start + lines.line(line).length;
      assert.deepEqual(
        replies
          .flatMap(({ occurrences }) => occurrences)
          .map((found) => ({ ...place(found.start), code: found.code }))
          .filter((found) => found.line === line),
        scan(text, source)
          .filter((found) => found.start >= start && found.start < end)
          .map((found) => ({ line, column: found.start - start, code: found.code })),
      );
    }),
  },
  {
    name: 'every reply has an explanation, in which nothing comes alive',
    property: fc.property(logs, ([text, source]) => {
      for (const reply of groupReplies(text, scan(text, source), source))
        inert(explanationToMarkdown(catalog, explain(catalog, reply)));
    }),
  },
  {
    name: 'nothing in a text comes alive in Markdown',
    property: fc.property(texts, (text) => inert(proseToMarkdown(text))),
  },
  {
    name: 'fixes lie in the text, and mending all that is certain comes to rest',
    property: fc.property(texts, sourceCode, (written, source) => {
      let text = written;
      for (let round = 0; round < 12; round++) {
        const findings = lint({ text, source, facts, texts: catalog.texts.rules });
        for (const { start, end, fixes } of findings) {
          assert.ok(start >= 0 && end >= start && end <= text.length);
          for (const { edits } of fixes)
            for (const edit of edits) assert.ok(edit.start >= 0 && edit.end >= edit.start && edit.end <= text.length);
        }
        const edits = findings.flatMap(({ fixes }) => (fixes[0]?.certain ? fixes[0].edits : []));
        if (!edits.length) return;
        let last = text.length + 1;
        for (const edit of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
          if (edit.end > last) continue;
          text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
          last = edit.start;
        }
      }
      assert.fail(`it never rests: ${JSON.stringify(text)}`);
    }),
  },
  { name: 'whatever mail it is, it is read', property: fc.property(texts, (text) => void [...readMails(text)]) },
  {
    name: 'a row of CSV is one line of cells that no spreadsheet runs',
    property: fc.property(texts, (cell) => {
      const row = toCsvLine([cell]);
      assert.doesNotMatch(row, /[\r\n]|^"?[=+@\t-]/);
      if (/[",]/.test(row)) assert.match(row, /^"(?:[^"]|"")*"$/);
    }),
  },
  {
    name: 'a terminal gets nothing to obey, and JSON stays JSON',
    property: fc.property(texts, (text) => {
      assert.doesNotMatch(visible(text), /[\0-\x08\n-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
      assert.equal(JSON.parse(visible(JSON.stringify(text))), text);
    }),
  },
  {
    name: 'whatever is set, the settings are what the manifest says',
    property: fc.property(fc.anything(), (value) => {
      for (const [name, found] of checkSettings(schemas, () => value).values)
        assert.equal(typeof found, typeof schemas[name]!.default);
    }),
  },
  {
    name: 'whatever own replies are set, every reply has an explanation',
    property: fc.property(
      fc.array(
        fc.oneof(
          fc.anything(),
          fc.record({
            code: fc.constant('550'),
            name: texts,
            brief: fc.string(),
            meaning: texts,
            remedy: fc.anything(),
          }),
        ),
      ),
      (entries) => {
        const { replies } = parseCustomReplies(entries);
        const own = { ...catalog, custom: replies };
        inert(explanationToMarkdown(own, explain(own, { replyCode: '550' })));
      },
    ),
  },
  {
    name: 'arguments, messages and kept states may be anything',
    property: fc.property(fc.anything(), (value) => {
      const query = queryOf(value);
      if (query) explain(catalog, query);
      readState(value);
      isFromPage(value);
      isToPage(value);
    }),
  },
];
