import type { CodeKind, Occurrence, Source } from '../../model';
import { endOfEnhanced, enhancedCodeAt, replyCodeAt } from './codeTokens';
import { enhancedAfterReply, judgeEnhancedCode, judgeReplyCode, replyWithEnhanced } from './judge';
import { Surroundings } from './surroundings';
import { RecordToken } from './token';

/*
 * One pattern proposes: three digits, or the first two numbers of an enhanced status code, behind one unit that can't
 * be part of the same word; n may be the letter of an escape. Reading that unit instead of looking behind for it is
 * what makes the search cheap: the numbers of an address are passed over without a stop.
 */
const candidate = /[^\dA-Za-mo-z_.](?:[2-5]\d\d[^\dA-Za-z/\].]|[245]\.\d\.)/g;
/** The same where a line break is written as #012, and where an underscore stands for a space. */
const rareCandidate = /(?:[^\dA-Za-mo-z.]|#012)(?:[2-5]\d\d[^\dA-Za-z/\].]|[245]\.\d\.)/g;
/** Formats in which these stand, or may. */
const rareFormats = new Set(['qmail', 'syslog', 'log']);

/*
 * V8 compiles a pattern for the frequencies of the characters in the text it first meets, here one without digits:
 * it then looks for digits first. A text that begins with digits would make every later search a third slower.
 */
for (const text of ['status=sent (ok: queued as) '.repeat(12), '€'.repeat(300)])
  for (let turn = 0; turn < 3; turn++) for (const pattern of [candidate, rareCandidate]) pattern.test(text);

/** Finds the SMTP codes in a log, a transcript, a bounce or events, in order. Linear in the length of the text. */
export function scanRecord(text: string, source: Source): Occurrence[] {
  return new RecordScan(text, source).run();
}

/** One pass over a text. */
class RecordScan {
  readonly #text: string;
  readonly #found: Occurrence[] = [];
  readonly #pattern: RegExp;
  readonly #token: RecordToken;
  readonly #around: Surroundings;

  constructor(text: string, source: Source) {
    this.#text = text;
    this.#pattern = rareFormats.has(source.id) || text.includes('#012') ? rareCandidate : candidate;
    this.#token = new RecordToken(text, source.id === 'qmail');
    this.#around = new Surroundings(source);
  }

  run(): Occurrence[] {
    const text = this.#text;
    const pattern = this.#pattern;
    if (/^(?:[2-5]\d\d(?![\dA-Za-z/\].])|[245]\.\d\.)/.test(text)) this.#decide(0);
    pattern.lastIndex = 0;
    // what it proposes is four units long, be it `550 ` or `5.1.`
    while (pattern.test(text)) pattern.lastIndex = this.#decide(pattern.lastIndex - 4);
    // three digits at the very end have no unit behind them
    if (/[^\dA-Za-mo-z_.][2-5]\d\d$/.test(text.slice(-4)) && this.#around.previousEnd !== text.length)
      this.#decide(text.length - 3);
    return this.#found;
  }

  /** Decides the number at an index; where to go on. */
  #decide(start: number): number {
    const text = this.#text;
    if (text.charCodeAt(start + 1) === 46) {
      const end = endOfEnhanced(text, start);
      if (end < 0) return start + 3;
      const code = enhancedCodeAt(text, start, end);
      this.#token.set('enhanced', code, start, end);
      const rule = judgeEnhancedCode(this.#token, this.#around);
      if (rule !== undefined) this.#accept('enhanced', code, start, end, rule);
      return end;
    }
    const end = start + 3;
    const code = replyCodeAt(text, start);
    // 550 5.1.1 and 550-5.1.1, most of all codes, need no further look
    const separator = text.charCodeAt(end);
    if (
      (separator === 32 || separator === 45) &&
      text.charCodeAt(end + 1) === text.charCodeAt(start) &&
      isFree(text, start)
    ) {
      const endOfPair = endOfEnhanced(text, end + 1);
      if (endOfPair >= 0) {
        this.#accept('reply', code, start, end, replyWithEnhanced.id);
        this.#accept('enhanced', enhancedCodeAt(text, end + 1, endOfPair), end + 1, endOfPair, enhancedAfterReply.id);
        return endOfPair;
      }
    }
    this.#token.set('reply', code, start, end);
    const rule = judgeReplyCode(this.#token, this.#around);
    if (rule !== undefined) this.#accept('reply', code, start, end, rule);
    return end;
  }

  #accept(kind: CodeKind, code: string, start: number, end: number, rule: string): void {
    const around = this.#around;
    this.#found.push({ kind, code, start, end, rule });
    around.previousCode = code;
    around.previousEnd = end;
    if (kind === 'enhanced') return;
    around.openCode = this.#text.charCodeAt(end) === 45 ? code : '';
    around.openEnd = end;
  }
}

/** Whether a code may begin at an index: n only as the letter of an escape, no sign that makes a word of the number. */
function isFree(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
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
