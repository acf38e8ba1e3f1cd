import { expect, test } from 'vitest';
import type { StockMoved } from '../../hub/contract/inventory.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import { sheetFact } from '../../hub/features/counts/tables.ts';
import { variancesView } from '../../hub/features/counts/variance-tables.ts';
import { countingAt, countSummary, countView } from '../../hub/features/counts/view-tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const SCAN = WATER.slice(1);
const FLOOR = 'shop-floor';

/** A shop whose shelf holds so many waters by the book, and an open sheet for it. */
function counted(book: number, { blind = true, scope = 'place' }: { blind?: boolean; scope?: 'place' | 'water' } = {}) {
  const shop = new TestShop().setUp();
  shop.must('inventory.correct', { gtin: WATER, location: FLOOR, counted: book });
  const [begun] = only(
    shop.must('counts.begin', {
      ...{ name: 'A aisle', location: FLOOR, blind, staff: 'lead' },
      scope: scope === 'place' ? { of: 'place' } : { of: 'items', items: [WATER] },
    }),
    'counts.begun',
  );
  return { shop, sheet: begun?.data.sheet ?? '' };
}
function sell(shop: TestShop, quantity: number): void {
  shop.must('orders.add-line', { counter: 'c2', gtin: WATER, quantity });
}
const found = (
  shop: TestShop,
  sheet: string,
  staff: string,
  quantity: number,
  more: { bay?: string; how?: 'add' | 'set'; gtin?: string } = {},
) => shop.must('counts.record', { sheet, gtin: WATER, quantity, how: 'set', staff, ...more });
const moves = (entries: readonly Entry[]): StockMoved[] => only(entries, 'inventory.moved').map((e) => e.data);
const variances = (shop: TestShop, sheet: string) => {
  const summary = countSummary(shop.sql, sheet);
  const fact = sheetFact(shop.sql, sheet);
  if (!summary || !fact) throw new Error('no such sheet');
  return variancesView(shop.sql, summary, fact, 100, 0);
};

test('INV-08 L03: book 100, 3 sold, 96 counted: one is missing, and what is sold afterwards changes nothing of that', () => {
  const { shop, sheet } = counted(100);
  sell(shop, 3);
  found(shop, sheet, 'w1', 96);
  sell(shop, 5);
  shop.must('inventory.move', { gtin: WATER, from: 'back-room', to: FLOOR, quantity: 20, reason: 'restock' });
  shop.must('counts.review', { sheet });
  shop.must('counts.explain', { sheet, gtin: WATER, reason: 'theft', note: 'the cap lay on the floor' });
  const closed = shop.must('counts.close', { sheet, uncounted: 'leave', staff: 'lead' }, 'close-1');
  expect(moves(closed)).toMatchObject([{ gtin: WATER, from: FLOOR, to: 'count', quantity: 1, reason: 'count_loss' }]);
  expect(only(closed, 'counts.posted')[0]?.data).toMatchObject({
    ...{ counted: 96, book: 97, variance: -1, reason: 'theft', note: 'the cap lay on the floor', people: ['w1'] },
  });
  expect(shop.level(WATER, FLOOR)).toBe(96 - 5 + 20);
  expect(shop.level(WATER, 'count')).toBe(1 - 88);
  const again = shop.do('counts.close', { sheet, uncounted: 'leave', staff: 'lead' }, 'close-1');
  expect(again).toMatchObject({ status: 'done', repeated: true });
  expect(codeOf(shop.do('counts.close', { sheet, uncounted: 'leave' }))).toBe('count-posted');
  expect(shop.level(WATER, FLOOR)).toBe(111);
  expectSound(shop);
});

test('INV-08: different bays add up whoever counts them, and each person is shown apart', () => {
  const { shop, sheet } = counted(50, { scope: 'water' });
  found(shop, sheet, 'w1', 30, { bay: 'A03-2' });
  found(shop, sheet, 'w2', 12, { bay: 'K-01' });
  found(shop, sheet, 'w2', 6, { bay: 'K-01', how: 'add' });
  const view = countView(shop.sql, sheet, 10, 0);
  expect(view?.people).toMatchObject([
    { person: 'w1', lines: 1, quantity: 30 },
    { person: 'w2', lines: 1, quantity: 18 },
  ]);
  expect(moves(shop.must('counts.close', { sheet }))).toMatchObject([{ quantity: 2, reason: 'count_loss' }]);
  expectSound(shop);
});

test('INV-08: the same bay counted twice is a second opinion: two who differ need a third word, two who agree do not', () => {
  const { shop, sheet } = counted(50, { scope: 'water' });
  found(shop, sheet, 'w1', 48);
  sell(shop, 2);
  found(shop, sheet, 'w2', 45);
  expect(codeOf(shop.do('counts.close', { sheet }))).toBe('count-needs-recount');
  found(shop, sheet, 'w2', 46);
  expect(moves(shop.must('counts.close', { sheet }))).toMatchObject([{ quantity: 2, reason: 'count_loss' }]);
  expect(shop.level(WATER, FLOOR)).toBe(46);
  expectSound(shop);
});

test('what is sold between two bays may have been counted or not: somebody says the whole in one word', () => {
  const { shop, sheet } = counted(50, { scope: 'water' });
  found(shop, sheet, 'w1', 30, { bay: 'A03-2' });
  sell(shop, 3);
  found(shop, sheet, 'w2', 20, { bay: 'K-01' });
  shop.must('counts.review', { sheet });
  expect(variances(shop, sheet).lines).toMatchObject([{ gtin: WATER, low: 0, high: 3, recount: 'moved-meanwhile' }]);
  expect(codeOf(shop.do('counts.close', { sheet }))).toBe('count-needs-recount');
  found(shop, sheet, 'w1', 47);
  expect(moves(shop.must('counts.close', { sheet }))).toEqual([]);
  expect(countSummary(shop.sql, sheet)).toMatchObject({ state: 'posted', differing: 0 });
  expectSound(shop);
});

test('a difference beyond the limit waits for another person, with a name, who finds the same or is right with the book', () => {
  const { shop, sheet } = counted(50, { scope: 'water' });
  found(shop, sheet, 'w1', 20);
  expect(codeOf(shop.do('counts.close', { sheet }))).toBe('count-needs-recount');
  shop.must('counts.review', { sheet });
  expect(variances(shop, sheet)).toMatchObject({
    recounts: 1,
    lines: [{ recount: 'beyond-limit', notBy: ['w1'] }],
  });
  const again = { sheet, gtin: WATER, quantity: 20, how: 'set' } as const;
  expect(codeOf(shop.do('counts.record', { ...again, staff: 'w1' }))).toBe('count-by-another');
  expect(codeOf(shop.do('counts.record', again))).toBe('count-who');
  shop.must('counts.record', { ...again, staff: 'w2' });
  expect(codeOf(shop.do('counts.record', { ...again, staff: 'lead' }))).toBe('count-line-settled');
  expect(moves(shop.must('counts.close', { sheet }))).toMatchObject([{ quantity: 30, reason: 'count_loss' }]);
  expectSound(shop);
});

test('what nobody counted is left or written off only because somebody says which', () => {
  const { shop, sheet } = counted(6);
  shop.must('inventory.correct', { gtin: NOODLES, location: FLOOR, counted: 4 });
  found(shop, sheet, 'w1', 6);
  expect(codeOf(shop.do('counts.close', { sheet }))).toBe('count-uncounted');
  const closed = shop.must('counts.close', { sheet, uncounted: 'zero', staff: 'lead' });
  expect(moves(closed)).toMatchObject([{ gtin: NOODLES, quantity: 4, reason: 'count_loss' }]);
  expect(shop.level(NOODLES, FLOOR)).toBe(0);

  const other = counted(6);
  other.shop.must('inventory.correct', { gtin: NOODLES, location: FLOOR, counted: 40 });
  found(other.shop, other.sheet, 'w1', 6);
  expect(codeOf(other.shop.do('counts.close', { sheet: other.sheet, uncounted: 'zero' }))).toBe('count-zero-beyond');
  expect(moves(other.shop.must('counts.close', { sheet: other.sheet, uncounted: 'leave' }))).toEqual([]);
  expect(other.shop.level(NOODLES, FLOOR)).toBe(40);
  expectSound(shop);
  expectSound(other.shop);
});

test('a count that another one overtook posts nothing twice, whichever of them is posted first', () => {
  const orders = [
    ['older first', (a: string, b: string) => [a, b]],
    ['newer first', (a: string, b: string) => [b, a]],
  ] as const;
  for (const [name, order] of orders) {
    const { shop, sheet } = counted(50, { scope: 'water' });
    const [second] = only(
      shop.must('counts.begin', {
        name: 'again',
        location: FLOOR,
        blind: false,
        scope: { of: 'items', items: [WATER] },
      }),
      'counts.begun',
    );
    const other = second?.data.sheet ?? '';
    found(shop, sheet, 'w1', 49);
    sell(shop, 4);
    found(shop, other, 'w2', 43);
    for (const one of order(sheet, other)) shop.must('counts.close', { sheet: one });
    expect(shop.level(WATER, FLOOR), name).toBe(43);
    expectSound(shop);
  }
});

test('a correction made after the count knows better; an error taken back after the count is not posted again', () => {
  const { shop, sheet } = counted(50, { scope: 'water' });
  found(shop, sheet, 'w1', 47);
  shop.must('inventory.correct', { gtin: WATER, location: FLOOR, counted: 47 });
  shop.must('counts.review', { sheet });
  shop.must('counts.close', { sheet });
  expect(shop.level(WATER, FLOOR)).toBe(47);

  const late = counted(50, { scope: 'water' });
  const [receipt] = only(
    late.shop.must('inventory.receive', { gtin: WATER, quantity: 9, location: FLOOR }),
    'inventory.moved',
  );
  found(late.shop, late.sheet, 'w1', 50);
  late.shop.must('inventory.reverse', { position: receipt?.position ?? 0 });
  expect(moves(late.shop.must('counts.close', { sheet: late.sheet }))).toEqual([]);
  expect(late.shop.level(WATER, FLOOR)).toBe(50);
  expectSound(late.shop);
});

test('INV-08: a counter that counts sells nothing, adds up its scans, and goes back to selling by itself', () => {
  const { shop, sheet } = counted(5, { scope: 'water' });
  shop.must('counts.open-at', { counter: 'c1', sheet, bay: 'A03-2' });
  shop.must('staff.badge-on', { counter: 'c1', store: 1, badge: 11, version: 1 });
  for (let n = 0; n < 4; n += 1) shop.scan(SCAN);
  expect(countingAt(shop.sql, 'c1', shop.now)).toMatchObject({
    ...{ sheet, bay: 'A03-2', counted: 1, items: 1 },
    last: { gtin: WATER, person: 'w1', quantity: 4, bay: 'A03-2' },
  });
  const outside = shop.scan(NOODLES.slice(1));
  expect(only(outside, 'spine.reaction-refused')[0]?.data.code).toBe('count-item-outside');
  expect(shop.sql.all('SELECT 1 FROM order_line')).toEqual([]);
  const held = shop.scan(SCAN, 'c1', undefined, { repeat: { after: 40 } });
  expect(only(held, 'devices.reading-held')).toHaveLength(1);
  shop.now += 11 * 60_000;
  const due = shop.book.features.flatMap((f) => f.due?.(shop.sql, shop.now) ?? []);
  shop.group(due.map((c) => ({ ...c, actor: { by: 'hub' }, at: shop.now, businessDate: '2026-11-21' })));
  expect(countingAt(shop.sql, 'c1', shop.now)).toBeUndefined();
  shop.scan(SCAN);
  expect(shop.sql.all('SELECT quantity FROM order_line')).toEqual([{ quantity: 1 }]);
  expectSound(shop);
});

test('a counter in another mode is not taken away from it; set to another mode, or with its sheet over, it counts no more', () => {
  const { shop, sheet } = counted(5, { scope: 'water' });
  shop.must('counters.set-mode', { counter: 'c1', mode: 'receive' });
  expect(codeOf(shop.do('counts.open-at', { counter: 'c1', sheet }))).toBe('counter-in-mode');
  shop.must('counters.set-mode', { counter: 'c1', mode: 'sell' });
  shop.must('counts.open-at', { counter: 'c1', sheet });
  shop.must('counters.set-mode', { counter: 'c1', mode: 'receive' });
  expect(countingAt(shop.sql, 'c1', shop.now)).toBeUndefined();
  shop.must('counts.open-at', { counter: 'c2', sheet });
  shop.must('counts.cancel', { sheet, reason: 'a lorry came' });
  expect(countingAt(shop.sql, 'c2', shop.now)).toBeUndefined();
  expectSound(shop);
});

test('INV-08: a blind sheet tells nobody what the book says until the counting is over; a guided one does', () => {
  const { shop, sheet } = counted(5, { scope: 'water' });
  shop.must('counts.open-at', { counter: 'c1', sheet });
  const recorded = shop.scan(SCAN);
  const told = JSON.stringify([countView(shop.sql, sheet, 10, 0), countingAt(shop.sql, 'c1', shop.now), recorded]);
  expect(told).not.toMatch(/expected|book|variance|onHand|shopFloor|backRoom|low|high/i);
  const guided = counted(5, { blind: false });
  expect(countView(guided.shop.sql, guided.sheet, 10, 0)?.lines.find((line) => line.gtin === WATER)?.expected).toBe(5);
});

test('every wish about a count that is over, missing or about nothing is told apart', () => {
  const { shop, sheet } = counted(5, { scope: 'water' });
  const table: [string, Parameters<TestShop['do']>[0], object][] = [
    ['count-missing', 'counts.close', { sheet: 'sheet-of-nobody' }],
    ['count-missing', 'counts.record', { sheet: 'sheet-of-nobody', gtin: WATER, quantity: 1, how: 'add' }],
    ['count-empty', 'counts.review', { sheet }],
    ['count-empty', 'counts.close', { sheet, uncounted: 'leave' }],
    ['count-empty', 'counts.explain', { sheet, gtin: WATER, reason: 'theft' }],
    ['item-missing', 'counts.record', { sheet, gtin: '00000000000017', quantity: 1, how: 'add' }],
    ['count-item-outside', 'counts.record', { sheet, gtin: NOODLES, quantity: 1, how: 'add' }],
    ['staff-missing', 'counts.record', { sheet, gtin: WATER, quantity: 1, how: 'add', staff: 'w9' }],
    ['counter-missing', 'counts.open-at', { sheet, counter: 'c9' }],
    ['place-not-real', 'counts.begin', { name: 'x', location: 'customer', blind: true, scope: { of: 'place' } }],
    ['count-nothing', 'counts.begin', { name: 'x', location: 'cellar', blind: true, scope: { of: 'place' } }],
    [
      'item-missing',
      'counts.begin',
      { name: 'x', location: FLOOR, blind: true, scope: { of: 'items', items: ['00000000000017'] } },
    ],
    ['count-shares', 'counts.set-policy', { ...policy, shareA: 0.9, shareB: 0.5 }],
    ['invalid-body', 'counts.record', { sheet, gtin: WATER, quantity: -1, how: 'set' }],
  ];
  for (const [code, type, body] of table) expect(codeOf(shop.do(type, body as never)), `${type} ${code}`).toBe(code);
  shop.must('counts.cancel', { sheet, reason: 'enough' });
  for (const type of ['counts.close', 'counts.review'] as const)
    expect(codeOf(shop.do(type, { sheet })), type).toBe('count-cancelled');
  expectSound(shop);
});

const policy = {
  ...{ salesDays: 90, shareA: 0.8, shareB: 0.95, everyDays: { A: 30, B: 60, C: 90 }, repeated: 2 },
  ...{ limitUnits: 10, limitGrams: 2000, limitMinor: 10_000 },
};
