import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { CountState } from '../../contract/counts.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import type { Event } from '../../contract/journal.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';
import { NAMELESS, type Verdict, WHOLE } from './variance-rules.ts';

/** How long a counter goes on counting when nothing is scanned. */
export const HERE_MS = 10 * 60_000;
/** So many items go into one entry, so that none is larger than the link carries. */
const LISTED_MAX = 500;

export interface SheetFact {
  readonly sheet: string;
  readonly number: number;
  readonly state: CountState;
  readonly location: string;
  readonly isWhole: boolean;
}

export function over(sheet: SheetFact | undefined): Decision | undefined {
  if (!sheet) return refuse('count-missing', 'There is no such count in this shop.');
  if (sheet.state === 'posted')
    return refuse('count-posted', 'This count was posted already; nothing was changed.', { number: sheet.number });
  if (sheet.state === 'cancelled')
    return refuse('count-cancelled', 'This count was given up; begin a new one.', { number: sheet.number });
  return undefined;
}
const noItem = (gtin: string) => refuse('item-missing', `There is no item ${gtin}; import it first.`, { gtin });
export const nobody = refuse('staff-missing', 'There is no such person here; scan a badge or choose a name.');

export interface BeginFacts {
  readonly nextNumber: number;
  readonly items: readonly string[];
  /** The first of the wanted items that the shop does not know. */
  readonly unknown: string | undefined;
  readonly staffKnown: boolean;
}

/** Places that stand for the world outside the shop or for a difference: nothing can be counted there. */
const virtual: ReadonlySet<string> = new Set(['supplier', 'customer', 'loss', 'transit', 'count']);

export function begin(facts: BeginFacts, body: BodyOf<'counts.begin'>, moment: Moment): Decision {
  const { staff, ...rest } = body;
  if (virtual.has(body.location))
    return refuse('place-not-real', `Nothing can be counted at ${body.location}: name a place of the shop.`, {
      location: body.location,
    });
  if (staff !== undefined && !facts.staffKnown) return nobody;
  if (facts.unknown) return noItem(facts.unknown);
  if (facts.items.length === 0)
    return refuse('count-nothing', 'Nothing of this kind is kept there: there is nothing to count.');
  const sheet = moment.newId();
  const person = staff ?? personOf(moment) ?? '';
  const scope = body.scope.of === 'items' ? { of: 'items' as const, items: [] } : body.scope;
  return [
    happened('counts.begun', { sheet, number: facts.nextNumber, ...rest, scope, person }),
    ...listed(sheet, facts.items),
  ];
}

function listed(sheet: string, items: readonly string[]): Event[] {
  return pages(items).map((page) => happened('counts.listed', { sheet, items: page }));
}
export function pages<T>(list: readonly T[]): T[][] {
  const result: T[][] = [];
  for (let at = 0; at < list.length; at += LISTED_MAX) result.push(list.slice(at, at + LISTED_MAX));
  return result;
}

/** Whoever signed in at the screen. */
export const personOf = (moment: Moment): string | undefined => /^staff:(.+)$/.exec(moment.actor.by)?.[1];

export interface DueFacts {
  readonly planned: boolean;
  /** A sheet of an earlier plan that is still being counted: another one would only pile up. */
  readonly open: boolean;
  readonly nextNumber: number;
  readonly items: readonly string[];
}

/** Once a day: what is due by class, or called for by what happened to it, as a blind sheet of the shop floor. */
export function beginDue(facts: DueFacts, body: BodyOf<'counts.begin-due'>, moment: Moment): Decision {
  if (facts.planned) return [];
  const items = facts.open ? [] : facts.items;
  const planned = happened('counts.planned', { date: body.date, items: items.length });
  if (items.length === 0) return [planned];
  const sheet = moment.newId();
  return [
    planned,
    happened('counts.begun', {
      ...{ sheet, number: facts.nextNumber, name: body.date, location: 'shop-floor' },
      ...{ scope: { of: 'items', items: [] }, blind: true, person: '', plan: body.date },
    }),
    ...listed(sheet, items),
  ];
}

export interface RecordFacts {
  readonly sheet: SheetFact | undefined;
  readonly itemKnown: boolean;
  readonly listed: boolean;
  /** The person it is told for is one of the shop's; not asked where nobody is named. */
  readonly staffKnown: boolean;
  /** Who is on at the counter. */
  readonly atCounter: string | undefined;
  readonly counterBay: string | undefined;
  readonly homeBay: string | undefined;
  /** What this person found in this bay before; asked once both are known. */
  readonly found: (bay: string, person: string) => number | undefined;
  /** How the line stands; asked once the counting is over. None where nobody has counted the item. */
  readonly verdict: () => Verdict | undefined;
}

/**
 * Somebody counted. While the sheet is being counted anybody may say anything about any bay. Once the differences are
 * known, only what was forgotten is taken, and recounts: those for the whole place, in one word, and where a second
 * person is asked for by somebody who has not spoken yet.
 */
export function record(facts: RecordFacts, body: BodyOf<'counts.record'>, moment: Moment): Decision {
  const no = over(facts.sheet);
  if (no || !facts.sheet) return no ?? [];
  if (!facts.itemKnown) return noItem(body.gtin);
  if (!facts.listed && !facts.sheet.isWhole)
    return refuse('count-item-outside', 'This item is not on the sheet; it was not counted.', {
      number: facts.sheet.number,
    });
  if (body.staff !== undefined && !facts.staffKnown) return nobody;
  const person = body.staff ?? facts.atCounter ?? personOf(moment) ?? `${NAMELESS}${body.counter ?? ''}`;
  const verdict = facts.sheet.state === 'review' ? facts.verdict() : undefined;
  const late = verdict && recountRefused(verdict, person, facts.sheet.number);
  if (late) return late;
  const bay = verdict ? WHOLE : (body.bay ?? facts.counterBay ?? facts.homeBay ?? '-');
  const before = facts.found(bay, person);
  const fresh = body.how === 'set' || before === undefined;
  return [
    happened('counts.recorded', {
      ...{ sheet: body.sheet, gtin: body.gtin, bay, person, fresh },
      quantity: fresh ? body.quantity : (before ?? 0) + body.quantity,
      ...(body.counter ? { counter: body.counter } : {}),
    }),
  ];
}

function recountRefused(verdict: Verdict, person: string, number: number): Decision | undefined {
  if (!verdict.recount)
    return refuse('count-line-settled', 'This item was counted already and needs no recount.', { number });
  if (person.startsWith(NAMELESS))
    return refuse('count-who', 'A recount needs a name: scan a badge or choose a name first.', { number });
  if (verdict.notBy.includes(person))
    return refuse('count-by-another', 'Somebody else has to count this once more.', { number });
  return undefined;
}

export interface HereFacts {
  readonly sheet: SheetFact | undefined;
  readonly counter: { readonly mode: string } | undefined;
  readonly here: { readonly sheet: string; readonly until: number } | undefined;
}

export function openAt(facts: HereFacts, body: BodyOf<'counts.open-at'>, moment: Moment): Decision {
  const no = over(facts.sheet);
  if (no) return no;
  if (!facts.counter)
    return refuse('counter-missing', `There is no counter ${body.counter} in this shop.`, { counter: body.counter });
  if (facts.counter.mode !== 'sell')
    return refuse('counter-in-mode', 'This counter is doing something else: end that first.', {
      mode: facts.counter.mode,
    });
  return [happened('counts.opened-at', { ...body, until: moment.now + HERE_MS })];
}

export function leave(facts: HereFacts, body: BodyOf<'counts.leave'>): Decision {
  if (!facts.here || (body.until !== undefined && body.until !== facts.here.until)) return [];
  const reason = body.until === undefined ? 'left' : 'timed-out';
  return [happened('counts.left', { counter: body.counter, reason })];
}

export function setPolicy(_facts: null, body: BodyOf<'counts.set-policy'>): Decision {
  if (body.shareB < body.shareA)
    return refuse('count-shares', 'The share of A and B together cannot be less than that of A alone.');
  return [happened('counts.policy-set', body)];
}

/** Goods too many come from the place of differences, goods too few go there. */
export function onPosted(line: Events['counts.posted']): readonly Wish[] {
  const { gtin, location, variance, sheet } = line;
  const move = { gtin, quantity: Math.abs(variance), reference: sheet };
  return variance > 0
    ? [wish('inventory.move', { ...move, from: 'count', to: location, reason: 'count_gain' })]
    : [wish('inventory.move', { ...move, from: location, to: 'count', reason: 'count_loss' })];
}

/** A counter that is set to something else counts no more. */
export function onModeSet({ counter }: { counter: string }): readonly Wish[] {
  return [wish('counts.leave', { counter })];
}

/** A pick that is opened where somebody counts takes the counter over. */
export function onPickBegun({ counter }: { counter?: string }): readonly Wish[] {
  return counter === undefined ? [] : [wish('counts.leave', { counter })];
}

export function onReading({ meaning, counter, context, staff, count }: ReadingTaken): readonly Wish[] {
  if (!counter || !count || context !== null || meaning.kind !== 'item') return [];
  const { gtin, quantity } = meaning;
  const where = { counter, ...(count.bay === undefined ? {} : { bay: count.bay }) };
  return [
    wish('counts.record', {
      ...{ sheet: count.sheet, gtin, quantity, how: 'add', ...where },
      ...(staff === null ? {} : { staff }),
    }),
  ];
}
