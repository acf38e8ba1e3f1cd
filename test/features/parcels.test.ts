import { expect, test } from 'vitest';
import type { Entry } from '../../hub/contract/journal.ts';
import { channelOrderView } from '../../hub/features/orders/book-tables.ts';
import { parcelsOf } from '../../hub/features/parcels/paper-tables.ts';
import { moneyOf } from '../../hub/features/returns/money-tables.ts';
import { refundsOf, returnsOf } from '../../hub/features/returns/tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { parcelAt, pickAndShip, reserved, runDue, standing, stateOf, take } from './order-shop.ts';
import { codeOf, expectSound } from './soundness.ts';

test('ORD-18: a pick slip opens the pick; wrong and too many items are refused, and nothing is sold', () => {
  const shop = new TestShop().setUp();
  const order = take(shop);
  const [parcel] = parcelsOf(shop.sql, order);
  const code = parcel?.code ?? '';
  shop.scan(code, 'c1');
  expect(parcelsOf(shop.sql, order)[0]).toMatchObject({ state: 'picking', counter: 'c1' });
  const refusals = (entries: readonly Entry[]) => only(entries, 'spine.reaction-refused').map(({ data }) => data.code);
  expect(refusals(shop.scan(NOODLES.slice(1), 'c1'))).toEqual(['pick-wrong-item']);
  for (let n = 0; n < 3; n += 1) expect(refusals(shop.scan(WATER.slice(1), 'c1'))).toEqual([]);
  expect(refusals(shop.scan(WATER.slice(1), 'c1'))).toEqual(['pick-too-many']);
  expect(shop.sql.get('SELECT 1 FROM customer_order')).toBeUndefined();
  expect(refusals(shop.scan(code, 'c1'))).toEqual([]);
  expect(parcelsOf(shop.sql, order)[0]?.state).toBe('packed');
  expect(refusals(shop.scan(code, 'c1'))).toEqual(['parcel-needs-tracking']);
  shop.must('parcels.ship', { parcel: parcel?.parcel ?? '', carrier: '顺丰', tracking: 'SF1' });
  expect(stateOf(shop, order)).toBe('shipped');
  expect(shop.level(WATER, 'customer')).toBe(3);
  expect(reserved(shop, WATER)).toBe(0);
  shop.scan(code, 'c1');
  expect(stateOf(shop, order)).toBe('signed');
  expectSound(shop);
});

test('ORD-17, ORD-18: what is not on the shelf waits for stock, with a reason, and the book loses what nobody found', () => {
  const shop = new TestShop().setUp();
  const order = take(shop);
  const parcel = parcelAt(shop, order);
  shop.must('parcels.begin-pick', { parcel, counter: 'c1' });
  expect(codeOf(shop.do('parcels.pick-short', { parcel, line: 1, missing: 4, reason: 'not-found' }))).toBe(
    'pick-short-too-much',
  );
  shop.must('parcels.pick-item', { parcel, gtin: WATER, quantity: 2 });
  expect(codeOf(shop.do('parcels.pack', { parcel }))).toBe('pick-not-done');
  const entries = shop.must('parcels.pick-short', { parcel, line: 1, missing: 1, reason: 'not-found' });
  expect(only(entries, 'spine.reaction-refused')).toEqual([]);
  expect(shop.level(WATER, 'count')).toBe(1);
  shop.must('parcels.pack', { parcel });
  expectSound(shop);
});

test('ORD-16: a cancellation gives stock back and says what is to be paid back, in one transaction, once', () => {
  const shop = new TestShop().setUp();
  const order = take(shop, { feeMinor: 50, paidMinor: 650 });
  const part = shop.must('orders.cancel', { order, reason: 'one too many', lines: [{ line: 1, quantity: 1 }] });
  expect(only(part, 'orders.refund-due')[0]?.data.amountMinor).toBe(200);
  expect(reserved(shop, WATER)).toBe(2);
  const rest = shop.must('orders.cancel', { order, reason: 'changed their mind' });
  expect(new Set(rest.map((entry) => entry.command)).size).toBe(1);
  expect(only(rest, 'orders.refund-due')[0]?.data.amountMinor).toBe(450);
  expect(reserved(shop, WATER)).toBe(0);
  expect(stateOf(shop, order)).toBe('cancelled');
  expect(codeOf(shop.do('orders.cancel', { order, reason: 'again' }))).toBe('order-cancelled');
  shop.must('orders.note-payment', { order, amountMinor: 30, reference: 'too late' });
  const refunds = refundsOf(shop.sql, order);
  expect(refunds.map(({ amountMinor }) => amountMinor)).toEqual([200, 450, 30]);
  const refund = refunds[0]?.refund ?? '';
  shop.must('returns.settle-refund', { refund, reference: 'bank-1' });
  expect(shop.must('returns.settle-refund', { refund, reference: 'bank-1' })).toEqual([]);
  expect(codeOf(shop.do('returns.settle-refund', { refund, reference: 'bank-2' }))).toBe('refund-settled');
  expect(moneyOf(shop.sql, order)).toMatchObject({ paidMinor: 680, refundedMinor: 200, dueMinor: 480, valueMinor: 0 });
  expectSound(shop);
});

test('ORD-12: a parcel is split and both parts go; two orders of one customer become one', () => {
  const shop = new TestShop().setUp();
  const order = take(shop);
  const first = parcelAt(shop, order);
  expect(codeOf(shop.do('parcels.split', { parcel: first, lines: [{ line: 1, quantity: 3 }] }))).toBe('split-all');
  const entries = shop.must('parcels.split', { parcel: first, lines: [{ line: 1, quantity: 1 }] });
  expect(only(entries, 'spine.reaction-refused')).toEqual([]);
  expect(parcelsOf(shop.sql, order).map(({ lines }) => lines[0]?.quantity)).toEqual([2, 1]);
  expect(reserved(shop, WATER)).toBe(3);
  const other = take(shop, { reference: 'W-2' });
  const elsewhere = take(shop, { reference: 'W-3', customer: { name: '李雷' } });
  expect(codeOf(shop.do('orders.merge', { into: order, from: elsewhere }))).toBe('orders-differ');
  const merged = shop.must('orders.merge', { into: order, from: other });
  expect(only(merged, 'spine.reaction-refused')).toEqual([]);
  expect(stateOf(shop, other)).toBe('cancelled');
  expect(moneyOf(shop.sql, other)).toMatchObject({ paidMinor: 0, dueMinor: 0 });
  expect(moneyOf(shop.sql, order)).toMatchObject({ paidMinor: 1200, valueMinor: 1200 });
  expect(parcelsOf(shop.sql, order).map(({ lines }) => lines.map(({ quantity }) => quantity))).toEqual([[3, 3]]);
  expectSound(shop);
});

test('INV-11: the last piece is promised once; sold at a counter it is sold, and the order shows what is missing', () => {
  const shop = new TestShop().setUp();
  shop.must('inventory.receive', { gtin: NOODLES, quantity: 1, location: 'shop-floor' });
  const noodle = [{ gtin: NOODLES, quantity: 1, priceMinor: 450 }];
  const first = take(shop, { reference: 'W-1', lines: noodle });
  const second = take(shop, { reference: 'W-2', lines: noodle });
  expect([stateOf(shop, first), stateOf(shop, second)]).toEqual(['processing', 'back-ordered']);
  const sale = shop.scan(NOODLES.slice(1), 'c1');
  expect(only(sale, 'parcels.conflicted')[0]?.data).toMatchObject({ order: first, missing: 1 });
  expect(channelOrderView(shop.sql, first)?.conflict).toBe(`${NOODLES} x1`);
  shop.must('inventory.receive', { gtin: NOODLES, quantity: 2, location: 'shop-floor' });
  expect(channelOrderView(shop.sql, first)?.conflict).toBeUndefined();
  expect(stateOf(shop, second)).toBe('processing');
  expectSound(shop);
});

test('INV-11: goods kept for an order nobody passed are kept for a while, and then for whoever waits', () => {
  const shop = new TestShop().setUp();
  shop.must('inventory.receive', { gtin: NOODLES, quantity: 1 });
  const noodle = [{ gtin: NOODLES, quantity: 1, priceMinor: 450 }];
  const unpaid = take(shop, { reference: 'W-1', lines: noodle, paidMinor: 0 });
  const paid = take(shop, { reference: 'W-2', lines: noodle });
  expect([stateOf(shop, unpaid), stateOf(shop, paid)]).toEqual(['held', 'back-ordered']);
  shop.now += 121 * 60_000;
  runDue(shop);
  expect(stateOf(shop, paid)).toBe('processing');
  expect(standing(shop, unpaid)).toEqual([[1, 0, 0, 0]]);
  shop.must('orders.note-payment', { order: unpaid, amountMinor: 450, reference: 'at last' });
  expect(stateOf(shop, unpaid)).toBe('back-ordered');
  expectSound(shop);
});

test('ORD-22: a return has a number at once; goods go where they belong, and never more than was paid goes back', () => {
  const shop = new TestShop().setUp();
  const order = take(shop, { discountMinor: 60, paidMinor: 540 });
  expect(
    codeOf(shop.do('returns.open', { order, kind: 'return', lines: [{ line: 1, quantity: 1 }], reason: 'no' })),
  ).toBe('order-not-left');
  pickAndShip(shop, order);
  const opened = shop.must('returns.open', {
    order,
    kind: 'return',
    lines: [{ line: 1, quantity: 2 }],
    reason: '瓶盖坏了',
    owner: 'lead',
  });
  const rma = only(opened, 'returns.opened')[0]?.data.rma ?? '';
  expect(only(opened, 'slips.queued').map(({ data }) => data.content.kind)).toEqual(['return']);
  expect(
    codeOf(shop.do('returns.open', { order, kind: 'exchange', lines: [{ line: 1, quantity: 2 }], reason: 'x' })),
  ).toBe('return-too-much');
  const back = shop.must('returns.receive', {
    rma,
    lines: [
      { line: 1, quantity: 1, condition: 'sellable' },
      { line: 1, quantity: 1, condition: 'damaged' },
    ],
  });
  expect(only(back, 'orders.refund-due')[0]?.data.amountMinor).toBe(360);
  expect([shop.level(WATER, 'damaged'), shop.level(WATER, 'customer')]).toEqual([1, 1]);
  expect(codeOf(shop.do('returns.receive', { rma, lines: [{ line: 1, quantity: 1, condition: 'sellable' }] }))).toBe(
    'return-closed',
  );
  const swap = shop.must('returns.open', {
    order,
    kind: 'exchange',
    lines: [{ line: 1, quantity: 1 }],
    reason: 'wrong',
  });
  const swapRma = only(swap, 'returns.opened')[0]?.data.rma ?? '';
  const sent = shop.must('returns.receive', { rma: swapRma, lines: [{ line: 1, quantity: 1, condition: 'sellable' }] });
  expect(only(sent, 'orders.received')[0]?.data).toMatchObject({ totalMinor: 0, wanted: { channel: 'exchange' } });
  expect(only(sent, 'parcels.started')).toHaveLength(1);
  expect(only(sent, 'spine.reaction-refused')).toEqual([]);
  expectSound(shop);
});

test('ORD-22, ORD-24: what a counter sold comes back by the same way; a repair goes back to its customer; late cases are told', () => {
  const shop = new TestShop().setUp();
  shop.scan(WATER.slice(1), 'c1');
  shop.scan(WATER.slice(1), 'c1');
  const order = shop.sql.get<{ id: string }>('SELECT order_id AS id FROM customer_order')?.id ?? '';
  shop.must('orders.pay', { order, tenders: [{ kind: 'cash', amountMinor: 400 }] });
  const opened = shop.must('returns.open', {
    order,
    kind: 'repair',
    lines: [{ line: 1, quantity: 1 }],
    reason: 'leaks',
  });
  const rma = only(opened, 'returns.opened')[0]?.data.rma ?? '';
  shop.must('returns.receive', { rma, lines: [{ line: 1, quantity: 1, condition: 'repair' }] });
  expect(shop.level(WATER, 'repair')).toBe(1);
  shop.now += 8 * 24 * 60 * 60_000;
  expect(only(runDue(shop), 'returns.overdue')).toHaveLength(1);
  shop.must('returns.close', { rma, outcome: 'repaired' });
  expect(shop.level(WATER, 'customer')).toBe(2);
  expect(
    codeOf(shop.do('returns.open', { order, kind: 'return', lines: [{ line: 1, quantity: 1 }], reason: 'x' })),
  ).toBe('return-too-late');
  expect(returnsOf(shop.sql, order)[0]).toMatchObject({ outcome: 'repaired', overdue: true });
  expectSound(shop);
});
