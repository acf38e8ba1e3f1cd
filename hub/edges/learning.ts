import type { Outcome } from '../contract/command.ts';
import type { Sql } from '../core/sql.ts';
import { learningState } from '../features/replenishment/tables.ts';
import type { Asked } from './http/http.ts';

/** A day is over for learning at three in the morning of the next, when nobody sells any more. */
export const DAY_ENDS_LATER_MS = 27 * 3_600_000;
const LOOK_EVERY_MS = 5000;
/** A batch takes some 15 ms of the thread that also answers people; the pause lets them through. */
const BATCH = 25;
const PAUSE_MS = 50;

export interface Learner {
  readonly sql: Sql;
  /** The last day whose trade is over, `YYYY-MM-DD`. */
  readonly until: () => string;
  readonly submit: (asked: Asked) => Promise<Outcome>;
}

/**
 * Learns the levels once a day, after the night: looks every few seconds whether the day that ended is known, and works through
 * all items in small batches. Where it stands is in the store, so a restart goes on in the middle.
 * @returns what ends it
 */
export function startLearning(learner: Learner): () => void {
  let isBusy = false;
  let isOver = false;
  const look = async (): Promise<void> => {
    if (isBusy || !isDue(learner)) return;
    isBusy = true;
    try {
      await learnThrough(learner, () => isOver);
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}

function isDue({ sql, until }: Learner): boolean {
  const state = learningState(sql);
  return !state || state.date < until() || (state.date === until() && state.done === 0);
}

/** The maths is loaded when it is needed: a starting shop has more urgent things to read. */
async function learnThrough({ sql, until, submit }: Learner, isOver: () => boolean): Promise<void> {
  const { nextBatch } = await import('./learning-slice.ts');
  const { categoryWeeks } = await import('./category-weeks.ts');
  const day = until();
  const steps = categoryWeeks(sql, day);
  let weeks = steps.next();
  for (; !weeks.done; weeks = steps.next()) {
    await pause();
    if (isOver()) return;
  }
  for (;;) {
    if (isOver()) return;
    const batch = nextBatch(sql, day, BATCH, weeks.value);
    if (batch === undefined) return;
    const outcome = await submit({ ...batch, actor: { by: 'hub' } });
    // A full disk or a refusal stays what it is for now; the next look tries again.
    if (outcome.status !== 'done') return;
    await pause();
  }
}

const pause = (): Promise<unknown> => new Promise((go) => setTimeout(go, PAUSE_MS).unref());
