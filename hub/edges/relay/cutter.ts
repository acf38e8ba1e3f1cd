import type { Lane } from '../../core/link/lanes.ts';
import type { Codec } from '../../core/link/wire.ts';
import { cutBatch } from './batch.ts';
import type { LinkClock, UplinkStore } from './port.ts';

export interface Cut {
  readonly bytes: Uint8Array;
  /** Last sequence in it. */
  readonly to: number;
}
/** The batch that is on its way. */
export interface Flight extends Cut {
  readonly n: number;
  readonly ep: string;
  readonly sentAt: number;
  tries: number;
}
interface Head {
  readonly sid: string;
  readonly n: number;
  readonly head: number;
}
interface Size {
  readonly limit: number;
  readonly maxBytes: number;
}

/** From so many entries on it pays to have the next batch ready. */
const worthPreparing = 100;

/**
 * Cuts batches; of a long backlog it cuts the next one while HQ deals with the last, so that both ends work at once
 * though one batch only is on its way. What was cut ahead is used only where it is the very batch that is wanted.
 */
export class Cutter {
  readonly #store: Pick<UplinkStore, 'entries'>;
  readonly #codec: Codec;
  readonly #clock: LinkClock;
  #ready: { name: string; cut: Cut | undefined } | undefined;
  #cancel: (() => void) | undefined;

  constructor(store: Pick<UplinkStore, 'entries'>, codec: Codec, clock: LinkClock) {
    this.#store = store;
    this.#codec = codec;
    this.#clock = clock;
  }

  cut(lane: Lane, head: Head, size: Size): Cut | undefined {
    const ready = this.#ready;
    this.drop();
    if (ready?.name === nameOf(lane, head, size) && ready.cut !== undefined) return ready.cut;
    return cutBatch(lane, head, size, (from, limit) => this.#store.entries(from, limit), this.#codec);
  }

  /** The batch that will follow `last`, if HQ takes all of that one. */
  prepare(lane: Lane, last: Cut, head: Head, size: Size): void {
    const next = { ...lane, from: last.to + 1 };
    if (lane.to - last.to < worthPreparing) return;
    this.#cancel = this.#clock.after(0, () => {
      try {
        this.#ready = { name: nameOf(next, head, size), cut: this.cut(next, head, size) };
      } catch {
        // A journal that cannot be read now is found out when the batch is wanted.
        this.drop();
      }
    });
  }

  drop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#ready = undefined;
  }
}

/** The head may have moved meanwhile: it is only news of how much there is. */
const nameOf = ({ epoch, from }: Lane, { sid, n }: Head, { limit, maxBytes }: Size): string =>
  [epoch.epoch, from, sid, n, limit, maxBytes].join(' ');
