import type { Outcome } from '../../contract/command.ts';
import type { Actor, Entry } from '../../contract/journal.ts';
import type { EpochMark } from '../../contract/uplink.ts';
import type { EpochRange } from '../../core/link/lanes.ts';
import type { Level } from '../../core/link/stock-digest.ts';

/** What the store remembers of HQ: bookkeeping, not business. It shows how far HQ is; HQ's own cursor decides. */
export interface LinkState {
  readonly inc: string;
  /** From the oldest epoch HQ has not all of, to the newest it spoke of. */
  readonly marks: readonly EpochMark[];
  /** When HQ last confirmed something, by this store's clock. */
  readonly at: number;
  /** Entries HQ could not take and put aside. */
  readonly quarantined: number;
  /** Entries HQ holds that this store no longer has: it was restored from a backup. */
  readonly lost: number;
}

/** An instruction of HQ on its way into the spine, which gives it time and business date. */
export interface Instructed {
  readonly id: string;
  readonly type: string;
  readonly body: unknown;
  readonly actor: Actor;
}

/** What the link needs of the store. Reads are synchronous and see only what is committed. */
export interface UplinkStore {
  /** Lives of the journal, oldest first, contiguous; the last one is open. */
  epochs(): readonly EpochRange[];
  /** Newest position on disk; 0 when the journal is empty. */
  head(): number;
  /** Entries from position `from` on, in order, at most `limit`. */
  entries(from: number, limit: number): readonly Entry[];
  mark(): LinkState | undefined;
  /** Durable when it resolves. Correctness does not hang on it: HQ says again where it stands at every hello. */
  setMark(state: LinkState): Promise<void>;
  /** Through the spine, idempotent by id: a repeated id answers the same and changes nothing. This is the inbox. */
  submit(command: Instructed): Promise<Outcome>;
  /** What the spine answered to this id before, or nothing: an expired instruction may have been done in time. */
  outcome(id: string): Outcome | undefined;
  /** Called after each commit that wrote entries. Returns what ends the listening. */
  onCommitted(listener: () => void): () => void;
  /** Ends the open epoch and opens a new one, durably. Without it live entries wait behind the backlog. */
  roll?(): Promise<void>;
  /** Every level there is, as of the head. Without it HQ's levels are not compared. */
  levels?(): readonly Level[];
}

/** What a store says of itself beside its entries. */
export interface Surroundings {
  /** The business date now. */
  readonly day: string;
  readonly freeBytes: number;
  readonly usedBytes: number;
}

/** One line to HQ. It loses, repeats and delays as it likes; nothing is sent while it is down. */
export interface Transport {
  send(bytes: Uint8Array): void;
  onMessage(listener: (bytes: Uint8Array) => void): void;
  onUp(listener: () => void): void;
  /** `reason` is a code for the screen: `refused`, `unreachable`, `closed`. */
  onDown(listener: (reason: string) => void): void;
  start(): void;
  stop(): Promise<void>;
}

/** Time is handed in. `now` is the wall, and may jump; `ticks` only goes forward; `after` returns what cancels it. */
export interface LinkClock {
  now(): number;
  ticks(): number;
  after(ms: number, run: () => void): () => void;
}

/** What the link has to say to whoever keeps the log. */
export type LinkLog = (level: 'info' | 'warn', message: string, facts: Record<string, unknown>) => void;
