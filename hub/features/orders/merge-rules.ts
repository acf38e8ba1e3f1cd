import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import { type Decision, happened, refuse, wish } from '../../core/feature.ts';

export interface MergedFact {
  readonly order: string;
  readonly number: number;
  readonly state: string;
  /** Who and where to, as one text to compare. */
  readonly whereTo: string;
  readonly feeMinor: number;
  readonly discountMinor: number;
  /** What was paid and does not go back. */
  readonly paidMinor: number;
  readonly lines: readonly { line: number; gtin: string; quantity: number; priceMinor: number }[];
  /** Some of it is being picked, is packed, or has left. */
  readonly begun: boolean;
  /** Something of it was called off: its discount is no longer that of all its goods. */
  readonly partCancelled: boolean;
  readonly hasRefund: boolean;
  readonly passed: boolean;
}
export interface MergeFacts {
  readonly into: MergedFact | undefined;
  readonly from: MergedFact | undefined;
  readonly nextLine: number;
  /** What the part of the other order that stands is worth. */
  readonly fromValueMinor: number;
}

/** Two orders to one door become one, so that one parcel goes: goods and money move over, and the other is empty. */
export function merge(facts: MergeFacts, body: BodyOf<'orders.merge'>): Decision {
  const { into, from } = facts;
  if (!into || !from || body.into === body.from) return refuse('order-missing', 'There are no such two orders.');
  for (const one of [into, from]) {
    if (one.state === 'cancelled')
      return refuse('order-cancelled', 'This order was cancelled.', { number: one.number });
    if (one.begun)
      return refuse('order-being-picked', 'This order is being picked already: send it by itself.', {
        number: one.number,
      });
    if (one.hasRefund)
      return refuse('order-has-refund', 'Money of this order goes back already: send it by itself.', {
        number: one.number,
      });
    if (one.partCancelled)
      return refuse('order-part-cancelled', 'A part of this order was cancelled: send it by itself.', {
        number: one.number,
      });
  }
  if (into.whereTo !== from.whereTo)
    return refuse('orders-differ', 'These orders go to different people or places.', { number: from.number });
  if (into.passed !== from.passed)
    return refuse('order-not-passed', 'Release the order that is held first.', {
      number: into.passed ? from.number : into.number,
    });
  const lines = from.lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ line, ...goods }, at) => ({ ...goods, line: facts.nextLine + at, ofLine: line }));
  return [
    happened('orders.merged', {
      order: into.order,
      from: from.order,
      fromNumber: from.number,
      lines,
      totalMinor: facts.fromValueMinor,
      feeMinor: from.feeMinor,
      discountMinor: from.discountMinor,
      paidMinor: from.paidMinor,
    }),
  ];
}

/** What both had been promised is given back and promised anew as one. */
export const onMerged = ({ order, from }: Events['orders.merged']): readonly Wish[] => [
  wish('parcels.drop-all', { order: from, reason: 'merged' }),
  wish('parcels.drop-all', { order, reason: 'merged' }),
  wish('parcels.allocate', { order }),
  wish('orders.advance', { order: from }),
  wish('orders.advance', { order }),
];
