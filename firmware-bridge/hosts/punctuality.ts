const EVERY = 50;
const LATE = 70;
const MARGIN = 30;

/** Whether this process ran on time; when it was held up, what came in then was heard late and close together. */
export type Punctuality = {
  /** True when the process was never held up between `since` and now (ms of `performance.now`). */
  wasOnTime(since: number): boolean;
};

/** Watches how late a short timer fires. It does not keep the process alive. */
export function watchPunctuality(now: () => number = () => performance.now()): Punctuality {
  let lastTick = now();
  let lateUntil = Number.NEGATIVE_INFINITY;
  setInterval(() => {
    const at = now();
    if (at - lastTick > EVERY + LATE) lateUntil = at;
    lastTick = at;
  }, EVERY).unref();
  return { wasOnTime: (since) => now() - lastTick <= EVERY + LATE && lateUntil < since - MARGIN };
}
