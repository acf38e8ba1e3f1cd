import { describe, expect, test } from 'vitest';
import type { BodyOf } from '../../hub/contract/commands.ts';
import { itemLots } from '../../hub/features/inventory/lot-view-tables.ts';
import { writeOffs } from '../../hub/features/inventory/write-off-tables.ts';
import { NOODLES, only, TestShop } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const asking = (quantity: number, more: object = {}): BodyOf<'inventory.write-off'> => ({
  ...{ gtin: NOODLES, quantity, reason: 'damage' as const, staff: 'w1' },
  ...more,
});
/** A hundred noodles at 3.00 on the shelf: the limit of 200.00 is reached with 66 of them. */
function stocked(): TestShop {
  const shop = new TestShop().setUp();
  shop.must('inventory.receive', { gtin: NOODLES, quantity: 100, location: 'shop-floor', unitCostMinor: 300 });
  return shop;
}
const waiting = (shop: TestShop) => writeOffs(shop.sql, false, 10);

test('INV-18: little is written off at once, with its reason, its lot and what it was worth', () => {
  const shop = stocked();
  const first = shop.must('inventory.write-off', asking(66, { note: 'fell off the pallet' }));
  expect(only(first, 'inventory.written-off')[0]?.data).toMatchObject({ worth: 19_800_000, askedBy: 'w1' });
  expect(only(first, 'inventory.moved')[0]?.data).toMatchObject({
    ...{ from: 'shop-floor', to: 'loss', quantity: 66, reason: 'damage' },
  });
  shop.must('inventory.receive', { gtin: NOODLES, quantity: 5, lot: 'A1', expiry: '2026-11-20' });
  for (const reason of ['expiry', 'theft_known', 'sample', 'internal_use'] as const)
    shop.must('inventory.write-off', asking(1, { reason, location: 'back-room', lot: 'A1' }));
  expect(itemLots(shop.sql, NOODLES, shop.today).lots).toMatchObject([{ lot: 'A1', onHand: 1 }]);
  expect(waiting(shop)).toEqual([]);
  expect(writeOffs(shop.sql, true, 10)).toHaveLength(5);
  expectSound(shop);
});

test('too much for one person waits, seen by everybody, until a second one approves it', () => {
  const shop = stocked();
  const asked = shop.must('inventory.write-off', asking(67));
  expect(only(asked, 'inventory.moved')).toEqual([]);
  expect(shop.level(NOODLES, 'shop-floor')).toBe(100);
  const [row] = waiting(shop);
  expect(row).toMatchObject({ state: 'pending', quantity: 67, worth: 20_100_000, askedBy: 'w1' });
  const writeOff = row?.writeOff ?? '';
  const approve = (approver: string) => codeOf(shop.do('inventory.approve-write-off', { writeOff, approver }));
  expect(['w1', 'w2', 'nobody'].map(approve)).toEqual(['approver-is-asker', 'approver-rank', 'staff-missing']);
  expect(waiting(shop)).toHaveLength(1);
  expect(approve('lead')).toBe('done');
  expect(shop.level(NOODLES, 'shop-floor')).toBe(33);
  expect(approve('lead')).toBe('write-off-decided');
  expect(codeOf(shop.do('inventory.approve-write-off', { writeOff: 'no-such-one', approver: 'lead' }))).toBe(
    'write-off-missing',
  );
  expect(writeOffs(shop.sql, true, 10)).toMatchObject([{ state: 'booked', decidedBy: 'lead' }]);
  expectSound(shop);
});

test('approved on the spot by somebody else’s badge it is booked at once; not by one’s own', () => {
  const shop = stocked();
  expect(codeOf(shop.do('inventory.write-off', asking(80, { approver: 'w2' })))).toBe('approver-rank');
  expect(codeOf(shop.do('inventory.write-off', asking(80, { staff: 'lead', approver: 'lead' })))).toBe(
    'approver-is-asker',
  );
  const done = shop.must('inventory.write-off', asking(80, { approver: 'lead' }));
  expect(only(done, 'inventory.written-off')[0]?.data.approvedBy).toBe('lead');
  expect(shop.level(NOODLES, 'shop-floor')).toBe(20);
  expectSound(shop);
});

test('a refused one, or one taken back by who asked, moves nothing and keeps the word why', () => {
  const shop = stocked();
  shop.must('inventory.write-off', asking(80), 'write-off-1');
  shop.must('inventory.write-off', asking(90), 'write-off-2');
  const [one = '', two = ''] = waiting(shop).map((row) => row.writeOff);
  const no = (writeOff: string, staff: string) =>
    codeOf(shop.do('inventory.refuse-write-off', { writeOff, staff, note: 'count again' }));
  expect([no(one, 'w2'), no(one, 'nobody'), no(one, 'lead'), no(two, 'w1'), no(two, 'w1')]).toEqual([
    ...['approver-rank', 'staff-missing', 'done', 'done', 'write-off-decided'],
  ]);
  expect(shop.level(NOODLES, 'shop-floor')).toBe(100);
  expect(writeOffs(shop.sql, true, 10)).toMatchObject([
    { state: 'refused', decision: 'count again' },
    { state: 'refused', decision: 'count again' },
  ]);
  expectSound(shop);
});

describe('a write-off', () => {
  test.each([
    ['of an unknown item', { gtin: '06900000000014' }, 'item-missing'],
    ['by nobody', { staff: 'nobody' }, 'staff-missing'],
    ['from a place that is none', { location: 'customer' }, 'place-not-real'],
  ])('%s is refused', (_what, more, code) => {
    expect(codeOf(stocked().do('inventory.write-off', asking(1, more)))).toBe(code);
  });
  test('of goods nobody knows the cost of counts at their price; the limit is the shop’s to set', () => {
    const shop = new TestShop().setUp();
    shop.must('inventory.receive', { gtin: NOODLES, quantity: 10, location: 'shop-floor' });
    shop.must('inventory.set-stock-policy', { writeOffLimitMinor: 899, nearExpiryDays: 7 });
    expect(only(shop.must('inventory.write-off', asking(1)), 'inventory.written-off')[0]?.data.worth).toBe(450_000);
    shop.must('inventory.write-off', asking(2));
    expect(waiting(shop)).toMatchObject([{ quantity: 2, worth: 900_000 }]);
  });
  test('repeated with the same id is one', () => {
    const shop = stocked();
    for (let i = 0; i < 3; i += 1) shop.do('inventory.write-off', asking(1), 'write-off-1');
    expect(shop.level(NOODLES, 'shop-floor')).toBe(99);
  });
});
