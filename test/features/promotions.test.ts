import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BodyOf } from '../../hub/contract/commands.ts';
import type { PromotionTerms } from '../../hub/contract/promotions.ts';
import { memberHistory, membersLike } from '../../hub/features/customers/tables.ts';
import { openOrderAt, orderView } from '../../hub/features/orders/view-tables.ts';
import { promotionViews } from '../../hub/features/promotions/tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const CARD = 'MEMBER-0001';
const spend: PromotionTerms = {
  promotion: 'full-10',
  nameZh: '满十减三',
  nameEn: 'Spend 10, minus 3',
  offer: { kind: 'spend-minus', on: { all: true }, steps: [{ spendMinor: 1000, minusMinor: 300 }] },
};
const half: PromotionTerms = {
  promotion: 'half-water',
  nameZh: '矿泉水半价',
  nameEn: 'Water at half price',
  offer: { kind: 'percent-off', on: { items: [WATER] }, percent: 50 },
};
const open = (shop: TestShop, counter = 'c1') => openOrderAt(shop.sql, counter, shop.now);
const cash = (shop: TestShop, amountMinor: number, counter = 'c1'): BodyOf<'orders.pay'> => ({
  order: open(shop, counter)?.order ?? '',
  tenders: [{ kind: 'cash', amountMinor }],
});
/** The price of water is 2.00 in the test shop, noodles 4.50. */
const priced = (shop: TestShop, counter = 'c1') => {
  const { fullMinor, totalMinor, discounts = [] } = open(shop, counter) ?? {};
  return { fullMinor, totalMinor, off: discounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0) };
};

describe('ORD-28 promotions at the counter, offline', () => {
  test('what a screen shows is what is paid, and what stays on the order', () => {
    const shop = new TestShop().setUp();
    shop.must('promotions.set', spend);
    for (let n = 0; n < 5; n += 1) shop.scan(WATER);
    const { fullMinor = 0, totalMinor = 0 } = priced(shop);
    expect(fullMinor - totalMinor).toBe(300);
    const order = open(shop)?.order ?? '';
    expect(codeOf(shop.do('orders.pay', cash(shop, totalMinor - 1)))).toBe('too-little');
    const paid = only(shop.must('orders.pay', cash(shop, totalMinor)), 'orders.paid')[0]?.data;
    expect(paid).toMatchObject({ totalMinor, discounts: [{ promotion: 'full-10', line: 1, amountMinor: 300 }] });
    shop.must('promotions.end', { promotion: 'full-10' });
    expect(orderView(shop.sql, order, shop.now)).toMatchObject({
      state: 'paid',
      fullMinor,
      totalMinor,
      discounts: [{ promotion: 'full-10', amountMinor: 300, nameZh: '满十减三' }],
    });
    expectSound(shop);
  });
  test('a promotion holds from its first instant to its last', () => {
    const shop = new TestShop().setUp();
    shop.must('promotions.set', { ...half, from: shop.now + 1000, until: shop.now + 2000 });
    shop.scan(WATER);
    expect(priced(shop).off).toBe(0);
    expect(promotionViews(shop.sql, shop.now)[0]?.state).toBe('planned');
    shop.now += 1000;
    expect(priced(shop).off).toBeGreaterThan(0);
    shop.now += 999;
    expect(priced(shop).off).toBeGreaterThan(0);
    shop.now += 1;
    expect(priced(shop).off).toBe(0);
    expect(promotionViews(shop.sql, shop.now)[0]?.state).toBe('past');
  });
  test('says what a little more would bring', () => {
    const shop = new TestShop().setUp();
    shop.must('promotions.set', spend);
    shop.scan(WATER);
    const { fullMinor = 0 } = priced(shop);
    expect(open(shop)?.near).toMatchObject([{ missingMinor: 1000 - fullMinor, minusMinor: 300, nameEn: spend.nameEn }]);
  });
  test('one that would end before it begins is refused', () => {
    const shop = new TestShop().setUp();
    expect(codeOf(shop.do('promotions.set', { ...half, from: 2, until: 1 }))).toBe('promotion-backwards');
  });
});

describe('ORD-28 coupons', () => {
  const withCoupon = (uses = 1): TestShop => {
    const shop = new TestShop().setUp();
    shop.must('promotions.set', { ...half, withCoupon: true });
    shop.must('promotions.issue-coupons', { promotion: 'half-water', coupons: ['COUPON-01', 'COUPON-02'], uses });
    return shop;
  };
  test('a scanned coupon counts on this order, once', () => {
    const shop = withCoupon();
    shop.scan(WATER);
    expect(priced(shop).off).toBe(0);
    shop.scan('COUPON-01');
    shop.scan('COUPON-01');
    expect(priced(shop).off).toBeGreaterThan(0);
    shop.must('orders.pay', cash(shop, priced(shop).totalMinor ?? 0));
    shop.scan(WATER);
    shop.scan('COUPON-01');
    expect(priced(shop).off).toBe(0);
    expect(promotionViews(shop.sql, shop.now)).toMatchObject([{ coupons: 2, couponsUsed: 1 }]);
    expectSound(shop);
  });
  test('the last use cannot be had at two counters: the second pays the full price, told before the money is taken', () => {
    const shop = withCoupon();
    for (const counter of ['c1', 'c2']) {
      shop.scan(WATER, counter);
      shop.scan('COUPON-01', counter);
    }
    const reduced = priced(shop, 'c2').totalMinor ?? 0;
    shop.must('orders.pay', cash(shop, priced(shop).totalMinor ?? 0));
    expect(codeOf(shop.do('orders.pay', cash(shop, reduced, 'c2')))).toBe('too-little');
    expect(priced(shop, 'c2').off).toBe(0);
    shop.must('orders.pay', cash(shop, priced(shop, 'c2').totalMinor ?? 0, 'c2'));
    expect(promotionViews(shop.sql, shop.now)[0]?.couponsUsed).toBe(1);
    expectSound(shop);
  });
  test('one that lay on a dropped order, or took nothing off, is free again', () => {
    const shop = withCoupon();
    shop.scan(WATER);
    shop.scan('COUPON-01');
    shop.must('orders.drop', { order: open(shop)?.order ?? '', reason: 'changed their mind' });
    shop.scan(NOODLES);
    shop.scan('COUPON-01');
    expect(open(shop)?.coupons).toEqual([{ coupon: 'COUPON-01', counts: false }]);
    shop.must('orders.pay', cash(shop, priced(shop).totalMinor ?? 0));
    expect(promotionViews(shop.sql, shop.now)[0]?.couponsUsed).toBe(0);
    expectSound(shop);
  });
  test.each([
    ['no order is open', 'coupon-no-order', () => withCoupon()],
    [
      'it was used',
      'coupon-used',
      () => {
        const shop = withCoupon();
        shop.scan(WATER);
        shop.scan('COUPON-01');
        shop.must('orders.pay', cash(shop, priced(shop).totalMinor ?? 0));
        shop.scan(WATER);
        return shop;
      },
    ],
    [
      'its promotion was ended',
      'coupon-expired',
      () => {
        const shop = withCoupon();
        shop.scan(WATER);
        shop.must('promotions.end', { promotion: 'half-water' });
        return shop;
      },
    ],
  ])('refused in words when %s', (_name, code, made) => {
    const shop = made();
    const refused = only(shop.scan('COUPON-01'), 'spine.reaction-refused')[0]?.data;
    expect(refused?.code).toBe(code);
  });
  test('a code in use by anything else is no coupon', () => {
    const shop = withCoupon();
    const issue = { promotion: 'half-water', coupons: ['COUPON-02'] };
    expect(codeOf(shop.do('promotions.issue-coupons', issue))).toBe('coupon-taken');
    expect(codeOf(shop.do('promotions.issue-coupons', { ...issue, coupons: ['AAAA', 'AAAA'] }))).toBe('coupon-twice');
  });
});

describe('CUS-07 points are never counted twice', () => {
  const withMember = (): TestShop => {
    const shop = new TestShop().setUp();
    shop.must('customers.enrol', { card: CARD, name: '林女士', phone: '13800001234' });
    return shop;
  };
  const points = (shop: TestShop): number => membersLike(shop.sql, CARD)[0]?.points ?? -1;

  test('earned when an order is paid, and spent as money', () => {
    const shop = withMember();
    shop.must('customers.set-policy', {
      earnPerMinor: 100,
      pointWorthMinor: 10,
      goldMinor: 5000,
      diamondMinor: 9000,
      tierDays: 30,
    });
    for (let n = 0; n < 10; n += 1) shop.scan(NOODLES);
    shop.scan(CARD);
    const total = priced(shop).totalMinor ?? 0;
    const pay = cash(shop, total);
    shop.must('orders.pay', pay, 'pay-once');
    shop.do('orders.pay', pay, 'pay-once');
    const earned = Math.floor(total / 100);
    expect(points(shop)).toBe(earned);
    for (let n = 0; n < 9; n += 1) shop.scan(NOODLES);
    shop.scan(CARD);
    const order = open(shop)?.order ?? '';
    expect(open(shop)?.customer).toMatchObject({ points: earned, worthMinor: earned * 10 });
    const due = priced(shop).totalMinor ?? 0;
    const withPoints = (worth: number): BodyOf<'orders.pay'> => ({
      order,
      tenders: [
        { kind: 'points', amountMinor: worth },
        { kind: 'cash', amountMinor: due - worth },
      ],
    });
    expect(codeOf(shop.do('orders.pay', withPoints((earned + 1) * 10)))).toBe('points-short');
    shop.must('orders.pay', withPoints(100));
    expect(points(shop)).toBe(earned - 10 + Math.floor((due - 100) / 100));
    expectSound(shop);
  });
  test('CUS-02 CUS-13 a tier is reached by spending, and the clerk sees the history', () => {
    const shop = withMember();
    shop.must('customers.set-policy', {
      earnPerMinor: 100,
      pointWorthMinor: 1,
      goldMinor: 2000,
      diamondMinor: 900_000,
      tierDays: 30,
    });
    shop.must('promotions.set', { ...half, tier: 'gold' });
    for (let n = 0; n < 10; n += 1) shop.scan(NOODLES);
    shop.must('customers.put-on-order', { counter: 'c1', card: '13800001234' });
    const entries = shop.must('orders.pay', cash(shop, priced(shop).totalMinor ?? 0));
    expect(only(entries, 'customers.tier-changed')[0]?.data).toMatchObject({ from: 'regular', to: 'gold' });
    shop.scan(WATER);
    expect(priced(shop).off).toBe(0);
    shop.scan(CARD);
    expect(priced(shop).off).toBeGreaterThan(0);
    const member = membersLike(shop.sql, '林')[0]?.member ?? '';
    expect(memberHistory(shop.sql, member)).toMatchObject({ tier: 'gold', phone: '…1234', orders: [{ number: 1 }] });
    expectSound(shop);
  });
  test('whatever is scanned, paid, dropped and repeated: points are what the orders say', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('water', 'noodles', 'card', 'coupon', 'pay', 'again', 'drop', 'off'), {
          maxLength: 40,
        }),
        (steps) => {
          const shop = withMember();
          shop.must('promotions.set', { ...half, withCoupon: true });
          shop.must('promotions.issue-coupons', { promotion: 'half-water', coupons: ['COUPON-01'], uses: 2 });
          let last: [BodyOf<'orders.pay'>, string] | undefined;
          steps.forEach((step, at) => {
            const order = open(shop)?.order ?? 'order-none';
            if (step === 'water') shop.scan(WATER);
            else if (step === 'noodles') shop.scan(NOODLES);
            else if (step === 'card') shop.scan(CARD);
            else if (step === 'coupon') shop.scan('COUPON-01');
            else if (step === 'drop') shop.do('orders.drop', { order, reason: 'no' });
            else if (step === 'off') shop.do('customers.take-off-order', { order });
            else if (step === 'again' && last) shop.do('orders.pay', ...last);
            else if (step === 'pay') {
              last = [cash(shop, priced(shop).totalMinor ?? 0), `pay-number-${at}`];
              shop.do('orders.pay', ...last);
            }
          });
          const due = shop.sql.get<{ n: number }>(
            `SELECT coalesce(sum(paid_minor / 100), 0) AS n FROM customer_order JOIN order_member USING (order_id) WHERE state = 'paid'`,
          )?.n;
          expect(points(shop)).toBe(due);
          const used = shop.sql.get<{ n: number }>(
            "SELECT count(DISTINCT order_id) AS n FROM order_discount WHERE promotion = 'half-water'",
          )?.n;
          expect(promotionViews(shop.sql, shop.now)[0]?.couponsUsed).toBe(used);
          expectSound(shop);
        },
      ),
      { numRuns: 60 },
    );
  });
});
