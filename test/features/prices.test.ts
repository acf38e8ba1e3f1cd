import { describe, expect, test } from 'vitest';
import { codesOf, pricesOf } from '../../hub/features/catalog/price-tables.ts';
import { itemByCode } from '../../hub/features/catalog/tables.ts';
import { openOrderAt } from '../../hub/features/orders/view-tables.ts';
import { NOODLES, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const water = WATER.slice(1);
const CARTON = '16901234567899';

/** A shop on some day: what one water costs when it is scanned then. */
function costOn(shop: TestShop, day: string): number | undefined {
  shop.today = day;
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER });
  return openOrderAt(shop.sql, 'c1', shop.now)?.lines.at(-1)?.priceMinor;
}
const priced = (over: Partial<{ priceMinor: number; from: string; until: string; promotion: boolean }>) => ({
  ...{ gtin: WATER, priceMinor: 180, from: '2026-11-25', promotion: false },
  ...over,
});

describe('a price holds by the business date', () => {
  const two = [
    priced({ priceMinor: 220, from: '2026-11-24' }),
    priced({ priceMinor: 150, from: '2026-11-25', until: '2026-11-26', promotion: true }),
  ];
  test.each([
    ['2026-11-23', 200],
    ['2026-11-24', 220],
    ['2026-11-25', 150],
    ['2026-11-26', 150],
    ['2026-11-27', 220],
  ])('on %s a water costs %i', (day, price) => {
    const shop = new TestShop().setUp();
    for (const one of two) shop.must('catalog.set-price', one);
    expect(costOn(shop, day)).toBe(price);
    expect(itemByCode(shop.sql, water)?.nowMinor ?? 200).toBe(price);
    expectSound(shop);
  });

  test('what was sold keeps its price; the next piece at the new one is a line of its own', () => {
    const shop = new TestShop().setUp();
    costOn(shop, '2026-11-24');
    shop.must('catalog.set-price', priced({}));
    expect(costOn(shop, '2026-11-25')).toBe(180);
    expect(openOrderAt(shop.sql, 'c1', shop.now)?.lines).toMatchObject([{ priceMinor: 200 }, { priceMinor: 180 }]);
    expectSound(shop);
  });

  test('a price ends when somebody ends it, and a new price of the item ends what was scheduled', () => {
    const shop = new TestShop().setUp();
    shop.must('catalog.set-price', priced({ from: '2026-11-22' }));
    shop.today = '2026-11-23';
    const [one] = pricesOf(shop.sql, WATER, '2026-11-23');
    shop.must('catalog.end-price', { price: one?.price ?? '' });
    expect(codeOf(shop.do('catalog.end-price', { price: one?.price ?? '' }))).toBe('price-missing');
    expect(costOn(shop, '2026-11-23')).toBe(200);
    shop.must('catalog.set-price', priced({ from: '2026-11-22' }));
    shop.must('catalog.set-items', {
      items: [{ gtin: WATER, nameZh: '水', nameEn: 'Water', unit: 'each', priceMinor: 210 }],
    });
    expect(costOn(shop, '2026-11-23')).toBe(210);
    expectSound(shop);
  });

  test.each([
    [priced({ until: '2026-11-24' }), 'price-days'],
    [priced({ from: '2026-11-01', until: '2026-11-20' }), 'price-past'],
    [priced({ promotion: true }), 'promotion-end-needed'],
    [{ ...priced({}), gtin: '06900000000014' }, 'item-missing'],
    [priced({ until: '2026-11-25' }), 'done'],
  ])('%o: %s', (body, answer) => {
    expect(codeOf(new TestShop().setUp().do('catalog.set-price', body))).toBe(answer);
  });
});

describe('several codes of one item', () => {
  test('a carton sells as many as it holds, and its code may be typed or scanned in any of its lengths', () => {
    const shop = new TestShop().setUp();
    shop.must('catalog.set-codes', {
      gtin: WATER,
      codes: [
        { code: CARTON, quantity: 24 },
        { code: 'NF-550', quantity: 1 },
      ],
    });
    shop.scan(CARTON);
    shop.scan('NF-550');
    expect(openOrderAt(shop.sql, 'c1', shop.now)?.lines).toMatchObject([{ gtin: WATER, quantity: 25 }]);
    expectSound(shop);
  });

  test('a code stands for one item, and what is left out of the list is forgotten', () => {
    const shop = new TestShop().setUp();
    const set = (gtin: string, ...codes: string[]) =>
      codeOf(shop.do('catalog.set-codes', { gtin, codes: codes.map((code) => ({ code, quantity: 12 })) }));
    expect(set(WATER, CARTON)).toBe('done');
    expect(set(NOODLES, CARTON)).toBe('code-taken');
    expect(set(NOODLES, water)).toBe('code-taken');
    expect(set(NOODLES, 'A', 'A')).toBe('code-taken');
    expect(set(WATER)).toBe('done');
    expect(codesOf(shop.sql, WATER)).toEqual([]);
    expect(set(NOODLES, CARTON)).toBe('done');
    expectSound(shop);
  });

  test('an unknown code is resolved once, at whichever counter it was seen', () => {
    const shop = new TestShop().setUp();
    shop.scan(CARTON, 'c1');
    shop.scan(CARTON, 'c2');
    const rows = shop.sql.all<{ unknown: string }>('SELECT unknown FROM unknown_code WHERE open = 1');
    expect(rows).toHaveLength(2);
    const resolve = (row: { unknown: string } | undefined) =>
      codeOf(shop.do('catalog.resolve-unknown', { unknown: row?.unknown ?? '', gtin: WATER, quantity: 24 }));
    expect([resolve(rows[0]), resolve(rows[1])]).toEqual(['done', 'unknown-row-resolved']);
    expectSound(shop);
  });
});
