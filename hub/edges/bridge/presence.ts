import type { BridgeWork, DeviceReport } from '../../../firmware-bridge/contract/device-report.ts';

/** Silent for longer than this, a bridge counts as away: it asks for work at least every 25 seconds. */
const AWAY_MS = 40_000;

/** A device that does not work, as its bridge says. */
export interface Fault {
  readonly identity: string;
  readonly state: string;
  readonly since: number;
}

/** What the bridges said last. Not business: it lives as long as the hub, and every bridge says it again. */
export class Presence {
  readonly #now: () => number;
  readonly #reports = new Map<string, DeviceReport>();
  readonly #onFaults: (faults: readonly Fault[]) => void;
  readonly #waiting = new Set<() => void>();
  #lastSeen: number | undefined;
  #version = 1;
  #faults = '';

  /** @param onFaults told whenever other devices than before do not work, for whoever must write it down */
  constructor(now: () => number, onFaults: (faults: readonly Fault[]) => void = () => {}) {
    this.#now = now;
    this.#onFaults = onFaults;
  }

  seen(): void {
    this.#lastSeen = this.#now();
  }
  get lastSeenAt(): number | undefined {
    return this.#lastSeen;
  }
  get connected(): boolean {
    return this.#lastSeen !== undefined && this.#now() - this.#lastSeen < AWAY_MS;
  }

  report(devices: readonly DeviceReport[]): void {
    for (const device of devices) this.#reports.set(device.identity, device);
    this.#tellFaults();
  }
  of(identity: string): DeviceReport | undefined {
    return this.#reports.get(identity);
  }
  forget(identity: string): void {
    this.#reports.delete(identity);
    this.#tellFaults();
  }

  #tellFaults(): void {
    const faults = [...this.#reports.values()]
      .filter((device) => device.state !== 'open' && device.state !== 'found')
      .map(({ identity, state, since }) => ({ identity, state, since }));
    const text = JSON.stringify(faults);
    if (text === this.#faults) return;
    this.#faults = text;
    this.#onFaults(faults);
  }

  /** Something a bridge should know has changed: whoever waits for news is answered. */
  changed(): void {
    this.#version += 1;
    for (const wake of this.#waiting) wake();
  }
  /** The work as it stands, with the version to ask for news after. */
  work(look: () => Omit<BridgeWork, 'version'>): BridgeWork {
    return { version: this.#version, ...look() };
  }
  /** Resolves when there is news after `version`, or after `ms` without any. */
  async news(version: number, ms: number): Promise<void> {
    if (version !== this.#version) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#waiting.add(done);
    });
  }
  /** Lets everyone who waits go: the hub is closing. */
  close(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}
