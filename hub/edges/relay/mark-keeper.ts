import type { LinkClock, LinkState, UplinkStore } from './port.ts';

/**
 * Writes how far HQ is to the store's disk: one write at a time, the newest state wins, and not more often than `every`
 * milliseconds. A mark lost in a crash costs nothing: HQ says it again at the next hello.
 */
export class MarkKeeper {
  readonly #store: Pick<UplinkStore, 'setMark'>;
  readonly #clock: LinkClock;
  readonly #every: number;
  readonly #onTrouble: (error: unknown) => void;
  #wanted: LinkState | undefined;
  #busy = false;
  #cancel: (() => void) | undefined;

  constructor(
    store: Pick<UplinkStore, 'setMark'>,
    clock: LinkClock,
    every: number,
    onTrouble: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#every = every;
    this.#onTrouble = onTrouble;
  }

  keep(state: LinkState): void {
    this.#wanted = state;
    if (!this.#busy) void this.#write();
  }

  stop(): void {
    this.#cancel?.();
    this.#busy = true;
  }

  async #write(): Promise<void> {
    const state = this.#wanted;
    if (state === undefined) return;
    this.#busy = true;
    this.#wanted = undefined;
    try {
      await this.#store.setMark(state);
    } catch (error) {
      this.#onTrouble(error);
    }
    this.#cancel = this.#clock.after(this.#every, () => {
      this.#busy = false;
      void this.#write();
    });
  }
}
