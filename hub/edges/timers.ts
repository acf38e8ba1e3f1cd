import type { Outcome } from '../contract/command.ts';
import type { Feature } from '../core/feature.ts';
import type { Sql } from '../core/sql.ts';
import type { Asked } from './http/http.ts';

/** However far away the next one is: a clock that was set forward or back is noticed within this. */
const EVERY_MS = 1000;

/**
 * Asks the features once a second, and at the very time the next one is due, what is due. What is due stands in their
 * tables, so a restart forgets nothing, and asking twice does nothing twice. The waiting itself is counted by the
 * machine's ticks, which no setting of the clock changes.
 * @returns what ends the asking
 */
export function startTimers(
  sql: Sql,
  features: readonly Feature[],
  now: () => number,
  submit: (asked: Asked) => Promise<Outcome>,
): () => void {
  let isRunning = false;
  let soon: ReturnType<typeof setTimeout> | undefined;
  const tick = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    try {
      const due = features.flatMap((feature) => feature.due?.(sql, now()) ?? []);
      await Promise.all(due.map((command) => submit({ ...command, actor: { by: 'hub' } })));
    } finally {
      isRunning = false;
    }
    clearTimeout(soon);
    const next = features.flatMap((feature) => feature.nextDue?.(sql) ?? []);
    const wait = Math.min(...next) - now();
    // What is overdue still waits for its pace, and that is the beat's.
    if (wait > 0 && wait < EVERY_MS) {
      soon = setTimeout(() => void tick(), wait);
      soon.unref();
    }
  };
  const timer = setInterval(() => void tick(), EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    clearTimeout(soon);
  };
}
