import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemValuation, valuedItems, valueTotals } from '../../hub/features/inventory/valuation-tables.ts';
import { digests } from '../../hub/store/rebuild.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

/** Thousandths of a fen in a yuan. */
const YUAN = 100_000;
const flow = (shop: TestShop, reason: string, gtin = NOODLES): number | undefined =>
  itemValuation(shop.sql, gtin)?.flows.find((f) => f.reason === reason)?.value;
const worth = (shop: TestShop, gtin = NOODLES): number | undefined => itemValuation(shop.sql, gtin)?.item.value;
const sell = (shop: TestShop, quantity: number, gtin = NOODLES) =>
  shop.must('orders.add-line', { counter: 'c1', gtin, quantity });
const receive = (shop: TestShop, quantity: number, unitCostMinor?: number, gtin = NOODLES) =>
  shop.must('inventory.receive', {
    ...{ gtin, quantity, location: 'shop-floor' },
    ...(unitCostMinor === undefined ? {} : { unitCostMinor }),
  });

test('INV-05: a sale takes the average along, its undoing brings it back, moving within the shop changes nothing', () => {
  const shop = new TestShop().setUp();
  receive(shop, 3, 100);
  receive(shop, 4, 200);
  expect(worth(shop)).toBe(11 * YUAN);
  sell(shop, 2);
  expect(flow(shop, 'sale')).toBe(-314_286);
  shop.must('orders.undo', {
    order: shop.sql.get<{ o: string }>(`SELECT order_id AS o FROM customer_order WHERE state = 'open'`)?.o ?? '',
  });
  expect(worth(shop)).toBe(11 * YUAN);
  shop.must('inventory.move', {
    ...{ gtin: NOODLES, from: 'shop-floor', to: 'back-room', quantity: 3, reason: 'restock' },
  });
  expect(worth(shop)).toBe(11 * YUAN);
  expectSound(shop);
});

test('what a delivery costs: said in all, by the piece, by the catalogue, or what the goods cost that are there', () => {
  const shop = new TestShop().setUp();
  const cost = (entries: ReturnType<typeof receive>) => only(entries, 'inventory.moved')[0]?.data.cost;
  expect(cost(receive(shop, 10))).toBeUndefined();
  expect(itemValuation(shop.sql, NOODLES)?.item).toMatchObject({ quantity: 10, value: 0, costKnown: false });
  expect(cost(shop.must('inventory.receive', { gtin: NOODLES, quantity: 3, totalCostMinor: 1000 }))).toBe(1_000_000);
  shop.must('catalog.set-items', {
    items: [{ gtin: NOODLES, nameZh: '面', nameEn: 'Noodles', unit: 'each', priceMinor: 450, costMinor: 310 }],
  });
  expect(cost(receive(shop, 2))).toBe(620_000);
  expect(cost(receive(shop, 2, 300))).toBe(600_000);
  shop.must('catalog.set-items', {
    items: [{ gtin: 'I00123', nameZh: '米', nameEn: 'Rice', unit: 'gram', priceMinor: 800, costMinor: 501 }],
  });
  expect(cost(receive(shop, 250, undefined, 'I00123'))).toBe(125_250);
  expect(itemValuation(shop.sql, 'I00123')?.item).toMatchObject({ unitCost: 501_000, value: 125_250 });
  const moved = { gtin: NOODLES, from: 'supplier', to: 'shop-floor', quantity: 2, reason: 'receipt_over' } as const;
  expect(cost(shop.must('inventory.move', moved))).toBe(620_000);
  expect(cost(shop.must('inventory.move', { ...moved, cost: 1 }))).toBe(1);
  const dear = { gtin: NOODLES, quantity: 1_000_000, unitCostMinor: 1_000_000_000 };
  expect(codeOf(shop.do('inventory.receive', dear))).toBe('cost-too-large');
  expectSound(shop);
});

test('a delivery taken back takes exactly its own value away', () => {
  const shop = new TestShop().setUp();
  receive(shop, 10, 200);
  const [second] = only(receive(shop, 10, 300), 'inventory.moved');
  shop.must('inventory.reverse', { position: second?.position ?? 0 });
  expect(worth(shop)).toBe(20 * YUAN);
  expectSound(shop);
});

test('sold before it was booked in: the guess is settled by the delivery, and the goods left cost what they cost', () => {
  const shop = new TestShop().setUp();
  receive(shop, 1, 100);
  sell(shop, 11);
  expect(worth(shop)).toBe(-10 * YUAN);
  receive(shop, 12, 150);
  expect(itemValuation(shop.sql, NOODLES)?.item).toMatchObject({ quantity: 2, value: 3 * YUAN, unitCost: 150_000 });
  expect(flow(shop, 'settled')).toBe(-5 * YUAN);
  expect(flow(shop, 'sale')).toBe(-11 * YUAN);
  expectSound(shop);
});

test('a value is changed without goods by somebody’s word only, and the word is kept', () => {
  const shop = new TestShop().setUp();
  receive(shop, 10);
  const [told] = only(
    shop.must('inventory.revalue', { gtin: NOODLES, unitCostMinor: 250, reason: 'no cost was known' }),
    'inventory.revalued',
  );
  expect(told?.data).toMatchObject({ quantity: 10, before: 0, after: 25 * YUAN, reason: 'no cost was known' });
  expect(flow(shop, 'revalued')).toBe(25 * YUAN);
  sell(shop, 10);
  expect([worth(shop), flow(shop, 'sale')]).toEqual([0, -25 * YUAN]);
  shop.must('inventory.revalue', { gtin: NOODLES, unitCostMinor: 300, reason: 'a new supplier' });
  sell(shop, 1);
  expect(worth(shop)).toBe(-3 * YUAN);
  const stranger = { gtin: '06900000000014', unitCostMinor: 1, reason: 'x' };
  expect(codeOf(shop.do('inventory.revalue', stranger))).toBe('item-missing');
  expectSound(shop);
});

test('goods on the way keep their value until they arrive or are lost; goods from elsewhere bring theirs along', () => {
  const shop = new TestShop().setUp();
  receive(shop, 10, 200);
  const move = (from: string, to: string, quantity: number, more: object = {}) =>
    shop.must('inventory.move', { gtin: NOODLES, from, to, quantity, reason: 'transfer_out', ...more });
  move('shop-floor', 'transit', 4);
  expect(valueTotals(shop.sql)).toEqual({ value: 12 * YUAN, inTransitValue: 8 * YUAN });
  move('transit', 'back-room', 3, { reason: 'transfer_in' });
  move('transit', 'loss', 1, { reason: 'transit_loss' });
  expect(valueTotals(shop.sql)).toEqual({ value: 18 * YUAN, inTransitValue: 0 });
  move('transit', 'back-room', 5, { reason: 'transfer_in', cost: 5 * 3 * YUAN });
  expect(valuedItems(shop.sql, 'avco', '', 10).find((i) => i.gtin === NOODLES)).toMatchObject({
    ...{ quantity: 14, value: 33 * YUAN, inTransit: -5, inTransitValue: -15 * YUAN },
  });
  expectSound(shop);
});

test('FIFO goes by deliveries: what came back or was taken back is none', () => {
  const shop = new TestShop().setUp();
  receive(shop, 10, 200);
  const [wrong] = only(receive(shop, 10, 900), 'inventory.moved');
  shop.must('inventory.reverse', { position: wrong?.position ?? 0 });
  receive(shop, 10, 300);
  sell(shop, 9);
  shop.must('orders.undo', {
    order: shop.sql.get<{ o: string }>(`SELECT order_id AS o FROM customer_order WHERE state = 'open'`)?.o ?? '',
  });
  sell(shop, 5);
  expect(itemValuation(shop.sql, NOODLES)).toMatchObject({ fifoValue: 40 * YUAN, item: { value: 37.5 * YUAN } });
  expect(valuedItems(shop.sql, 'fifo', WATER, 1)).toMatchObject([{ gtin: NOODLES, value: 40 * YUAN }]);
});

test('whatever happens to goods, their value is what came in less what went out, to the last thousandth', () => {
  const number = fc.nat({ max: 40 });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number, number), { maxLength: 100, size: 'max' }), (steps) => {
      const shop = new TestShop().setUp();
      const place = (n: number) => ['shop-floor', 'back-room', 'transit', 'damaged'][n % 4] ?? '';
      for (const [act, who, much] of steps) {
        const gtin = who % 2 ? WATER : NOODLES;
        const doing: readonly (() => unknown)[] = [
          () => sell(shop, 1 + (much % 7), gtin),
          () => receive(shop, 1 + much, who % 3 ? 1 + who * 7 : undefined, gtin),
          () => shop.do('inventory.correct', { gtin, location: 'shop-floor', counted: much }),
          () =>
            shop.do('inventory.move', {
              ...{ gtin, from: place(who), to: place(much), quantity: 1 + (much % 9), reason: 'transfer_out' },
            }),
          () => shop.do('inventory.move', { gtin, from: place(who), to: 'loss', quantity: 1, reason: 'damage' }),
          () => shop.do('inventory.reverse', { position: 20 + who * 3 + much }),
          () => shop.do('inventory.revalue', { gtin, unitCostMinor: who * 10, reason: 'looked it up' }),
        ];
        doing[act % doing.length]?.();
      }
      expectSound(shop);
    }),
    { seed: 20_261_122, numRuns: 25 },
  );
});

test('a shop from before the values knows how many it owns, as if it had kept them from the start', () => {
  const shop = new TestShop().setUp();
  receive(shop, 20);
  sell(shop, 25);
  for (const [from, to] of [
    ['back-room', 'transit'],
    ['transit', 'loss'],
    ['shop-floor', 'damaged'],
  ] as const)
    shop.must('inventory.move', { gtin: WATER, from, to, quantity: 3, reason: 'damage' });
  const living = digests(shop.sql, shop.book).get('stock_value');
  const migration = new URL('../../hub/store/migrations/0021_valuation.sql', import.meta.url);
  const insert = /INSERT INTO stock_value.*?;/s.exec(readFileSync(migration, 'utf8'))?.[0] ?? '';
  shop.sql.raw.exec('DELETE FROM stock_value');
  shop.sql.raw.exec(insert);
  expect(shop.sql.all('SELECT 1 FROM stock_value')).toHaveLength(3);
  expect(digests(shop.sql, shop.book).get('stock_value')).toBe(living);
});
