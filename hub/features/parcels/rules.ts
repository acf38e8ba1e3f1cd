import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { StockMoved } from '../../contract/inventory.ts';
import type { Event } from '../../contract/journal.ts';
import type { ParcelLine, ParcelPaper, ParcelState } from '../../contract/parcels.ts';
import { type Decision, happened, type Moment, wish } from '../../core/feature.ts';

/** Goods of an order that was passed are kept until they leave; the ledger wants an end, and this is none in practice. */
const KEPT_MS = 400 * 24 * 60 * 60_000;

export interface WaitingLine {
  readonly line: number;
  readonly gtin: string;
  readonly quantity: number;
}
export interface WaitingOrder {
  readonly order: string;
  readonly passed: boolean;
  readonly waiting: readonly WaitingLine[];
}
/** What of an item can be promised now, and where most of it stands. */
export interface FreeFact {
  readonly free: number;
  readonly from: string;
}
export interface AllocateFacts {
  readonly orders: readonly WaitingOrder[];
  readonly free: ReadonlyMap<string, FreeFact>;
  readonly nextNumber: number;
  readonly reserveMs: number;
}

/**
 * Promises what is there and leaves the rest waiting, the orders in their turn. All that a shop can promise is counted
 * down as it goes, so the last piece is promised once.
 */
export function allocate(facts: AllocateFacts, _body: unknown, moment: Moment): Decision {
  const free = new Map([...facts.free].map(([gtin, fact]) => [gtin, fact.free]));
  let number = facts.nextNumber;
  return facts.orders.flatMap(({ order, passed, waiting }) => {
    const lines = fitted(
      waiting.map((one) => ({ ...one, from: facts.free.get(one.gtin)?.from ?? 'shop-floor' })),
      free,
    );
    if (lines.length === 0) return [];
    const parcel = moment.newId();
    const expiresAt = moment.now + (passed ? KEPT_MS : facts.reserveMs);
    const promised = { order, parcel, number, reservation: `${parcel}:1`, expiresAt, passed, lines };
    number += 1;
    return [happened('parcels.promised', promised)];
  });
}

/** As much of each line as is free; what is taken is free no more. */
function fitted(lines: readonly ParcelLine[], free: Map<string, number>): ParcelLine[] {
  return lines.flatMap((one) => {
    const there = Math.max(0, free.get(one.gtin) ?? 0);
    const quantity = Math.min(one.quantity, there);
    free.set(one.gtin, there - quantity);
    return quantity > 0 ? [{ ...one, quantity }] : [];
  });
}

export interface ParcelFact {
  readonly parcel: string;
  readonly order: string;
  readonly number: number;
  readonly state: ParcelState;
  readonly version: number;
  readonly reservation: string;
  readonly expiresAt: number;
  readonly lines: readonly (ParcelLine & { readonly picked: number; readonly missing: number })[];
}
export const plain = ({ line, gtin, quantity, from }: ParcelLine): ParcelLine => ({ line, gtin, quantity, from });

export interface StartFacts {
  readonly parcels: readonly (ParcelFact & { readonly paper: ParcelPaper })[];
}
/** Passed: what was promised is to be picked. A promise that ran out meanwhile is made anew, if the goods are still there. */
export function start(facts: StartFacts, body: BodyOf<'parcels.start'>, moment: Moment): Decision {
  return facts.parcels.map((one) =>
    one.expiresAt <= moment.now
      ? dropped(one, 'expired')
      : happened('parcels.started', {
          order: body.order,
          parcel: one.parcel,
          reservation: one.reservation,
          expiresAt: moment.now + KEPT_MS,
          paper: one.paper,
        }),
  );
}

export function dropped({ order, parcel, reservation, lines }: ParcelFact, reason: string): Event {
  return happened('parcels.dropped', { order, parcel, reason, reservation, freed: gtinsOf(lines) });
}
const gtinsOf = (lines: readonly { gtin: string }[]): string[] => [...new Set(lines.map(({ gtin }) => gtin))];

export function dropAll(parcels: readonly ParcelFact[], body: BodyOf<'parcels.drop-all'>): Decision {
  return parcels.map((one) => dropped(one, body.reason));
}

export interface LapseFacts {
  readonly parcel: ParcelFact | undefined;
}
export function lapse({ parcel }: LapseFacts): Decision {
  return parcel && parcel.state === 'promised' ? [dropped(parcel, 'expired')] : [];
}

/**
 * A parcel with other goods than before, as an event: the old promise is given back and the new one made within one
 * transaction. `free` is what can be promised once the old promise is given back; what does not fit waits.
 */
export function resized(
  one: ParcelFact,
  lines: readonly ParcelLine[],
  free: Map<string, number>,
  reason: string,
): Event {
  const fits = fitted(lines.map(plain), free);
  if (fits.length === 0) return dropped(one, reason);
  const { order, parcel, reservation, expiresAt } = one;
  const version = one.version + 1;
  const next = { version, was: reservation, reservation: `${parcel}:${version}`, expiresAt };
  return happened('parcels.resized', { order, parcel, reason, ...next, lines: fits, freed: gtinsOf(one.lines) });
}

/** What can be promised to these parcels once their own promises are given back. */
export function freeFor(
  free: ReadonlyMap<string, FreeFact>,
  parcels: readonly Pick<ParcelFact, 'lines'>[],
): Map<string, number> {
  const sums = new Map([...free].map(([gtin, fact]) => [gtin, fact.free]));
  for (const { lines } of parcels)
    for (const { gtin, quantity } of lines) sums.set(gtin, (sums.get(gtin) ?? 0) + quantity);
  return sums;
}

export interface TrimFacts {
  /** Pieces promised beyond what the order still wants, by line. */
  readonly excess: ReadonlyMap<number, number>;
  /** The parcels that have not left, the least advanced first. */
  readonly parcels: readonly ParcelFact[];
  readonly free: ReadonlyMap<string, FreeFact>;
}
/** Gives back what was cancelled, from the parcels that are least far. */
export function trim(facts: TrimFacts, _body: unknown, moment: Moment): Decision {
  const excess = new Map(facts.excess);
  const events: Event[] = [];
  for (const one of facts.parcels) {
    let isChanged = false;
    const lines = one.lines.flatMap((line) => {
      const less = Math.min(line.quantity, excess.get(line.line) ?? 0);
      if (less === 0) return [line];
      isChanged = true;
      excess.set(line.line, (excess.get(line.line) ?? 0) - less);
      return line.quantity > less ? [{ ...line, quantity: line.quantity - less }] : [];
    });
    if (isChanged && one.expiresAt <= moment.now) events.push(dropped(one, 'expired'));
    else if (isChanged) events.push(resized(one, lines, freeFor(facts.free, [one]), 'cancelled'));
  }
  return events;
}

export interface PromiseFacts {
  /** What can be promised of the item; below nothing when somebody took what was kept. */
  readonly free: number;
  /** Open parcel lines of the item, the newest promise first. */
  readonly lines: readonly { order: string; parcel: string; line: number; quantity: number; missing: number }[];
}
/**
 * What is in a customer's hand is sold, also when it was kept for another. The newest promise bears it: its order shows
 * what is missing, and loses the mark when goods came.
 */
export function checkPromises(facts: PromiseFacts, body: BodyOf<'parcels.check-promises'>): Decision {
  let missing = Math.max(0, -facts.free);
  return facts.lines.flatMap(({ order, parcel, line, quantity, missing: before }) => {
    const now = Math.min(quantity, missing);
    missing -= now;
    return now === before
      ? []
      : [happened('parcels.conflicted', { order, parcel, line, gtin: body.gtin, missing: now })];
  });
}

const reserveFor = (data: {
  order: string;
  reservation: string;
  expiresAt: number;
  lines: readonly ParcelLine[];
}): Wish =>
  wish('inventory.reserve', {
    reservation: data.reservation,
    purpose: { kind: 'parcel', id: data.order },
    lines: data.lines.map(({ gtin, quantity }) => ({ gtin, quantity })),
    expiresAt: data.expiresAt,
  });
/** What is given back for these is promised anew at once, or is not there at all: nobody else is offered it. */
const GHOSTS: ReadonlySet<string> = new Set(['split', 'merged', 'short-pick']);
const fill = (gtins: string[]): Wish[] => (gtins.length > 0 ? [wish('parcels.fill', { gtins })] : []);

export const onPromised = (data: Events['parcels.promised']): readonly Wish[] => [
  reserveFor(data),
  ...(data.passed ? [wish('parcels.start', { order: data.order })] : []),
];
export const onStarted = ({ reservation, expiresAt }: Events['parcels.started']): readonly Wish[] => [
  wish('inventory.prolong', { reservation, expiresAt }),
];
export const onResized = (data: Events['parcels.resized']): readonly Wish[] => [
  wish('inventory.release', { reservation: data.was, reason: data.reason }),
  reserveFor(data),
  ...(GHOSTS.has(data.reason) ? [] : fill(data.freed)),
];
export const onParcelDropped = (data: Events['parcels.dropped']): readonly Wish[] => [
  wish('inventory.release', { reservation: data.reservation, reason: data.reason }),
  ...(GHOSTS.has(data.reason) ? [] : fill(data.freed)),
];
export const onReservationExpired = (data: Events['inventory.reservation-expired']): readonly Wish[] =>
  data.purpose.kind === 'parcel' ? [wish('parcels.lapse', { reservation: data.reservation })] : [];
/** Promises of others that ended leave goods for those who wait. */
export const onReleased = (data: Events['inventory.released']): readonly Wish[] =>
  data.purpose.kind === 'parcel' ? [] : fill(gtinsOf(data.lines));

const OUTSIDE: ReadonlySet<string> = new Set(['supplier', 'customer', 'loss', 'transit', 'count', 'damaged', 'repair']);
/** Goods that came may be what somebody waits for; goods that left may have been kept for somebody. */
export function onStockMoved({ gtin, from, to }: StockMoved): readonly Wish[] {
  if (OUTSIDE.has(from) === OUTSIDE.has(to)) return [];
  const check = wish('parcels.check-promises', { gtin });
  return OUTSIDE.has(from) ? [...fill([gtin]), check] : [check];
}
export const onOrderReceived = ({ order }: Events['orders.received']): readonly Wish[] => [
  wish('parcels.allocate', { order }),
];
export const onOrderPassed = ({ order }: Events['orders.passed']): readonly Wish[] => [
  wish('parcels.start', { order }),
  wish('parcels.allocate', { order }),
];
export const onOrderCancelled = ({ order }: Events['orders.cancelled']): readonly Wish[] => [
  wish('parcels.trim', { order }),
];

/** Somebody decides what becomes of a promise that cannot be kept: the customer is asked, or goods are found. */
export function onConflicted({ order, parcel, gtin, missing }: Events['parcels.conflicted']): readonly Wish[] {
  if (missing === 0) return [];
  return [
    wish('tasks.open', {
      kind: 'exception',
      subject: `parcel-conflict:${parcel}:${gtin}`.slice(0, 200),
      titleZh: `已留货被卖出 ${missing} 件：${gtin}`,
      titleEn: `Kept goods were sold: ${missing} of ${gtin}`,
      content: `${order}`.slice(0, 200),
    }),
  ];
}
