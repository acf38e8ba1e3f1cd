import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { LoyaltyPolicy } from '../../contract/customers.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import type { Event } from '../../contract/journal.ts';
import type { Tier } from '../../contract/promotions.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

/** One point for a yuan, a point is worth a fen: what a shop has that has said nothing else. */
export const usualPolicy: LoyaltyPolicy = {
  earnPerMinor: 100,
  pointWorthMinor: 1,
  goldMinor: 200_000,
  diamondMinor: 1_000_000,
  tierDays: 365,
};

export interface MemberFact {
  readonly member: string;
  readonly points: number;
  readonly tier: Tier;
}

export function enrol(taken: boolean, body: BodyOf<'customers.enrol'>, moment: Moment): Decision {
  if (taken) return refuse('card-taken', 'This card code is in use already: take another card.', { card: body.card });
  return [happened('customers.enrolled', { member: moment.newId(), ...body })];
}

export interface PutFacts {
  readonly order: string | undefined;
  readonly member: string | undefined;
  readonly current: string | undefined;
}
export function putOnOrder(facts: PutFacts, body: BodyOf<'customers.put-on-order'>): Decision {
  const { order, member } = facts;
  if (member === undefined) return refuse('customer-unknown', 'Nobody has this card.', { card: body.card });
  if (order === undefined) return refuse('customer-no-order', 'Scan the goods first, then the customer’s card.');
  return facts.current === member ? [] : [happened('customers.put-on-order', { order, member })];
}
export function takeOffOrder(current: { member: string } | undefined, { order }: { order: string }): Decision {
  return current ? [happened('customers.taken-off-order', { order })] : [];
}

export function adjustPoints(
  fact: MemberFact | undefined,
  body: BodyOf<'customers.adjust-points'>,
  moment: Moment,
): Decision {
  if (!fact) return refuse('customer-unknown', 'Nobody has this card.');
  if (fact.points + body.points < 0)
    return refuse('points-short', 'There are not so many points.', { points: fact.points });
  const { member, points, reason } = body;
  return [happened('customers.points-moved', { member, cause: moment.newId(), kind: 'adjusted', points, reason })];
}

export function setPolicy(_facts: null, body: BodyOf<'customers.set-policy'>): Decision {
  if (body.diamondMinor <= body.goldMinor)
    return refuse('tier-order', 'Diamond must take more spending than gold: correct one of the two.');
  return [happened('customers.policy-set', body)];
}

export interface SettleFacts {
  readonly member: MemberFact | undefined;
  readonly policy: LoyaltyPolicy;
  /** This order counted already. */
  readonly settled: boolean;
  /** What the customer spent in the days that count, without this order. */
  readonly spentMinor: number;
}

/**
 * Points for a paid order, once whatever is repeated: those it was paid with go, those for what was paid in money come.
 * The order's own payment has refused more points than there are.
 */
export function settleOrder(facts: SettleFacts, body: BodyOf<'customers.settle-order'>): Decision {
  const { member: person, policy, settled } = facts;
  if (!person || settled) return [];
  const { member, tier } = person;
  const { order, spentMinor } = body;
  const move = (kind: 'earned' | 'spent', points: number): Event[] =>
    points === 0 ? [] : [happened('customers.points-moved', { member, cause: order, kind, points })];
  const reached = tierOf(facts.spentMinor + spentMinor, policy);
  return [
    ...move('spent', -Math.ceil(body.pointsMinor / policy.pointWorthMinor)),
    ...move('earned', Math.floor(spentMinor / policy.earnPerMinor)),
    happened('customers.spent', { member, order, spentMinor }),
    ...(reached === tier
      ? []
      : [
          happened('customers.tier-changed', {
            member,
            from: tier,
            to: reached,
            spentMinor: facts.spentMinor + spentMinor,
          }),
        ]),
  ];
}

export function tierOf(spentMinor: number, policy: LoyaltyPolicy): Tier {
  if (spentMinor >= policy.diamondMinor) return 'diamond';
  return spentMinor >= policy.goldMinor ? 'gold' : 'regular';
}

export function onPaid({ order, totalMinor, tenders }: Events['orders.paid']): readonly Wish[] {
  const pointsMinor = tenders.reduce((sum, { kind, amountMinor }) => sum + (kind === 'points' ? amountMinor : 0), 0);
  return [wish('customers.settle-order', { order, spentMinor: totalMinor - pointsMinor, pointsMinor })];
}
export function onDropped({ order }: Events['orders.dropped']): readonly Wish[] {
  return [wish('customers.take-off-order', { order })];
}
export function onReading({ meaning, counter }: ReadingTaken): readonly Wish[] {
  return meaning.kind === 'member' && counter ? [wish('customers.put-on-order', { counter, card: meaning.code })] : [];
}
