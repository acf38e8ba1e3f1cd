/** What a broker, inside or outside, gives the relay: what stores say, and a way to answer. */
export interface BrokerLine {
  /** Says something to a store if it is there now; it is not kept for later. */
  send(store: string, bytes: Uint8Array): void;
  close(): Promise<void>;
  /** Where stores connect, when the broker is inside. */
  readonly port?: number;
  /** Ends a store's connection, where the broker is inside. */
  cut?(store: string): void;
  /** Reads certificates again, where the broker is inside. */
  renew?(): void;
  /** Listens to the stores of these partitions only. */
  cover?(parts: ReadonlySet<string>): void;
  /** A code for the health page, when something is wrong with it. */
  trouble?(): string | undefined;
}

export interface BrokerEvents {
  /** Resolves when the message was dealt with; until then nothing more is read from that store. */
  readonly onUp: (store: string, bytes: Uint8Array) => Promise<void>;
  readonly onState: (store: string, online: boolean) => void;
  readonly log: (level: 'info' | 'warn', message: string, facts: Record<string, unknown>) => void;
}

/** A state nobody can read counts as gone. */
export function isOnline(bytes: Uint8Array): boolean {
  try {
    return (JSON.parse(Buffer.from(bytes).toString('utf8')) as { online?: unknown }).online === true;
  } catch {
    return false;
  }
}
