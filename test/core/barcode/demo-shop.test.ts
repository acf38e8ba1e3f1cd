import Schema from 'typebox/value';
import { expect, test } from 'vitest';
import { Item } from '../../../hub/contract/catalog.ts';
import { ShiftPlan } from '../../../hub/contract/shifts.ts';
import { ShopSetUp } from '../../../hub/contract/shop.ts';
import { hasValidCheckDigit, layoutFaults, parseScan, prefixClass, toGtin14 } from '../../../hub/core/barcode/index.ts';
import { demoCatalogue } from '../../../hub/demo/catalogue.ts';
import { DEMO_COUNTERS, DEMO_SHIFTS, DEMO_SHOP, demoWeightLabel } from '../../../hub/demo/shop.ts';
import { DEMO_STAFF } from '../../../hub/demo/staff.ts';

const items = demoCatalogue();
const packed = items.filter(({ unit }) => unit === 'each');
const weighed = items.filter(({ unit }) => unit === 'gram');

test('about 1,200 things in some 20 sections or more, the same at every call', () => {
  expect(items.length).toBeGreaterThanOrEqual(1150);
  expect(items.length).toBeLessThanOrEqual(1300);
  expect(new Set(items.map(({ category }) => category.zh)).size).toBeGreaterThanOrEqual(20);
  expect(demoCatalogue()).toEqual(items);
});

test('every packet has its own 13-digit number, which reads as an item', () => {
  expect(new Set(items.map(({ gtin }) => gtin)).size).toBe(items.length);
  for (const { gtin } of packed) {
    expect(gtin).toMatch(/^\d{13}$/);
    expect(prefixClass(toGtin14(gtin) ?? '2')).toBe('gtin');
    expect(parseScan({ text: gtin, aim: ']E0' }, DEMO_SHOP.inStoreLayouts)).toMatchObject({ kind: 'item' });
  }
});

test('most numbers are of China; Hong Kong, Taiwan, Japan, Britain and America are there too', () => {
  const share = (prefix: RegExp): number => packed.filter(({ gtin }) => prefix.test(gtin)).length;
  expect(share(/^69[0-79]/)).toBeGreaterThan(packed.length * 0.7);
  for (const prefix of [/^489/, /^471/, /^4[59]/, /^50/, /^0/])
    expect(share(prefix), String(prefix)).toBeGreaterThan(2);
});

test('one company prefix belongs to one brand', () => {
  const owners = new Map<string, string>();
  for (const { gtin, nameZh } of packed) {
    const prefix = gtin.slice(0, /^(69|489|471|880|885)/.test(gtin) ? 8 : 7);
    const brand = nameZh.split(' ')[0] ?? '';
    expect([prefix, owners.get(prefix) ?? brand]).toEqual([prefix, brand]);
    owners.set(prefix, brand);
  }
});

test('a weighed thing is sold by the label of the fresh counter', () => {
  expect(weighed.length).toBeGreaterThan(20);
  for (const { gtin } of weighed) {
    const label = demoWeightLabel(gtin, 1234);
    expect(parseScan({ text: label, aim: ']E0' }, DEMO_SHOP.inStoreLayouts)).toMatchObject({
      kind: 'in-store',
      itemCode: gtin.slice(1),
      value: { what: 'weight', amount: 1234 },
    });
  }
});

test('names are there in both languages, differ from each other, and fit the contract', () => {
  expect(new Set(items.map(({ nameZh }) => nameZh)).size).toBe(items.length);
  expect(new Set(items.map(({ nameEn }) => nameEn)).size).toBe(items.length);
  for (const item of items) {
    const { nameZh, nameEn, category, unit, priceMinor, costMinor, casePack, shelf, backBay } = item;
    expect(nameZh).toMatch(/[\u4e00-\u9fff]/);
    expect(nameEn).not.toMatch(/[\u4e00-\u9fff]/);
    expect(`${nameZh}${nameEn}`).not.toMatch(/undefined|NaN|[|~@]| {2}|^ | $/);
    expect(shelf).toMatch(/^[A-Z]\d\d-[1-5]$/);
    expect(backBay).toMatch(/^B-\d\d$/);
    const row = {
      gtin: toGtin14(item.gtin) ?? item.gtin,
      nameZh,
      nameEn,
      categoryZh: category.zh,
      categoryEn: category.en,
      ...{ unit, priceMinor, costMinor, casePack, shelf, backBay },
    };
    expect(Schema.Check(Item, row), JSON.stringify(row)).toBe(true);
  }
});

test('prices, costs, levels and stocks make sense together', () => {
  for (const item of items) {
    const numbers = [
      item.priceMinor,
      item.costMinor,
      item.casePack,
      item.shopFloor,
      item.backRoom,
      item.velocityPerDay,
    ];
    expect(
      numbers.every((number) => Number.isSafeInteger(number) && number >= 0),
      item.nameEn,
    ).toBe(true);
    expect(item.costMinor).toBeLessThan(item.priceMinor);
    expect(item.costMinor).toBeGreaterThan(item.priceMinor / 2);
    expect(item.restockLevel).toBeGreaterThan(0);
    expect(item.restockTarget).toBeGreaterThan(item.restockLevel);
    expect(item.shopFloor).toBeGreaterThanOrEqual(item.restockLevel);
    expect(item.shopFloor).toBeLessThanOrEqual(item.restockTarget);
    expect(item.velocityPerDay).toBeGreaterThan(0);
  }
});

test('a few dozen things stand so low that their first sale opens a task, and nearly all of those can be refilled', () => {
  const low = items.filter(
    ({ shopFloor, restockLevel, unit }) => shopFloor <= restockLevel + (unit === 'each' ? 1 : 0),
  );
  expect(low.length).toBeGreaterThanOrEqual(24);
  expect(low.length).toBeLessThanOrEqual(60);
  const short = low.filter((item) => item.backRoom < item.restockTarget - item.shopFloor);
  expect(short.length).toBeLessThan(low.length / 4);
});

test('the shop, its counters, people and shifts fit the contract and each other', () => {
  expect(Schema.Check(ShopSetUp, DEMO_SHOP)).toBe(true);
  expect(hasValidCheckDigit(DEMO_SHOP.gln ?? '')).toBe(true);
  expect(DEMO_SHOP.inStoreLayouts.flatMap(layoutFaults)).toEqual([]);
  expect(DEMO_COUNTERS.map(({ number }) => number)).toEqual([1, 2]);
  expect(new Set(DEMO_STAFF.map(({ number }) => number)).size).toBe(6);
  const names = new Set(DEMO_STAFF.map(({ staff }) => staff));
  for (const shift of DEMO_SHIFTS) {
    expect(Schema.Check(ShiftPlan, shift)).toBe(true);
    expect(shift.staff.every((staff) => names.has(staff))).toBe(true);
    expect(shift.staff.some((staff) => DEMO_STAFF.some((one) => one.staff === staff && one.role !== 'clerk'))).toBe(
      true,
    );
  }
  expect(new Set(DEMO_SHIFTS.flatMap(({ staff }) => staff))).toEqual(names);
});
