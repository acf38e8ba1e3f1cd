/** Seeded chance (sfc32): the same numbers for the same seed on every machine, and streams that do not disturb each other. */
export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;

  constructor(seed: number, stream = '') {
    let hash = 0x811c9dc5;
    for (const letter of stream) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
    this.#a = seed | 0;
    this.#b = hash | 0;
    this.#c = 0x9e3779b9 | 0;
    for (let i = 0; i < 15; i += 1) this.next();
  }

  /** From 0 up to 1. */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  /** A whole number from 0 up to `limit`, without it. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }
  odds(p: number): boolean {
    return p > 0 && this.next() < p;
  }
  any<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
  /** Waits of events that happen by themselves, `mean` apart. */
  wait(mean: number): number {
    return Math.ceil(-Math.log(1 - this.next()) * mean);
  }
}
