import { expect, test } from 'vitest';
import { openOrderAt } from '../../hub/features/orders/view-tables.ts';
import { NOODLES, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const breakfast = {
  ...{ basket: 'breakfast', code: 'SET-BREAKFAST', nameZh: '早餐套餐', nameEn: 'Breakfast' },
  lines: [
    { gtin: WATER, quantity: 1 },
    { gtin: NOODLES, quantity: 2 },
  ],
};
const lines = (shop: TestShop): number[][] =>
  (openOrderAt(shop.sql, 'c1', shop.now)?.lines ?? []).map(({ line, quantity }) => [line, quantity]);

test('ORD-02 a template goes on the order by one scan, its stock leaves the shelf, and a second scan adds a second one', () => {
  const shop = new TestShop().setUp();
  const before = shop.level(NOODLES, 'shop-floor');
  shop.must('baskets.set', breakfast);
  shop.scan('SET-BREAKFAST');
  expect(lines(shop)).toEqual([
    [1, 1],
    [2, 2],
  ]);
  shop.scan('SET-BREAKFAST');
  expect(lines(shop)).toEqual([
    [1, 2],
    [2, 4],
  ]);
  expect(shop.level(NOODLES, 'shop-floor')).toBe(before - 4);
  shop.must('baskets.put', { counter: 'c1', basket: 'breakfast' }, 'by-key-once');
  shop.do('baskets.put', { counter: 'c1', basket: 'breakfast' }, 'by-key-once');
  expect(lines(shop)).toEqual([
    [1, 3],
    [2, 6],
  ]);
  expectSound(shop);
});

test('ORD-02 a template of what is not sold here, or with a code in use, is refused; one taken away puts nothing', () => {
  const shop = new TestShop().setUp();
  shop.must('baskets.set', breakfast);
  expect(codeOf(shop.do('baskets.set', { ...breakfast, basket: 'other' }))).toBe('basket-code-taken');
  const strange = { ...breakfast, lines: [{ gtin: '06999999999999', quantity: 1 }] };
  expect(codeOf(shop.do('baskets.set', strange))).toBe('item-missing');
  shop.must('baskets.remove', { basket: 'breakfast' });
  expect(codeOf(shop.do('baskets.put', { counter: 'c1', basket: 'breakfast' }))).toBe('basket-missing');
  shop.scan('SET-BREAKFAST');
  expect(lines(shop)).toEqual([]);
});
