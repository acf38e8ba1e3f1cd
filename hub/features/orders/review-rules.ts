import type { GoodsLine, HoldReason, OrderPolicy, ReviewRule } from '../../contract/channel-orders.ts';
import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Event } from '../../contract/journal.ts';
import { type Decision, happened, wish } from '../../core/feature.ts';

/** What a shop begins with; `orders.set-policy` replaces all of it. */
export const USUAL_POLICY: OrderPolicy = {
  review: [
    { rule: 'amount-over', limitMinor: 500_000 },
    { rule: 'address-missing' },
    { rule: 'address-implausible', shortest: 6 },
    { rule: 'unpaid', channels: ['web', 'app'] },
  ],
  longest: {
    received: 5,
    held: 60,
    'back-ordered': 2 * 24 * 60,
    processing: 4 * 60,
    ready: 2 * 24 * 60,
    shipped: 3 * 24 * 60,
  },
  dueSoonMinutes: 60,
  reserveMinutes: 120,
  returnDays: 7,
};

/** What the review looks at. */
export interface Reviewed {
  readonly channel: string;
  readonly delivery: 'ship' | 'pick-up';
  readonly address: string | null;
  readonly phone: string | null;
  readonly totalMinor: number;
  readonly paidMinor: number;
  readonly short: readonly GoodsLine[];
}
export interface ReviewFacts {
  readonly order:
    | (Reviewed & {
        readonly order: string;
        readonly number: number;
        readonly passed: boolean;
        readonly cancelled: boolean;
        readonly reasons: readonly HoldReason[] | undefined;
        readonly shortTold: boolean;
        readonly paymentWanted: boolean;
      })
    | undefined;
  readonly policy: OrderPolicy;
}

type Check = (order: Reviewed, rule: ReviewRule) => HoldReason | undefined;

/** An address somebody could go to has letters or characters, not one sign over and over, and a number of a house or room. */
export function isPlausible(address: string, shortest: number): boolean {
  const text = address.replace(/\s+/g, '');
  if ([...text].length < shortest || new Set(text).size < 4) return false;
  return /\p{L}/u.test(text) && /[\p{N}一二三四五六七八九十号栋楼室]/u.test(text);
}

const CHECKS: Readonly<Record<ReviewRule['rule'], Check>> = {
  'amount-over': ({ totalMinor }, { limitMinor = 0 }) =>
    totalMinor > limitMinor
      ? { code: 'amount-over', detail: 'The amount is over the limit.', params: { totalMinor, limitMinor } }
      : undefined,
  'address-missing': ({ delivery, address }) =>
    delivery === 'ship' && (address ?? '').trim() === ''
      ? { code: 'address-missing', detail: 'There is no address to ship to.' }
      : undefined,
  'address-implausible': ({ delivery, address }, { shortest = 6 }) => {
    const text = (address ?? '').trim();
    return delivery === 'ship' && text !== '' && !isPlausible(text, shortest)
      ? { code: 'address-implausible', detail: 'Nobody would find this address.', params: { address: text } }
      : undefined;
  },
  'phone-missing': ({ phone }) =>
    phone === null ? { code: 'phone-missing', detail: 'There is no number to call.' } : undefined,
  unpaid: ({ totalMinor, paidMinor }) =>
    paidMinor < totalMinor
      ? { code: 'unpaid', detail: 'The order is not paid.', params: { missingMinor: totalMinor - paidMinor } }
      : undefined,
  'stock-short': ({ short }) =>
    short.length > 0
      ? {
          code: 'stock-short',
          detail: 'Some goods are not here.',
          params: { lines: short.map(({ line }) => line).join(', '), codes: short.map(({ gtin }) => gtin).join(', ') },
        }
      : undefined,
};

/** Every reason to hold an order, not only the first; none lets it pass. A rule without channels holds for all. */
export function reasonsToHold(order: Reviewed, rules: readonly ReviewRule[]): HoldReason[] {
  const found = new Map<string, HoldReason>();
  for (const rule of rules) {
    if (rule.channels && !rule.channels.includes(order.channel)) continue;
    const reason = CHECKS[rule.rule](order, rule);
    if (reason && !found.has(reason.code)) found.set(reason.code, reason);
  }
  return [...found.values()];
}

/** Passes an order or says all that speaks against it; tells once of goods that are not here and of money that is owed. */
export function review(facts: ReviewFacts, _body: BodyOf<'orders.review'>): Decision {
  const { order, policy } = facts;
  if (!order || order.passed || order.cancelled) return [];
  const reasons = reasonsToHold(order, policy.review);
  const events: Event[] = [];
  const { number, totalMinor, paidMinor } = order;
  if (order.short.length > 0 && !order.shortTold)
    events.push(happened('orders.stock-short', { order: order.order, number, lines: [...order.short] }));
  if (paidMinor < totalMinor && !order.paymentWanted)
    events.push(
      happened('orders.payment-wanted', { order: order.order, number, missingMinor: totalMinor - paidMinor }),
    );
  if (reasons.length === 0) events.push(happened('orders.passed', { order: order.order, by: 'rules' }));
  else if (JSON.stringify(reasons) !== JSON.stringify(order.reasons))
    events.push(happened('orders.review-held', { order: order.order, reasons }));
  return events;
}

/** Somebody sees to goods that are not here: they are fetched or ordered, and the order waits for them meanwhile. */
export function onStockShort({ order, number, lines }: Events['orders.stock-short']): readonly Wish[] {
  const goods = lines.map(({ gtin, quantity }) => `${gtin} x${quantity}`).join(', ');
  return [
    wish('tasks.open', {
      kind: 'exception',
      subject: `order-short:${order}`.slice(0, 200),
      titleZh: `订单 ${number} 缺货，安排补货`,
      titleEn: `Order ${number} is short: get stock`,
      content: goods.slice(0, 2000),
    }),
  ];
}
export function onPaymentWanted({ order, number, missingMinor }: Events['orders.payment-wanted']): readonly Wish[] {
  return [
    wish('tasks.open', {
      kind: 'exception',
      subject: `order-unpaid:${order}`.slice(0, 200),
      titleZh: `订单 ${number} 未付款，提醒顾客`,
      titleEn: `Order ${number} is not paid: remind the customer`,
      content: `${(missingMinor / 100).toFixed(2)}`,
    }),
  ];
}
