import { expect, test } from 'vitest';
import { explainPlan } from '../../../hub/core/replenishment/explain.ts';
import { errorDispersion, type ItemQuestion, planItem } from '../../../hub/core/replenishment/item.ts';
import { exponentialSmoothing } from '../../../hub/core/replenishment/smoothing.ts';
import { salesSeries, scatteredDraw, seeded } from './chance.ts';

const SATURDAYS = [1, 1, 1, 1, 1, 1.6, 1];

/** 280 days that end on a Sunday and sell more on Saturdays. */
function usual(changes: Partial<ItemQuestion> = {}): ItemQuestion {
  const next = seeded(5);
  return {
    history: Array.from({ length: 280 }, (_, t) => scatteredDraw(next, 2.8 * (SATURDAYS[t % 7] ?? 1), 1.3)),
    today: 7,
    calendar: { lead: 1, deliveryDays: [2] },
    fill: 0.98,
    pack: 6,
    onHand: 10,
    arriving: [],
    reserved: 0,
    ...changes,
  };
}

function planned(question: ItemQuestion) {
  const plan = planItem(question);
  if (plan === undefined) throw new Error('a plan was expected');
  return plan;
}

test('INV-12: an item is planned from its sales: week, window, level, order, risk', () => {
  const plan = planned(usual());
  expect(plan.window).toEqual({ order: 0, arrival: 2, following: 9 });
  expect(Math.abs(plan.daily - 3.04)).toBeLessThan(0.5);
  // The history ends on a Sunday, so the sixth day ahead is a Saturday.
  expect(plan.forecast.indexOf(Math.max(...plan.forecast.slice(0, 7)))).toBe(5);
  expect(plan.fill).toBeGreaterThanOrEqual(0.98);
  expect(plan.quantity).toBe(plan.packs * 6);
  expect(10 + plan.quantity).toBeGreaterThan(plan.level);
  expect(10 + plan.quantity - 6).toBeLessThanOrEqual(plan.level);
  expect(plan.risk.chance).toBeGreaterThan(0.1);
  const more = planned(usual({ onHand: 200 }));
  expect(more).toMatchObject({ level: plan.level, quantity: 0 });
  expect(more.risk.chance).toBeLessThan(1e-9);
});

test('what is promised away does not count, what is on its way does', () => {
  const level = planned(usual()).level;
  expect(planned(usual({ onHand: level + 1 })).quantity).toBe(0);
  expect(planned(usual({ onHand: level + 1, reserved: 1 })).quantity).toBe(6);
  expect(planned(usual({ onHand: 0, arriving: [0, level + 1] })).quantity).toBe(0);
  expect(planned(usual({ onHand: -5 })).quantity).toBeGreaterThan(level);
});

test('empty shelves in the history raise the level, prices can set it, and a person can pin it', () => {
  const plain = usual();
  const out = plain.history.map((_, t) => t % 3 === 0);
  const cut = plain.history.map((sold, t) => (out[t] ? Math.min(sold, 1) : sold));
  expect(planned({ ...plain, history: cut, stockedOut: out }).daily).toBeGreaterThan(
    planned({ ...plain, history: cut }).daily * 1.15,
  );
  const cheap = planned(usual({ costs: { setup: 2, holding: 1, shortage: 2 } }));
  const dear = planned(usual({ costs: { setup: 2, holding: 1, shortage: 200 } }));
  expect(dear.level).toBeGreaterThan(cheap.level);
  expect(dear.cost).toBeGreaterThan(0);
  const pinned = planned(usual({ pinned: 4 }));
  expect(pinned).toMatchObject({ level: 4, pinned: true, learned: planned(usual()).level });
  expect(pinned.fill).toBeLessThan(0.9);
});

test('no order goes out on a day without orders, and a shop without deliveries gets no plan', () => {
  const plan = planned(usual({ calendar: { lead: 2, orderDays: [3] }, onHand: 0 }));
  expect(plan.window).toEqual({ order: 3, arrival: 5, following: 12 });
  expect(plan.quantity).toBe(0);
  expect(planItem(usual({ calendar: { lead: 1, deliveryDays: [] } }))).toBeUndefined();
});

test('what never sold is not ordered by itself, unless a facing of it is wanted', () => {
  const history = Array.from({ length: 100 }, () => 0);
  expect(planned(usual({ history, onHand: 0 }))).toMatchObject({ level: -1, quantity: 0, daily: 0, fill: 1 });
  expect(planned(usual({ history, onHand: 0, least: 2 }))).toMatchObject({ level: 2, quantity: 6 });
  expect(planned(usual({ history: [3], onHand: 0 })).level).toBeGreaterThan(0);
});

test('5,000 a day and half a ton in grams are planned like everything else', () => {
  const next = seeded(6);
  const fast = Array.from({ length: 200 }, () => scatteredDraw(next, 5000, 2));
  const plan = planned(usual({ history: fast, calendar: { lead: 1 }, pack: 100, onHand: 0 }));
  expect(plan.level).toBeGreaterThan(4700);
  expect(plan.level).toBeLessThan(5600);
  const grams = Array.from({ length: 200 }, () => 250 * scatteredDraw(next, 80, 1.5));
  const heavy = planned(usual({ history: grams, calendar: { lead: 1 }, pack: 5000, onHand: 30_000 }));
  expect(heavy.dispersion).toBeGreaterThan(200);
  expect(heavy.level).toBeGreaterThan(15_000);
  expect(heavy.level).toBeLessThan(26_000);
});

test('the scatter that counts is that of the forecast, and never below Poisson', () => {
  const exact = Array.from({ length: 120 }, () => 5);
  expect(errorDispersion(exact, exponentialSmoothing(0.1), 3)).toBe(1);
  expect(errorDispersion([], exponentialSmoothing(0.1), 3)).toBe(1.3);
  const next = seeded(7);
  const wild = salesSeries(next, 400, { mean: 6, factor: 5, week: [1, 1, 1, 1, 1, 1, 1], drift: 0 });
  const found = errorDispersion(wild, exponentialSmoothing(0.05), 2);
  expect(found).toBeGreaterThan(3.5);
  expect(found).toBeLessThan(8);
});

test('the plan is told in one sentence in both languages', () => {
  const plan = { ...planned(usual()), daily: 3.1, forecast: [3, 3, 3, 3, 3, 4.4, 3], level: 11, limitedByShelf: false };
  expect(explainPlan(plan, 7)).toEqual({
    zh: '每天卖 3.1 件，周六 4.4 件，周二到货：补货线 11',
    en: 'sells 3.1 a day, Saturdays 4.4, lorry on Tuesday: level 11',
  });
  const flat = { ...plan, daily: 0.044, forecast: [0.044, 0.044], limitedByShelf: true };
  expect(explainPlan(flat, 7).en).toBe('sells 0.04 a day, lorry on Tuesday: level 11 (all the shelf holds)');
  expect(explainPlan({ ...plan, pinned: true, level: 4, learned: 11 }, 7).en).toMatch(
    /level pinned at 4 \(learned: 11\)$/,
  );
  expect(explainPlan({ ...plan, daily: 0, forecast: [0], level: -1 }, 7)).toEqual({
    zh: '近来没有销售，周二到货：不自动补货',
    en: 'has not sold lately, lorry on Tuesday: not ordered by itself',
  });
});

test('INV-12: with daily review, two days of lead and lost sales the wanted fill is met on little stock', () => {
  const next = seeded(9);
  let [asked, served, held] = [0, 0, 0];
  for (const mean of [1.2, 3, 7, 15]) {
    const demand = salesSeries(next, 380, { mean, factor: 1.8, week: SATURDAYS, drift: 0.01 });
    const history = demand.slice(0, 280);
    const stockedOut = history.map(() => false);
    const pipe = [0, 0];
    let onHand = Math.ceil(mean * 3);
    for (const wanted of demand.slice(280)) {
      onHand += pipe.shift() ?? 0;
      const sold = Math.min(onHand, wanted);
      onHand -= sold;
      asked += wanted;
      served += sold;
      held += onHand;
      history.push(sold);
      stockedOut.push(onHand === 0);
      const plan = planned(
        usual({
          history,
          stockedOut,
          method: 'ses05',
          calendar: { lead: 2 },
          fill: 0.985,
          pack: 1,
          onHand,
          arriving: pipe,
        }),
      );
      pipe.push(plan.quantity);
    }
  }
  expect(served / asked).toBeGreaterThanOrEqual(0.98);
  expect(held / asked).toBeLessThanOrEqual(2.8);
});
