/** What may be turned; the defaults are right for a shop. Times in milliseconds. */
export interface Tuning {
  batchEntries: number;
  batchBytes: number;
  rtoMin: number;
  rtoMax: number;
  tipEvery: number;
  markEvery: number;
  /** Closed entries from which live ones go out beside the backlog. */
  backfillAt: number;
  /** Offline time after which a new epoch is opened for what happens now. */
  rollAfter: number;
  helloEpochs: number;
}
export const usualTuning: Tuning = {
  batchEntries: 1000,
  batchBytes: 128 * 1024,
  rtoMin: 1000,
  rtoMax: 30_000,
  tipEvery: 30_000,
  markEvery: 1000,
  backfillAt: 5000,
  rollAfter: 3_600_000,
  helloEpochs: 100,
};

/** How long to wait for an answer: four round trips, at least a second, twice as long after each silence. */
export class Pace {
  readonly #min: number;
  readonly #max: number;
  #wait: number;
  #roundTrip: number | undefined;

  constructor(tuning: Tuning) {
    this.#min = tuning.rtoMin;
    this.#max = tuning.rtoMax;
    this.#wait = tuning.rtoMin;
  }

  get wait(): number {
    return this.#wait;
  }

  /** Nobody answered for a while. */
  get isSilent(): boolean {
    return this.#wait > 4 * this.#min;
  }

  slower(): void {
    this.#wait = Math.min(this.#max, this.#wait * 2);
  }

  /** @param sample round trip of a message sent once: of a repeated one nobody knows which was answered (Karn) */
  answered(sample?: number): void {
    if (sample !== undefined) {
      this.#roundTrip = this.#roundTrip === undefined ? sample : this.#roundTrip * 0.875 + sample * 0.125;
    }
    this.#wait = Math.min(this.#max, Math.max(this.#min, 4 * (this.#roundTrip ?? 0)));
  }
}
