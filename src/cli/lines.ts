export interface Place {
  /** 1-based */
  readonly line: number;
  /** 0-based, in UTF-16 units */
  readonly start: number;
  readonly end: number;
}

/** Line and columns of spans that come in order. A line ends at LF or CRLF; columns count from the line of the span's start. */
export class Lines {
  #line = 1;
  #start = 0;

  constructor(readonly text: string) {}

  place({ start, end }: { readonly start: number; readonly end: number }): Place {
    for (;;) {
      const lineBreak = this.text.indexOf('\n', this.#start);
      if (lineBreak < 0 || lineBreak >= start) break;
      this.#start = lineBreak + 1;
      this.#line++;
    }
    return { line: this.#line, start: start - this.#start, end: end - this.#start };
  }
}
