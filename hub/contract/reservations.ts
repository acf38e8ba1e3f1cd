import Type from 'typebox';
import { Id, ItemId, LocationId } from './ids.ts';
import { Quantity } from './quantity.ts';

/** What a promise is for: an order, a transfer, a customer’s wish … and whose id that is. */
export const ReservationPurpose = Type.Object(
  {
    kind: Type.String({ pattern: '^[a-z][a-z-]{0,30}$', description: 'order, pick, transfer, customer …' }),
    id: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
);
export type ReservationPurpose = Type.Static<typeof ReservationPurpose>;

const WantedLine = Type.Object(
  {
    gtin: ItemId,
    location: Type.Optional(LocationId),
    quantity: Quantity,
  },
  { additionalProperties: false, description: 'without a place: from anywhere in the shop that sells' },
);
const ExpiresAt = Type.Integer({ minimum: 0, description: 'ms since 1970; from this instant on the promise is void' });

export const reservationCommands = {
  'inventory.reserve': Type.Object(
    {
      reservation: Id,
      purpose: ReservationPurpose,
      lines: Type.Array(WantedLine, { minItems: 1, maxItems: 500 }),
      expiresAt: ExpiresAt,
    },
    { additionalProperties: false, description: 'all lines or none; refused when less is available than promised' },
  ),
  'inventory.prolong': Type.Object(
    { reservation: Id, expiresAt: ExpiresAt },
    { additionalProperties: false, description: 'moves the end of a promise that still stands' },
  ),
  'inventory.release': Type.Object(
    { reservation: Id, reason: Type.String({ minLength: 1, maxLength: 200 }) },
    { additionalProperties: false, description: 'gives back what is left of it; nothing where nothing is left' },
  ),
  'inventory.consume': Type.Object(
    {
      reservation: Id,
      lines: Type.Optional(
        Type.Array(
          Type.Object(
            {
              gtin: ItemId,
              quantity: Quantity,
              from: Type.Optional(LocationId),
            },
            { additionalProperties: false },
          ),
          { minItems: 1, maxItems: 500 },
        ),
      ),
      to: Type.Optional(LocationId),
      from: Type.Optional(LocationId),
      reason: Type.Optional(Type.Enum(['sale', 'transfer_out', 'restock', 'internal_use', 'sample'])),
      reference: Type.Optional(Type.String({ maxLength: 200 })),
      rest: Type.Optional(Type.Enum(['keep', 'release'], { description: 'what becomes of the part not taken' })),
    },
    {
      additionalProperties: false,
      description: 'the promised goods leave: `lines` of them (all that is left without), to `to` (customer without)',
    },
  ),
  'inventory.expire-reservation': Type.Object({ reservation: Id, expiresAt: ExpiresAt }),
};

export interface ReservedLine {
  line: number;
  gtin: string;
  /** Empty for goods from anywhere in the shop. */
  location: string;
  quantity: number;
}
/** One line’s part of a consumption: where it left from, where it went, and what is still promised. */
export interface ConsumedLine {
  line: number;
  gtin: string;
  from: string;
  to: string;
  quantity: number;
  remaining: number;
}
export type ReservationEvents = {
  'inventory.reserved': {
    reservation: string;
    purpose: ReservationPurpose;
    expiresAt: number;
    lines: ReservedLine[];
  };
  'inventory.prolonged': { reservation: string; expiresAt: number };
  'inventory.released': { reservation: string; purpose: ReservationPurpose; reason: string; lines: ReservedLine[] };
  'inventory.consumed': {
    reservation: string;
    purpose: ReservationPurpose;
    lines: ConsumedLine[];
    reason: 'sale' | 'transfer_out' | 'restock' | 'internal_use' | 'sample';
    reference: string;
    done: boolean;
  };
  'inventory.reservation-expired': {
    reservation: string;
    purpose: ReservationPurpose;
    expiresAt: number;
    lines: ReservedLine[];
  };
};

export const ReservationState = Type.Enum(['live', 'consumed', 'released', 'expired']);
export const ReservationView = Type.Object({
  reservation: Type.String(),
  purpose: ReservationPurpose,
  state: ReservationState,
  reservedAt: Type.Integer(),
  expiresAt: Type.Integer(),
  endedAt: Type.Optional(Type.Integer()),
  reason: Type.Optional(Type.String()),
  lines: Type.Array(
    Type.Object({
      line: Type.Integer(),
      gtin: Type.String(),
      nameZh: Type.String(),
      nameEn: Type.String(),
      location: Type.Optional(Type.String()),
      quantity: Type.Integer({ description: 'as promised' }),
      taken: Type.Integer({ description: 'of it, has left' }),
      remaining: Type.Integer({ description: 'of it, still counts as reserved' }),
    }),
  ),
});
export type ReservationView = Type.Static<typeof ReservationView>;
