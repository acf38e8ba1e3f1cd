import { expect, test } from 'vitest';
import { findItem, itemByGtin, searchItems, unknownCodes } from '../../hub/features/catalog/tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const NUTS = '06900000000014';
const rowOf = (shop: TestShop, text: string) => unknownCodes(shop.sql).find((row) => row.text === text);

test('the inbox gathers the same code from the same counter and counts it, the newest first', () => {
  const shop = new TestShop().setUp();
  for (const [text, counter] of [
    ['6900000000021', 'c1'],
    ['6900000000021', 'c2'],
    ['6900000000021', 'c1'],
    ['hello', 'c1'],
    ['6900000000021', 'c1'],
  ] as const) {
    shop.now += 5;
    shop.scan(text, counter);
  }
  expect(unknownCodes(shop.sql).map(({ text, counter, times }) => [text, counter, times])).toEqual([
    ['6900000000021', 'c1', 3],
    ['hello', 'c1', 1],
    ['6900000000021', 'c2', 1],
  ]);
  expect(unknownCodes(shop.sql, 'c2')).toHaveLength(1);
  expectSound(shop);
});

test('unreadable frames are kept apart by their bytes, so that no later one covers an earlier', () => {
  const shop = new TestShop().setUp();
  for (const raw of ['AAEC', '/9gA', 'AAEC'])
    shop.must('devices.take-reading', {
      ...{ id: `frame-${shop.now}`, device: 'screen:c1', at: shop.now++, raw, text: '', fault: 'unreadable' },
    });
  expect(unknownCodes(shop.sql).map((row) => [row.raw, row.times])).toEqual(
    expect.arrayContaining([
      ['AAEC', 2],
      ['/9gA', 1],
    ]),
  );
  expectSound(shop);
});

test.each([
  ['an item’s number of another maker', '6900000000021', 1, 1],
  ['a carton with its pieces', '16901234567899', 24, 24],
  ['a number printed with a wrong check digit', '6901234567890', 1, 1],
  ['a text of the supplier', 'ABC-77/x', 6, 6],
])('a code learned from the inbox works at once at every counter: %s', (_name, code, quantity, sold) => {
  const shop = new TestShop().setUp();
  shop.scan(code, 'c1');
  shop.scan(code, 'c2');
  const resolved = shop.must('catalog.resolve-unknown', {
    unknown: rowOf(shop, code)?.unknown ?? '',
    gtin: NOODLES,
    quantity,
  });
  expect(only(resolved, 'catalog.unknown-resolved')[0]?.data).toMatchObject({ gtin: NOODLES, quantity });
  expect(unknownCodes(shop.sql)).toEqual([]);
  for (const counter of ['c1', 'c2'])
    expect(only(shop.scan(code, counter), 'inventory.moved')[0]?.data).toMatchObject({ gtin: NOODLES, quantity: sold });
  expectSound(shop);
});

test('a damaged slip, and what no gun could read, are never learned as an item; they are put aside with a note', () => {
  const shop = new TestShop().setUp();
  const damaged = shop.slipCode(1).replace(/.$/, (c) => String((Number(c) + 1) % 10));
  shop.scan(damaged);
  shop.must('devices.take-reading', {
    ...{ id: 'frame-1234', device: 'screen:c1', at: 1, raw: '/9gA', text: '', fault: 'unreadable' },
  });
  for (const text of [damaged, '']) {
    const unknown = rowOf(shop, text)?.unknown ?? '';
    expect(codeOf(shop.do('catalog.resolve-unknown', { unknown, gtin: NOODLES }))).toBe('code-not-learnable');
    shop.must('catalog.resolve-unknown', { unknown, note: 'torn paper' });
    expect(codeOf(shop.do('catalog.resolve-unknown', { unknown, note: 'again' }))).toBe('unknown-row-resolved');
  }
  expect(codeOf(shop.do('catalog.resolve-unknown', { unknown: 'row-of-nobody' }))).toBe('unknown-row-missing');
  shop.scan('hello');
  const unknown = rowOf(shop, 'hello')?.unknown ?? '';
  expect(codeOf(shop.do('catalog.resolve-unknown', { unknown, gtin: '06900000000038' }))).toBe('item-missing');
  shop.must('catalog.resolve-unknown', { unknown, note: 'a business card' });
  shop.scan('hello');
  expect(rowOf(shop, 'hello')?.unknown).not.toBe(unknown);
  expect(findItem(shop.sql, damaged)).toBeUndefined();
  expectSound(shop);
});

test('what is sold by the gram needs its weight: on the label, or learned with the code; never one gram by mistake', () => {
  const shop = new TestShop().setUp();
  shop.must('catalog.set-items', {
    items: [{ gtin: NUTS, nameZh: '花生', nameEn: 'Peanuts', unit: 'gram', priceMinor: 2000 }],
  });
  expect(only(shop.scan(NUTS.slice(1)), 'catalog.unknown-noted')[0]?.data.reason).toBe('weight-missing');
  expect(only(shop.scan(`]C101${NUTS}3103000250`), 'inventory.moved')[0]?.data.quantity).toBe(250);
  shop.scan('BAG');
  shop.scan('HEAP');
  shop.must('catalog.resolve-unknown', { unknown: rowOf(shop, 'BAG')?.unknown ?? '', gtin: NUTS, quantity: 500 });
  shop.must('catalog.resolve-unknown', { unknown: rowOf(shop, 'HEAP')?.unknown ?? '', gtin: NUTS });
  expect(only(shop.scan('BAG'), 'inventory.moved')[0]?.data.quantity).toBe(500);
  expect(only(shop.scan('HEAP'), 'catalog.unknown-noted')[0]?.data.reason).toBe('weight-missing');
  expectSound(shop);
});

test('codes of the shop’s own scales are read by its layouts: weight sells grams, a price sells one at that price', () => {
  const shop = new TestShop().setUp();
  shop.must('shop.set-up', {
    ...{ number: 1, store: 'store-1', nameZh: '店', nameEn: 'Shop', currency: 'CNY', timeZone: 'Asia/Shanghai' },
    inStoreLayouts: [
      { prefix: '21', itemDigits: 5, valueDigits: 5, value: 'weight', decimals: 3, innerCheck: false },
      { prefix: '22', itemDigits: 5, valueDigits: 5, value: 'price', decimals: 2, innerCheck: false },
    ],
  });
  const item = { nameZh: '货', nameEn: 'Thing', priceMinor: 3000 };
  shop.must('catalog.set-items', {
    items: [
      { ...item, gtin: 'I00017', unit: 'gram' },
      { ...item, gtin: 'I00018', unit: 'each' },
    ],
  });
  const withCheck = (digits: string): string => {
    const sum = [...digits].reduce((s, c, i) => s + Number(c) * (i % 2 ? 3 : 1), 0);
    return `${digits}${(10 - (sum % 10)) % 10}`;
  };
  expect(only(shop.scan(withCheck('210001700250')), 'orders.line-added')[0]?.data).toMatchObject({
    gtin: 'I00017',
    after: 250,
  });
  expect(only(shop.scan(withCheck('220001801299')), 'orders.line-added')[0]?.data).toMatchObject({
    gtin: 'I00018',
    after: 1,
    priceMinor: 1299,
  });
  expect(only(shop.scan(withCheck('210009900250')), 'catalog.unknown-noted')[0]?.data.reason).toBe('not-in-catalogue');
});

test('BRF-01: five hundred items come in by one command and are found by code, name in both languages and initials', () => {
  const shop = new TestShop();
  const items = Array.from({ length: 500 }, (_, i) => ({
    gtin: `0690${String(i).padStart(10, '0')}`,
    ...{ nameZh: `绿茶 ${i}`, nameEn: `Green tea ${i}`, initials: 'lc', unit: 'each' as const, priceMinor: i },
  }));
  expect(shop.must('catalog.set-items', { items })).toHaveLength(500);
  const [first] = items;
  expect(itemByGtin(shop.sql, first?.gtin ?? '')).toEqual({ ...first, shopFloor: 0, backRoom: 0 });
  for (const query of ['绿茶 499', 'tea 499', '0000000499', 'GREEN TEA 499'])
    expect(
      searchItems(shop.sql, query, '', 10).map((i) => i.priceMinor),
      query,
    ).toEqual([499]);
  expect(searchItems(shop.sql, 'lc', '', 3).map((i) => i.priceMinor)).toEqual([0, 1, 2]);
  expect(searchItems(shop.sql, 'lc', items[2]?.gtin ?? '', 2).map((i) => i.priceMinor)).toEqual([3, 4]);
  for (const odd of ['%', '_', '\\', "' OR 1=1 --"]) expect(searchItems(shop.sql, odd, '', 10), odd).toEqual([]);
  expect(codeOf(shop.do('catalog.set-items', { items: [...items, ...items.slice(0, 1)] }))).toBe('invalid-body');
  expectSound(shop);
});

test('an item set again is changed, not doubled, and an order keeps the price it was scanned at', () => {
  const shop = new TestShop().setUp();
  shop.scan(WATER.slice(1));
  const item = { gtin: WATER, nameZh: '新名', nameEn: 'New name', unit: 'each' as const, priceMinor: 999 };
  shop.must('catalog.set-items', { items: [item] });
  expect(itemByGtin(shop.sql, WATER)).toMatchObject({
    nameEn: 'New name',
    priceMinor: 999,
    shopFloor: 11,
    restockLevel: 10,
  });
  expect(shop.sql.all('SELECT price_minor AS p FROM order_line')).toEqual([{ p: 200 }]);
  expectSound(shop);
});
