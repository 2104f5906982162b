import type { Occurrence, Source } from '../../model';
import { isNoEnhancedCode, judgeEnhancedCode } from './enhancedRules';
import { readFileContext } from './fileContext';
import { anchors, isNoReplyCode, judgeReplyCode } from './replyRules';
import type { Surroundings } from './surroundings';
import { Token } from './token';
import type { Considered } from '../evidence/considered';
import { certaintyOf } from '../evidence/score';
import { ahead, certain, likely } from '../evidence/thresholds';
import { isForeign, isRegistered, isReplyCode } from './knownCodes';
import { models } from '../evidence/models';
import { Scale } from '../evidence/score';
import { isInColumn, writtenFacets, WrittenView } from '../evidence/writtenFacets';

/** Called for each code found, while the token still knows what stands around it. */
type Found = (token: Token, verdict: Verdict) => void;

/**
 * What may be a code, after something that can't be part of the same word: 550, 5.1.1, 5\.1\.1 in a pattern.
 * Before it n, r, t, b, s and A may be the letter of an escape, and _ the mark of Markdown.
 */
const candidate = /[^\dB-Zac-mo-qu-z][2-5](?:\d\d(?![a-km-tv-zA-KM-TV-Z\d])|\\{0,2}\.\d)/g;
/** The same and 5, 1, 1, which takes longer: commas are everywhere. */
const candidateOrList = /[^\dB-Zac-mo-qu-z][2-5](?:\d\d(?![a-km-tv-zA-KM-TV-Z\d])|\.\d|\\|, ?\d)/g;
const triple = /([245])(\\{0,2}\.)(\d{1,3})\2(\d{1,3})(?!\w|\.\d|\\\.\d)/y;
const tuple = /([245]), ?(\d{1,3}), ?(\d{1,3})(?= ?[)\]}])/y;
const integerSuffix = /(?:_?[iu](?:8|16|32|64|size)|[LlUu]{1,2})\b/y;

/** A longer line was written by a machine: bundles, models, pictures. */
const longestLine = 20_000;

/**
 * Finds the SMTP codes in source code, configuration and prose, in order. Linear in the length of the text: a
 * simple regular expression proposes, and each number that could be a code is decided by what stands around it.
 */
export function scanCode(text: string, source: Source): Occurrence[] {
  const found: Occurrence[] = [];
  visitCodes(text, source, (token, verdict) => {
    found.push({ kind: token.kind, code: token.code, start: token.start, end: token.end, ...verdict });
  });
  return found;
}

/** What became of a number that a rule or evidence accepted. */
export interface Verdict {
  readonly rule: string;
  /** 0 to 1; `certain` where an anchor decided. */
  readonly certainty: number;
}

const scales = {
  reply: new Scale(writtenFacets, models['written/reply']),
  enhanced: new Scale(writtenFacets, models['written/enhanced']),
};

/** The rule of what no rule but evidence speaks for. */
const byEvidence = 'code/evidence';

/** The rule of a number that no list has, where the file says further up that it is a code. */
const seenBefore = 'code/seen';

/** `code != 443` below `"443 4.1.0 come back later"`, `"returns 5.1.2"` behind `code == '5.1.2'`. */
function isSeen(token: Token, { file, seen, previousCode, previousEnd }: Surroundings): boolean {
  if (file.level < 1 || !seen.has(token.code)) return false;
  if (token.kind === 'enhanced') return previousCode === token.code && previousEnd >= token.lineStart;
  return (
    file.level === 2 &&
    !isReplyCode(token.code) &&
    (token.operator === 'compare' || token.operator === 'list') &&
    token.nameMeaning !== 'quantity' &&
    /^(?:[,;)\]]| \{|\s*$)/.test(token.right)
  );
}

/** The lines of a patch, the length of an IMAP literal, the end of a range: `--- 232,239 ----`, `\{459\}`, `(1 to 450)`. */
function isMeasure({ left, right }: Token): boolean {
  return (
    (/^,\d/.test(right) && /^(?:[-*]{3} |@@ [-+])$/.test(left)) ||
    (/^\\?\+?\}/.test(right) && /[^$\w{]\\?\{$/.test(left)) ||
    /\(\d{1,5} (?:to|until|\.\.) $/.test(left)
  );
}

/** The number of a section: `=head2 4.1.4`, `title="2.1.6. Using Exim"` */
const isHeading = ({ left, right, code }: Token): boolean =>
  (/^=head\d\s+$/.test(left) && right.trim() === '') ||
  (code.startsWith('2') && /^\.[\s\u00a0\ufffd]\p{Lu}/u.test(right));

/** Decides a number: an anchor alone, else what stands around it, of which a rule is a part. */
function judge(token: Token, around: Surroundings): Verdict | undefined {
  around.asked = false;
  around.certain = false;
  around.certainty = 0;
  around.passed = '';
  around.spoke = '';
  if (token.kind === 'reply' ? isInColumn(token) || isMeasure(token) : isHeading(token)) return undefined;
  const rule =
    (token.kind === 'reply' ? judgeReplyCode(token, around) : judgeEnhancedCode(token, around)) ??
    (isSeen(token, around) ? seenBefore : undefined);
  around.spoke = rule ?? around.passed;
  if (rule !== undefined && (around.certain || anchors.has(rule))) {
    around.certainty = certain;
    return { rule, certainty: certain };
  }
  const { level, rival, http } = around.file;
  if (
    rule === undefined &&
    (level < 2 || rival || isForeign(token.code) || (http && !isRegistered(token.code) && token.kind === 'reply'))
  )
    return undefined;
  around.asked = true;
  const sum = scales[token.kind].weigh(new WrittenView(token, around, around.spoke));
  const certainty = certaintyOf(sum + (rule === undefined ? ahead.written.none : ahead.written.rule));
  around.certainty = certainty;
  return certainty < likely ? undefined : { rule: rule ?? byEvidence, certainty };
}

/** Calls back for each number of a text that could have been a code, with what spoke for and against it. */
export function considerCode(text: string, source: Source, considered: (number: Considered) => void): void {
  visitCodes(
    text,
    source,
    () => undefined,
    (token, around, verdict) => {
      const { kind, code, start, end } = token;
      const { asked, certainty, spoke } = around;
      const facets = scales[kind].evidence(new WrittenView(token, around, spoke));
      const by = asked ? 'evidence' : verdict ? 'anchor' : 'glance';
      considered({ kind, code, start, end, rule: verdict?.rule ?? '', by, certainty, facets });
    },
  );
}

/** Calls back for each SMTP code of a text, in order. */
export function visitCodes(text: string, source: Source, found: Found, considered?: Judged): void {
  const reader = new CodeReader(text, source, found, considered);
  while (reader.advance(Infinity));
}

type Judged = (token: Token, around: Surroundings, verdict: Verdict | undefined) => void;

/** The same in pieces, so that a long text can be read in slices. */
export class CodeReader {
  readonly #text: string;
  readonly #found: Found;
  readonly #considered: Judged | undefined;
  readonly #token: Token;
  readonly #around: Surroundings;
  readonly #pattern: RegExp;
  /** Where the next candidate begins; Infinity at the end. */
  #start: number;

  constructor(text: string, source: Source, found: Found, considered?: Judged) {
    this.#text = text;
    this.#found = found;
    this.#considered = considered;
    this.#token = new Token(text);
    this.#start = source.id === 'generated' ? Infinity : nextCandidate(candidate, text, 0);
    this.#around = {
      source,
      // what the file speaks of matters to candidates only
      file: readFileContext(this.#start === Infinity ? '' : text),
      previousCode: '',
      previousEnd: 0,
      seen: new Set(),
      passed: '',
      certain: false,
      certainty: 0,
      asked: false,
      spoke: '',
    };
    const { level, enhanced } = this.#around.file;
    this.#pattern = level === 2 && enhanced ? candidateOrList : candidate;
    if (this.#pattern !== candidate && this.#start !== Infinity) this.#start = nextCandidate(this.#pattern, text, 0);
  }

  /**
   * Reads on until so many numbers were judged.
   * @returns false at the end of the text
   */
  advance(numbers: number): boolean {
    const text = this.#text;
    const token = this.#token;
    const around = this.#around;
    const pattern = this.#pattern;
    let judged = 0;
    let start = this.#start;
    while (start !== Infinity && judged < numbers) {
      let at = start + 1;
      if (measure(text, start, token)) {
        at = token.end;
        if (!(token.kind === 'reply' ? isNoReplyCode(token, around) : isNoEnhancedCode(token, around))) {
          const lineEnd = token.findLine();
          if (lineEnd - token.lineStart > longestLine) at = lineEnd;
          else {
            judged++;
            const verdict = judge(token, around);
            this.#considered?.(token, around, verdict);
            if (verdict) {
              this.#found(token, verdict);
              around.seen.add(token.code);
              around.previousCode = token.code;
              around.previousEnd = at;
            }
          }
        }
      }
      start = nextCandidate(pattern, text, Math.max(at, start + 1));
    }
    this.#start = start;
    return start !== Infinity;
  }
}

/** Where the next candidate begins at an index or behind it; Infinity where there is none. */
function nextCandidate(pattern: RegExp, text: string, from: number): number {
  // nothing stands before the first unit
  if (from === 0 && isDigit(text.charCodeAt(0))) return 0;
  pattern.lastIndex = Math.max(0, from - 1);
  if (!pattern.test(text)) return Infinity;
  const end = pattern.lastIndex;
  if (text.charCodeAt(end - 1) === 92) return end - 2;
  let at = end - 2;
  while (
    text.charCodeAt(at) === 92 ||
    text.charCodeAt(at) === 46 ||
    text.charCodeAt(at) === 44 ||
    text.charCodeAt(at) === 32
  )
    at--;
  return isDigit(text.charCodeAt(end - 2)) ? end - 3 : at;
}

/** Sets the token that begins at an index; false where no code can stand. */
function measure(text: string, start: number, token: Token): boolean {
  if (start > 0 && isPartOfWord(text, start)) return false;
  const sign = text.charCodeAt(start + 1);
  if (isDigit(sign)) {
    const end = start + 3;
    if (!isReplyAt(text, start) || isDigit(text.charCodeAt(end))) return false;
    // 550u16 and 550L stand alone too
    integerSuffix.lastIndex = end;
    if (isWord(text.charCodeAt(end)) && !integerSuffix.test(text) && !isEmphasis(text, end, 1)) return false;
    token.set('reply', text.slice(start, end), start, end);
    return true;
  }
  const pattern = sign === 44 ? tuple : triple;
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  if (!match) return false;
  const [whole, first, second, third, fourth] = match;
  const code = pattern === tuple ? `${first}.${second}.${third}` : `${first}.${third}.${fourth}`;
  token.set('enhanced', code, start, start + whole.length);
  return true;
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isWord = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || isDigit(c) || c === 95;

/** Whether three digits that may be a reply code begin at an index. */
function isReplyAt(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  return first >= 50 && first <= 53 && isDigit(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at + 2));
}

/** Whether the unit before an index belongs to the same word or number; the letter of an escape (\n) doesn't. */
function isPartOfWord(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return isWord(before) && (text.charCodeAt(at - 2) !== 92 || isDigit(before)) && !isEmphasis(text, at - 1, -1);
}

/** Whether the underscores at an index, read in a direction, are Markdown's and no part of a word. */
function isEmphasis(text: string, at: number, step: 1 | -1): boolean {
  let far = at;
  while (text.charCodeAt(far) === 95 && Math.abs(far - at) < 3) far += step;
  return far !== at && !isWord(text.charCodeAt(far));
}
