import type { DeviceState } from '../contract/device-report.ts';

/** Why a port is not open, in the shop's words for it and in the system's words for the one who is called. */
export type PortFault = {
  state: Extract<DeviceState, 'absent' | 'no-permission' | 'busy' | 'wrong-mode' | 'faulty'>;
  detail: string;
};

/**
 * An open way to one device. `write` resolves when the system took the bytes, which is not when the device did; it may
 * stay open for ever when the device has stopped, so whoever uses it keeps a clock. After `onClose` nothing comes.
 */
export type Port = {
  write(bytes: Uint8Array): Promise<void>;
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Called once, also when the other side was pulled out; `undefined` after an own `close`. */
  onClose(listener: (fault: PortFault | undefined) => void): void;
  close(): void;
};

/** Thrown by every `open…`: a value that says what is the matter. */
export class PortError extends Error {
  readonly fault: PortFault;
  constructor(fault: PortFault) {
    super(fault.detail);
    this.fault = fault;
  }
}

const patterns: [RegExp, PortFault['state']][] = [
  [/ENOENT|ENODEV|ENXIO|no such (file|device)|cannot find|ECONNREFUSED|EHOSTUNREACH|ETIMEDOUT|ENOTFOUND/i, 'absent'],
  [/EACCES|EPERM|permission denied|not permitted/i, 'no-permission'],
  [/EBUSY|EAGAIN|cannot lock|temporarily unavailable|resource busy|in use/i, 'busy'],
];

/** The libraries speak in sentences, not in codes; this is the one place that reads them. */
export function toFault(error: unknown): PortFault {
  const detail = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const found = patterns.find(([pattern]) => pattern.test(`${code} ${detail}`));
  return { state: found?.[1] ?? 'faulty', detail: detail.slice(0, 300) };
}

/** Tells listeners of a close exactly once, also those that come late; libraries close twice or not at all. */
export class CloseSignal {
  #told: { fault: PortFault | undefined } | undefined;
  readonly #listeners: ((fault: PortFault | undefined) => void)[] = [];

  get isClosed(): boolean {
    return this.#told !== undefined;
  }

  tell(fault: PortFault | undefined): void {
    if (this.#told) return;
    this.#told = { fault };
    for (const listener of this.#listeners) listener(fault);
  }

  add(listener: (fault: PortFault | undefined) => void): void {
    if (this.#told) listener(this.#told.fault);
    else this.#listeners.push(listener);
  }
}
