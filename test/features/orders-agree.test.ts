import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome } from '../../hub/contract/command.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { expectSound } from './soundness.ts';

type Step = readonly [act: string, who: number, what: number, much: number];
type Act = (shop: TestShop, step: Step) => unknown;

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
const item = (n: number): string => (n % 2 === 0 ? NOODLES : WATER);
const counter = (n: number): string => (n % 2 === 0 ? 'c1' : 'c2');
function idOf(shop: TestShop, query: string, n: number): string {
  return pick(shop.sql.all<{ id: string }>(query), n)?.id ?? 'nothing-yet';
}
const orderOf = (shop: TestShop, n: number) =>
  idOf(shop, 'SELECT order_id AS id FROM channel_order ORDER BY number DESC LIMIT 4', n);
const parcelOf = (shop: TestShop, n: number) =>
  idOf(shop, `SELECT parcel AS id FROM parcel WHERE state <> 'dropped' ORDER BY number DESC LIMIT 4`, n);
const rmaOf = (shop: TestShop, n: number) =>
  idOf(shop, 'SELECT rma AS id FROM return_case ORDER BY number DESC LIMIT 3', n);
const last = (shop: TestShop, n: number) => idOf(shop, 'SELECT order_id AS id FROM customer_order', n);

const acts: Readonly<Record<string, Act>> = {
  intake: (shop, [, who, what, much]) =>
    shop.do('orders.take-in', {
      ...{ channel: who % 3 === 0 ? 'phone' : 'web', reference: `R-${what % 40}` },
      customer: { name: who % 2 === 0 ? 'A' : 'B' },
      delivery: who % 4 === 0 ? { kind: 'pick-up' } : { kind: 'ship', address: '上海市南京西路 12 号' },
      lines: [
        { gtin: item(what), quantity: 1 + (much % 4), priceMinor: 333 },
        ...(what % 3 === 0 ? [{ gtin: item(what + 1), quantity: 1 + (who % 3), priceMinor: 450 }] : []),
      ],
      ...(much % 3 === 0 ? { feeMinor: 70, discountMinor: 101 } : {}),
      paidMinor: [0, 500, 1332, 9000][(who + much) % 4] ?? 0,
    }),
  pay: (shop, [, who, what, much]) =>
    shop.do('orders.note-payment', { order: orderOf(shop, who), amountMinor: 1 + much * 7, reference: `p${what % 9}` }),
  release: (shop, [, who]) => shop.do('orders.release', { order: orderOf(shop, who), reason: 'by hand' }),
  cancel: (shop, [, who]) => shop.do('orders.cancel', { order: orderOf(shop, who), reason: 'no more' }),
  'cancel lines': (shop, [, who, what, much]) =>
    shop.do('orders.cancel', {
      ...{ order: orderOf(shop, who), reason: 'fewer' },
      lines: [{ line: 1 + (what % 2), quantity: 1 + (much % 2) }],
    }),
  merge: (shop, [, who, what]) => shop.do('orders.merge', { into: orderOf(shop, who), from: orderOf(shop, what) }),
  split: (shop, [, who, what, much]) =>
    shop.do('parcels.split', {
      parcel: parcelOf(shop, who),
      lines: [{ line: 1 + (what % 2), quantity: 1 + (much % 2) }],
    }),
  'begin pick': (shop, [, who, what]) =>
    shop.do('parcels.begin-pick', { parcel: parcelOf(shop, who), counter: counter(what) }),
  'leave pick': (shop, [, who]) => shop.do('parcels.leave-pick', { counter: counter(who) }),
  'scan slip': (shop, [, who, what]) =>
    shop.do('parcels.scan-slip', { parcel: parcelOf(shop, who), counter: counter(what), paper: 'pick' }),
  'scan item': (shop, [, who, what]) => shop.scan(item(what).slice(1), counter(who)),
  'scan item too': (shop, [, who, what]) => shop.scan(item(what).slice(1), counter(who)),
  'pick all': (shop, [, who]) => {
    const parcel = parcelOf(shop, who);
    for (const line of shop.sql.all<{ gtin: string; n: number }>(
      'SELECT gtin, quantity - picked AS n FROM parcel_line WHERE parcel = ? AND quantity > picked',
      parcel,
    ))
      shop.do('parcels.pick-item', { parcel, gtin: line.gtin, quantity: line.n });
  },
  short: (shop, [, who, what, much]) =>
    shop.do('parcels.pick-short', {
      ...{ parcel: parcelOf(shop, who), line: 1 + (what % 2), missing: 1 + (much % 2) },
      reason: (['not-found', 'damaged', 'other'] as const)[much % 3] ?? 'other',
    }),
  pack: (shop, [, who]) => shop.do('parcels.pack', { parcel: parcelOf(shop, who) }),
  ship: (shop, [, who]) => shop.do('parcels.ship', { parcel: parcelOf(shop, who), carrier: 'SF', tracking: 'T1' }),
  sign: (shop, [, who]) => shop.do('parcels.sign', { parcel: parcelOf(shop, who), by: 'them' }),
  return: (shop, [, who, what, much]) =>
    shop.do('returns.open', {
      order: much % 4 === 0 ? last(shop, who) : orderOf(shop, who),
      kind: (['return', 'exchange', 'repair'] as const)[what % 3] ?? 'return',
      ...{ lines: [{ line: 1 + (what % 2), quantity: 1 + (much % 2) }], reason: 'broken' },
    }),
  'take back': (shop, [, who, what, much]) =>
    shop.do('returns.receive', {
      rma: rmaOf(shop, who),
      lines: [
        {
          ...{ line: 1 + (what % 2), quantity: 1 + (much % 2) },
          condition: (['sellable', 'damaged', 'repair'] as const)[much % 3] ?? 'damaged',
        },
      ],
    }),
  'close return': (shop, [, who, what]) =>
    shop.do('returns.close', {
      rma: rmaOf(shop, who),
      outcome: (['repaired', 'refused', 'not-brought'] as const)[what % 3] ?? 'refused',
    }),
  refund: (shop, [, who]) =>
    shop.do('returns.settle-refund', {
      refund: idOf(shop, 'SELECT refund AS id FROM refund ORDER BY number DESC LIMIT 3', who),
      reference: `bank-${who % 2}`,
    }),
  receive: (shop, [, who, what, much]) =>
    shop.do('inventory.receive', {
      gtin: item(what),
      quantity: 1 + (much % 6),
      location: who % 2 ? 'shop-floor' : 'back-room',
    }),
  correct: (shop, [, who, what, much]) =>
    shop.do('inventory.correct', {
      gtin: item(what),
      location: who % 2 ? 'shop-floor' : 'back-room',
      counted: much % 8,
    }),
  'pay at the counter': (shop, [, who]) =>
    shop.do('orders.pay', { order: last(shop, who), tenders: [{ kind: 'cash', amountMinor: 1_000_000 }] }),
  wait: (shop, [, who, what, much]) => {
    shop.now += [1000, 16 * 60_000, 125 * 60_000][(who + what + much) % 3] ?? 0;
    const due = shop.book.features.flatMap((feature) => feature.due?.(shop.sql, shop.now) ?? []);
    shop.group(due.map((c) => ({ ...c, actor: { by: 'hub' }, at: shop.now, businessDate: '2026-11-21' })));
  },
  // The clock moved and nobody looked yet: promises are over that the sweeper has not written down.
  'wait unswept': (shop) => {
    shop.now += 121 * 60_000;
  },
};

const number = fc.nat({ max: 300 });
const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(acts)), number, number, number), {
  minLength: 20,
  maxLength: 140,
  size: 'max',
});

/** Nothing a channel's order wishes of the other features is refused: what is promised was there to be promised. */
function refusedPromises(shop: TestShop): string[] {
  return shop.sql
    .all<{ data: string }>(`SELECT data FROM journal WHERE type = 'spine.reaction-refused'`)
    .map(({ data }) => JSON.parse(data) as { type: string; code: string })
    .filter(({ type }) =>
      /^(inventory\.(reserve|consume|move|prolong)|parcels\.(start|trim|allocate|fill)|orders\.|returns\.)/.test(type),
    )
    .map(({ type, code }) => `${type} ${code}`);
}

test('ORD-16, ORD-24: order, stock, promise and refund agree, whatever is done in whatever order, repeats and all', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const shop = new TestShop().setUp();
      shop.must('inventory.correct', { gtin: WATER, location: 'back-room', counted: 0 });
      shop.must('inventory.receive', { gtin: NOODLES, quantity: 5, location: 'shop-floor' });
      for (const step of list) {
        shop.now += 250;
        acts[step[0]]?.(shop, step);
      }
      expect(refusedPromises(shop)).toEqual([]);
      expectSound(shop);
    }),
    { seed: 20_261_122, numRuns: 30, endOnFailure: true },
  );
});

test('a command of an order that is sent again answers the same and does nothing', () => {
  const shop = new TestShop().setUp();
  const intake = shop.command('orders.take-in', {
    ...{ channel: 'web', reference: 'W-1', customer: { name: 'A' }, delivery: { kind: 'pick-up' } },
    ...{ lines: [{ gtin: WATER, quantity: 2, priceMinor: 200 }], paidMinor: 400 },
  });
  const entries = (outcome: Outcome | undefined) => (outcome?.status === 'done' ? outcome.entries : []);
  const first = entries(shop.group([intake])[0]);
  expect(only(first, 'parcels.promised')).toHaveLength(1);
  const again = shop.group([intake])[0];
  expect(again).toMatchObject({ status: 'done', repeated: true });
  expect(entries(again)).toEqual(first);
  expectSound(shop);
});
