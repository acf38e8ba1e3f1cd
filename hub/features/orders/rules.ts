import type { Refusal, Wish } from '../../contract/command.ts';
import type { BodyOf } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import type { Event } from '../../contract/journal.ts';
import type { LineStep, OrderedLine } from '../../contract/orders.ts';
import type { Discount } from '../../contract/promotions.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

export interface OrderFact {
  readonly order: string;
  readonly number: number;
  readonly counter: string;
  readonly state: string;
}
export interface AddFacts {
  readonly item: { readonly priceMinor: number } | undefined;
  /** What is known of the lot the scan carries, where it carries one. */
  readonly lot: { readonly lot: string; readonly recalled: boolean; readonly expiry: string | undefined } | undefined;
  readonly open: { readonly order: string; readonly nextLine: number } | undefined;
  /** Asked only where no order is open: one that is open stands at a counter. */
  readonly counterKnown: boolean;
  readonly nextNumber: number;
  /** The line of the same item at the same price: a second piece joins it. */
  readonly same: { readonly line: number; readonly quantity: number } | undefined;
}

const noCounter = (counter: string) =>
  refuse('counter-missing', `There is no counter ${counter} in this shop.`, { counter });

/** Goods that must not be sold are held back, with the word why: what the gun read of them says so, whatever the book says. */
function unfit({ lot }: AddFacts, moment: Moment): Refusal | undefined {
  if (lot?.recalled)
    return refuse('lot-recalled', `Lot ${lot.lot} is recalled: do not sell it, put it aside.`, { lot: lot.lot });
  if (lot?.expiry !== undefined && lot.expiry < moment.businessDate)
    return refuse('lot-expired', `This expired on ${lot.expiry}: do not sell it, put it aside.`, {
      expiry: lot.expiry,
    });
  return undefined;
}

/** What is in the customer's hand is real: a sale is never refused for want of stock. */
export function addLine(facts: AddFacts, body: BodyOf<'orders.add-line'>, moment: Moment): Decision {
  if (!facts.item)
    return refuse('item-missing', `There is no item ${body.gtin}; import it first.`, { gtin: body.gtin });
  if (!facts.open && !facts.counterKnown) return noCounter(body.counter);
  const held = unfit(facts, moment);
  if (held) return held;
  const priceMinor = body.priceMinor ?? facts.item.priceMinor;
  const quantity = body.quantity ?? 1;
  const order = facts.open?.order ?? moment.newId();
  const events: Event[] = facts.open
    ? []
    : [happened('orders.opened', { order, number: facts.nextNumber, counter: body.counter })];
  const before = facts.same?.quantity ?? 0;
  const line = facts.same?.line ?? facts.open?.nextLine ?? 1;
  const { gtin, lot, expiry } = body;
  const of = { ...(lot ? { lot } : {}), ...(expiry ? { expiry } : {}) };
  const step: LineStep = { order, line, gtin, before, after: before + quantity, priceMinor, ...of };
  events.push(facts.same ? happened('orders.line-changed', step) : happened('orders.line-added', step));
  return events;
}

export interface LineFacts {
  readonly order: OrderFact | undefined;
  readonly line: OrderedLine | undefined;
}

function openOrder(order: OrderFact | undefined): Decision | undefined {
  if (!order) return refuse('order-missing', 'There is no such order.');
  if (order.state === 'open') return undefined;
  const sentence = order.state === 'held' ? 'This order is on hold: take it back first.' : 'This order is closed.';
  return refuse(`order-${order.state}`, sentence, { number: order.number });
}

export function changeQuantity(facts: LineFacts, body: BodyOf<'orders.change-quantity'>): Decision {
  const closed = openOrder(facts.order);
  if (closed) return closed;
  if (!facts.line) return refuse('line-missing', 'This line was taken off already.');
  if (facts.line.quantity === body.quantity) return [];
  return [stepTo(body.order, facts.line, body.quantity)];
}

export function removeLine(facts: LineFacts, body: BodyOf<'orders.remove-line'>): Decision {
  const closed = openOrder(facts.order);
  if (closed) return closed;
  if (!facts.line) return refuse('line-missing', 'This line was taken off already.');
  return [stepTo(body.order, facts.line, 0)];
}

function stepTo(order: string, line: OrderedLine, after: number): Event {
  const { quantity, ...rest } = line;
  const step: LineStep = { order, ...rest, before: quantity, after };
  return after === 0 ? happened('orders.line-removed', step) : happened('orders.line-changed', step);
}

export interface UndoFacts {
  readonly order: OrderFact | undefined;
  readonly last: (LineStep & { readonly step: number }) | undefined;
}

/** Takes the newest step that stands back by its opposite; steps can be taken back one after another to the first. */
export function undo(facts: UndoFacts): Decision {
  const closed = openOrder(facts.order);
  if (closed) return closed;
  if (!facts.last) return refuse('nothing-to-undo', 'There is nothing left to take back on this order.');
  const { step, before, after, undoes: _undoes, ...rest } = facts.last;
  const back: LineStep = { ...rest, before: after, after: before, undoes: step };
  if (before === 0) return [happened('orders.line-removed', back)];
  return [after === 0 ? happened('orders.line-added', back) : happened('orders.line-changed', back)];
}

export interface WholeFacts {
  readonly order: OrderFact | undefined;
  readonly lines: readonly (OrderedLine & { readonly unit: string })[];
}

export interface PayFacts extends WholeFacts {
  /** What the order costs at this moment, with what promotions take off. */
  readonly totalMinor: number;
  readonly discounts: readonly Discount[];
  readonly coupons: readonly string[];
  /** What the customer's points can pay. */
  readonly pointsMinor: number;
}

const bare = (lines: WholeFacts['lines']): OrderedLine[] => lines.map(({ unit: _unit, ...line }) => line);

export function pay(facts: PayFacts, body: BodyOf<'orders.pay'>): Decision {
  const closed = openOrder(facts.order);
  if (closed) return closed;
  if (!facts.order || facts.lines.length === 0)
    return refuse('order-empty', 'There is nothing on this order to pay for.');
  const { totalMinor, discounts, coupons } = facts;
  const given = body.tenders.reduce((sum, tender) => sum + tender.amountMinor, 0);
  const cash = body.tenders.reduce((sum, tender) => sum + (tender.kind === 'cash' ? tender.amountMinor : 0), 0);
  const points = body.tenders.reduce((sum, tender) => sum + (tender.kind === 'points' ? tender.amountMinor : 0), 0);
  if (points > facts.pointsMinor)
    return refuse('points-short', 'There are not so many points.', { worthMinor: facts.pointsMinor });
  if (given < totalMinor)
    return refuse('too-little', 'This is less than the total: take more, or add another tender.', {
      missingMinor: totalMinor - given,
    });
  if (given - cash > totalMinor)
    return refuse('too-much', 'Only cash can be more than the total: correct the amount.', {
      overMinor: given - cash - totalMinor,
    });
  const { order, number, counter } = facts.order;
  return [
    happened('orders.paid', {
      order,
      number,
      counter,
      totalMinor,
      changeMinor: given - totalMinor,
      tenders: body.tenders,
      lines: bare(facts.lines),
      ...(discounts.length === 0 ? {} : { discounts: [...discounts] }),
      ...(coupons.length === 0 ? {} : { coupons: [...coupons] }),
    }),
  ];
}

export function hold(facts: WholeFacts, body: BodyOf<'orders.hold'>): Decision {
  const closed = openOrder(facts.order);
  if (closed) return closed;
  if (facts.lines.length === 0) return refuse('order-empty', 'An empty order needs no hold.');
  return [happened('orders.held', { order: body.order, ...(body.note ? { note: body.note } : {}) })];
}

export interface RecallFacts {
  readonly order: OrderFact | undefined;
  readonly counterKnown: boolean;
  /** The counter has an order of its own open, with lines. */
  readonly busy: boolean;
  /** The counter has an empty order open, which gives way. */
  readonly empty: string | undefined;
}

export function recall(facts: RecallFacts, body: BodyOf<'orders.recall'>): Decision {
  if (!facts.order) return refuse('order-missing', 'There is no such order.');
  if (facts.order.state !== 'held')
    return refuse('order-not-held', 'This order is not on hold.', { number: facts.order.number });
  if (!facts.counterKnown) return noCounter(body.counter);
  if (facts.busy) return refuse('counter-busy', 'Pay, hold or drop the order on this counter first.');
  const events: Event[] = facts.empty
    ? [happened('orders.dropped', { order: facts.empty, reason: 'empty', lines: [] })]
    : [];
  return [...events, happened('orders.recalled', { order: body.order, counter: body.counter })];
}

export function drop(facts: WholeFacts, body: BodyOf<'orders.drop'>): Decision {
  if (!facts.order) return refuse('order-missing', 'There is no such order.');
  if (facts.order.state !== 'open' && facts.order.state !== 'held')
    return refuse(`order-${facts.order.state}`, 'This order is closed.', { number: facts.order.number });
  return [happened('orders.dropped', { order: body.order, reason: body.reason, lines: bare(facts.lines) })];
}

/** An item seen at a counter that sells, outside any slip: it goes on the order. */
export function onReading(taken: ReadingTaken): readonly Wish[] {
  const { meaning, counter } = taken;
  if (meaning.kind !== 'item' || !counter || taken.mode !== 'sell' || taken.context !== null) return [];
  const price = meaning.priceMinor === undefined ? {} : { priceMinor: meaning.priceMinor };
  const { gtin, quantity, lot, expiry } = meaning;
  const of = { ...(lot ? { lot } : {}), ...(expiry ? { expiry } : {}) };
  return [wish('orders.add-line', { counter, gtin, quantity, ...price, ...of })];
}
