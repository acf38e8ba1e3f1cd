import type { Wish } from '../../contract/command.ts';
import type { BodyOf } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import type { Event } from '../../contract/journal.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

/** Nobody goes within a minute of coming: a card held a little too long before the gun says one thing, not two. */
const TWICE_MS = 60_000;
/** Longer than any shift: who has been here for so long forgot to say that they went. */
const FORGOTTEN_MS = 16 * 3_600_000;

export interface ClockFacts {
  readonly person: { readonly staff: string; readonly version: number; readonly active: boolean } | undefined;
  /** The stint that goes on. */
  readonly here: { readonly stint: string; readonly cameAt: number } | undefined;
  /** When this person last came or went. */
  readonly lastAt: number | undefined;
  /** The shift somebody who comes now belongs to: that of the roster near this time, or else the running one. */
  readonly shift: string;
}

/** The second code of a badge card: it says that its owner comes, or goes, whichever it must be. */
export function scan(facts: ClockFacts & { store: number }, body: BodyOf<'attendance.scan'>, moment: Moment): Decision {
  const { person, here, lastAt } = facts;
  if (body.store !== facts.store)
    return refuse('badge-of-another-shop', 'This badge belongs to another shop.', { store: body.store });
  if (!person?.active) return refuse('badge-unknown', 'Nobody here has this badge: ask the manager for a new one.');
  if (person.version !== body.version) return refuse('badge-replaced', 'This badge was replaced: use the new one.');
  if (lastAt !== undefined && moment.now - lastAt < TWICE_MS)
    return refuse('clocked-just-now', 'This card was scanned a moment ago; nothing was changed.');
  const goes = here && moment.now - here.cameAt < FORGOTTEN_MS;
  return goes
    ? [went(here.stint, person.staff, 'scan', body.counter)]
    : came(facts, person.staff, 'scan', moment, body.counter);
}

export function clock(facts: ClockFacts, body: BodyOf<'attendance.clock'>, moment: Moment): Decision {
  const { person, here } = facts;
  if (!person?.active) return refuse('staff-missing', 'There is no such person here; scan a badge or choose a name.');
  const stands = here && moment.now - here.cameAt < FORGOTTEN_MS;
  if (body.what === 'out')
    return here ? [went(here.stint, person.staff, 'screen')] : refuse('not-clocked-in', 'You have not clocked in.');
  if (stands) return refuse('clocked-in-already', 'You have clocked in already.');
  return came(facts, person.staff, 'screen', moment);
}

const at = (counter: string | undefined): { counter?: string } => (counter ? { counter } : {});
const went = (stint: string, staff: string, how: 'scan' | 'screen' | 'forgotten', counter?: string): Event =>
  happened('attendance.went', { stint, staff, how, ...at(counter) });

function came(facts: ClockFacts, staff: string, how: 'scan' | 'screen', moment: Moment, counter?: string): Event[] {
  const forgotten = facts.here ? [went(facts.here.stint, staff, 'forgotten')] : [];
  return [
    ...forgotten,
    happened('attendance.came', { stint: moment.newId(), staff, shift: facts.shift, how, ...at(counter) }),
  ];
}

export function correct(
  stint: { readonly staff: string; readonly open: boolean } | undefined,
  body: BodyOf<'attendance.correct'>,
  moment: Moment,
): Decision {
  if (!stint) return refuse('stint-missing', 'There is no such entry of coming and going.');
  const { cameAt, wentAt } = body;
  if (cameAt > moment.now || (wentAt !== undefined && (wentAt <= cameAt || wentAt > moment.now)))
    return refuse('times-wrong', 'Going comes after coming, and neither lies in the future.');
  if (wentAt === undefined && !stint.open)
    return refuse('times-wrong', 'Going comes after coming, and neither lies in the future.');
  return [happened('attendance.corrected', { ...body, staff: stint.staff })];
}

export function onReading({ meaning, counter }: ReadingTaken): readonly Wish[] {
  if (meaning.kind !== 'clock' || !counter) return [];
  return [wish('attendance.scan', { counter, store: meaning.store, badge: meaning.badge, version: meaning.version })];
}
