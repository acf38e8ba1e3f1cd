import type { Wish } from '../../contract/command.ts';
import type { BodyOf } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

export function set(taken: { staff: string } | undefined, body: BodyOf<'staff.set'>): Decision {
  if (taken && taken.staff !== body.staff)
    return refuse('badge-taken', 'Another person has this badge number: choose a free one.', { badge: body.badge });
  return [happened('staff.set', body)];
}

export interface BadgeFacts {
  readonly store: number;
  readonly person: { readonly staff: string; readonly version: number; readonly active: boolean } | undefined;
  readonly on: string | undefined;
  /** Other counters where this person is on: nobody works at two. */
  readonly elsewhere: readonly { readonly counter: string }[];
  /** A command that waits at this counter for a second person's badge. */
  readonly asked: { readonly command: string; readonly until: number } | undefined;
}

/**
 * A badge says who is working at this counter from now on; scanned again by the same person it changes nothing. While a
 * command waits there for a second person, the badge of another approves it and leaves who works there as it is.
 */
export function badgeOn(facts: BadgeFacts, body: BodyOf<'staff.badge-on'>, moment: Moment): Decision {
  if (body.store !== facts.store)
    return refuse('badge-of-another-shop', 'This badge belongs to another shop.', { store: body.store });
  const { person } = facts;
  if (!person?.active) return refuse('badge-unknown', 'Nobody here has this badge: ask the manager for a new one.');
  if (person.version !== body.version) return refuse('badge-replaced', 'This badge was replaced: use the new one.');
  if (facts.on === person.staff) return [];
  const { staff } = person;
  if (facts.asked && facts.asked.until > moment.now) {
    if (moment.actor.by.startsWith('device:screen:'))
      return refuse('approval-by-gun', 'Approve by a badge that a gun reads, or by PIN: this badge was typed.');
    return [happened('staff.badge-shown', { counter: body.counter, staff, command: facts.asked.command })];
  }
  return [
    ...facts.elsewhere.map(({ counter }) => happened('staff.left', { counter, staff })),
    happened('staff.badged-on', { counter: body.counter, staff }),
  ];
}

export function leave(on: { staff: string } | undefined, body: BodyOf<'staff.leave'>): Decision {
  return on ? [happened('staff.left', { counter: body.counter, staff: on.staff })] : [];
}

export function onReading({ meaning, counter }: ReadingTaken): readonly Wish[] {
  if (meaning.kind !== 'badge' || !counter) return [];
  return [wish('staff.badge-on', { counter, store: meaning.store, badge: meaning.badge, version: meaning.version })];
}
