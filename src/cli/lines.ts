export interface Place {
  /** 1-based */
  readonly line: number;
  /** 0-based, in UTF-16 units */
  readonly start: number;
  readonly end: number;
}

/** Line and columns of spans that come in order. A line ends at LF; columns count from the line of the span's start. */
export class Lines {
  #line = 1;
  #start = 0;
  /** Where the line after this one begins; Infinity where there is none. */
  #next: number;

  constructor(readonly text: string) {
    this.#next = this.#lineAfter(0);
  }

  place({ start, end }: { readonly start: number; readonly end: number }): Place {
    while (this.#next <= start) {
      this.#start = this.#next;
      this.#next = this.#lineAfter(this.#start);
      this.#line++;
    }
    return { line: this.#line, start: start - this.#start, end: end - this.#start };
  }

  #lineAfter(start: number): number {
    const feed = this.text.indexOf('\n', start);
    return feed < 0 ? Infinity : feed + 1;
  }
}
