import { rfc, type RawFinding, type Rule } from '../rule';
import { linesOf, type WrittenLine } from '../writtenString';

const head = /^(\d{3})([ -]|$)/;
/** What may follow a string that goes on elsewhere: another string, a sum, a call that appends. */
const goesOn = /^\s*(?:[+.,&|%\\]|\.\.|['"`]|<<|\w{0,3}["'`])/;
/** The code of the next string in a list of what a server says. */
const nextInList = /^\s?,\s{1,40}[bBrRuU]?["'`](\d{3})[ -]/;
/** The string on the next line: what a test hands over in pieces. */
const nextString = /^[^\n"'`]{0,60}\r?\n[^\n"'`]{0,100}["'`](\d{3})[ -]/;
const keyword =
  /^250 (?:PIPELINING|8BITMIME|SIZE|STARTTLS|AUTH|ENHANCEDSTATUSCODES|CHUNKING|SMTPUTF8|DSN|VRFY|HELP|ETRN|BINARYMIME)\b/;

interface Line {
  readonly line: WrittenLine;
  readonly code: string;
  readonly mark: string;
}

/** A multi-line reply whose lines do not agree: other codes, a hyphen on the last line, or none on a line before it. */
export const brokenMultilineReply: Rule = {
  id: 'broken-multiline-reply',
  level: 'warning',
  reference: rfc(5321, '4.2.1'),
  *checkReply({ string, isFirst, direction, isElement }, { text }) {
    const lines = string && isFirst && (direction !== 'received' || isElement) ? linesOf(string) : [];
    if (lines.length < 2) return;
    let before: Line | undefined;
    let continued = false;
    for (const line of lines) {
      const match = head.exec(line.raw);
      if (!match) {
        before = undefined;
        continued = false;
        continue;
      }
      const [, code, mark] = match as unknown as [string, string, string];
      // a server that shuts down may break off with 421 anywhere (RFC 5321 §3.8)
      if (before?.mark === '-' && before.code !== code && code !== '421') yield codesDiffer(line, code, before.code);
      else if (before?.mark === ' ' && before.code === code && endsTooSoon(before, line, continued))
        yield hyphenMissing(before);
      continued = before?.mark === '-' && before.code === code;
      before = { line, code, mark };
    }
    if (before?.mark !== '-' || !string) return;
    const after = text.slice(string.end + string.quote.length, string.end + 240);
    const next = nextInList.exec(after)?.[1];
    if (nextString.exec(after)?.[1] === before.code) return;
    if (next ? next !== before.code : !goesOn.test(after)) yield hyphenAtEnd(before);
  },
};

/**
 * Whether a line with a space is no last line. Two replies with one code may follow each other where commands are pipelined;
 * a keyword of EHLO may not, nor a third line of a failure.
 */
function endsTooSoon(before: Line, line: WrittenLine, continued: boolean): boolean {
  if (keyword.test(before.line.raw) && keyword.test(line.raw.replace('-', ' '))) return true;
  return continued && before.code[0]! >= '4';
}

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

function hyphenAtEnd({ line: { start }, code }: Line): RawFinding {
  return {
    start,
    end: start + 4,
    message: 'hyphenAtEnd',
    values: [code],
    fixes: [{ title: 'fix', values: [code], edits: [{ start: start + 3, end: start + 4, text: ' ' }], certain: true }],
  };
}

function hyphenMissing({ line: { start }, code }: Line): RawFinding {
  return {
    start,
    end: start + 4,
    message: 'hyphenMissing',
    values: [code],
    fixes: [
      {
        title: 'hyphen',
        values: [`${code}-`],
        edits: [{ start: start + 3, end: start + 4, text: '-' }],
        certain: true,
      },
    ],
  };
}
