import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import type { Event } from '../../contract/journal.ts';
import type { ParcelPaper } from '../../contract/parcels.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';
import { dropped, type FreeFact, freeFor, type ParcelFact, plain, resized } from './rules.ts';

export interface PickFacts {
  readonly parcel: ParcelFact | undefined;
  readonly paper: ParcelPaper | undefined;
  /** The parcel picked at the counter of the command, if it has one. */
  readonly here: string | undefined;
  /** The counter where this parcel is picked right now. */
  readonly at: string | undefined;
  /** What the order is still owed for goods that stay sold. */
  readonly missingMinor: number;
  readonly delivery: 'ship' | 'pick-up';
  readonly free: ReadonlyMap<string, FreeFact>;
  readonly nextNumber: number;
}

const missing = refuse('parcel-missing', 'There is no such parcel.');
/** A state that does not fit is told by its own code, so that a person reads what is the case. */
function unlessIn(parcel: ParcelFact | undefined, ...states: string[]): Decision | undefined {
  if (!parcel) return missing;
  if (states.includes(parcel.state)) return undefined;
  return notNow(parcel);
}
function notNow({ state, number }: ParcelFact): Decision {
  const params = { number };
  switch (state) {
    case 'promised':
      return refuse('parcel-promised', 'This order is not passed yet: release it first.', params);
    case 'to-pick':
      return refuse('parcel-to-pick', 'This parcel is not picked yet.', params);
    case 'picking':
      return refuse('parcel-picking', 'This parcel is still being picked.', params);
    case 'packed':
      return refuse('parcel-packed', 'This parcel is packed already.', params);
    case 'ready':
      return refuse('parcel-ready', 'This parcel is ready to be picked up.', params);
    case 'shipped':
      return refuse('parcel-shipped', 'This parcel has left already.', params);
    case 'signed':
      return refuse('parcel-signed', 'This parcel was signed for already.', params);
    case 'dropped':
      return refuse('parcel-dropped', 'This parcel was taken apart: throw its slip away.', params);
  }
}
const of = ({ order, parcel }: ParcelFact) => ({ order, parcel });

/** Opens the pick at a counter, or takes it up there again. */
export function beginPick(facts: PickFacts, body: { counter?: string }): Decision {
  const no = unlessIn(facts.parcel, 'to-pick', 'picking');
  if (no || !facts.parcel) return no ?? missing;
  return [happened('parcels.pick-begun', { ...of(facts.parcel), ...(body.counter ? { counter: body.counter } : {}) })];
}

/**
 * One paper, scanned again and again: it opens the pick; when all is picked it packs; at hand-over it is the customer's
 * signature.
 */
export function scanSlip(facts: PickFacts, body: BodyOf<'parcels.scan-slip'>): Decision {
  const { parcel } = facts;
  if (!parcel) return missing;
  if (parcel.state === 'ready' || parcel.state === 'shipped') return sign(facts, { parcel: parcel.parcel, by: 'slip' });
  if (parcel.state === 'picking' && facts.here === parcel.parcel && isPicked(parcel)) return pack(facts);
  if (parcel.state === 'picking' && facts.here === parcel.parcel)
    return refuse('pick-not-done', 'Not everything is picked: scan the rest, or say what is not there.', {
      number: parcel.number,
      left: parcel.lines.reduce((sum, line) => sum + line.quantity - line.picked, 0),
    });
  if (parcel.state === 'packed')
    return refuse('parcel-needs-tracking', 'Packed already: enter carrier and parcel number to ship it.', {
      number: parcel.number,
    });
  return beginPick(facts, body);
}

const isPicked = ({ lines }: ParcelFact): boolean => lines.every(({ quantity, picked }) => quantity === picked);

export function leavePick(facts: { here: string | undefined }, body: BodyOf<'parcels.leave-pick'>): Decision {
  return facts.here === undefined ? [] : [happened('parcels.pick-left', body)];
}

/** Each piece is checked against the slip: a wrong one and one too many are told at once, and change nothing. */
export function pickItem(
  facts: PickFacts,
  body: { gtin: string; quantity: number; counter?: string; parcel?: string },
): Decision {
  const { parcel } = facts;
  const no = unlessIn(parcel, 'picking', ...(body.counter ? [] : ['to-pick']));
  if (no || !parcel) return no ?? missing;
  const own = parcel.lines.filter(({ gtin }) => gtin === body.gtin);
  if (own.length === 0)
    return refuse('pick-wrong-item', 'This is not on the slip: put it back.', { number: parcel.number });
  const left = own.reduce((sum, line) => sum + line.quantity - line.picked, 0);
  if (left < body.quantity)
    return refuse('pick-too-many', 'More than is on the slip: put the rest back.', { number: parcel.number, left });
  const events: Event[] = [];
  if (parcel.state === 'to-pick') events.push(happened('parcels.pick-begun', of(parcel)));
  let more = body.quantity;
  for (const { line, quantity, picked } of own) {
    const taken = Math.min(more, quantity - picked);
    if (taken === 0) continue;
    more -= taken;
    const at = body.counter ? { counter: body.counter } : {};
    events.push(happened('parcels.item-picked', { ...of(parcel), line, gtin: body.gtin, quantity: taken, ...at }));
  }
  return events;
}

/** What is not there is not promised any longer: the order waits for it, and the book loses what nobody can find. */
export function pickShort(facts: PickFacts, body: BodyOf<'parcels.pick-short'>): Decision {
  const { parcel } = facts;
  const no = unlessIn(parcel, 'to-pick', 'picking');
  if (no || !parcel) return no ?? missing;
  const short = parcel.lines.find(({ line }) => line === body.line);
  if (!short || short.quantity - short.picked < body.missing)
    return refuse('pick-short-too-much', 'Not so much of this line is left to pick.', {
      line: body.line,
      left: short ? short.quantity - short.picked : 0,
    });
  const lines = parcel.lines.flatMap((one) => {
    const quantity = one === short ? one.quantity - body.missing : one.quantity;
    return quantity > 0 ? [{ ...one, quantity }] : [];
  });
  const { line, gtin, from } = short;
  const told = { ...of(parcel), line, gtin, missing: body.missing, from, reason: body.reason };
  return [resized(parcel, lines, freeFor(facts.free, [parcel]), 'short-pick'), happened('parcels.picked-short', told)];
}

/** Picked whole, a parcel is packed: to be shipped, or ready for its customer. */
export function pack(facts: PickFacts): Decision {
  const { parcel, paper, delivery } = facts;
  const no = unlessIn(parcel, 'picking');
  if (no || !parcel || !paper) return no ?? missing;
  if (!isPicked(parcel))
    return refuse('pick-not-done', 'Not everything is picked: scan the rest, or say what is not there.', {
      number: parcel.number,
      left: parcel.lines.reduce((sum, line) => sum + line.quantity - line.picked, 0),
    });
  const state = delivery === 'pick-up' ? 'ready' : 'packed';
  return [happened('parcels.packed', { ...of(parcel), state, paper })];
}

export function ship(facts: PickFacts, body: BodyOf<'parcels.ship'>): Decision {
  const { parcel } = facts;
  const no = unlessIn(parcel, 'packed');
  if (no || !parcel) return no ?? missing;
  const { carrier, tracking } = body;
  const { reservation } = parcel;
  return [
    happened('parcels.shipped', { ...of(parcel), carrier, tracking, reservation, lines: parcel.lines.map(plain) }),
  ];
}

/** Goods are handed over paid, and once; a parcel that was shipped is signed for where it arrived. */
export function sign(facts: PickFacts, body: BodyOf<'parcels.sign'>): Decision {
  const { parcel } = facts;
  const no = unlessIn(parcel, 'ready', 'shipped');
  if (no || !parcel) return no ?? missing;
  if (parcel.state === 'shipped') return [happened('parcels.signed', { ...of(parcel), by: body.by })];
  if (facts.missingMinor > 0)
    return refuse('order-unpaid', 'Take the money first: this order is not paid.', {
      missingMinor: facts.missingMinor,
    });
  const leaves = { reservation: parcel.reservation, lines: parcel.lines.map(plain) };
  return [happened('parcels.signed', { ...of(parcel), by: body.by, leaves })];
}

/** Takes lines of a parcel into one of their own, to be picked and sent apart. */
export function split(facts: PickFacts, body: BodyOf<'parcels.split'>, moment: Moment): Decision {
  const { parcel } = facts;
  const no = unlessIn(parcel, 'promised', 'to-pick');
  if (no || !parcel) return no ?? missing;
  if (parcel.expiresAt <= moment.now) return [dropped(parcel, 'expired')];
  const apart = new Map<number, number>();
  for (const { line, quantity } of body.lines) apart.set(line, (apart.get(line) ?? 0) + quantity);
  for (const [line, quantity] of apart) {
    const found = parcel.lines.find((one) => one.line === line);
    if (!found || found.quantity < quantity)
      return refuse('split-too-much', 'Not so much of this line is in the parcel.', {
        line,
        left: found?.quantity ?? 0,
      });
  }
  const stay = parcel.lines.flatMap((one) => {
    const quantity = one.quantity - (apart.get(one.line) ?? 0);
    return quantity > 0 ? [{ ...plain(one), quantity }] : [];
  });
  if (stay.length === 0) return refuse('split-all', 'Leave something in the parcel.', { number: parcel.number });
  const free = freeFor(facts.free, [parcel]);
  const first = resized(parcel, stay, free, 'split');
  const lines = parcel.lines.flatMap((one) => {
    const wanted = apart.get(one.line) ?? 0;
    const quantity = Math.min(wanted, Math.max(0, free.get(one.gtin) ?? 0));
    free.set(one.gtin, (free.get(one.gtin) ?? 0) - quantity);
    return quantity > 0 ? [{ ...plain(one), quantity }] : [];
  });
  if (lines.length === 0) return [first];
  const id = moment.newId();
  const passed = parcel.state === 'to-pick';
  const { order, expiresAt } = parcel;
  const next = { order, parcel: id, number: facts.nextNumber, reservation: `${id}:1`, expiresAt, passed, lines };
  return [first, happened('parcels.promised', next)];
}

export function print(facts: PickFacts, body: BodyOf<'parcels.print'>): Decision {
  const { parcel, paper } = facts;
  const no = unlessIn(parcel, 'to-pick', 'picking', 'packed', 'ready', 'shipped');
  if (no || !parcel || !paper) return no ?? missing;
  return [happened('parcels.print-wanted', { ...of(parcel), kind: body.paper, paper })];
}

export const onShipped = (data: Events['parcels.shipped']): readonly Wish[] => [leave(data.order, data)];
export const onSigned = ({ order, leaves }: Events['parcels.signed']): readonly Wish[] =>
  leaves ? [leave(order, leaves)] : [];
function leave(order: string, gone: NonNullable<Events['parcels.signed']['leaves']>): Wish {
  const lines = gone.lines.map(({ gtin, quantity, from }) => ({ gtin, quantity, from }));
  return wish('inventory.consume', { reservation: gone.reservation, lines, reason: 'sale', reference: order });
}
export function onPickedShort(data: Events['parcels.picked-short']): readonly Wish[] {
  const { gtin, missing: quantity, from, reason, parcel } = data;
  if (reason === 'other') return [];
  const to = reason === 'damaged' ? ('damaged' as const) : ('count' as const);
  const why = reason === 'damaged' ? ('damage' as const) : ('count_loss' as const);
  return [
    wish('inventory.move', { gtin, from, to, quantity, reason: why, reference: parcel }),
    wish('parcels.fill', { gtins: [gtin] }),
  ];
}
export function onReading({ meaning, counter, mode }: ReadingTaken): readonly Wish[] {
  if (meaning.kind !== 'item' || mode !== 'pick' || !counter) return [];
  return [wish('parcels.scan-item', { counter, gtin: meaning.gtin, quantity: meaning.quantity })];
}
/** A slip that was open at this counter gives way to the pick. */
export const onPickBegun = ({ counter }: Events['parcels.pick-begun']): readonly Wish[] =>
  counter ? [wish('counters.close-context', { counter, reason: 'replaced' })] : [];
