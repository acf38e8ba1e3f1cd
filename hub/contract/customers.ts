import Type from 'typebox';
import { CounterId, Id } from './ids.ts';
import { Tier } from './promotions.ts';
import { MinorUnits, Quantity } from './quantity.ts';

const strict = { additionalProperties: false } as const;
/** What stands on the customer's card or phone, as a gun reads it. */
export const CardCode = Type.String({ minLength: 4, maxLength: 40, pattern: '^[0-9A-Za-z-]+$' });
const Phone = Type.String({ minLength: 4, maxLength: 20, pattern: '^[0-9+]+$' });

/** How points are earned and what they are worth; from which spending in so many days a customer is gold or diamond. */
export const LoyaltyPolicy = Type.Object(
  {
    earnPerMinor: Quantity,
    pointWorthMinor: Quantity,
    goldMinor: MinorUnits,
    diamondMinor: MinorUnits,
    tierDays: Type.Integer({ minimum: 1, maximum: 3660 }),
  },
  strict,
);
export type LoyaltyPolicy = Type.Static<typeof LoyaltyPolicy>;

export const customerCommands = {
  'customers.enrol': Type.Object(
    { card: CardCode, name: Type.String({ maxLength: 60 }), phone: Type.Optional(Phone) },
    strict,
  ),
  'customers.put-on-order': Type.Object(
    { counter: CounterId, card: CardCode },
    { ...strict, description: 'by card code or phone number: this order is theirs' },
  ),
  'customers.take-off-order': Type.Object({ order: Id }, strict),
  'customers.adjust-points': Type.Object(
    {
      member: Id,
      points: Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 }),
      reason: Type.String({ minLength: 1, maxLength: 200 }),
    },
    strict,
  ),
  'customers.set-policy': LoyaltyPolicy,
  'customers.settle-order': Type.Object(
    {
      order: Id,
      spentMinor: MinorUnits,
      pointsMinor: MinorUnits,
    },
    { ...strict, description: 'wished when an order is paid: points spent and earned for it, once' },
  ),
};

export interface PointsMoved {
  member: string;
  cause: string;
  kind: 'earned' | 'spent' | 'taken-back' | 'given-back' | 'adjusted';
  points: number;
  reason?: string;
}
export type CustomerEvents = {
  'customers.enrolled': { member: string; card: string; name: string; phone?: string };
  'customers.put-on-order': { order: string; member: string };
  'customers.taken-off-order': { order: string };
  'customers.points-moved': PointsMoved;
  'customers.spent': { member: string; order: string; spentMinor: number };
  'customers.tier-changed': { member: string; from: Tier; to: Tier; spentMinor: number };
  'customers.policy-set': LoyaltyPolicy;
};

export const MemberView = Type.Object({
  member: Type.String(),
  card: Type.String(),
  name: Type.String(),
  phone: Type.Optional(Type.String({ description: 'its last four digits' })),
  tier: Tier,
  points: Type.Integer(),
  worthMinor: Type.Integer({ description: 'what the points are worth as payment' }),
  joinedAt: Type.Integer(),
});
export type MemberView = Type.Static<typeof MemberView>;
export const MemberHistory = Type.Intersect([
  MemberView,
  Type.Object({
    orders: Type.Array(
      Type.Object({ order: Type.String(), number: Type.Integer(), at: Type.Integer(), totalMinor: Type.Integer() }),
    ),
    moves: Type.Array(
      Type.Object({ cause: Type.String(), kind: Type.String(), points: Type.Integer(), at: Type.Integer() }),
    ),
  }),
]);
export type MemberHistory = Type.Static<typeof MemberHistory>;
