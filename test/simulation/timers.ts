import type { Chance } from './chance.ts';
import type { Scheduler } from './scheduler.ts';

const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
};

/** Lets every promise that can settle do so: the loop's next turn comes only when none is left. */
export function settled(): Promise<void> {
  return new Promise((done) => real.setImmediate(done));
}

/** Beats and long waits need not be punctual: coming this many times more seldom, they buy virtual hours. */
const SELDOM = 40;
const LONG_WAIT_MS = 20_000;
const LONGER = 5;

/**
 * Puts the timers of the edges (outbox, print desk, hub timers) under virtual time. Each timer belongs to the life that
 * set it and dies with it. Returns what gives the real ones back.
 */
export function virtualTimers(scheduler: Scheduler, chance: Chance): () => void {
  const handle = (cancel: () => void) => {
    const timer = { cancel, unref: () => timer, ref: () => timer, hasRef: () => false };
    return timer;
  };
  type Handle = ReturnType<typeof handle>;
  const clear = (timer: Handle | undefined): void => timer?.cancel?.();
  const every = (run: () => void, ms: number): Handle => {
    const life = scheduler.current;
    let cancel = (): void => undefined;
    const next = (): void => {
      cancel = scheduler.after(ms * chance.between(1, SELDOM), life, () => {
        next();
        run();
      });
    };
    next();
    return handle(() => cancel());
  };
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms = 0) =>
      handle(scheduler.after(ms < LONG_WAIT_MS ? ms : ms * LONGER, scheduler.current, run)),
    clearTimeout: clear,
    setInterval: every,
    clearInterval: clear,
  });
  return () => {
    Object.assign(globalThis, {
      setTimeout: real.setTimeout,
      clearTimeout: real.clearTimeout,
      setInterval: real.setInterval,
      clearInterval: real.clearInterval,
    });
  };
}
