import { expect, test } from 'vitest';
import type { BodyOf } from '../../hub/contract/commands.ts';
import { lyingOrders, openOrderAt, ordersIn, orderView } from '../../hub/features/orders/view-tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { seeded } from '../store/trade.ts';
import { codeOf, expectSound } from './soundness.ts';

function orderAt(shop: TestShop, counter = 'c1'): string {
  return openOrderAt(shop.sql, counter, shop.now)?.order ?? '';
}
function linesOf(shop: TestShop, order: string): string {
  return JSON.stringify(
    orderView(shop.sql, order, shop.now)?.lines.map(({ line, gtin, quantity, priceMinor }) => [
      line,
      gtin,
      quantity,
      priceMinor,
    ]),
  );
}

test.each([1, 2, 3, 4])(
  'ORD-01: sixty steps on an order are taken back one by one, each to the very lines and stock before it (seed %i)',
  (seed) => {
    const shop = new TestShop().setUp();
    const pick = seeded(seed);
    shop.must('orders.add-line', { counter: 'c1', gtin: WATER });
    const order = orderAt(shop);
    const picture = () =>
      `${linesOf(shop, order)} ${shop.level(WATER, 'shop-floor')} ${shop.level(NOODLES, 'shop-floor')}`;
    const before: string[] = [];
    let removals = 0;
    while (before.length < 60) {
      const was = picture();
      const lines = orderView(shop.sql, order, shop.now)?.lines ?? [];
      const line = lines[pick(Math.max(1, lines.length))]?.line;
      const dice = pick(10);
      if (line === undefined || dice < 4)
        shop.must('orders.add-line', {
          counter: 'c1',
          gtin: pick(2) === 0 ? WATER : NOODLES,
          quantity: 1 + pick(3),
          ...(pick(4) === 0 ? { priceMinor: 100 * (1 + pick(3)) } : {}),
        });
      else if (dice < 7) {
        const quantity = 1 + pick(9);
        if (lines.find((l) => l.line === line)?.quantity === quantity) continue;
        shop.must('orders.change-quantity', { order, line, quantity });
      } else {
        shop.must('orders.remove-line', { order, line });
        removals += 1;
      }
      before.push(was);
    }
    expect(removals).toBeGreaterThan(5);
    for (const was of before.reverse()) {
      expect(orderView(shop.sql, order, shop.now)?.canUndo).toBe(true);
      shop.must('orders.undo', { order });
      expect(picture()).toBe(was);
    }
    shop.must('orders.undo', { order });
    expect(picture()).toBe('[] 12 0');
    expect(codeOf(shop.do('orders.undo', { order }))).toBe('nothing-to-undo');
    expect(orderView(shop.sql, order, shop.now)?.canUndo).toBe(false);
    expectSound(shop);
  },
);

test('a second piece joins its line; another price opens a line of its own, also when the shelf price changed meanwhile', () => {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER });
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 2 });
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, priceMinor: 150 });
  const item = { gtin: WATER, nameZh: '水', nameEn: 'Water', unit: 'each' as const, priceMinor: 230 };
  shop.must('catalog.set-items', { items: [item] });
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER });
  expect(linesOf(shop, orderAt(shop))).toBe(
    JSON.stringify([
      [1, WATER, 3, 200],
      [2, WATER, 1, 150],
      [3, WATER, 1, 230],
    ]),
  );
  expect(openOrderAt(shop.sql, 'c1', shop.now)?.totalMinor).toBe(600 + 150 + 230);
});

type Tenders = BodyOf<'orders.pay'>['tenders'];
const payments: [string, Tenders, number | string][] = [
  ['exact cash', [{ kind: 'cash', amountMinor: 1050 }], 0],
  ['cash with change', [{ kind: 'cash', amountMinor: 2000 }], 950],
  [
    'a phone and cash with change',
    [
      { kind: 'wechat', amountMinor: 1000 },
      { kind: 'cash', amountMinor: 100 },
    ],
    50,
  ],
  [
    'three tenders to the fen',
    [
      { kind: 'card', amountMinor: 500 },
      { kind: 'alipay', amountMinor: 549 },
      { kind: 'cash', amountMinor: 1 },
    ],
    0,
  ],
  ['too little', [{ kind: 'cash', amountMinor: 1049 }], 'too-little'],
  ['a card for more than the total', [{ kind: 'card', amountMinor: 1051 }], 'too-much'],
  [
    'cards together for more, although cash is there',
    [
      { kind: 'card', amountMinor: 1000 },
      { kind: 'wechat', amountMinor: 100 },
      { kind: 'cash', amountMinor: 100 },
    ],
    'too-much',
  ],
  ['nothing', [{ kind: 'cash', amountMinor: 0 }], 'too-little'],
];
test.each(payments)('payment: %s', (_name, tenders, expected) => {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 3 });
  shop.must('orders.add-line', { counter: 'c1', gtin: NOODLES });
  const order = orderAt(shop);
  const outcome = shop.do('orders.pay', { order, tenders });
  if (typeof expected === 'string') {
    expect(codeOf(outcome)).toBe(expected);
    expect(orderView(shop.sql, order, shop.now)?.state).toBe('open');
  } else {
    expect(outcome.status === 'done' && only(outcome.entries, 'orders.paid')[0]?.data).toMatchObject({
      totalMinor: 1050,
      changeMinor: expected,
    });
    expect(codeOf(shop.do('orders.pay', { order, tenders }))).toBe('order-paid');
    expect(openOrderAt(shop.sql, 'c1', shop.now)).toBeUndefined();
  }
  expectSound(shop);
});

test('what is sold by the gram is paid by the kilogram, rounded half up once per line', () => {
  const shop = new TestShop().setUp();
  const nuts = '02000010000005';
  shop.must('catalog.set-items', {
    items: [{ gtin: nuts, nameZh: '花生', nameEn: 'Peanuts', unit: 'gram', priceMinor: 1999 }],
  });
  for (const [grams, totalMinor] of [
    [1, 2],
    [250, 500],
    [251, 502],
    [1000, 1999],
  ] as const) {
    shop.must('orders.add-line', { counter: 'c1', gtin: nuts, quantity: grams });
    const order = orderAt(shop);
    expect(orderView(shop.sql, order, shop.now)?.totalMinor, `${grams} g`).toBe(totalMinor);
    shop.must('orders.pay', { order, tenders: [{ kind: 'card', amountMinor: totalMinor }] });
  }
});

test('an order on hold is taken up at the other counter with its steps, and its goods stay in the customer’s hand', () => {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 2 });
  const order = orderAt(shop);
  shop.must('orders.hold', { order, note: 'forgot the purse' });
  expect(ordersIn(shop.sql, 'held', shop.now)).toMatchObject([{ order, note: 'forgot the purse', canUndo: false }]);
  expect(shop.level(WATER, 'customer')).toBe(2);
  for (const [type, body] of [
    ['orders.undo', { order }],
    ['orders.remove-line', { order, line: 1 }],
    ['orders.hold', { order }],
    ['orders.pay', { order, tenders: [{ kind: 'cash', amountMinor: 400 }] }],
  ] as const)
    expect(codeOf(shop.do(type, body as never)), type).toBe('order-held');
  shop.must('orders.add-line', { counter: 'c2', gtin: NOODLES });
  expect(codeOf(shop.do('orders.recall', { order, counter: 'c2' }))).toBe('counter-busy');
  shop.must('orders.undo', { order: orderAt(shop, 'c2') });
  const recalled = shop.must('orders.recall', { order, counter: 'c2' });
  expect(only(recalled, 'orders.dropped')[0]?.data.reason).toBe('empty');
  expect(openOrderAt(shop.sql, 'c2', shop.now)).toMatchObject({ order, counter: 'c2' });
  shop.must('orders.undo', { order });
  expect(shop.level(WATER, 'shop-floor')).toBe(12);
  expectSound(shop);
});

test('a dropped order gives everything back, also one on hold, and nothing is dropped by itself', () => {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 2 });
  const first = orderAt(shop);
  shop.must('orders.hold', { order: first });
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER });
  const second = orderAt(shop);
  const began = shop.now;
  shop.now = began + 10 * 60_000 - 1;
  expect(lyingOrders(shop.sql, shop.now)).toEqual([]);
  shop.now += 1;
  expect(lyingOrders(shop.sql, shop.now).map((o) => o.order)).toEqual([first, second]);
  shop.must('orders.change-quantity', { order: second, line: 1, quantity: 2 });
  expect(lyingOrders(shop.sql, shop.now).map((o) => o.order)).toEqual([first]);
  shop.now += 24 * 3_600_000;
  expect(ordersIn(shop.sql, 'held', shop.now)).toHaveLength(1);
  shop.must('orders.drop', { order: first, reason: 'the customer left' });
  shop.must('orders.drop', { order: second, reason: 'the customer left' });
  expect(shop.level(WATER, 'shop-floor')).toBe(12);
  expect(lyingOrders(shop.sql, shop.now)).toEqual([]);
  expectSound(shop);
});

test('each wrong wish about an order is answered with its own sentence and changes nothing', () => {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER });
  const order = orderAt(shop);
  shop.must('orders.add-line', { counter: 'c2', gtin: WATER });
  const empty = orderAt(shop, 'c2');
  shop.must('orders.undo', { order: empty });
  const missing = 'order-of-nobody';
  const cash = [{ kind: 'cash' as const, amountMinor: 9999 }];
  const wishes: [string, Parameters<TestShop['do']>[0], object][] = [
    ['item-missing', 'orders.add-line', { counter: 'c1', gtin: '06900000000014' }],
    ['counter-missing', 'orders.add-line', { counter: 'c9', gtin: WATER }],
    ['counter-missing', 'orders.recall', { counter: 'c9', order: '' }],
    ['invalid-body', 'orders.add-line', { counter: 'c1', gtin: WATER, quantity: 0 }],
    ['invalid-body', 'orders.add-line', { counter: 'c1', gtin: WATER, quantity: 1.5 }],
    ['invalid-body', 'orders.add-line', { counter: 'c1', gtin: WATER, quantity: '2' }],
    ['invalid-body', 'orders.add-line', { counter: 'c1', gtin: WATER, colour: 'blue' }],
    ['invalid-body', 'orders.add-line', { counter: 'c1', gtin: '6901234567892' }],
    ['invalid-body', 'orders.pay', { order, tenders: [] }],
    ['line-missing', 'orders.change-quantity', { order, line: 7, quantity: 1 }],
    ['line-missing', 'orders.remove-line', { order, line: 7 }],
    ['order-missing', 'orders.remove-line', { order: missing, line: 1 }],
    ['order-missing', 'orders.undo', { order: missing }],
    ['order-missing', 'orders.pay', { order: missing, tenders: cash }],
    ['order-missing', 'orders.hold', { order: missing }],
    ['order-missing', 'orders.drop', { order: missing, reason: 'x' }],
    ['order-missing', 'orders.recall', { order: missing, counter: 'c1' }],
    ['order-not-held', 'orders.recall', { order, counter: 'c2' }],
    ['order-empty', 'orders.pay', { order: empty, tenders: cash }],
    ['order-empty', 'orders.hold', { order: empty }],
  ];
  shop.must('orders.add-line', { counter: 'c1', gtin: NOODLES });
  const held = orderAt(shop);
  const head = () => shop.sql.get<{ n: number }>('SELECT max(position) AS n FROM journal')?.n;
  const before = head();
  for (const [code, type, body] of wishes) {
    if (code === 'counter-missing' && type === 'orders.recall') continue;
    expect(codeOf(shop.do(type, body as never)), `${type} ${JSON.stringify(body)}`).toBe(code);
  }
  expect(head()).toBe(before);
  shop.must('orders.hold', { order: held });
  expect(codeOf(shop.do('orders.recall', { order: held, counter: 'c9' }))).toBe('counter-missing');
  expect(shop.must('orders.recall', { order: held, counter: 'c1' })).toHaveLength(1);
  expect(shop.must('orders.change-quantity', { order, line: 1, quantity: 1 })).toEqual([]);
});
