/** What is known of a message by its queue id. */
export const received = 1;
export const deferred = 2;
export const bounced = 4;
export const closed = 8;

/** Words a slot: fingerprint, state with the sender's domain, time of the last attempt, cause of the last attempt. */
const width = 5;

/**
 * The messages that a log has begun and not ended. It is a table of fingerprints, so that a million of them take little room;
 * above its cap the oldest half is let go.
 */
export class OpenIds {
  readonly #most: number;
  #slots = new Int32Array(width * 4096);
  #mask = 4095;
  #count = 0;
  /** True once messages were let go for want of room. */
  overflowed = false;

  constructor(most = 1 << 20) {
    this.#most = most;
  }

  /** The slot of an id, or -1. */
  find(a: number, b: number): number {
    if (a === 0) a = 1;
    const slots = this.#slots;
    for (let at = a & this.#mask; ; at = (at + 1) & this.#mask) {
      const first = slots[width * at]!;
      if (first === 0) return -1;
      if (first === a && slots[width * at + 1] === b) return at;
    }
  }

  /** The slot of an id, new where it is not known. */
  open(a: number, b: number): number {
    const known = this.find(a, b);
    if (known >= 0) return known;
    if (2 * (this.#count + 1) > this.#mask) this.#grow();
    this.#count++;
    return this.#put(a === 0 ? 1 : a, b);
  }

  state(slot: number): number {
    return this.#slots[width * slot + 2]! & 15;
  }

  mark(slot: number, flag: number): void {
    this.#slots[width * slot + 2]! |= flag;
  }

  sender(slot: number): number {
    return this.#slots[width * slot + 2]! >>> 4;
  }

  setSender(slot: number, sender: number): void {
    this.#slots[width * slot + 2] = (sender << 4) | this.state(slot);
  }

  /** Remembers the last attempt: when, and with which of the groups of replies. */
  attempted(slot: number, seconds: number, group = -1): void {
    this.#slots[width * slot + 3] = seconds;
    this.#slots[width * slot + 4] = group;
  }

  /** Forgets an id. What stands behind it moves up, so that no search is cut short. */
  close(slot: number): void {
    const slots = this.#slots;
    let hole = slot;
    for (let at = (slot + 1) & this.#mask; slots[width * at] !== 0; at = (at + 1) & this.#mask) {
      const home = slots[width * at]! & this.#mask;
      if (((at - home) & this.#mask) < ((at - hole) & this.#mask)) continue;
      for (let word = 0; word < width; word++) slots[width * hole + word] = slots[width * at + word]!;
      hole = at;
    }
    for (let word = 0; word < width; word++) slots[width * hole + word] = 0;
    this.#count--;
  }

  /** Those that wait: deferred, and neither ended nor given up. */
  waiting(visit: (seconds: number, group: number) => void): void {
    for (let at = 0; at <= this.#mask; at++) {
      if (this.#slots[width * at] === 0) continue;
      const state = this.state(at);
      if (state & deferred && !(state & closed)) visit(this.#slots[width * at + 3]!, this.#slots[width * at + 4]!);
    }
  }

  #put(a: number, b: number): number {
    let at = a & this.#mask;
    while (this.#slots[width * at] !== 0) at = (at + 1) & this.#mask;
    this.#slots[width * at] = a;
    this.#slots[width * at + 1] = b;
    return at;
  }

  #grow(): void {
    const old = this.#slots;
    const crowded = this.#count >= this.#most;
    if (crowded) this.overflowed = true;
    else this.#mask = 2 * this.#mask + 1;
    this.#slots = new Int32Array(width * (this.#mask + 1));
    this.#count = 0;
    const middle = crowded ? this.#middleTime(old) : -Infinity;
    for (let from = 0, same = 0; from < old.length; from += width) {
      if (old[from] === 0) continue;
      const time = old[from + 3]!;
      // of those with the same time every second one
      if (crowded && (time < middle || (time === middle && same++ % 2 === 0))) continue;
      const at = this.#put(old[from]!, old[from + 1]!);
      for (let word = 2; word < width; word++) this.#slots[width * at + word] = old[from + word]!;
      this.#count++;
    }
  }

  #middleTime(slots: Int32Array): number {
    const times: number[] = [];
    for (let at = 0; at < slots.length; at += width) if (slots[at] !== 0) times.push(slots[at + 3]!);
    return times.sort((x, y) => x - y)[times.length >> 1] ?? -Infinity;
  }
}
