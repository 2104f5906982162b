import type { CodeKind } from '../../model';

/** How far a recogniser may look; a bound that keeps every one of them constant in time. */
const reachLeft = 160;
const reachClose = 40;
const reachRight = 80;

const underscore = 95;

/** One token that might be a code, and what stands around it. Reused for every token of a scan. */
export class RecordToken {
  kind: CodeKind = 'reply';
  code = '';
  start = 0;
  end = 0;

  #lineStart = 0;
  #lineEnd = -1;
  #close: string | undefined;
  #left: string | undefined;
  #right: string | undefined;

  /** `underscores`: whether they stand for spaces, as in a log of qmail; elsewhere they do where one stands before a number. */
  constructor(
    readonly text: string,
    readonly underscores = false,
  ) {}

  set(kind: CodeKind, code: string, start: number, end: number): void {
    this.kind = kind;
    this.code = code;
    this.start = start;
    this.end = end;
    this.#close = undefined;
    this.#left = undefined;
    this.#right = undefined;
  }

  /** Where its line begins. */
  get lineStart(): number {
    this.#findLine();
    return this.#lineStart;
  }

  /** Where its line ends, without the line break. */
  get lineEnd(): number {
    this.#findLine();
    return this.#lineEnd;
  }

  /** What stands right before it on its line, at most 40 units. */
  get close(): string {
    return (this.#close ??= this.left.slice(-reachClose));
  }

  /** What stands before it on its line, at most 160 units. */
  get left(): string {
    return (this.#left ??= this.#slice(Math.max(this.lineStart, this.start - reachLeft), this.start));
  }

  /** What follows it on its line, at most 80 units. */
  get right(): string {
    return (this.#right ??= this.#slice(this.end, Math.min(this.lineEnd, this.end + reachRight)));
  }

  #slice(start: number, end: number): string {
    const part = this.text.slice(start, end);
    return this.underscores || this.text.charCodeAt(this.start - 1) === underscore ? part.replace(/_/g, ' ') : part;
  }

  /** Tokens come in order, so that no line is searched twice. */
  #findLine(): void {
    if (this.start < this.#lineEnd) return;
    this.#lineStart = this.text.lastIndexOf('\n', this.start - 1) + 1;
    if (this.start === 0) this.#lineStart = 0;
    const lineBreak = this.text.indexOf('\n', this.start);
    this.#lineEnd = lineBreak < 0 ? this.text.length : lineBreak;
  }
}
