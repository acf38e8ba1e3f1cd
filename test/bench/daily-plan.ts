import { dayNumber } from '../../hub/core/calendar.ts';
import { type DemandDay, learnItem } from '../../hub/core/replenishment/learn.ts';
import { nextBatch } from '../../hub/edges/learning-slice.ts';
import { openMemory } from '../../hub/store/open.ts';
import { salesSeries, seeded } from '../core/replenishment/chance.ts';
import { TestShop } from '../rigs/shop.ts';
import type { Effort, Figure, Row } from './figure.ts';
import { gtinAt } from './large-store.ts';

const sizes: Record<Effort, { items: number; days: number; kinds: number; stored: number }> = {
  full: { items: 20_000, days: 400, kinds: 1000, stored: 400 },
  smoke: { items: 40, days: 60, kinds: 10, stored: 4 },
};

/** What a night costs: levels, forecasts and reasons of every item. */
export const dailyPlan: Figure = {
  name: 'daily-plan',
  about:
    'The nightly plan of 20,000 items with 400 days each, on one core; methods are chosen anew in a job of their own',
  measure: async (effort) => {
    const { items, days, kinds, stored } = sizes[effort];
    const histories = historiesOf(kinds, days);
    planned(histories, Math.min(items, 500));
    const quarter = planned(histories, items / 4);
    const whole = planned(histories, items);
    const linear = whole / quarter / 4;
    const choosing = timed(() => each(histories, kinds, undefined)) / kinds;
    const fromStore = planFromStore(histories.slice(0, stored));
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
    const planRow: Row = {
      ...{ figure: `plan ${items.toLocaleString('en')} items`, value: seconds(whole), wanted: 'aim < 10 s' },
      ...{ met: whole < 10_000, numbers: { ms: whole, perItemMs: whole / items } },
    };
    const linearRow: Row = {
      ...{ figure: 'time per item, all against a quarter of them', value: `${linear.toFixed(2)}x` },
      ...{ wanted: 'linear: <= 1.25x', met: linear <= 1.25, numbers: { ratio: linear } },
    };
    const other = (figure: string, perItem: number): Row => ({
      ...{ figure, value: `${perItem.toFixed(2)} ms an item, ${seconds(perItem * items)} for all` },
      ...{ wanted: '', numbers: { perItemMs: perItem } },
    });
    return [
      planRow,
      linearRow,
      other('the same with the method chosen anew', choosing),
      other('as the hub does it: first night, sales read from the store', fromStore),
    ];
  },
};

const UNTIL = '2026-11-21';
const LAST = dayNumber(UNTIL);
const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const WEEK = [0.9, 0.85, 0.9, 1, 1.1, 1.35, 0.9];

/** Items from one sale a month to forty a day, as a shop's range has them. */
function historiesOf(kinds: number, days: number): DemandDay[][] {
  const next = seeded(20_261_121);
  const dates = Array.from({ length: days }, (_, i) => dateOf(LAST - days + 1 + i));
  return Array.from({ length: kinds }, () => {
    const nature = {
      mean: 0.03 * 1300 ** (next() * next() + 0.2 * next()),
      factor: 1 + next(),
      week: WEEK,
      drift: 0.01,
    };
    return salesSeries(next, days, nature).map((sold, i) => {
      return { date: dates[i] ?? UNTIL, sold, stockedOut: false, closing: 5 };
    });
  });
}

function each(histories: readonly DemandDay[][], count: number, method: 'pool' | undefined): void {
  const about = { until: UNTIL, policy: { calendar: { lead: 2 }, fill: 0.98 }, unit: 'each', pack: 6, method } as const;
  for (let item = 0; item < count; item += 1) learnItem({ days: histories[item % histories.length] ?? [], ...about });
}

function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** `pool` is the dearest method there is: what most items are given. */
function planned(histories: readonly DemandDay[][], count: number): number {
  return timed(() => each(histories, count, 'pool'));
}

/** @returns milliseconds per item of a whole first night, without the writer's part */
function planFromStore(histories: readonly DemandDay[][]): number {
  const { sql } = new TestShop(openMemory());
  sql.begin();
  histories.forEach((days, place) => {
    const gtin = gtinAt(place);
    sql.run(
      `INSERT INTO item (gtin, name_zh, name_en, initials, unit, price_minor, details) VALUES (?, '', '', '', 'each', 1, '{}')`,
      gtin,
    );
    for (const { date, sold } of days)
      sql.run('INSERT INTO demand_day (gtin, date, sold, stocked_out, shelf) VALUES (?, ?, ?, 0, 5)', gtin, date, sold);
  });
  sql.commit();
  const took = timed(() => nextBatch(sql, UNTIL, histories.length, new Map()));
  sql.close();
  return took / histories.length;
}
