import type { Outcome } from '../contract/command.ts';
import type { Feature } from '../core/feature.ts';
import type { Sql } from '../core/sql.ts';
import type { Asked } from './http/http.ts';

const EVERY_MS = 1000;

/**
 * Asks the features once a second what is due. What is due stands in their tables, and its id names the very
 * occurrence: a restart forgets nothing, and asking twice does nothing twice.
 * @returns what ends the asking
 */
export function startTimers(
  sql: Sql,
  features: readonly Feature[],
  now: () => number,
  submit: (asked: Asked) => Promise<Outcome>,
): () => void {
  let running = false;
  const tick = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      const due = features.flatMap((feature) => feature.due?.(sql, now()) ?? []);
      await Promise.all(due.map((command) => submit({ ...command, actor: { by: 'hub' } })));
    } finally {
      running = false;
    }
  };
  const timer = setInterval(() => void tick(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
