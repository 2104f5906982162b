import { rfc, type RawFinding, type Rule } from '../rule';
import { linesOf, type WrittenLine } from '../writtenString';

const head = /^(\d{3})([ -]|$)/;
/** What may follow a string that goes on elsewhere: another string, a sum, the end of an argument. */
const goesOn = /^\s*(?:[+.,&]|\.\.|['"`]|<<)/;

/** A multi-line reply whose lines do not agree: other codes, or a hyphen on the last line. */
export const brokenMultilineReply: Rule = {
  id: 'broken-multiline-reply',
  level: 'warning',
  reference: rfc(5321, '4.2.1'),
  *check({ text, replies }) {
    for (const { string } of replies) {
      const lines = string ? linesOf(string) : [];
      if (lines.length < 2) continue;
      let before: { line: WrittenLine; code: string; mark: string } | undefined;
      for (const line of lines) {
        const match = head.exec(line.raw);
        if (!match) {
          before = undefined;
          continue;
        }
        const [, code, mark] = match as unknown as [string, string, string];
        if (before?.mark === '-' && before.code !== code) yield codesDiffer(line, code, before.code);
        before = { line, code, mark };
      }
      if (before?.mark === '-' && string && !goesOn.test(text.slice(string.end + 1, string.end + 80)))
        yield hyphenAtEnd(before.line, before.code);
    }
  },
};

function codesDiffer({ start }: WrittenLine, code: string, first: string): RawFinding {
  const edit = { start, end: start + 3, text: first };
  return {
    start,
    end: start + 3,
    message: 'codesDiffer',
    values: [code, first],
    fixes: [{ title: 'suggestion', values: [first], edits: [edit], certain: false }],
  };
}

function hyphenAtEnd({ start }: WrittenLine, code: string): RawFinding {
  return {
    start,
    end: start + 4,
    message: 'hyphenAtEnd',
    values: [code],
    fixes: [{ title: 'fix', values: [code], edits: [{ start: start + 3, end: start + 4, text: ' ' }], certain: true }],
  };
}
