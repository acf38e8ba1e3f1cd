import type { BridgeHello, BridgeWork, DeviceReport } from './contract/device-report.ts';
import type { JobProgress } from './contract/print-job.ts';
import type { Reading, Verdict } from './contract/reading.ts';

/**
 * What the bridge needs from a hub, whether that is a function call in the same process or HTTP to another machine.
 * Every call may be repeated: ids make repetition harmless. A call that throws was not surely done and will be repeated,
 * except when it throws `LinkRefusal`: then the hub answered, and the same words will be refused again.
 */
export type HubLink = {
  hello(hello: BridgeHello): Promise<BridgeWork>;
  take(readings: Reading[]): Promise<Verdict[]>;
  report(devices: DeviceReport[]): Promise<void>;
  /** Waits at the hub until its work is newer than `after`, at most about 25 s. */
  work(after: number, signal: AbortSignal): Promise<BridgeWork>;
  progress(jobId: string, progress: JobProgress): Promise<{ go: boolean }>;
};

/** The hub understood and said no; saying it again changes nothing. */
export class LinkRefusal extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(`the hub refused with ${status}: ${detail}`);
    this.status = status;
  }
}

/** Waits between repeated attempts: doubling, bounded, with chance in it so that many bridges do not knock together. */
export function backoff(attempt: number, random: () => number, longest = 5_000): number {
  const most = Math.min(longest, 100 * 2 ** Math.min(attempt, 10));
  return most / 2 + (most / 2) * random();
}
