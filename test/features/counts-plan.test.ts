import { expect, test } from 'vitest';
import type { CountPolicy } from '../../hub/contract/counts.ts';
import { encodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { classified, dueOf } from '../../hub/features/counts/plan-rules.ts';
import { planView } from '../../hub/features/counts/plan-tables.ts';
import { type Case, suspectsOf, type Trail } from '../../hub/features/counts/suspect-rules.ts';
import { countSummaries } from '../../hub/features/counts/view-tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { expectSound } from './soundness.ts';

const DAY = 86_400_000;
const policy: CountPolicy = {
  ...{ salesDays: 90, shareA: 0.8, shareB: 0.95, everyDays: { A: 30, B: 60, C: 90 }, repeated: 2 },
  ...{ limitUnits: 10, limitGrams: 2000, limitMinor: 10_000 },
};

test('INV-09: by value sold the few that make most of it are A, what sold nothing is C', () => {
  const sold = [50, 30, 10, 6, 3, 1, 0];
  const items = sold.map((soldMinor, n) => ({ gtin: `${n}`, soldMinor }));
  expect(classified(items, policy).map((item) => item.class)).toEqual(['A', 'A', 'B', 'B', 'C', 'C', 'C']);
  expect(classified(items.toReversed(), policy).map((item) => item.gtin)).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  expect(classified([{ gtin: '1', soldMinor: 9 }], policy)).toMatchObject([{ class: 'A' }]);
  expect(classified([{ gtin: '1', soldMinor: 0 }], policy)).toMatchObject([{ class: 'C' }]);
});

test.each([
  ['below zero is due now', { onHand: -1, lastCounted: 0 }, { why: 'negative', dueInDays: 0 }],
  ['never counted is due', { lastCounted: null }, { why: 'never', dueInDays: 0 }],
  ['an A item a month after its last count', { lastCounted: 70 * DAY }, { why: 'overdue', dueInDays: 0 }],
  ['an A item a day before that', { lastCounted: 71 * DAY }, { why: 'later', dueInDays: 1 }],
  ['a B item has two months', { class: 'B' as const, lastCounted: 50 * DAY }, { why: 'later', dueInDays: 10 }],
  ['a C item three', { class: 'C' as const, lastCounted: 5 * DAY }, { why: 'overdue', dueInDays: -5 }],
  ['wrong twice comes in half the time', { lastCounted: 84 * DAY, differing: 2 }, { why: 'repeated', dueInDays: -1 }],
  ['wrong once does not', { lastCounted: 84 * DAY, differing: 1 }, { why: 'later', dueInDays: 14 }],
] as const)('INV-09: %s', (_name, over, due) => {
  const item = { gtin: '1', soldMinor: 1, class: 'A' as const, onHand: 5, differing: 0, ...over };
  expect(dueOf(item, policy, 100 * DAY)).toEqual(due);
});

test('INV-09: the plan leads with what cannot be, and one sheet a day is begun of it, by the shop’s own clock', () => {
  const shop = new TestShop().setUp();
  shop.must('counts.set-policy', { ...policy, daily: { at: '14:00', items: 1 } });
  shop.must('orders.add-line', { counter: 'c1', gtin: NOODLES, quantity: 2 });
  const view = planView(shop.sql, { location: 'shop-floor', today: shop.today, now: shop.now, limit: 9, asOf: 0 });
  expect(view.items).toMatchObject([
    { gtin: NOODLES, class: 'A', why: 'negative', soldMinor: 900 },
    { gtin: WATER, class: 'C', why: 'never' },
  ]);
  expect(view.classes).toMatchObject([{ items: 1, due: 1 }, { items: 0 }, { items: 1, due: 1 }]);
  const tick = () => {
    const due = shop.book.features.flatMap((f) => (f.name === 'counts' ? (f.due?.(shop.sql, shop.now) ?? []) : []));
    shop.group(due.map((c) => ({ ...c, actor: { by: 'hub' }, at: shop.now, businessDate: shop.today })));
    return due.length;
  };
  shop.now = Date.UTC(2026, 10, 21, 5, 59);
  expect(tick()).toBe(0);
  shop.now = Date.UTC(2026, 10, 21, 6, 0);
  expect(tick()).toBe(1);
  expect(tick()).toBe(0);
  expect(countSummaries(shop.sql, 9)).toMatchObject([{ plan: '2026-11-21', items: 1, state: 'counting', blind: true }]);
  shop.now += DAY;
  shop.today = '2026-11-22';
  expect(tick()).toBe(1);
  expect(countSummaries(shop.sql, 9)).toHaveLength(1);
  const sheet = countSummaries(shop.sql, 9)[0]?.sheet ?? '';
  shop.must('counts.record', { sheet, gtin: NOODLES, quantity: 0, how: 'set', staff: 'w1' });
  shop.must('counts.close', { sheet });
  shop.now += DAY;
  shop.today = '2026-11-23';
  tick();
  expect(countSummaries(shop.sql, 9)).toMatchObject([{ plan: '2026-11-23', items: 1 }, { plan: '2026-11-21' }]);
  expect(shop.sql.all('SELECT gtin FROM count_item WHERE sheet <> ?', sheet)).toEqual([{ gtin: WATER }]);
  expectSound(shop);
});

const MINUTE = 60_000;
const at = (minutes: number) => 1_000 * MINUTE + minutes * MINUTE;
let position = 0;
const moved = (minutes: number, reason: string, quantity: number, over: Partial<Trail> = {}): Trail => {
  position += 1;
  return { position, at: at(minutes), reason, quantity, reference: null, reversed: false, ...over };
};
const about = (variance: number, trail: readonly Trail[], casePack?: number): Case => ({
  ...{ variance, evidence: 1000, at: at(0), casePack, trail },
});

test.each([
  [
    'a delivery of just what is missing comes before one of more',
    about(-12, [moved(-500, 'receipt', 12), moved(-400, 'receipt', 48)]),
    [
      ['same-quantity', 'by-hand'],
      ['by-hand', 'large-enough'],
    ],
  ],
  [
    'goods too many: the sale that was booked twice',
    about(1, [moved(-60, 'sale', -1), moved(-30, 'sale', -1), moved(-29.9, 'sale', -1)]),
    [['same-quantity', 'twice'], ['same-quantity'], ['same-quantity']],
  ],
  [
    'goods missing were in a basket: sold right after the count, and no more of them than are missing',
    about(-2, [moved(5, 'sale', -2, { position: 2000 }), moved(6, 'sale', -3, { position: 2001 })]),
    [['in-basket', 'same-quantity']],
  ],
  [
    'a case of 24 received as one piece too many: 23 are missing',
    about(-23, [moved(-90, 'receipt', 24)], 24),
    [['case-pack', 'by-hand', 'large-enough']],
  ],
  [
    'what was taken back is no suspect, nor what went the same way',
    about(-5, [moved(-90, 'receipt', 5, { reversed: true }), moved(-80, 'sale', -5)]),
    [],
  ],
  ['shelves filled just before the count', about(-3, [moved(-4, 'restock', 8)]), [['around-count', 'large-enough']]],
  ['nothing differs: nobody is suspected', about(0, [moved(-4, 'restock', 8)]), []],
] as const)('INV-19: %s', (_name, line, why) => {
  const found = suspectsOf(line, 5);
  expect(found.map((one) => one.why)).toEqual(why);
  expect(found.map((one) => one.score)).toEqual(found.map((one) => one.score).toSorted((a, b) => b - a));
});

const paperScan = (shop: TestShop, number: number, counter = 'c2') =>
  shop.scan(encodeControlCode({ kind: 'count', store: 1, serial: number, version: 1 }), counter);

test('TASK-17: a sheet prints by bay with room for the numbers, and its barcode opens it at any counter', () => {
  const shop = new TestShop().setUp();
  const body = { name: 'Aisle A', location: 'shop-floor', scope: { of: 'place' }, blind: true } as const;
  const [begun] = only(shop.must('counts.begin', body), 'counts.begun');
  const sheet = begun?.data.sheet ?? '';
  const [slip] = only(shop.must('counts.print', { sheet }), 'slips.queued');
  expect(slip?.data.content).toMatchObject({ kind: 'count', paper: { number: 1, subject: sheet, nameZh: 'Aisle A' } });
  const lines = slip?.data.content.paper?.groups?.flatMap((group) => group.lines) ?? [];
  expect(lines.map((line) => [line.bay, line.code])).toEqual([
    ['A01-1', NOODLES],
    ['A03-2', WATER],
  ]);
  expect(JSON.stringify(slip?.data.content)).not.toMatch(/"amount"/);
  for (const step of ['sending', 'done'] as const)
    shop.must('slips.progress', {
      ...{ slip: slip?.data.slip ?? '', bridge: 'bridge-1', incarnation: 'i1', progress: { step, at: shop.now } },
    });
  paperScan(shop, 1);
  shop.scan(WATER.slice(1), 'c2');
  expect(shop.sql.all('SELECT gtin, quantity, person FROM count_tally')).toEqual([
    { gtin: WATER, quantity: 1, person: '@c2' },
  ]);
  const guided = only(shop.must('counts.begin', { ...body, blind: false }), 'counts.begun')[0]?.data.sheet ?? '';
  expect(JSON.stringify(shop.must('counts.print', { sheet: guided }))).toMatch(/"amount":"12"/);
  shop.must('counts.cancel', { sheet, reason: 'enough' });
  expect(only(paperScan(shop, 1), 'spine.reaction-refused')[0]?.data.code).toBe('count-cancelled');
  expectSound(shop);
});

test('INV-09: the day’s sheet is a task with its paper, done by whoever posts it and taken back when it is given up', () => {
  const shop = new TestShop().setUp();
  shop.must('counts.set-policy', { ...policy, daily: { at: '00:00', items: 5 } });
  const begin = (date: string) => {
    const entries = shop.must('counts.begin-due', { date });
    expect(only(entries, 'tasks.opened')).toMatchObject([{ data: { kind: 'count' } }]);
    expect(only(entries, 'slips.queued').map((slip) => slip.data.content.kind)).toContain('count');
    return only(entries, 'counts.begun')[0]?.data.sheet ?? '';
  };
  const sheet = begin('2026-11-21');
  for (const gtin of [WATER, NOODLES])
    shop.must('counts.record', { sheet, gtin, quantity: shop.level(gtin, 'shop-floor'), how: 'set', staff: 'w1' });
  const closed = shop.must('counts.close', { sheet, staff: 'lead' });
  expect(only(closed, 'tasks.completed')).toMatchObject([{ data: { staff: 'lead' } }]);
  shop.now += 400 * DAY;
  const next = begin('2027-12-26');
  expect(only(shop.must('counts.cancel', { sheet: next, reason: 'x' }), 'tasks.withdrawn')).toHaveLength(1);
  expectSound(shop);
});
