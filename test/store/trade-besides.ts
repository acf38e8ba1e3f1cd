import type { Command } from '../../hub/contract/command.ts';
import type { BodyOf, CommandType } from '../../hub/contract/commands.ts';
import { NOODLES, type TestShop, WATER } from '../rigs/shop.ts';
import { counting } from './count-trade.ts';

/** What a random trade is made with: the shop as it stands, chance, and a command of this shop. */
export interface Hand {
  readonly shop: TestShop;
  pick(below: number): number;
  make<T extends CommandType>(type: T, body: BodyOf<T>): Command;
  counter(): string;
}
export const any = <T>(pick: Hand['pick'], list: readonly T[]): T => list[pick(list.length)] as T;

/** Timers that are set, moved, cancelled and fired, some of them too early. */
function timer({ shop, pick, make }: Hand): Command {
  const key = `timer-${pick(4)}`;
  const next = shop.sql.get<{ key: string; due: number }>('SELECT key, due FROM timer ORDER BY due LIMIT 1');
  const policy = any(pick, ['each', 'latest'] as const);
  if (pick(2) === 0) return make('timers.set', { key, due: shop.now + pick(60_000), purpose: 'trade', policy });
  return next && pick(4) > 0 ? make('timers.fire', next) : make('timers.cancel', { key });
}

/** Goods that are ordered, expected, counted and closed; stock that is snoozed. */
function goods({ shop, pick, make, counter }: Hand): Command {
  const known = shop.sql.all<{ document: string }>('SELECT document FROM goods_document ORDER BY number DESC LIMIT 3');
  const document = known.length > 0 ? any(pick, known).document : 'document-missing';
  const supplier = 'supplier-1';
  const [gtin, quantity] = [any(pick, [WATER, NOODLES]), 1 + pick(30)];
  switch (pick(8)) {
    case 0:
      return make('purchasing.set-supplier', {
        ...{ supplier, nameZh: '供应商', nameEn: 'Supplier', leadDays: 1 + pick(3), active: true },
      });
    case 1:
      return make('purchasing.set-sources', { supplier, gtins: [gtin] });
    case 2: {
      const code = `PO-${pick(400)}`;
      return make('purchasing.expect', {
        kind: 'delivery',
        code,
        party: supplier,
        lines: [{ gtin, quantity }],
      });
    }
    case 3:
      return make('purchasing.open', { counter: counter(), document });
    case 4:
      return make('replenishment.snooze', {
        ...{ gtin: WATER, location: 'shop-floor', until: shop.now + pick(90_000), reason: 'trade' },
      });
    case 5:
      return make('purchasing.close', {
        document,
        reasons: [{ gtin, reason: any(pick, ['to-follow', 'extra']) }],
      });
    default:
      return make('purchasing.set-count', { document, gtin, counted: quantity });
  }
}

/** Promotions, coupons and customers, some of them twice or where no order is open. */
function offer({ shop, pick, make, counter }: Hand): Command {
  const order = shop.sql.get<{ order: string }>(
    `SELECT order_id AS "order" FROM customer_order WHERE state = 'open' ORDER BY number LIMIT 1`,
  )?.order;
  const on = { all: true };
  switch (pick(8)) {
    case 6:
      return make('baskets.set', {
        ...{ basket: `basket-${pick(3)}`, code: `BASKET-${pick(3)}`, nameZh: '早餐', nameEn: 'Breakfast' },
        lines: [{ gtin: any(pick, [WATER, NOODLES, '06999999999999']), quantity: 1 + pick(3) }],
      });
    case 7:
      return make('baskets.put', { counter: counter(), basket: `basket-${pick(3)}` });
    case 0:
      return make('promotions.set', {
        ...{ promotion: `offer-${pick(3)}`, nameZh: '优惠', nameEn: 'Offer', withCoupon: pick(2) === 0 },
        offer: any(pick, [
          { kind: 'percent-off' as const, on, percent: 1 + pick(50) },
          { kind: 'spend-minus' as const, on, steps: [{ spendMinor: 500, minusMinor: 1 + pick(300) }] },
        ]),
      });
    case 1:
      return make('promotions.issue-coupons', {
        ...{ promotion: `offer-${pick(3)}`, coupons: [`COUPON-${pick(20)}`], uses: 1 + pick(3) },
      });
    case 2:
      return make('promotions.put-coupon', { order: order ?? 'order-missing', coupon: `COUPON-${pick(20)}` });
    case 3:
      return make('customers.enrol', { card: `CARD-${pick(5)}`, name: '顾客' });
    case 4:
      return make('customers.set-policy', {
        ...{ earnPerMinor: 1 + pick(200), pointWorthMinor: 1, tierDays: 30 },
        ...{ goldMinor: 1000 + pick(1000), diamondMinor: 5000 },
      });
    default:
      return make('customers.put-on-order', { counter: counter(), card: `CARD-${pick(5)}` });
  }
}

/** Who came in and who was turned away, limits, and second persons asked for. */
function door({ shop, pick, make, counter }: Hand): Command {
  const act = 'inventory.correct';
  switch (pick(3)) {
    case 0:
      return make('access.set-limit', { act, minor: pick(50_000) });
    case 1:
      return make('access.ask-approval', { command: `wish-${shop.now}-${pick(3)}`, counter: counter(), act });
    default: {
      const what = any(pick, ['signed-in', 'refused', 'locked', 'pin-set'] as const);
      return make('access.note', { what, staff: any(pick, ['lead', 'w1']), place: 'this-pc' });
    }
  }
}

/** People who come and go, and rosters that are set. */
function people({ pick, make }: Hand): Command {
  const staff = any(pick, ['w1', 'w2', 'lead', 'nobody']);
  if (pick(3) > 0) return make('attendance.clock', { staff, what: any(pick, ['in', 'out'] as const) });
  const day = `2026-11-2${1 + pick(9)}`;
  return make('shifts.set-roster', { shifts: [{ day, plan: any(pick, ['early', 'late']), staff: [staff] }] });
}

/** Photos of work, as the hub has them on its disk when it asks. */
function photo({ shop, pick, make }: Hand): Command {
  const open = shop.sql.all<{ task: string }>(
    "SELECT task FROM task WHERE state IN ('needs-action', 'in-process') ORDER BY number DESC LIMIT 3",
  );
  const task = open.length > 0 ? any(pick, open).task : 'task-missing';
  const digest = pick(16).toString(16).repeat(64);
  return make('tasks.give-photo', {
    ...{ task, staff: any(pick, ['w1', 'w2', 'lead']), photo: digest, original: digest },
    ...{ hash: pick(16).toString(16).repeat(16), alikeBits: 8, width: 1200, height: 900 },
    ...{ sharpness: pick(500), brightness: pick(256), taken: {}, codes: [] },
  });
}

/** Trades of the features beside the counter; offers twice as often, for most of them meet nothing. */
export const besides: readonly ((hand: Hand) => Command)[] = [
  timer,
  goods,
  offer,
  offer,
  door,
  people,
  counting,
  counting,
  photo,
];
