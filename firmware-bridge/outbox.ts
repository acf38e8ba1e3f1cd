import type { Reading, Verdict } from './contract/reading.ts';
import { backoff, type HubLink, LinkRefusal } from './link.ts';
import type { Spool } from './spool.ts';

/** A reading that waited this long for its verdict goes to disk; a healthy hub answers in a tenth of that. */
const SPOOL_AFTER = 40;
const BATCH = 200;
/** More than this is kept on disk only, and read back when there is room. */
const IN_MEMORY = 2_000;
const FULL_DISK_PAUSE = 1_000;

export type OutboxSettings = {
  link: HubLink;
  spool: Spool;
  random: () => number;
  onVerdict(reading: Reading, verdict: Verdict): void;
  onTrouble(text: string): void;
};
export type Outbox = { add(reading: Reading): void; waiting(): number; isLinkUp(): boolean; close(): void };
type Waiting = { reading: Reading; spooled: boolean };

/**
 * Brings readings to the hub: at once, in order, one request at a time with everything that waits. What is not
 * acknowledged soon is also on disk, and leaves the disk only after its verdict. Nothing is dropped for want of a hub.
 */
export function openOutbox(settings: OutboxSettings): Outbox {
  return new HubOutbox(settings);
}

class HubOutbox implements Outbox {
  readonly #settings: OutboxSettings;
  readonly #queue: Waiting[] = [];
  #isFlying = false;
  #isDown = false;
  #isClosed = false;
  #failures = 0;
  #batch = BATCH;
  #spoolTimer: NodeJS.Timeout | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  /** Where on disk the part begins that is not in memory; undefined when all is in memory. */
  #onDiskAfter: number | undefined;

  constructor(settings: OutboxSettings) {
    this.#settings = settings;
    this.#onDiskAfter = settings.spool.count() > 0 ? 0 : undefined;
    this.#fly();
  }

  add(reading: Reading): void {
    if (this.#onDiskAfter !== undefined || this.#queue.length >= IN_MEMORY) {
      this.#onDiskAfter ??= this.#placeOfLast();
      if (!this.#keep([reading])) this.#queue.push({ reading, spooled: false });
    } else {
      this.#queue.push({ reading, spooled: false });
      if (this.#isDown) this.#toDisk();
      else this.#spoolTimer ??= setTimeout(() => this.#toDisk(), SPOOL_AFTER);
    }
    if (!this.#isDown) this.#fly();
  }

  waiting(): number {
    return Math.max(this.#queue.length, this.#settings.spool.count());
  }

  isLinkUp(): boolean {
    return !this.#isDown;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#spoolTimer);
    clearTimeout(this.#retryTimer);
    this.#toDisk();
  }

  /** Reads the oldest back into memory when there is room; what stands behind them on disk stays there. */
  #refill(): void {
    if (this.#onDiskAfter === undefined || this.#queue.length > 0) return;
    const rows = this.#settings.spool.oldest(this.#onDiskAfter, IN_MEMORY);
    this.#onDiskAfter = rows.length < IN_MEMORY ? undefined : rows.at(-1)?.place;
    for (const { reading } of rows) this.#queue.push({ reading, spooled: true });
  }

  /** A full disk must not cost the readings in memory as well. */
  #keep(readings: Reading[]): boolean {
    try {
      this.#settings.spool.keep(readings);
      return true;
    } catch (error) {
      this.#settings.onTrouble(`readings cannot be put on disk: ${words(error)}`);
      return false;
    }
  }

  #toDisk(): void {
    this.#spoolTimer = undefined;
    const fresh = this.#queue.filter((each) => !each.spooled);
    if (fresh.length === 0) return;
    if (this.#keep(fresh.map((each) => each.reading))) for (const each of fresh) each.spooled = true;
    else if (!this.#isClosed) this.#spoolTimer = setTimeout(() => this.#toDisk(), FULL_DISK_PAUSE);
  }

  /** All of the queue goes to disk first, so that what follows on disk stands behind it. */
  #placeOfLast(): number {
    this.#toDisk();
    const last = this.#queue.at(-1)?.reading.id;
    return last === undefined ? 0 : this.#settings.spool.placeOf(last);
  }

  #fly(): void {
    if (this.#isFlying || this.#isClosed) return;
    clearTimeout(this.#retryTimer);
    this.#refill();
    const sent = this.#queue.slice(0, this.#batch);
    if (sent.length === 0) return;
    this.#isFlying = true;
    this.#settings.link
      .take(sent.map((each) => each.reading))
      .then((verdicts) => this.#settle(sent, verdicts))
      .then(
        () => this.#succeeded(),
        (error: unknown) => this.#failed(sent, error),
      );
  }

  #settle(sent: Waiting[], verdicts: Verdict[]): void {
    if (this.#isClosed) return;
    const { spool, onVerdict } = this.#settings;
    const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
    const settled = sent.filter((each) => byId.has(each.reading.id));
    const gone = new Set(settled);
    this.#queue.splice(0, sent.length, ...sent.filter((each) => !gone.has(each)));
    spool.forget(settled.filter((each) => each.spooled).map((each) => each.reading.id));
    for (const { reading } of settled) {
      const verdict = byId.get(reading.id);
      if (verdict) onVerdict(reading, verdict);
    }
    if (settled.length === 0) throw new Error('the hub gave no verdict');
  }

  #succeeded(): void {
    if (this.#isDown) this.#settings.onTrouble('the link to the hub is up');
    this.#isDown = false;
    this.#failures = 0;
    this.#batch = BATCH;
    this.#isFlying = false;
    this.#fly();
  }

  #failed(sent: Waiting[], error: unknown): void {
    this.#isFlying = false;
    if (this.#isClosed) return;
    if (error instanceof LinkRefusal) {
      this.#refused(sent, error);
      this.#fly();
      return;
    }
    if (!this.#isDown) this.#settings.onTrouble(`the link to the hub is down: ${words(error)}`);
    this.#isDown = true;
    this.#toDisk();
    this.#retryTimer = setTimeout(() => this.#fly(), backoff(this.#failures++, this.#settings.random, 2_000));
  }

  /** One reading the hub will never take must not stop those behind it: found by sending one by one, and set aside. */
  #refused(sent: Waiting[], error: LinkRefusal): void {
    const only = sent[0];
    if (sent.length > 1 || !only) {
      this.#batch = 1;
      return;
    }
    this.#settings.spool.setAside(only.reading, error.message);
    this.#queue.shift();
    this.#settings.onTrouble(`a reading was set aside, the hub will not take it: ${error.message}`);
  }
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
