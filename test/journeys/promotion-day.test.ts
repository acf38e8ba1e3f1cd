import { expect, test } from 'vitest';
import { openOrderAt } from '../../hub/features/orders/view-tables.ts';
import { expectSound } from '../features/soundness.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { seeded } from '../store/trade.ts';

const ORDERS = 2_000;
const HOUR = 3_600_000;

/**
 * Two counters, an order every 1.8 seconds, everybody with a card, many with coupons that have fewer uses than there are
 * hands; some leave, some pay twice by a retry. The till's arithmetic is done again here from the journal alone.
 */
test('ORD-23 ORD-28 CUS-07 a promotion day: 2,000 orders in an hour, each at the price shown, points and coupons once, stock right', () => {
  const shop = new TestShop().setUp();
  const pick = seeded(11);
  shop.must('promotions.set', {
    ...{ promotion: 'full-20', nameZh: '满二十减五', nameEn: 'Spend 20, minus 5' },
    offer: { kind: 'spend-minus', on: { all: true }, steps: [{ spendMinor: 2000, minusMinor: 500 }], repeats: true },
  });
  shop.must('promotions.set', {
    ...{ promotion: 'half-water', nameZh: '半价水', nameEn: 'Half-price water', withCoupon: true },
    offer: { kind: 'percent-off', on: { items: [WATER] }, percent: 50 },
  });
  shop.must('promotions.issue-coupons', { promotion: 'half-water', coupons: ['DAY-COUPON'], uses: 300 });
  for (let n = 0; n < 50; n += 1) shop.must('customers.enrol', { card: `CARD-${1000 + n}`, name: `顾客${n}` });
  const begun = shop.now;
  const floor: Record<string, number> = {
    [WATER]: shop.level(WATER, 'shop-floor'),
    [NOODLES]: shop.level(NOODLES, 'shop-floor'),
  };
  const sold: Record<string, number> = { [WATER]: 0, [NOODLES]: 0 };
  let takings = 0;
  let paidOrders = 0;
  for (let n = 0; n < ORDERS; n += 1) {
    shop.now = begun + Math.floor((n * HOUR) / ORDERS);
    const counter = n % 2 === 0 ? 'c1' : 'c2';
    const basket = Array.from({ length: 1 + pick(4) }, () => [WATER, NOODLES][pick(2)] as string);
    for (const [at, gtin] of basket.entries()) {
      shop.now += 200 + at;
      shop.must('orders.add-line', { counter, gtin, quantity: 1 + pick(3) });
    }
    if (pick(3) > 0) shop.scan(`CARD-${1000 + pick(50)}`, counter);
    if (pick(3) === 0) shop.scan('DAY-COUPON', counter);
    const order = openOrderAt(shop.sql, counter, shop.now);
    if (!order) throw new Error('an order without lines');
    if (pick(20) === 0) {
      shop.must('orders.drop', { order: order.order, reason: 'left the queue' });
      continue;
    }
    const body = { order: order.order, tenders: [{ kind: 'wechat' as const, amountMinor: order.totalMinor }] };
    const id = `payment-of-order-${n}`;
    const [paid] = only(shop.must('orders.pay', body, id), 'orders.paid');
    if (pick(10) === 0) shop.do('orders.pay', body, id);
    expect(paid?.data.totalMinor).toBe(order.totalMinor);
    for (const { gtin, quantity } of paid?.data.lines ?? []) sold[gtin] = (sold[gtin] ?? 0) + quantity;
    takings += paid?.data.totalMinor ?? 0;
    paidOrders += 1;
  }
  expect(paidOrders).toBeGreaterThan(1_800);
  for (const gtin of [WATER, NOODLES])
    expect(shop.level(gtin, 'shop-floor')).toBe((floor[gtin] ?? 0) - (sold[gtin] ?? 0));
  const one = <T>(query: string): T => shop.sql.get<{ n: T }>(query)?.n as T;
  expect(one("SELECT sum(paid_minor) AS n FROM customer_order WHERE state = 'paid'")).toBe(takings);
  expect(one("SELECT used AS n FROM coupon WHERE coupon = 'DAY-COUPON'")).toBe(300);
  expect(one("SELECT count(DISTINCT order_id) AS n FROM order_discount WHERE promotion = 'half-water'")).toBe(300);
  expect(one('SELECT sum(points) AS n FROM member')).toBe(
    one(
      `SELECT sum(paid_minor / 100) AS n FROM customer_order JOIN order_member USING (order_id) WHERE state = 'paid'`,
    ),
  );
  expect(
    one('SELECT count(*) AS n FROM (SELECT member, cause, kind FROM point_move GROUP BY 1, 2, 3 HAVING count(*) > 1)'),
  ).toBe(0);
  expectSound(shop);
});
