import type { BridgeWork, DeviceReport } from '../../../firmware-bridge/contract/device-report.ts';

/** Silent for longer than this, a bridge counts as away: it asks for work at least every 25 seconds. */
const AWAY_MS = 40_000;

/** What the bridges said last. Not business: it lives as long as the hub, and every bridge says it again. */
export class Presence {
  readonly #now: () => number;
  readonly #reports = new Map<string, DeviceReport>();
  readonly #waiting = new Set<() => void>();
  #lastSeen: number | undefined;
  #version = 1;

  constructor(now: () => number) {
    this.#now = now;
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
  }
  of(identity: string): DeviceReport | undefined {
    return this.#reports.get(identity);
  }
  forget(identity: string): void {
    this.#reports.delete(identity);
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
