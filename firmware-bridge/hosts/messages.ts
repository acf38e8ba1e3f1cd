import type { DevicePlan, DeviceReport } from '../contract/device-report.ts';
import type { JobProgress, PrintJob } from '../contract/print-job.ts';
import type { Reading, Verdict } from '../contract/reading.ts';

/** From the bridge to the process of all guns. */
export type ToScannerHost =
  | { kind: 'plan'; plans: DevicePlan[] }
  | { kind: 'beep'; device: string; verdict: Verdict['verdict'] };

/** From the bridge to the process of one printer. `granted` jobs are on the hub's disk as sending already. */
export type ToPrinterHost =
  | { kind: 'plan'; plan: DevicePlan }
  | { kind: 'job'; job: PrintJob; granted: boolean }
  | { kind: 'go'; id: string }
  | { kind: 'drop'; id: string };

/** From a device process to the bridge; every message carries its number, so that a gap would be seen. */
export type FromHost =
  | { kind: 'beat' }
  | { kind: 'reading'; reading: Reading }
  | { kind: 'devices'; devices: DeviceReport[] }
  | { kind: 'notice'; text: string }
  | { kind: 'ask'; id: string }
  | { kind: 'end'; id: string; progress: JobProgress };

export type Numbered<T> = { seq: number; message: T };

export const BEAT_EVERY = 1_000;

/**
 * The child's end of the wire: numbered messages out, a heartbeat, and an end of the process when the bridge is gone
 * (a device process without a bridge would hold its port for ever).
 */
export function hostWire<In>(onMessage: (message: In) => void): { send(message: FromHost): void } {
  let seq = 0;
  const send = (message: FromHost): void => {
    const numbered: Numbered<FromHost> = { seq: ++seq, message };
    if (process.connected) process.send?.(numbered, undefined, undefined, () => undefined);
  };
  process.on('message', (numbered: Numbered<In>) => onMessage(numbered.message));
  process.on('disconnect', () => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => undefined);
  setInterval(() => {
    // A bridge that died while this process was still loading has left no event behind.
    if (!process.connected) process.exit(0);
    send({ kind: 'beat' });
  }, BEAT_EVERY);
  return { send };
}
