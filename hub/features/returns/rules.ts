import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Condition, ReturnedLine, ReturnKind } from '../../contract/returns.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

const DAY_MS = 24 * 60 * 60_000;
/** How long a case may take where nobody says otherwise. */
const DUE_MS = 7 * DAY_MS;

export interface OpenFacts {
  readonly order: { readonly order: string; readonly number: number; readonly leftAt: number | undefined } | undefined;
  /** What of each line is with the customer and in no other case. */
  readonly lines: readonly (ReturnedLine & {
    readonly nameZh: string;
    readonly nameEn: string;
    readonly unit: string;
  })[];
  readonly nextNumber: number;
  readonly returnDays: number;
  readonly ownerKnown: boolean;
}

/** A number at once, an owner and a limit: nothing that a customer brings is nobody's. */
export function open(facts: OpenFacts, body: BodyOf<'returns.open'>, moment: Moment): Decision {
  const { order } = facts;
  if (!order) return refuse('order-missing', 'There is no such order.');
  if (!facts.ownerKnown) return refuse('staff-missing', 'There is no such person here; scan a badge or choose a name.');
  if (order.leftAt === undefined)
    return refuse('order-not-left', 'Nothing of this order has left the shop: cancel it instead.', {
      number: order.number,
    });
  if (body.kind !== 'repair' && moment.now - order.leftAt > facts.returnDays * DAY_MS)
    return refuse('return-too-late', 'The time to return this order is over.', {
      number: order.number,
      days: facts.returnDays,
    });
  const sums = new Map<number, number>();
  for (const { line, quantity } of body.lines) sums.set(line, (sums.get(line) ?? 0) + quantity);
  const lines: Events['returns.opened']['lines'] = [];
  for (const [line, quantity] of sums) {
    const found = facts.lines.find((one) => one.line === line);
    if (!found || found.quantity < quantity)
      return refuse('return-too-much', 'The customer does not have so many of this line.', {
        line,
        left: found?.quantity ?? 0,
      });
    lines.push({ ...found, quantity });
  }
  const owner = body.owner ?? personOf(moment.actor.by);
  return [
    happened('returns.opened', {
      rma: moment.newId(),
      number: facts.nextNumber,
      order: body.order,
      orderNumber: order.number,
      kind: body.kind,
      reason: body.reason,
      ...(owner ? { owner } : {}),
      dueAt: body.dueAt ?? moment.now + DUE_MS,
      lines,
    }),
  ];
}
const personOf = (by: string): string | undefined => /^staff:(.+)$/.exec(by)?.[1];

export interface CaseFact {
  readonly rma: string;
  readonly number: number;
  readonly order: string;
  readonly kind: ReturnKind;
  readonly state: 'open' | 'received' | 'closed';
  readonly owner: string | null;
  readonly dueAt: number;
  readonly overdue: boolean;
  readonly lines: readonly (ReturnedLine & { readonly received: number; readonly repair: number })[];
  readonly customer: Events['returns.received']['customer'];
  readonly delivery: Events['returns.received']['delivery'];
}
const missing = refuse('return-missing', 'There is no such return.');
const closed = ({ number }: CaseFact) => refuse('return-closed', 'This return was closed already.', { number });

/** Goods are back, each piece in its condition; never more than was announced. */
export function receive(one: CaseFact | undefined, body: BodyOf<'returns.receive'>): Decision {
  if (!one) return missing;
  if (one.state === 'closed') return closed(one);
  const left = new Map(one.lines.map((line) => [line.line, line.quantity - line.received]));
  const lines: (ReturnedLine & { condition: Condition })[] = [];
  for (const { line, quantity, condition } of body.lines) {
    const known = one.lines.find((each) => each.line === line);
    const more = left.get(line) ?? 0;
    if (!known || more < quantity)
      return refuse('receive-too-much', 'More than was announced: open another return for the rest.', {
        line,
        left: more,
      });
    left.set(line, more - quantity);
    lines.push({ line, gtin: known.gtin, quantity, condition });
  }
  const done = [...left.values()].every((more) => more === 0);
  const { rma, number, order, kind, customer, delivery } = one;
  return [happened('returns.received', { rma, number, order, kind, lines, done, customer, delivery })];
}

/** Ends a case: what was repaired goes back to its customer; refused or never brought, it is over. */
export function close(one: CaseFact | undefined, body: BodyOf<'returns.close'>): Decision {
  if (!one) return missing;
  if (one.state === 'closed') return closed(one);
  const received = one.lines.some((line) => line.received > 0);
  if (body.outcome === 'repaired' && (one.kind !== 'repair' || !received))
    return refuse('return-not-repair', 'Nothing was taken in to be repaired here.', { number: one.number });
  if (body.outcome === 'refused' && received)
    return refuse('return-received', 'Goods are here already: this can not be called off any more.', {
      number: one.number,
    });
  const back =
    body.outcome === 'repaired'
      ? one.lines.flatMap(({ line, gtin, repair }) => (repair > 0 ? [{ line, gtin, quantity: repair }] : []))
      : [];
  const reason = body.reason ? { reason: body.reason } : {};
  return [happened('returns.closed', { rma: one.rma, order: one.order, outcome: body.outcome, ...reason, back })];
}

export function remind(one: CaseFact | undefined, _body: unknown, moment: Moment): Decision {
  if (!one || one.state === 'closed' || one.overdue || one.dueAt > moment.now) return [];
  const { rma, number, order, owner, dueAt } = one;
  return [happened('returns.overdue', { rma, number, order, ...(owner ? { owner } : {}), dueAt })];
}

export interface ReckonFacts {
  readonly money:
    | { readonly paidMinor: number; readonly valueMinor: number; readonly refundsMinor: number }
    | undefined;
  readonly nextNumber: number;
}
/** What was paid is kept as far as the order stands, and goes back beyond that: never more than was paid, never twice. */
export function reckon({ money, nextNumber }: ReckonFacts, body: BodyOf<'returns.reckon'>, moment: Moment): Decision {
  if (!money) return [];
  const amountMinor = Math.max(0, money.paidMinor - money.valueMinor) - money.refundsMinor;
  if (amountMinor <= 0) return [];
  const { order, why } = body;
  return [happened('orders.refund-due', { refund: moment.newId(), number: nextNumber, order, amountMinor, why })];
}

export interface RefundFact {
  readonly refund: string;
  readonly order: string;
  readonly amountMinor: number;
  readonly reference: string | null;
}
/** Settled once, by a person, with the reference of the payment. */
export function settleRefund(one: RefundFact | undefined, body: BodyOf<'returns.settle-refund'>): Decision {
  if (!one) return refuse('refund-missing', 'There is no such refund.');
  if (one.reference === body.reference) return [];
  if (one.reference !== null)
    return refuse('refund-settled', 'This refund was paid already.', { reference: one.reference });
  const { refund, order, amountMinor } = one;
  return [happened('orders.refund-settled', { refund, order, amountMinor, reference: body.reference })];
}

const PLACES = {
  sellable: { to: 'back-room', reason: 'return_sellable' },
  damaged: { to: 'damaged', reason: 'return_damaged' },
  repair: { to: 'repair', reason: 'return_damaged' },
} as const satisfies Record<Condition, { to: string; reason: string }>;

/** Goods go where their condition says, money is reckoned anew, and an exchange is an order of its own with nothing to pay. */
export function onReceived(data: Events['returns.received']): readonly Wish[] {
  const moves = data.lines.map(({ gtin, quantity, condition }) =>
    wish('inventory.move', { gtin, quantity, from: 'customer', ...PLACES[condition], reference: data.rma }),
  );
  if (data.kind === 'return') return [...moves, wish('returns.reckon', { order: data.order, why: 'return' })];
  if (data.kind === 'repair') return moves;
  const sums = new Map<string, number>();
  for (const { gtin, quantity } of data.lines) sums.set(gtin, (sums.get(gtin) ?? 0) + quantity);
  const lines = [...sums].map(([gtin, quantity]) => ({ gtin, quantity, priceMinor: 0 }));
  const reference = `RMA-${data.number}:${data.lines.map((one) => `${one.line}x${one.quantity}${one.condition[0]}`).join('+')}`;
  return [
    ...moves,
    wish('orders.take-in', {
      channel: 'exchange',
      reference: reference.slice(0, 80),
      customer: data.customer,
      delivery: data.delivery,
      lines,
    }),
  ];
}
export function onClosed({ back, rma }: Events['returns.closed']): readonly Wish[] {
  return back.map(({ gtin, quantity }) =>
    wish('inventory.move', { gtin, quantity, from: 'repair', to: 'customer', reason: 'correction', reference: rma }),
  );
}
export const onOrderReceived = ({ order }: Events['orders.received']): readonly Wish[] => [
  wish('returns.reckon', { order, why: 'overpaid' }),
];
export const onOrderCancelled = ({ order }: Events['orders.cancelled']): readonly Wish[] => [
  wish('returns.reckon', { order, why: 'cancelled' }),
];
export const onPayment = ({ order }: Events['orders.payment-noted']): readonly Wish[] => [
  wish('returns.reckon', { order, why: 'overpaid' }),
];
