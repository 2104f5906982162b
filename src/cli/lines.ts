export interface Place {
  /** 1-based */
  readonly line: number;
  /** 0-based, in UTF-16 units */
  readonly start: number;
  readonly end: number;
}

/** Line and columns of spans that come in order. A line ends at LF, CRLF or CR; columns count from the line of the span's start. */
export class Lines {
  #line = 1;
  #start = 0;
  /** Where the next CR stands. */
  #return = -1;

  constructor(readonly text: string) {}

  place({ start, end }: { readonly start: number; readonly end: number }): Place {
    for (let next = this.#nextLine(); next <= start; next = this.#nextLine()) {
      this.#start = next;
      this.#line++;
    }
    return { line: this.#line, start: start - this.#start, end: end - this.#start };
  }

  /** Where the line after this one begins; Infinity where there is none. */
  #nextLine(): number {
    let feed = this.text.indexOf('\n', this.#start);
    if (feed < 0) feed = Infinity;
    // searched once, since most texts have none
    if (this.#return < this.#start) this.#return = this.text.indexOf('\r', this.#start);
    if (this.#return < 0) this.#return = Infinity;
    return (this.#return < feed - 1 ? this.#return : feed) + 1;
  }
}
