import type { CodeKind } from '../../model';
import { readName, type NameMeaning } from './names';

/** How far a rule may look to the left and to the right of a token; a bound that keeps every rule constant in time. */
const reachLeft = 120;
const reachClose = 40;
const reachRight = 80;
const reachName = 200;

/** What stands between a token and the name that governs it. */
export type Operator = 'none' | 'compare' | 'assign' | 'key' | 'arrow' | 'call' | 'list' | 'word';

/** One token that might be a code, and what stands around it. Reused for every token of a scan. */
export class Token {
  kind: CodeKind = 'reply';
  code = '';
  start = 0;
  end = 0;
  #lineStart = 0;
  #lineEnd = 0;

  constructor(readonly text: string) {}

  #close: string | undefined;
  #left: string | undefined;
  #right: string | undefined;
  #opensString: boolean | undefined;
  #governed = false;
  #operator: Operator = 'none';
  #name = '';
  #call: string | undefined;
  /** Where the operator before it stands. */
  #at = 0;
  #quoted = false;

  set(kind: CodeKind, code: string, start: number, end: number): void {
    this.kind = kind;
    this.code = code;
    this.start = start;
    this.end = end;
    this.#close = undefined;
    this.#left = undefined;
    this.#right = undefined;
    this.#opensString = undefined;
    this.#governed = false;
  }

  /** Finds the line it stands on; tokens come in order, so that no line is searched twice. */
  findLine(): number {
    if (this.start < this.#lineEnd) return this.#lineEnd;
    this.#lineStart = this.text.lastIndexOf('\n', this.start) + 1;
    const lineBreak = this.text.indexOf('\n', this.start);
    this.#lineEnd = lineBreak < 0 ? this.text.length : lineBreak;
    return this.#lineEnd;
  }

  /** The line of the token, without its line break. */
  get lineStart(): number {
    this.findLine();
    return this.#lineStart;
  }

  get lineEnd(): number {
    return this.findLine();
  }

  /** What stands right before it on its line, at most 40 units. */
  get close(): string {
    return (this.#close ??= this.text.slice(Math.max(this.lineStart, this.start - reachClose), this.start));
  }

  /** What stands before it on its line, at most 120 units. */
  get left(): string {
    return (this.#left ??= this.text.slice(Math.max(this.lineStart, this.start - reachLeft), this.start));
  }

  /** What follows it on its line, at most 80 units. */
  get right(): string {
    return (this.#right ??= this.text.slice(this.end, Math.min(this.lineEnd, this.end + reachRight)));
  }

  /** The unit right before it; NaN at the start of the text. A pattern that needs others there need not be tried. */
  get before(): number {
    return this.text.charCodeAt(this.start - 1);
  }

  /** The last unit before it on its line that is no space. */
  get previous(): number {
    let at = this.start - 1;
    while (at >= this.lineStart && isSpace(this.text.charCodeAt(at))) at--;
    return at < this.lineStart ? NaN : this.text.charCodeAt(at);
  }

  /** The first unit after it on its line that is no space. */
  get next(): number {
    let at = this.end;
    while (at < this.lineEnd && isSpace(this.text.charCodeAt(at))) at++;
    return at < this.lineEnd ? this.text.charCodeAt(at) : NaN;
  }

  /** Whether a string, or a line inside one, opens with it. */
  get opensString(): boolean {
    return (this.#opensString ??= stringOpeners.test(this.close) || lineBreakBefore.test(this.close));
  }

  /** Its line and the end of the line before it: what prose says about it. */
  get near(): string {
    return this.text.slice(
      Math.max(this.start - 200, this.lineStart - 100, 0),
      Math.min(this.lineEnd, this.end + reachRight),
    );
  }

  /** The end of the line before. */
  get above(): string {
    return this.text.slice(Math.max(0, this.lineStart - 24), this.lineStart);
  }

  /** The operator or bracket before it. */
  get operator(): Operator {
    this.#govern();
    return this.#operator;
  }

  /** The identifier before that operator: `responseCode` in `err.responseCode === 550`. */
  get name(): string {
    this.#govern();
    return this.#name;
  }

  /** The call, literal or list it is an argument or a member of. */
  get call(): string {
    this.#govern();
    return (this.#call ??= callAround(this.text, this.#at, Math.max(0, this.start - reachName)));
  }

  /** Whether a quote stands right before it. */
  get quoted(): boolean {
    this.#govern();
    return this.#quoted;
  }

  /** The argument before it in a call: `err.code` in `equal(err.code, 550)`; empty where there is none. */
  get argumentBefore(): string {
    this.#govern();
    if (this.text.charCodeAt(this.#at) !== 44) return '';
    const name = nameBefore(this.text, this.#at - 1, Math.max(0, this.start - reachName));
    // fail('Too many recipients', 452)
    const before = this.text.slice(this.#at - name.length - 3, this.#at);
    return name && /^.? \w+["'`]$/.test(before) && before.endsWith(name + before.at(-1)!) ? '' : name;
  }

  get nameMeaning(): NameMeaning {
    return readName(this.name);
  }

  get callMeaning(): NameMeaning {
    return readName(this.call);
  }

  #govern(): void {
    if (this.#governed) return;
    this.#governed = true;
    this.#operator = 'none';
    this.#name = '';
    this.#call = undefined;
    const { text } = this;
    const low = Math.max(0, this.start - reachName);
    let at = this.start - 1;
    this.#quoted = isQuote(text.charCodeAt(at));
    if (this.#quoted) {
      at--;
      // b"…", r'…', US"…", $"…"
      for (let n = 0; n < 3 && at >= low && isWord(text.charCodeAt(at)); n++) at--;
      if (text[at] === '$' || text[at] === '@') at--;
    }
    at = skipSpace(text, at, low);
    const sign = text[at];
    this.#at = -1;
    if (sign === undefined || at < low) return;
    if (sign === '=' || sign === '~' || sign === '!') {
      const from = at;
      while (at > low && '=!~<>:+|'.includes(text[at] as string)) at--;
      const operator = text.slice(at + 1, from + 1);
      this.#operator = operator === '=' || operator === ':=' || operator === '||=' ? 'assign' : 'compare';
      this.#name = nameBefore(text, at, low);
    } else if (sign === ':') {
      this.#operator = 'key';
      this.#name = nameBefore(text, at - 1, low);
    } else if (sign === '>' && (text[at - 1] === '=' || text[at - 1] === '-')) {
      this.#operator = 'arrow';
      this.#name = nameBefore(text, at - 2, low) || assignedBefore(text, at - 2, low);
    } else if (sign === '|' || sign === '?' || sign === '&') {
      while (at > low && '|?&'.includes(text[at] as string)) at--;
      this.#name = nameBefore(text, at, low);
    } else if (sign === '(' || sign === '[' || sign === '{' || sign === ',') {
      this.#operator = sign === '(' ? 'call' : 'list';
    } else if (isWord(text.charCodeAt(at))) {
      this.#operator = 'word';
      this.#name = wordBefore(text, at, low);
    }
    this.#at = at;
    if (sign === '(' || sign === ',' || sign === '[' || sign === '{')
      this.#name = this.#call = callAround(text, at, low) || (sign === ',' ? listedFor(this.left) : '');
  }
}

/** What opens a string before its code: the marks of a transcript, a line break, an anchor. */
const stringOpeners =
  /(?:^|[\\/"'`({,\s[=])(?:[bBrRfFuUL]{0,2}|US|\$|@|qr|m|rx)["'`/](?:\^|\\[rnbAs]|\\\\b|S: ?|<-? |-> |< |\(\?:|\(){0,4}$/;
/** The words before a pattern between strokes: qr/550/, =~ m/550/ */
export const patternBefore = /(?:^|[^\w./$@%-])(?:qr|m|rx)\/$/;
const lineBreakBefore = /\\n(?:\\?["'`]?)$/;

const isQuote = (c: number): boolean => c === 34 || c === 39 || c === 96;
const isWord = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95 || c === 36 || c === 64;
const isSpace = (c: number): boolean => c === 32 || c === 9 || c === 10 || c === 13;

function skipSpace(text: string, at: number, low: number): number {
  while (at >= low && isSpace(text.charCodeAt(at))) at--;
  return at;
}

/** The identifier that ends at an index, with the objects it is a member of. */
function wordBefore(text: string, at: number, low: number): string {
  const end = at + 1;
  while (at >= low) {
    const c = text.charCodeAt(at);
    if (isWord(c) || c === 46) at--;
    else if (c === 62 && text[at - 1] === '-') at -= 2;
    else if (c === 58 && text[at - 1] === ':') at -= 2;
    else break;
  }
  return text.slice(at + 1, end);
}

/** The identifier before an operator, past quotes, a closing bracket and a type. */
function nameBefore(text: string, at: number, low: number): string {
  at = skipSpace(text, at, low);
  for (let closers = 0; closers < 2 && at >= low && (text[at] === ')' || text[at] === ']'); closers++) {
    at = skipSpace(text, openerOf(text, at, low) - 1, low);
  }
  while (at >= low && (isQuote(text.charCodeAt(at)) || text[at] === '*')) at--;
  const name = wordBefore(text, at, low);
  // const NAME: u16 = 550
  if (/^(?:u|i|int|uint)(?:8|16|32|64|size)?$|^(?:usize|number|Int|Short|String|string|str)$/.test(name)) {
    const before = skipSpace(text, at - name.length, low);
    if (text[before] === ':') return wordBefore(text, skipSpace(text, before - 1, low), low);
  }
  return name;
}

/** `getuid` in `process.getuid = () => 501`. */
function assignedBefore(text: string, at: number, low: number): string {
  at = skipSpace(text, at, low);
  if (text[at] !== ')') return '';
  at = skipSpace(text, openerOf(text, at, low) - 1, low);
  return text[at] === '=' ? nameBefore(text, at - 1, low) : '';
}

/** Index of the bracket that a closing bracket at an index belongs to. */
function openerOf(text: string, at: number, low: number): number {
  let depth = 0;
  for (; at >= low; at--) {
    const c = text[at];
    if (c === ')' || c === ']' || c === '}') depth++;
    else if ((c === '(' || c === '[' || c === '{') && --depth === 0) return at;
  }
  return at;
}

/** `intervals` in `intervals=5, 250`, a line of its own without brackets. */
function listedFor(left: string): string {
  return /^\s*([A-Za-z][\w.-]{0,60})\s?[:=]\s?[\w.-]{1,24}(?:,\s?[\w.-]{1,24}){0,8},\s?$/.exec(left)?.[1] ?? '';
}

/** The name before the bracket around an index: of a call, a literal, or what a list is compared with or assigned to. */
function callAround(text: string, at: number, low: number): string {
  let depth = 0;
  for (; at >= low; at--) {
    const c = text[at];
    if (c === ')' || c === ']' || c === '}') depth++;
    else if (c === '(' || c === '[' || c === '{') {
      if (depth > 0) {
        depth--;
        continue;
      }
      let before = skipSpace(text, at - 1, low);
      const name = wordBefore(text, before, low);
      if (name && name !== 'in' && name !== 'return' && name !== 'of') return name;
      if (name === 'in') return wordBefore(text, skipSpace(text, before - 2, low), low);
      if (text[before] === '#') before = skipSpace(text, before - 1, low);
      while (before >= low && '=:>!~?|&'.includes(text[before] as string)) before--;
      const assigned = nameBefore(text, before, low);
      if (assigned) return assigned;
    } else if (c === ';' && depth === 0) return '';
  }
  return '';
}
