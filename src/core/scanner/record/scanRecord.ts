import type { CodeKind, Occurrence, Source } from '../../model';
import { enhancedCodeOf, lengthOf, readEnhanced, replyCodeOf } from './codeTokens';
import { dsnField } from './fields';
import { isReplyCode } from '../code/knownCodes';
import { certaintyOf } from '../evidence/score';
import { certain } from '../evidence/thresholds';
import type { Considered } from '../evidence/considered';
import { FailureScan } from './failureWords';
import {
  biasOf,
  enhancedAfterReply,
  evidenceOf,
  judgeEnhancedCode,
  judgeReplyCode,
  replyWithEnhanced,
  type Verdict,
} from './judge';
import type { Letter } from './letters';
import { Surroundings } from './surroundings';
import { RecordToken } from './token';

/*
 * One pattern proposes: three digits, or the first two numbers of an enhanced status code, behind one unit that can't
 * be part of the same word; n may be the letter of an escape. Reading that unit instead of looking behind for it is
 * what makes the search cheap: the numbers of an address are passed over without a stop.
 */
const candidate = /[^\dA-Za-mo-z_.](?:[245]\.\d\.|[2-5]\d\d[^\dA-Za-z/\].])/g;
/** The same where a line break is written as #012, an underscore stands for a space, and words may stand around a code as in
 * any text: `[550]`, `with 550.` */
const rareCandidate = /(?:[^\dA-Za-mo-z.]|#012)(?:[245]\.\d\.|[2-5]\d\d(?:[^\dA-Za-z/\].]|\.(?=\s|$))|\[[2-5]\d\d\])/g;
/** The same where a code may stand in brackets; elsewhere these hold the number of a process. */
const bracketedCandidate = /[^\dA-Za-mo-z_.](?:[245]\.\d\.|[2-5]\d\d(?:[^\dA-Za-z/.]|\.(?=\s|$)))/g;
/** Formats in which these stand, or may. */
const rareFormats = new Set(['qmail', 'syslog', 'journal', 'docker', 'log', 'web-error', 'mailer', 'nodemailer']);

/*
 * V8 compiles a pattern for the frequencies of the characters in the text it first meets, here one without digits:
 * it then looks for digits first. A text that begins with digits would make every later search a third slower.
 */
for (const text of ['status=sent (ok: queued as) '.repeat(12), '€'.repeat(300)])
  for (let turn = 0; turn < 3; turn++)
    for (const pattern of [candidate, rareCandidate, bracketedCandidate]) pattern.test(text);

/** Finds the SMTP codes in a log, a transcript, a bounce or events, in order. Linear in the length of the text. */
export function scanRecord(text: string, source: Source, options: RecordOptions = {}): Occurrence[] {
  return new RecordScan(text, source, options).advance(Infinity);
}

export interface RecordOptions {
  /** The letters in the text, where it is a piece of a longer one. */
  readonly letters?: readonly Letter[] | undefined;
  /** Whether the words of failures are found as well, on lines that have no code. */
  readonly words?: boolean;
  /** Called for every number that could have been a code. */
  readonly considered?: (number: Considered) => void;
}

/** Calls back for every number of a text that could have been a code, with what spoke for and against it. */
export function considerRecord(text: string, source: Source, considered: (number: Considered) => void): void {
  new RecordScan(text, source, { considered }).advance(Infinity);
}

const pairRule = replyWithEnhanced.id;
const dsn: Verdict = { rule: dsnField.id, certainty: certain };
const afterReplyRule = enhancedAfterReply.id;

/** A line of a reply is at most so long (RFC 5321 §4.5.3.1.5). */
const lineLength = 512;

/** So many numbers of a line are looked at closely, and one more for each so many units of it. */
const closeLooks = 1_000;
const unitsOfALook = 200;
/** Where underscores stand for spaces a look takes longer, and lines are short. */
const unitsOfALongLook = 1_000;

function patternOf({ family, id }: Source): RegExp {
  if (rareFormats.has(id)) return rareCandidate;
  return family === 'transcript' || family === 'bounce' ? bracketedCandidate : candidate;
}

/** One pass over a text, in as many steps as its owner likes. */
export class RecordScan {
  readonly #text: string;
  #found: Occurrence[] = [];
  /** Where to go on; -1 before the first step. */
  #at = -1;
  #done = false;
  #pattern: RegExp;
  readonly #token: RecordToken;
  readonly #around: Surroundings;
  readonly #failures: FailureScan | undefined;
  readonly considered: ((number: Considered) => void) | undefined;
  /** The line that many looks were taken at, and how many; in all lines together until there are many. */
  #lineStart = -1;
  #looks = 0;
  readonly #unitsOfALook: number;

  constructor(text: string, source: Source, { letters, words = false, considered }: RecordOptions = {}) {
    this.#text = text;
    this.#pattern = patternOf(source);
    const underscores = source.id === 'qmail';
    this.#unitsOfALook = underscores ? unitsOfALongLook : unitsOfALook;
    this.#token = new RecordToken(text, underscores);
    this.#around = new Surroundings(source, letters);
    this.#failures = words ? FailureScan.of(text, source) : undefined;
    this.considered = considered;
  }

  /** Whether the end is reached. */
  get done(): boolean {
    return this.#done;
  }

  /** Goes on to an index and what it finds there; what is found on the way, in order. */
  advance(until: number): Occurrence[] {
    const text = this.#text;
    this.#found = [];
    if (this.#at < 0) {
      const opens = /^(?:[2-5]\d\d(?![\dA-Za-z/\].])|[245]\.\d\.)/.test(text);
      this.#at = opens ? this.#decide(0) : 0;
    }
    while (!this.#done && this.#at < until) {
      const pattern = this.#pattern;
      pattern.lastIndex = this.#at;
      if (!pattern.test(text)) {
        this.#finish();
        break;
      }
      // what it proposes is four units long, be it `550 ` or `5.1.`
      this.#at = this.#decide(pattern.lastIndex - 4);
    }
    return this.#failures?.among(this.#found, this.#done ? Infinity : this.#at) ?? this.#found;
  }

  #finish(): void {
    this.#done = true;
    const text = this.#text;
    // three digits at the very end have no unit behind them
    if (/[^\dA-Za-mo-z_.][2-5]\d\d$/.test(text.slice(-4)) && this.#around.previousEnd !== text.length)
      this.#decide(text.length - 3);
  }

  /** Decides the number at an index; where to go on. */
  #decide(start: number): number {
    const text = this.#text;
    const second = text.charCodeAt(start + 1);
    if (second === 46) {
      const read = readEnhanced(text, start);
      if (read < 0) return start + 3;
      const end = start + lengthOf(read);
      const code = enhancedCodeOf(read, text, start);
      // dsn=5.1.1, most of what stands without a reply code before it
      if (
        text.charCodeAt(start - 1) === 61 &&
        text.charCodeAt(start - 2) === 110 &&
        text.charCodeAt(start - 3) === 115 &&
        text.charCodeAt(start - 4) === 100
      ) {
        this.#accept('enhanced', code, start, end, dsn);
        return end;
      }
      this.#token.set('enhanced', code, start, end);
      const later = this.#look();
      if (later > end) return later;
      const verdict = judgeEnhancedCode(this.#token, this.#around);
      this.considered?.(this.#account(verdict));
      if (verdict) this.#accept('enhanced', code, start, end, verdict);
      return end;
    }
    const end = start + 3;
    const first = text.charCodeAt(start);
    const code = replyCodeOf(first, second, text.charCodeAt(start + 2));
    // 550 5.1.1 and 550-5.1.1, most of all codes, need no further look
    const separator = text.charCodeAt(end);
    // class 3 has no enhanced status code (RFC 3463 §2)
    const isPair = (separator === 32 || separator === 45) && first !== 51 && text.charCodeAt(end + 1) === first;
    if (isPair && isFree(text, start)) {
      const read = readEnhanced(text, end + 1);
      if (read >= 0) {
        const endOfPair = end + 1 + lengthOf(read);
        const enhanced = enhancedCodeOf(read, text, end + 1);
        this.#found.push(
          { kind: 'reply', code, start, end, rule: pairRule, certainty: certain },
          {
            kind: 'enhanced',
            code: enhanced,
            start: end + 1,
            end: endOfPair,
            rule: afterReplyRule,
            certainty: certain,
          },
        );
        if (separator === 45) this.#expectLine(end);
        this.#around.follow(enhanced, endOfPair, separator === 45 ? code : '', end);
        return endOfPair;
      }
    }
    const alternatives = text.charCodeAt(start - 1) === 47 ? alternativesBefore(text, start) : start;
    this.#token.set('reply', code, alternatives, end);
    const later = this.#look();
    if (later > end) return later;
    const verdict = judgeReplyCode(this.#token, this.#around);
    this.considered?.(this.#account(verdict));
    if (verdict)
      for (let at = alternatives; at <= start; at += 4)
        this.#accept('reply', text.slice(at, at + 3), at, at + 3, verdict);
    return end;
  }

  /** What is to be said of the number that was looked at last. */
  #account(verdict: Verdict | undefined): Considered {
    const { kind, code, start, end } = this.#token;
    const around = this.#around;
    const by = around.asked ? 'evidence' : verdict ? 'anchor' : 'glance';
    const facets = evidenceOf(this.#token, around, around.asked ? around.spoke : '');
    return {
      kind,
      code,
      start,
      end,
      rule: verdict?.rule ?? '',
      by,
      certainty:
        verdict?.certainty ??
        (by === 'glance'
          ? 0
          : certaintyOf(biasOf(kind, around.spoke) + facets.reduce((sum, { weight }) => sum + weight, 0))),
      facets,
    };
  }

  /**
   * Counts the numbers of a line that are looked at closely. A line that is hostile or no text at all has too many of
   * them: then where in it the next look is due, else 0.
   */
  #look(): number {
    if (++this.#looks <= closeLooks) return 0;
    const { lineStart, start } = this.#token;
    if (lineStart !== this.#lineStart) {
      // so many looks at several lines say nothing of this one
      this.#lineStart = lineStart;
      this.#looks = 1;
      return 0;
    }
    const due = lineStart + (this.#looks - 1 - closeLooks) * this.#unitsOfALook;
    if (due <= start) return 0;
    this.#looks--;
    return due;
  }

  /** A reply goes on: if a system log wrote the line breaks as #012, there are more of them. */
  #expectLine(end: number): void {
    if (this.#pattern === candidate && this.#text.slice(end, end + lineLength).includes('#012'))
      this.#pattern = rareCandidate;
  }

  #accept(kind: CodeKind, code: string, start: number, end: number, { rule, certainty }: Verdict): void {
    this.#found.push({ kind, code, start, end, rule, certainty });
    const around = this.#around;
    if (kind === 'enhanced') around.follow(code, end, around.openCode, around.openEnd);
    else if (this.#text.charCodeAt(end) === 45) {
      this.#expectLine(end);
      around.follow(code, end, code, end);
    } else around.follow(code, end, '', end);
  }
}

/** Where the first of codes with strokes between them begins: `250/251/252`; the index where there is but one. */
function alternativesBefore(text: string, start: number): number {
  let at = start;
  while (at >= 4 && start - at < 24 && text[at - 1] === '/' && isReplyCode(text.slice(at - 4, at - 1))) at -= 4;
  return at === 0 || !isWord(text.charCodeAt(at - 1)) ? at : start;
}

const isWord = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 46 && c <= 57) || c === 95;

/** Whether a code may begin at an index: n only as the letter of an escape, no sign that makes a word of the number. */
function isFree(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  // a space, a bracket, a quote
  if (before === 32 || before === 40 || before === 34) return true;
  if (before === 110) return text.charCodeAt(start - 2) === 92;
  // # $ % & + - / 2 @ \ ~
  return !(
    before === 35 ||
    before === 36 ||
    before === 37 ||
    before === 38 ||
    before === 43 ||
    before === 45 ||
    before === 47 ||
    before === 50 ||
    before === 64 ||
    before === 92 ||
    before === 126
  );
}
