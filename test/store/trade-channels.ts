import type { Command } from '../../hub/contract/command.ts';
import { NOODLES, WATER } from '../rigs/shop.ts';
import { any, type Hand } from './trade-besides.ts';

/** Orders of the channels, from intake to refund; which one a step is about is guessed from the newest. */
export function channels({ shop, pick, make, counter }: Hand): Command {
  const id = (query: string): string => shop.sql.get<{ id: string }>(query)?.id ?? 'nothing-yet';
  const order = id('SELECT order_id AS id FROM channel_order ORDER BY number DESC LIMIT 1');
  const parcel = id("SELECT parcel AS id FROM parcel WHERE state <> 'dropped' ORDER BY number DESC LIMIT 1");
  const paid = id("SELECT order_id AS id FROM customer_order WHERE state = 'paid' ORDER BY number DESC LIMIT 1");
  const line = { line: 1, quantity: 1 };
  return any<() => Command>(pick, [
    () =>
      make('orders.take-in', {
        ...{ channel: 'web', reference: `R-${pick(2000)}`, customer: { name: '客人' }, paidMinor: 5000 },
        delivery: pick(2) === 0 ? { kind: 'pick-up' } : { kind: 'ship', address: '上海市南京西路 12 号' },
        lines: [{ gtin: any(pick, [WATER, NOODLES]), quantity: 1 + pick(3), priceMinor: 300 }],
      }),
    () => make('orders.release', { order, reason: 'by hand' }),
    () => make('orders.note-payment', { order, amountMinor: 1 + pick(500), reference: `p${pick(99)}` }),
    () => make('orders.cancel', { order, reason: 'no more', ...(pick(2) === 0 ? { lines: [line] } : {}) }),
    () => make('parcels.begin-pick', { parcel, counter: counter() }),
    () => make('parcels.pick-item', { parcel, gtin: any(pick, [WATER, NOODLES]), quantity: 1 }),
    () => make('parcels.pack', { parcel }),
    () => make('parcels.ship', { parcel, carrier: 'SF', tracking: 'T1' }),
    () => make('parcels.sign', { parcel, by: 'them' }),
    () => make('returns.open', { order: paid, kind: 'return', lines: [line], reason: 'broken' }),
    () =>
      make('orders.set-policy', {
        ...{ review: [], longest: { received: 1 + pick(90) }, dueSoonMinutes: 30 },
        ...{ reserveMinutes: 1 + pick(120), returnDays: 7 },
      }),
  ])();
}
