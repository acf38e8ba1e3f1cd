import { type ReadonlySignal, signal } from '@preact/signals';
import type { Surroundings } from '../surroundings.ts';
import { backoff } from './backoff.ts';

/** The truth about the line, from the feed itself: `navigator.onLine` knows only about the cable. */
export type LineState = 'connecting' | 'online' | 'reconnecting' | 'offline';
export interface Live {
  readonly state: ReadonlySignal<LineState>;
  /** When the line last gave a sign of life, by this screen's clock. */
  readonly heardAt: ReadonlySignal<number | undefined>;
  open(): void;
  close(): void;
}
export interface LivePlan {
  /** The address to open, asked anew at each attempt, so that it may carry the last position. */
  address(): string;
  /** What to do with each kind of event. */
  events: Readonly<Record<string, (data: unknown) => void>>;
}

/** The hub's heartbeat comes every 5 s; three missed ones and a little grace mean that it is gone. */
const SILENCE_MS = 16_000;

/** Keeps one event stream open: opens it again when it breaks, and when it is open but silent. */
export function createLive(around: Surroundings, plan: LivePlan): Live {
  const state = signal<LineState>('connecting');
  const heardAt = signal<number | undefined>(undefined);
  let source: EventSource | undefined;
  let cancelRetry = () => {};
  let cancelWatch = () => {};
  let failures = 0;

  const heard = () => {
    failures = 0;
    heardAt.value = around.now();
    state.value = 'online';
    watch();
  };
  const watch = () => {
    cancelWatch();
    cancelWatch = around.later(SILENCE_MS, () => {
      state.value = 'offline';
      connect();
      watch();
    });
  };
  const broken = () => {
    source?.close();
    source = undefined;
    if (state.value === 'online') state.value = 'reconnecting';
    failures += 1;
    cancelRetry();
    cancelRetry = around.later(backoff(failures), connect);
  };

  function connect(): void {
    cancelRetry();
    source?.close();
    source = around.openEvents(plan.address());
    source.onerror = broken;
    for (const [name, take] of Object.entries(plan.events)) {
      source.addEventListener(name, (event) => {
        heard();
        take(JSON.parse((event as MessageEvent<string>).data));
      });
    }
  }

  return {
    state,
    heardAt,
    open() {
      if (source !== undefined) return;
      connect();
      watch();
    },
    close() {
      cancelRetry();
      cancelWatch();
      source?.close();
      source = undefined;
      state.value = 'connecting';
    },
  };
}
