import type { ChannelOrder, ChannelOrderState, GoodsLine } from '../../contract/channel-orders.ts';
import type { Wish } from '../../contract/command.ts';
import type { BodyOf } from '../../contract/commands.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';
import { lineTotal } from '../../core/money.ts';

export interface TakeInFacts {
  /** The order this channel sent under this reference before. */
  readonly standing: { readonly number: number; readonly same: boolean } | undefined;
  /** Unit of each line's item, in order; undefined where the shop does not know the item. */
  readonly units: readonly (string | undefined)[];
  readonly nextNumber: number;
}

/** One order per channel and reference: the same again changes nothing, and another order under an old name is told. */
export function takeIn(facts: TakeInFacts, wanted: ChannelOrder, moment: Moment): Decision {
  if (facts.standing?.same) return [];
  if (facts.standing)
    return refuse(
      'channel-order-differs',
      'This channel sent another order under the same reference before: correct the reference, or cancel the old one.',
      { reference: wanted.reference, number: facts.standing.number },
    );
  const unknown = wanted.lines.filter((_, at) => facts.units[at] === undefined);
  if (unknown.length > 0)
    return refuse(
      'items-not-known',
      'This shop does not sell all of these items: see which, and send the order again.',
      {
        codes: unknown.map(({ gtin }) => gtin).join(', '),
        lines: wanted.lines.flatMap((_, at) => (facts.units[at] === undefined ? [at + 1] : [])).join(', '),
      },
    );
  const goods = wanted.lines.reduce(
    (sum, { priceMinor, quantity }, at) => sum + lineTotal(priceMinor, quantity, facts.units[at] ?? 'each'),
    0,
  );
  const discount = wanted.discountMinor ?? 0;
  if (discount > goods)
    return refuse('discount-too-large', 'The discount is more than the goods cost.', { discountMinor: discount });
  const totalMinor = goods - discount + (wanted.feeMinor ?? 0);
  return [happened('orders.received', { order: moment.newId(), number: facts.nextNumber, totalMinor, wanted })];
}

export interface StandFact {
  readonly order: string;
  readonly number: number;
  readonly state: ChannelOrderState;
  readonly passed: boolean;
}
const missing = refuse('order-missing', 'There is no such order.');
const over = (order: StandFact): Decision | undefined =>
  order.state === 'cancelled'
    ? refuse('order-cancelled', 'This order was cancelled.', { number: order.number })
    : undefined;

export interface ReleaseFacts {
  readonly order: StandFact | undefined;
}
/** A person takes it on themselves; who and why stays with the order. */
export function release(facts: ReleaseFacts, body: BodyOf<'orders.release'>): Decision {
  const { order } = facts;
  if (!order) return missing;
  const no = over(order);
  if (no) return no;
  if (order.passed) return refuse('order-passed', 'This order was passed already.', { number: order.number });
  return [happened('orders.passed', { order: body.order, by: 'person', reason: body.reason })];
}

export interface PaymentFacts {
  readonly order: StandFact | undefined;
  readonly known: number | undefined;
}
export function notePayment(facts: PaymentFacts, body: BodyOf<'orders.note-payment'>): Decision {
  if (!facts.order) return missing;
  if (facts.known === body.amountMinor) return [];
  if (facts.known !== undefined)
    return refuse('payment-differs', 'This payment was noted before with another amount.', {
      amountMinor: facts.known,
    });
  return body.amountMinor === 0 ? [] : [happened('orders.payment-noted', body)];
}

export interface CancelFacts {
  readonly order: StandFact | undefined;
  /** What of each line has not left the shop and is not cancelled. */
  readonly open: readonly GoodsLine[];
}

/** What left the shop comes back by a return; everything else can be called off, whole or by line. */
export function cancel(facts: CancelFacts, body: BodyOf<'orders.cancel'>): Decision {
  if (!facts.order) return missing;
  const no = over(facts.order);
  if (no) return no;
  const open = facts.open.filter(({ quantity }) => quantity > 0);
  if (open.length === 0)
    return refuse('order-left', 'Everything of this order has left the shop: take it back by a return.', {
      number: facts.order.number,
    });
  const wanted = body.lines ?? open.map(({ line, quantity }) => ({ line, quantity }));
  const sums = new Map<number, number>();
  for (const { line, quantity } of wanted) sums.set(line, (sums.get(line) ?? 0) + quantity);
  const lines: GoodsLine[] = [];
  for (const [line, quantity] of sums) {
    const found = open.find((one) => one.line === line);
    if (!found || found.quantity < quantity)
      return refuse('cancel-too-much', 'Not so much of this line is left to cancel.', {
        line,
        left: found?.quantity ?? 0,
      });
    lines.push({ line, gtin: found.gtin, quantity });
  }
  const left = open.reduce((sum, one) => sum + one.quantity, 0);
  const whole = lines.reduce((sum, one) => sum + one.quantity, 0) === left;
  const { order, number } = facts.order;
  return [happened('orders.cancelled', { order, number, reason: body.reason, lines, whole })];
}

export interface AdvanceFacts {
  readonly order: (StandFact & { readonly held: boolean }) | undefined;
  /** Pieces that are neither cancelled nor in any parcel. */
  readonly waiting: number;
  /** Pieces that are neither cancelled nor gone. */
  readonly standing: number;
  readonly parcels: readonly string[];
}

/**
 * The state of an order follows from what happened to its goods; nobody sets it. What is still being worked on says more
 * than what is already done.
 */
export function stateOf(facts: Omit<AdvanceFacts, 'order'> & { passed: boolean; held: boolean }): ChannelOrderState {
  const { parcels, waiting, standing, passed, held } = facts;
  const left = parcels.filter((state) => state === 'shipped' || state === 'signed');
  if (standing === 0 && left.length === 0) return 'cancelled';
  if (!passed) return held ? 'held' : 'received';
  if (parcels.some((state) => state === 'to-pick' || state === 'picking' || state === 'packed')) return 'processing';
  if (parcels.includes('ready')) return 'ready';
  if (waiting > 0) return 'back-ordered';
  if (parcels.includes('promised')) return 'processing';
  return left.every((state) => state === 'signed') ? 'signed' : 'shipped';
}

export function advance(facts: AdvanceFacts): Decision {
  const { order, ...goods } = facts;
  if (!order) return [];
  const to = stateOf({ ...goods, passed: order.passed, held: order.held });
  return to === order.state ? [] : [happened('orders.state-changed', { order: order.order, from: order.state, to })];
}

/** How late an alarm may come and still count as in time: the hub was up and asked every second. */
const LATE_MS = 60_000;
export interface AlarmFacts {
  readonly order: (StandFact & { readonly since: number; readonly told: boolean; readonly dueAt: number }) | undefined;
}
/** One alarm per order and state, or per promise; what came while the hub was away is told once, as late. */
export function alarm(facts: AlarmFacts, body: BodyOf<'orders.alarm'>, moment: Moment): Decision {
  const { order } = facts;
  if (!order || order.told) return [];
  if (body.about !== 'due' && (order.state !== body.about || order.since !== body.since)) return [];
  const late = moment.now - order.dueAt > LATE_MS;
  return [happened('orders.alarmed', { order: order.order, number: order.number, ...rest(body), late })];
}
const rest = ({ about, since }: BodyOf<'orders.alarm'>) => ({ about, since });

export function setPolicy(_facts: null, body: BodyOf<'orders.set-policy'>): Decision {
  return [happened('orders.policy-set', body)];
}

/** The state of an order is reckoned anew after whatever happened to it. */
export const toAdvance = ({ order }: { order: string }): readonly Wish[] => [wish('orders.advance', { order })];
/** Reviewed when it came, and when money did: that may be all that was missing. */
export const toReview = ({ order }: { order: string }): readonly Wish[] => [wish('orders.review', { order })];
