import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Role } from '../../contract/staff.ts';
import type { WriteOffAsked } from '../../contract/write-offs.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';
import { type Pool, share, unitOf, VALUE_SCALE, worthOut } from '../../core/valuation.ts';
import { costOf } from './valuation-rules.ts';

export interface PersonFact {
  readonly staff: string;
  readonly role: Role;
}
export interface WriteOffFacts {
  readonly item: { readonly unit: 'each' | 'gram'; readonly priceMinor: number } | undefined;
  readonly pool: Pool;
  /** In minor units. */
  readonly limitMinor: number;
  readonly asker: PersonFact | undefined;
  readonly approver: PersonFact | undefined;
}

const nobody = refuse('staff-missing', 'There is no such person here; scan a badge or choose a name.');
/** Places that stand for the world outside or for a difference: nothing lies there that could break. */
const virtual: ReadonlySet<string> = new Set(['supplier', 'customer', 'loss', 'transit', 'count']);

/** A second person means: another one, and one who leads. */
function notApproving(approver: PersonFact | undefined, asker: string): Decision | undefined {
  if (!approver) return nobody;
  if (approver.staff === asker) return refuse('approver-is-asker', 'Somebody else has to approve this.');
  if (approver.role === 'clerk')
    return refuse('approver-rank', 'Only a shift leader or a manager approves this.', { staff: approver.staff });
  return undefined;
}

/** At cost; goods nobody knows the cost of count at their price, so that none are written off unseen for want of one. */
function worthOf({ item, pool }: WriteOffFacts, quantity: number): number {
  if (!item) return 0;
  const unit = unitOf(pool);
  if (unit.value === 0) return costOf(item.unit, item.priceMinor, quantity);
  return pool.quantity >= quantity ? worthOut(pool, quantity) : share(unit.value, quantity, unit.quantity);
}

export function writeOff(facts: WriteOffFacts, body: BodyOf<'inventory.write-off'>, moment: Moment): Decision {
  const { staff, approver, location = 'shop-floor', ...rest } = body;
  if (!facts.item)
    return refuse('item-missing', `There is no item ${body.gtin}; import it first.`, { gtin: body.gtin });
  if (virtual.has(location)) return refuse('place-not-real', 'Name a place of the shop.', { location });
  if (!facts.asker) return nobody;
  const worth = worthOf(facts, body.quantity);
  const asked: WriteOffAsked = { writeOff: moment.newId(), ...rest, location, worth, askedBy: staff };
  if (worth <= facts.limitMinor * VALUE_SCALE) return [happened('inventory.written-off', asked)];
  if (approver === undefined)
    return [happened('inventory.write-off-asked', { ...asked, limit: facts.limitMinor * VALUE_SCALE })];
  return notApproving(facts.approver, staff) ?? [happened('inventory.written-off', { ...asked, approvedBy: approver })];
}

export interface DecideFacts {
  readonly asked: WriteOffAsked | undefined;
  readonly isPending: boolean;
  readonly person: PersonFact | undefined;
}
function undecided({ asked, isPending }: DecideFacts): Decision | undefined {
  if (!asked) return refuse('write-off-missing', 'There is no such write-off.');
  return isPending ? undefined : refuse('write-off-decided', 'Somebody has decided about this already.');
}

export function approveWriteOff(facts: DecideFacts, body: BodyOf<'inventory.approve-write-off'>): Decision {
  const no = undecided(facts) ?? notApproving(facts.person, facts.asked?.askedBy ?? '');
  if (no || !facts.asked) return no ?? nobody;
  return [happened('inventory.written-off', { ...facts.asked, approvedBy: body.approver })];
}

/** Whoever asked may take it back; anybody else needs the rank that could have approved it. */
export function refuseWriteOff(facts: DecideFacts, body: BodyOf<'inventory.refuse-write-off'>): Decision {
  const isOwn = facts.person !== undefined && facts.person.staff === facts.asked?.askedBy;
  const no = undecided(facts) ?? (isOwn ? undefined : notApproving(facts.person, ''));
  if (no) return no;
  return [happened('inventory.write-off-refused', { writeOff: body.writeOff, refusedBy: body.staff, note: body.note })];
}

export function onWrittenOff(data: Events['inventory.written-off']): readonly Wish[] {
  const { gtin, location, quantity, reason, lot, writeOff: reference } = data;
  return [
    wish('inventory.move', {
      ...{ gtin, from: location, to: 'loss', quantity, reason, reference },
      ...(lot ? { lot } : {}),
    }),
  ];
}
