import type { LearnedItem } from '../contract/replenishment.ts';
import { dayNumber } from '../core/calendar.ts';
import { METHODS } from '../core/replenishment/choose.ts';
import { LEAST_DAYS, type LearnedPlan, LONGEST_DAYS, learnItem } from '../core/replenishment/learn.ts';
import type { Sql } from '../core/sql.ts';
import {
  demandDays,
  type LearnedRow,
  type LearnerRow,
  learnedPlan,
  nextLearners,
} from '../features/replenishment/learning-tables.ts';
import { learningState, supplyPolicy } from '../features/replenishment/tables.ts';
import type { CategoryWeeks } from './category-weeks.ts';

/** A method is chosen anew once in four weeks; in between it only learns on. */
const METHOD_LASTS = 28;
/** What moved less than this share since it was last told is not told again. */
const WORTH_TELLING = 0.1;

/** A batch of learned levels, ready to be sent as one command; its id is the same however often it is worked out. */
export interface LearnedBatch {
  readonly id: string;
  readonly type: 'replenishment.take-learned';
  readonly body: { date: string; after: string; done: boolean; plans: LearnedItem[] };
}

/**
 * Works out the next items of the learning of a day: the sums are long, so they are done by whoever reads, a few items at
 * a time, and only what came of them goes to the writer. Where the last batch ended stands in the store.
 * @param until the last day whose trade is over, `YYYY-MM-DD`
 * @param weeks the weeks of the categories up to that day
 * @returns undefined when all items know that day already
 */
export function nextBatch(sql: Sql, until: string, size: number, weeks: CategoryWeeks): LearnedBatch | undefined {
  const state = learningState(sql);
  if (state && (state.date > until || (state.date === until && state.done === 1))) return undefined;
  const after = state?.date === until ? state.after : '';
  const learners = nextLearners(sql, after, size);
  const done = learners.length < size;
  const last = learners.at(-1)?.gtin ?? after;
  const plans = learners.flatMap((learner) => learned(sql, learner, until, weeks) ?? []);
  const id = `hub:learn:${until}:${done ? 'end' : last}:${head(sql)}`;
  return { id, type: 'replenishment.take-learned', body: { date: until, after: last, done, plans } };
}

/** Two learnings of one day, the second asked for by a person, are told apart by where the journal stood. */
function head(sql: Sql): number {
  return sql.get<{ head: number }>('SELECT coalesce(max(position), 0) AS head FROM journal')?.head ?? 0;
}

function learned(sql: Sql, learner: LearnerRow, until: string, weeks: CategoryWeeks): LearnedItem | undefined {
  const last = dayNumber(until);
  if (last - dayNumber(learner.since) + 1 < LEAST_DAYS) return undefined;
  const { gtin, unit, casePack, room } = learner;
  const before = learnedPlan(sql, gtin);
  const isFresh = before !== undefined && last - dayNumber(before.chosen) < METHOD_LASTS;
  const method = isFresh ? METHODS.find((name) => name === before.method) : undefined;
  const plan = learnItem({
    ...{ days: historyRows(sql, learner, until), until, policy: policyOf(sql), unit },
    ...{ pack: casePack ?? 1, room: room ?? undefined, method, category: weeks.get(learner.category) },
  });
  if (plan === undefined) return undefined;
  const chosen = method === undefined ? until : (before?.chosen ?? until);
  return isNews(plan, chosen, before) ? asItem(gtin, plan, chosen) : undefined;
}

function historyRows(sql: Sql, { gtin, since }: LearnerRow, until: string) {
  const rows = demandDays(sql, gtin, since, until).map((row) => ({ ...row, stockedOut: row.stockedOut === 1 }));
  return rows.slice(-LONGEST_DAYS);
}

function policyOf(sql: Sql) {
  const { leadDays, orderDays, deliveryDays, fill } = supplyPolicy(sql);
  return { calendar: { lead: leadDays, ...(orderDays && { orderDays }), ...(deliveryDays && { deliveryDays }) }, fill };
}

function asItem(gtin: string, plan: LearnedPlan, chosen: string): LearnedItem {
  const { method, shelf, orderLevel, week, dispersion, why } = plan;
  return {
    gtin,
    method,
    chosen,
    ...shelf,
    orderLevel: Math.max(-1, orderLevel),
    week: [...week],
    dispersion,
    why: { ...why },
  };
}

/** The journal is kept for ever, so it is told levels that change and demand that moves, not every tremor of a mean. */
function isNews(plan: LearnedPlan, chosen: string, before: LearnedRow | undefined): boolean {
  if (!before || chosen !== before.chosen) return true;
  const { level, target } = plan.shelf;
  if (level !== before.level || target !== before.target || Math.max(-1, plan.orderLevel) !== before.orderLevel)
    return true;
  const week = JSON.parse(before.week) as number[];
  const moved = plan.week.reduce((sum, mean, day) => sum + Math.abs(mean - (week[day] ?? 0)), 0);
  return moved > WORTH_TELLING * week.reduce((sum, mean) => sum + mean, 0);
}
