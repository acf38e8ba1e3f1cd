import type { LinkView } from '../../contract/board.ts';
import type { Ack, EpochMark, Welcome } from '../../contract/uplink.ts';
import {
  type EpochRange,
  keptMarks,
  type Lane,
  lengthOf,
  openLanes,
  pendingIn,
  rememberedMarks,
} from '../../core/link/lanes.ts';
import { MarkKeeper } from './mark-keeper.ts';
import type { LinkClock, LinkLog, LinkState, UplinkStore } from './port.ts';

interface Parts {
  readonly store: UplinkStore;
  readonly clock: LinkClock;
  readonly log?: LinkLog;
}

/** How far HQ is, as this store has been told: kept in memory, and on disk by the mark keeper. */
export class Standing {
  readonly marks: Map<string, number>;
  readonly #parts: Parts;
  readonly #keeper: MarkKeeper;
  #inc: string | undefined;
  #at: number | undefined;
  #quarantined: number;
  #lost: number;
  #rewound = false;
  #broken = false;
  #unsaved = false;
  #oldest: { position: number; at: number | undefined } | undefined;

  constructor(parts: Parts, markEvery: number, epochs: readonly EpochRange[]) {
    const kept = parts.store.mark();
    this.#parts = parts;
    this.marks = rememberedMarks(epochs, kept?.marks ?? []);
    this.#inc = kept?.inc;
    this.#at = kept?.at;
    this.#quarantined = kept?.quarantined ?? 0;
    this.#lost = kept?.lost ?? 0;
    this.#keeper = new MarkKeeper(parts.store, parts.clock, markEvery, (error) => {
      this.#unsaved = true;
      parts.log?.('warn', 'how far HQ is could not be written', { error: String(error) });
    });
  }

  stop(): void {
    this.#keeper.stop();
  }

  /** What a hello says of earlier sessions. */
  acked(): { inc: string; marks: EpochMark[] } | undefined {
    if (this.#inc === undefined) return undefined;
    return { inc: this.#inc, marks: [...this.marks].slice(-100).map(([ep, mark]) => ({ ep, mark })) };
  }

  /** HQ's answer to a hello is the truth, also where it takes back what an earlier HQ had confirmed. */
  welcomed(message: Welcome, epochs: readonly EpochRange[]): void {
    const told = new Map(message.marks.map(({ ep, mark }) => [ep, mark]));
    let lost = 0;
    for (const epoch of epochs) {
      const mark = told.get(epoch.epoch);
      if (mark === undefined) continue;
      const length = lengthOf(epoch);
      const before = this.marks.get(epoch.epoch);
      if (before !== undefined && mark < before) this.#rewound = true;
      if (mark > length) lost += mark - length;
      this.marks.set(epoch.epoch, Math.min(mark, length));
    }
    if (this.#rewound) this.#parts.log?.('warn', 'HQ was restored: what it lost is sent again', { inc: message.inc });
    if (lost > 0) this.#parts.log?.('warn', 'HQ holds entries this store lost: it was restored', { lost });
    this.#inc = message.inc;
    this.#lost = Math.max(lost, this.#lost);
    this.#quarantined = message.quarantined;
    this.#keep(epochs);
  }

  /**
   * HQ's answer to a batch or a tip.
   * @param fresh whether it answers the newest message: only then is a mark lower than the known one news
   * @returns `foreign` from another incarnation, `behind` when HQ has less than it said before
   */
  heard(message: Ack, epochs: readonly EpochRange[], fresh: boolean): 'foreign' | 'behind' | 'same' | 'advanced' {
    if (message.inc !== this.#inc) return 'foreign';
    const epoch = epochs.find((one) => one.epoch === message.ep);
    if (epoch === undefined) return 'same';
    const known = this.marks.get(message.ep) ?? lengthOf(epoch);
    if (message.mark < known) return fresh ? 'behind' : 'same';
    this.#at = this.#parts.clock.now();
    if (message.quarantined !== undefined) this.#quarantined = message.quarantined;
    for (const { ep, seq, reason } of message.aside ?? []) {
      this.#parts.log?.('warn', 'HQ put an entry aside', { ep, seq, reason });
    }
    this.marks.set(message.ep, Math.min(message.mark, lengthOf(epoch)));
    if (message.mark === known) return 'same';
    this.#keep(epochs);
    return 'advanced';
  }

  hole(lane: Lane): void {
    if (!this.#broken) this.#parts.log?.('warn', 'the journal has a hole', { ep: lane.epoch.epoch, seq: lane.from });
    this.#broken = true;
  }

  #keep(epochs: readonly EpochRange[]): void {
    this.#at = this.#parts.clock.now();
    if (openLanes(epochs, this.marks).length === 0) this.#rewound = false;
    const marks = keptMarks(epochs, this.marks);
    const state: LinkState = {
      inc: this.#inc ?? '',
      marks,
      at: this.#at,
      quarantined: this.#quarantined,
      lost: this.#lost,
    };
    this.#unsaved = false;
    this.#keeper.keep(state);
  }

  pending(lanes: readonly Lane[]): Pick<LinkView, 'pending' | 'oldestPendingAt' | 'lastMarkAt'> {
    const first = lanes[0];
    const oldest = first === undefined ? undefined : this.#timeOf(first.epoch.first + first.from - 1);
    return {
      pending: pendingIn(lanes),
      ...(oldest === undefined ? {} : { oldestPendingAt: oldest }),
      ...(this.#at === undefined ? {} : { lastMarkAt: this.#at }),
    };
  }

  #timeOf(position: number): number | undefined {
    if (this.#oldest?.position !== position) {
      this.#oldest = { position, at: this.#parts.store.entries(position, 1)[0]?.at };
    }
    return this.#oldest.at;
  }

  /** A code for the screen's dictionary, the worst first. */
  trouble(): string | undefined {
    if (this.#broken) return 'journal-hole';
    if (this.#lost > 0) return 'store-restored';
    if (this.#rewound) return 'hq-restored';
    if (this.#quarantined > 0) return 'quarantined';
    return this.#unsaved ? 'mark-unsaved' : undefined;
  }
}
