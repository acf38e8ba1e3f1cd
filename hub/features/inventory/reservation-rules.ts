import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Event } from '../../contract/journal.ts';
import type { ConsumedLine, ReservationPurpose, ReservedLine } from '../../contract/reservations.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

export interface LineFact {
  readonly line: number;
  readonly gtin: string;
  /** Empty for goods from anywhere in the shop. */
  readonly location: string;
  readonly quantity: number;
  readonly remaining: number;
}
export interface ReservationFact {
  readonly reservation: string;
  readonly purpose: ReservationPurpose;
  readonly state: string;
  readonly expiresAt: number;
  readonly lines: readonly LineFact[];
}

/** Of one item: what is there and not promised, at each place asked for and in the whole shop. */
export interface AvailableFact {
  readonly itemKnown: boolean;
  readonly shop: number;
  readonly places: ReadonlyMap<string, number>;
}
export interface ReserveFacts {
  readonly standing: ReservationFact | undefined;
  readonly items: ReadonlyMap<string, AvailableFact>;
}

const short = (gtin: string, available: number, wanted: number) =>
  refuse('stock-short', `Only ${Math.max(0, available)} of ${gtin} can be promised; ${wanted} were wanted.`, {
    item: gtin,
    available: Math.max(0, available),
    wanted,
  });

/** A promise must be kept, so it is refused when it cannot be: the whole of it, counted together before it is looked at. */
export function reserve(facts: ReserveFacts, body: BodyOf<'inventory.reserve'>, moment: Moment): Decision {
  const lines = body.lines.map((line, i) => ({ ...line, location: line.location ?? '', line: i + 1 }));
  if (facts.standing)
    return isSame(facts.standing, body.purpose, lines)
      ? []
      : refuse('reservation-exists', 'This reservation was made already, for other goods: choose a new id.');
  if (body.expiresAt <= moment.now)
    return refuse('reservation-past', 'A reservation must end in the future.', { expiresAt: body.expiresAt });
  for (const [gtin, item] of facts.items) {
    if (!item.itemKnown) return refuse('item-missing', `There is no item ${gtin}; import it first.`, { gtin });
    const own = lines.filter((line) => line.gtin === gtin);
    const wanted = sum(own);
    if (wanted > item.shop) return short(gtin, item.shop, wanted);
    for (const [place, available] of item.places) {
      const there = sum(own.filter((line) => line.location === place));
      if (there > available) return short(gtin, available, there);
    }
  }
  const { reservation, purpose, expiresAt } = body;
  return [happened('inventory.reserved', { reservation, purpose, expiresAt, lines })];
}

const sum = (lines: readonly { quantity: number }[]): number => lines.reduce((all, { quantity }) => all + quantity, 0);

function isSame(standing: ReservationFact, purpose: ReservationPurpose, lines: readonly ReservedLine[]): boolean {
  const { kind, id } = standing.purpose;
  const told = (all: readonly ReservedLine[]): string =>
    all.map(({ gtin, location, quantity }) => `${gtin} ${location} ${quantity}`).join();
  return kind === purpose.kind && id === purpose.id && told(standing.lines) === told(lines);
}

const missing = refuse('reservation-missing', 'There is no such reservation.');
const over = ({ state }: ReservationFact) =>
  refuse('reservation-over', 'This reservation has ended: reserve again.', {
    state: state === 'live' ? 'expired' : state,
  });
const isLive = (one: ReservationFact, moment: Moment): boolean => one.state === 'live' && one.expiresAt > moment.now;

export function prolong(one: ReservationFact | undefined, body: BodyOf<'inventory.prolong'>, moment: Moment): Decision {
  if (!one) return missing;
  if (!isLive(one, moment)) return over(one);
  if (body.expiresAt <= moment.now)
    return refuse('reservation-past', 'A reservation must end in the future.', { expiresAt: body.expiresAt });
  return body.expiresAt === one.expiresAt ? [] : [happened('inventory.prolonged', body)];
}

const left = (lines: readonly LineFact[]): ReservedLine[] =>
  lines
    .filter(({ remaining }) => remaining > 0)
    .map(({ line, gtin, location, remaining }) => ({ line, gtin, location, quantity: remaining }));

/** Gives back what is left; what has ended is left alone, and one whose end came is told so by the sweeper. */
export function release(one: ReservationFact | undefined, body: BodyOf<'inventory.release'>, moment: Moment): Decision {
  if (!one) return missing;
  if (!isLive(one, moment)) return [];
  return [happened('inventory.released', { ...body, purpose: one.purpose, lines: left(one.lines) })];
}

/** The sweeper's word. `expiresAt` names the end it was woken for, so that a prolonged promise is left alone. */
export function expire(
  one: ReservationFact | undefined,
  body: BodyOf<'inventory.expire-reservation'>,
  moment: Moment,
): Decision {
  if (one?.state !== 'live' || one.expiresAt !== body.expiresAt || one.expiresAt > moment.now) return [];
  return [happened('inventory.reservation-expired', { ...body, purpose: one.purpose, lines: left(one.lines) })];
}

/** Promised goods leave. More than was promised is no part of the promise, so it is refused whole. */
export function consume(one: ReservationFact | undefined, body: BodyOf<'inventory.consume'>, moment: Moment): Decision {
  if (!one) return missing;
  if (!isLive(one, moment)) return over(one);
  const state = one.lines.map((line) => ({ ...line }));
  const to = body.to ?? 'customer';
  const consumed: ConsumedLine[] = [];
  for (const { gtin, quantity, from } of body.lines ?? left(one.lines).map((l) => ({ ...l, from: undefined }))) {
    let wanted = quantity;
    for (const line of state.filter((l) => l.gtin === gtin)) {
      const taken = Math.min(wanted, line.remaining);
      if (taken === 0) continue;
      const place = from ?? body.from ?? (line.location === '' ? 'shop-floor' : line.location);
      if (place === to) return refuse('same-place', 'A move needs two different places.');
      wanted -= taken;
      line.remaining -= taken;
      consumed.push({ line: line.line, gtin, from: place, to, quantity: taken, remaining: line.remaining });
    }
    if (wanted > 0)
      return refuse('more-than-reserved', `Less of ${gtin} is reserved here than is to be taken.`, {
        item: gtin,
        missing: wanted,
      });
  }
  const rest = left(state);
  const done = rest.length === 0;
  const { reservation } = one;
  const events: Event[] = [
    happened('inventory.consumed', {
      ...{ reservation, purpose: one.purpose, lines: consumed, reason: body.reason ?? 'sale' },
      ...{ reference: body.reference ?? one.purpose.id, done },
    }),
  ];
  if (!done && body.rest === 'release')
    events.push(
      happened('inventory.released', { reservation, purpose: one.purpose, reason: 'not-needed', lines: rest }),
    );
  return events;
}

/** The promise is fulfilled by moves like any other: each is decided on the levels as they then are. */
export function onConsumed(data: Events['inventory.consumed']): readonly Wish[] {
  const { reason, reference } = data;
  return data.lines.map(({ gtin, from, to, quantity }) =>
    wish('inventory.move', { gtin, from, to, quantity, reason, reference }),
  );
}
