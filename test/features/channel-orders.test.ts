import { expect, test } from 'vitest';
import type { ChannelOrder } from '../../hub/contract/channel-orders.ts';
import { book, channelOrderView, stepsOf } from '../../hub/features/orders/book-tables.ts';
import { parcelsOf } from '../../hub/features/parcels/paper-tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { idOf, pickAndShip, reserved, runDue, standing, stateOf, take, webOrder } from './order-shop.ts';
import { codeOf, expectSound } from './soundness.ts';

test('ORD-05: an order of the web comes in, is reviewed, kept and put out to be picked, all by itself', () => {
  const shop = new TestShop().setUp();
  const entries = shop.must('orders.take-in', webOrder());
  expect(only(entries, 'spine.reaction-refused')).toEqual([]);
  const order = idOf(shop, 'W-1');
  expect(stateOf(shop, order)).toBe('processing');
  expect(standing(shop, order)).toEqual([[0, 3, 0, 0]]);
  expect(reserved(shop, WATER)).toBe(3);
  expect(only(entries, 'orders.passed')[0]?.data.by).toBe('rules');
  expect(only(entries, 'slips.queued').map(({ data }) => data.content.kind)).toEqual(['pick']);
  expectSound(shop);
});

test('ORD-05: the same order sent again is the same order, and another one under its name is refused', () => {
  const shop = new TestShop().setUp();
  take(shop);
  expect(shop.must('orders.take-in', webOrder())).toEqual([]);
  const again = { ...webOrder(), delivery: { address: webOrder().delivery.address ?? '', kind: 'ship' as const } };
  expect(shop.must('orders.take-in', again)).toEqual([]);
  expect(codeOf(shop.do('orders.take-in', webOrder({ paidMinor: 1 })))).toBe('channel-order-differs');
  expect(shop.must('orders.take-in', webOrder({ channel: 'app' })).length).toBeGreaterThan(0);
  expect(book(shop.sql, { limit: 10 }).map(({ number, channel }) => [number, channel])).toEqual([
    [2, 'app'],
    [1, 'web'],
  ]);
  expect(
    codeOf(
      shop.do(
        'orders.take-in',
        webOrder({ reference: 'W-9', lines: [{ gtin: '04006381333931', quantity: 1, priceMinor: 1 }] }),
      ),
    ),
  ).toBe('items-not-known');
  expectSound(shop);
});

const holds: [string, Partial<ChannelOrder>, string[]][] = [
  ['nothing wrong', {}, []],
  ['no address', { delivery: { kind: 'ship' } }, ['address-missing']],
  ['no address needed to pick up', { delivery: { kind: 'pick-up' } }, []],
  ['an address of one letter', { delivery: { kind: 'ship', address: 'aaaaaaaaaaaa' } }, ['address-implausible']],
  ['an address without a house', { delivery: { kind: 'ship', address: '上海市静安区' } }, ['address-implausible']],
  ['not paid', { paidMinor: 599 }, ['unpaid']],
  ['not paid, by phone', { channel: 'phone', paidMinor: 0 }, []],
  [
    'too much, not paid, and nowhere to go',
    {
      lines: [{ gtin: WATER, quantity: 90, priceMinor: 6000 }],
      paidMinor: 0,
      delivery: { kind: 'ship', address: ' ' },
    },
    ['amount-over', 'address-missing', 'unpaid'],
  ],
];
test.each(holds)('ORD-09: the review says all that speaks against an order: %s', (_name, changes, codes) => {
  const shop = new TestShop().setUp();
  const order = take(shop, changes);
  const view = channelOrderView(shop.sql, order);
  expect(view?.reasons.map(({ code }) => code)).toEqual(codes);
  expect(view?.state).toBe(codes.length > 0 ? 'held' : 'processing');
  expect(reserved(shop, WATER)).toBe(changes.lines?.[0]?.quantity ?? 3);
  expectSound(shop);
});

test('ORD-09: the rules are data; a person releases with a reason, and money that comes in passes an order by itself', () => {
  const shop = new TestShop().setUp();
  const unpaid = take(shop, { reference: 'W-2', paidMinor: 0 });
  expect(stateOf(shop, unpaid)).toBe('held');
  shop.must('orders.note-payment', { order: unpaid, amountMinor: 200, reference: 'pay-1' });
  expect(stateOf(shop, unpaid)).toBe('held');
  shop.must('orders.note-payment', { order: unpaid, amountMinor: 400, reference: 'pay-2' });
  expect(shop.must('orders.note-payment', { order: unpaid, amountMinor: 400, reference: 'pay-2' })).toEqual([]);
  expect(codeOf(shop.do('orders.note-payment', { order: unpaid, amountMinor: 1, reference: 'pay-2' }))).toBe(
    'payment-differs',
  );
  expect(stateOf(shop, unpaid)).toBe('processing');
  shop.must('orders.set-policy', {
    review: [{ rule: 'amount-over', limitMinor: 500, channels: ['chat'] }, { rule: 'stock-short' }],
    ...{ longest: { held: 10 }, dueSoonMinutes: 30, reserveMinutes: 20, returnDays: 7 },
  });
  expect(stateOf(shop, take(shop, { reference: 'W-3', paidMinor: 0 }))).toBe('processing');
  const chat = take(shop, { channel: 'chat', reference: 'C-1' });
  expect(stateOf(shop, chat)).toBe('held');
  shop.must('orders.release', { order: chat, reason: 'the customer was called' });
  expect(stateOf(shop, chat)).toBe('processing');
  expect(codeOf(shop.do('orders.release', { order: chat, reason: 'again' }))).toBe('order-passed');
  const short = take(shop, { reference: 'W-4', lines: [{ gtin: NOODLES, quantity: 1, priceMinor: 450 }] });
  expect(channelOrderView(shop.sql, short)?.reasons.map(({ code }) => code)).toEqual(['stock-short']);
  expectSound(shop);
});

test('ORD-10, ORD-12: short stock is back-ordered, somebody is told once, and what comes in is put out by itself', () => {
  const shop = new TestShop().setUp();
  shop.must('inventory.receive', { gtin: NOODLES, quantity: 2 });
  const lines = [
    { gtin: WATER, quantity: 3, priceMinor: 200 },
    { gtin: NOODLES, quantity: 5, priceMinor: 450 },
  ];
  const entries = shop.must('orders.take-in', webOrder({ lines, paidMinor: 2850 }));
  const order = idOf(shop, 'W-1');
  expect(only(entries, 'orders.stock-short')[0]?.data.lines).toEqual([{ line: 2, gtin: NOODLES, quantity: 3 }]);
  expect(only(entries, 'tasks.opened').filter(({ data }) => data.kind === 'exception')).toHaveLength(1);
  expect(standing(shop, order)).toEqual([
    [0, 3, 0, 0],
    [3, 2, 0, 0],
  ]);
  expect(stateOf(shop, order)).toBe('processing');
  pickAndShip(shop, order);
  expect(stateOf(shop, order)).toBe('back-ordered');
  const later = shop.must('inventory.receive', { gtin: NOODLES, quantity: 10 });
  expect(only(later, 'parcels.started')).toHaveLength(1);
  expect(standing(shop, order)?.[1]).toEqual([0, 3, 2, 0]);
  expect(parcelsOf(shop.sql, order)).toHaveLength(2);
  expectSound(shop);
});

test('ORD-14: too long in a state, or promised soon and still here, is told once; after a night away as late', () => {
  const shop = new TestShop().setUp();
  const dueAt = shop.now + 2 * 60 * 60_000;
  const order = take(shop, { delivery: { ...webOrder().delivery, dueAt } as ChannelOrder['delivery'] });
  shop.now += 61 * 60_000;
  const soon = only(runDue(shop), 'orders.alarmed');
  expect(soon.map(({ data }) => [data.about, data.late])).toEqual([['due', false]]);
  shop.now += 12 * 60 * 60_000;
  expect(only(runDue(shop), 'orders.alarmed').map(({ data }) => [data.about, data.late])).toEqual([
    ['processing', true],
  ]);
  expect(only(runDue(shop), 'orders.alarmed')).toEqual([]);
  expect(book(shop.sql, { limit: 5 })[0]?.alarm).toBe('processing');
  expect(stateOf(shop, order)).toBe('processing');
  expectSound(shop);
});

test('ORD-29: any order is replayed step by step: who, where, when, with which device', () => {
  const shop = new TestShop().setUp();
  const order = take(shop);
  const code = parcelsOf(shop.sql, order)[0]?.code ?? '';
  shop.scan(code, 'c2');
  shop.scan(WATER.slice(1), 'c2');
  const steps = stepsOf(shop.sql, order) ?? [];
  expect(steps.map(({ type }) => type)).toEqual([
    'orders.received',
    'parcels.promised',
    'orders.passed',
    'parcels.started',
    'orders.state-changed',
    'parcels.pick-begun',
    'parcels.item-picked',
  ]);
  expect(steps.at(-1)).toMatchObject({ by: 'test', counter: 'c2', device: 'screen:c2', at: shop.now });
  shop.scan(WATER.slice(1), 'c1');
  shop.scan(WATER.slice(1), 'c1');
  const sold = shop.sql.get<{ id: string }>('SELECT order_id AS id FROM customer_order')?.id ?? '';
  shop.must('orders.pay', { order: sold, tenders: [{ kind: 'cash', amountMinor: 400 }] });
  const told = stepsOf(shop.sql, sold)?.map(({ type, device }) => `${type} ${device ?? ''}`);
  expect(told).toEqual([
    'orders.opened screen:c1',
    'orders.line-added screen:c1',
    'inventory.moved screen:c1',
    'orders.line-changed screen:c1',
    'inventory.moved screen:c1',
    'orders.paid ',
  ]);
  expect(book(shop.sql, { q: '13800138000', limit: 5 }).map((row) => row.order)).toEqual([order]);
  expect(book(shop.sql, { q: '小明', limit: 5 })).toHaveLength(1);
  expect(book(shop.sql, { q: '2', limit: 5 })[0]).toMatchObject({
    order: sold,
    channel: 'counter',
    state: 'paid',
    totalMinor: 400,
  });
  expect(book(shop.sql, { state: 'processing', limit: 5 })).toHaveLength(1);
  expect(stepsOf(shop.sql, 'nobody')).toBeUndefined();
});
