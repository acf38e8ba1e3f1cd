import type { ChannelOrder } from '../../hub/contract/channel-orders.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import { channelOrderView } from '../../hub/features/orders/book-tables.ts';
import { parcelsOf } from '../../hub/features/parcels/paper-tables.ts';
import { type TestShop, WATER } from '../rigs/shop.ts';

/** Water 112 on hand (200 each), noodles none unless received (450 each). */
export function webOrder(changes: Partial<ChannelOrder> = {}): ChannelOrder {
  return {
    channel: 'web',
    reference: 'W-1',
    customer: { name: '王小明', phone: '138 0013 8000' },
    delivery: { kind: 'ship', address: '上海市静安区南京西路 1266 号 1801 室' },
    lines: [{ gtin: WATER, quantity: 3, priceMinor: 200 }],
    paidMinor: 600,
    ...changes,
  };
}
export const idOf = (shop: TestShop, reference: string): string =>
  shop.sql.get<{ id: string }>('SELECT order_id AS id FROM channel_order WHERE reference = ?', reference)?.id ?? '';
export function take(shop: TestShop, changes: Partial<ChannelOrder> = {}): string {
  const wanted = webOrder(changes);
  shop.must('orders.take-in', wanted);
  return idOf(shop, wanted.reference);
}
export const stateOf = (shop: TestShop, order: string) => channelOrderView(shop.sql, order)?.state;
export const standing = (shop: TestShop, order: string) =>
  channelOrderView(shop.sql, order)?.lines.map(({ waiting, promised, gone, cancelled }) => [
    waiting,
    promised,
    gone,
    cancelled,
  ]);
export const parcelAt = (shop: TestShop, order: string, at = 0): string => parcelsOf(shop.sql, order)[at]?.parcel ?? '';
export const reserved = (shop: TestShop, gtin: string): number =>
  shop.sql.get<{ n: number }>(
    'SELECT coalesce(sum(remaining), 0) AS n FROM reservation_line WHERE gtin = ? AND expires_at > ?',
    gtin,
    shop.now,
  )?.n ?? 0;

/** Picks the parcel that is to be picked by scans at a counter, packs and ships it. */
export function pickAndShip(shop: TestShop, order: string, counter = 'c2'): string {
  const one = parcelsOf(shop.sql, order).find(({ state }) => state === 'to-pick');
  const parcel = one?.parcel ?? '';
  shop.must('parcels.begin-pick', { parcel, counter });
  for (const { gtin, quantity } of one?.lines ?? [])
    for (let n = 0; n < quantity; n += 1) shop.scan(gtin.slice(1), counter);
  shop.must('parcels.pack', { parcel });
  shop.must('parcels.ship', { parcel, carrier: '顺丰', tracking: `SF${one?.number}` });
  return parcel;
}

export function runDue(shop: TestShop): readonly Entry[] {
  const due = shop.book.features.flatMap((feature) => feature.due?.(shop.sql, shop.now) ?? []);
  return shop
    .group(due.map((one) => ({ ...one, actor: { by: 'hub' }, at: shop.now, businessDate: shop.today })))
    .flatMap((outcome) => (outcome.status === 'done' ? outcome.entries : []));
}
