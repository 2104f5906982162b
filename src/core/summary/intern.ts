import { readable, type Fingerprint } from './bytes';

/** Gives each distinct text a small number. Holds no more than it was told to; what comes later is number 0. */
export class Intern {
  readonly names: string[] = [''];
  readonly #most: number;
  /** Fingerprint and number, three a slot. */
  #slots = new Int32Array(3 * 1024);
  #mask = 1023;
  full = false;

  constructor(most: number) {
    this.#most = most;
  }

  /** The number of a text by its fingerprint; the text is read where it is new. */
  of({ a, b }: Fingerprint, bytes: Uint8Array, from: number, to: number, folded = false): number {
    const known = this.lookUp(a, b);
    if (known >= 0) return known;
    const name = readable(bytes, from, to);
    return this.#add(a, b, folded ? name.toLowerCase() : name);
  }

  lookUp(a: number, b: number): number {
    const slots = this.#slots;
    for (let at = a & this.#mask; ; at = (at + 1) & this.#mask) {
      const id = slots[3 * at + 2]!;
      if (id === 0) return -1;
      if (slots[3 * at] === a && slots[3 * at + 1] === b) return id;
    }
  }

  #add(a: number, b: number, name: string): number {
    if (this.names.length > this.#most) {
      this.full = true;
      return 0;
    }
    if (this.names.length * 2 > this.#mask) this.#grow();
    const id = this.names.push(name) - 1;
    this.#put(a, b, id);
    return id;
  }

  #put(a: number, b: number, id: number): void {
    let at = a & this.#mask;
    while (this.#slots[3 * at + 2] !== 0) at = (at + 1) & this.#mask;
    this.#slots[3 * at] = a;
    this.#slots[3 * at + 1] = b;
    this.#slots[3 * at + 2] = id;
  }

  #grow(): void {
    const old = this.#slots;
    this.#mask = 2 * this.#mask + 1;
    this.#slots = new Int32Array(3 * (this.#mask + 1));
    for (let at = 0; at < old.length; at += 3) if (old[at + 2] !== 0) this.#put(old[at]!, old[at + 1]!, old[at + 2]!);
  }
}
