/** Most slots that are held; above it slots become twice as long. */
const mostSlots = 4096;

/** Counts by time, of several series side by side. */
export class Timeline {
  /** Seconds a slot. */
  width: number;
  readonly #series: number;
  #slots = new Map<number, number>();
  #counts: Float64Array;
  #lastSlot = NaN;
  #lastAt = 0;

  constructor(series: number, width = 60) {
    this.#series = series;
    this.width = width;
    this.#counts = new Float64Array(series * 64);
  }

  add(seconds: number, series: number): void {
    const slot = Math.floor(seconds / this.width);
    if (slot !== this.#lastSlot) this.#lastAt = this.#find(slot);
    this.#counts[this.#lastAt + series]!++;
  }

  /** Slots that are not empty, in order. */
  entries(): { readonly start: number; readonly counts: readonly number[] }[] {
    return [...this.#slots]
      .sort(([a], [b]) => a - b)
      .map(([slot, at]) => ({
        start: slot * this.width,
        counts: Array.from(this.#counts.subarray(at, at + this.#series)),
      }));
  }

  #find(slot: number): number {
    let at = this.#slots.get(slot);
    if (at === undefined) {
      if (this.#slots.size >= mostSlots) {
        this.#coarsen();
        return this.#find(Math.floor(slot / 2));
      }
      at = this.#slots.size * this.#series;
      if (at + this.#series > this.#counts.length) {
        const larger = new Float64Array(2 * this.#counts.length);
        larger.set(this.#counts);
        this.#counts = larger;
      }
      this.#slots.set(slot, at);
    }
    this.#lastSlot = slot;
    return at;
  }

  #coarsen(): void {
    const old = this.entries();
    this.width *= 2;
    this.#slots = new Map();
    this.#counts = new Float64Array(this.#counts.length);
    this.#lastSlot = NaN;
    for (const { start, counts } of old) {
      const at = this.#find(Math.floor(start / this.width));
      counts.forEach((count, series) => (this.#counts[at + series]! += count));
    }
  }
}
