import type { Occurrence, Source } from '../../model';
import { languages } from './languages';
import { CodeReader } from './scanCode';
import type { Token } from './token';

/** What a code does in a program. */
export type CodeRole =
  | 'reply-string'
  | 'comparison'
  | 'constant'
  | 'case'
  | 'field'
  | 'list'
  | 'argument'
  | 'assertion'
  | 'comment'
  | 'pattern';

/** A string literal on one line: offsets of its contents, without the quotes. */
export interface StringLiteral {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

/** A code and the part it plays. */
export interface DescribedCode {
  readonly occurrence: Occurrence;
  readonly role: CodeRole;
  /** The string literal it stands in; absent where there is none or it runs over the line. */
  readonly string?: StringLiteral;
}

/** Says of each SMTP code in a source file, in order, what it does there. The reader that it returns is yet to be advanced. */
export function describeCodes(text: string, source: Source, found: (code: DescribedCode) => void): CodeReader {
  const comments = languages.get(source.id)?.lineComments ?? [];
  const backtick = hasBacktickStrings(source);
  return new CodeReader(text, source, (token, { rule, certainty }) => {
    const { kind, code, start, end } = token;
    const literal = source.family === 'prose' ? undefined : literalAround(token, comments, backtick);
    const occurrence: Occurrence = { kind, code, start, end, rule, certainty };
    const role = roleOf(token, source, literal);
    found(
      literal === undefined || literal === 'comment' ? { occurrence, role } : { occurrence, role, string: literal },
    );
  });
}

const backtickLanguages = new Set([
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'vue',
  'svelte',
  'go',
  'd',
]);

/** Whether a language writes strings between back-quotes; elsewhere they are quotations in comments, or commands. */
export function hasBacktickStrings({ id }: Source): boolean {
  return backtickLanguages.has(id);
}

/** A line is read from its start; a longer one only from here. */
const reach = 2_000;

/** The literal around a token, or that a comment began before it. */
function literalAround(
  token: Token,
  comments: readonly string[],
  backtick: boolean,
): StringLiteral | 'comment' | undefined {
  const { text, start, lineEnd } = token;
  const from = Math.max(token.lineStart, start - reach);
  let quote = '';
  let opened = -1;
  for (let at = from; at < start; at++) {
    const c = text[at] as string;
    if (c === '\\') at++;
    else if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '"' || c === "'" || (c === '`' && backtick)) {
      // the apostrophe of "don't" opens no string
      if (
        c === "'" &&
        /\w/.test(text[at - 1] ?? '') &&
        /\w/.test(text[at + 1] ?? '') &&
        !/[bBrRuUfFL]/.test(text[at - 1] ?? '')
      )
        continue;
      quote = c;
      opened = at + 1;
    } else if (comments.some((mark) => text.startsWith(mark, at) && isComment(text, at, mark))) return 'comment';
    else if (c === '/' && text[at + 1] === '*' && !text.slice(at + 2, start).includes('*/')) return 'comment';
  }
  if (quote === '') return undefined;
  for (let at = token.end; at < lineEnd && at < token.end + reach; at++) {
    const c = text[at];
    if (c === '\\') at++;
    else if (c === quote) return { start: opened, end: at, quote };
  }
  return undefined;
}

/** `#` and `--` also stand in code; a mark opens a comment at the start of a line or behind a space. */
function isComment(text: string, at: number, mark: string): boolean {
  if (mark === '//') return text[at - 1] !== ':';
  const before = text[at - 1];
  return before === undefined || before === ' ' || before === '\t' || before === '\n';
}

/** What the call says the code is there for. */
const asserts = /assert|expect|should|tobe|equal|^eq$|^is$|require\.|verify|check/i;
/** `assert_equal "550 …", reply`, without brackets. */
const assertionBefore = /^\s*(?:assert|expect|should|is|like|cmp_ok)\w{0,20} /;
const compares = /prefix|starts_?with|contain|includes?$|match|index_?of|str(?:n?(?:case)?cmp|pos|str)|memcmp/i;

function roleOf(token: Token, source: Source, literal: StringLiteral | 'comment' | undefined): CodeRole {
  const { left, right } = token;
  if (source.family === 'prose' || literal === 'comment' || /^\s*(?:\*|\/\*|--\[|"""|=begin)/.test(left))
    return 'comment';
  if (/\\\./.test(token.text.slice(token.start, token.end)) || /[/"'`][\^(]{1,3}$|\\b$/.test(left)) return 'pattern';
  if (/\b(?:case|when)\b[^:]{0,40}$/.test(left) || /^["'`]?\s?(?:\|[^|]{1,40})?\s?(?:=>|->)/.test(right)) return 'case';
  if (asserts.test(token.call) || assertionBefore.test(left)) return 'assertion';
  if (token.operator === 'compare' || compares.test(token.call)) return 'comparison';
  if (literal && /^(?:[ -]|\\?-)[\w<%{$]/.test(right)) return 'reply-string';
  switch (token.operator) {
    case 'key':
      return 'field';
    case 'assign':
      return token.name.includes('.') ? 'field' : 'constant';
    case 'arrow':
      return 'case';
    case 'list':
      return 'list';
    case 'call':
      return 'argument';
    case 'none':
    case 'word':
      if (/#define\s/.test(left)) return 'constant';
      return literal ? 'reply-string' : 'constant';
  }
}
