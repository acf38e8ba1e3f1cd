import Type from 'typebox';
import { Id, ItemId, LocationId, StaffId } from './ids.ts';
import { LotId } from './lots.ts';
import { Quantity } from './quantity.ts';

/** Why goods leave without being sold. */
export const WriteOffReason = Type.Enum(['damage', 'expiry', 'theft_known', 'sample', 'internal_use']);
export type WriteOffReason = Type.Static<typeof WriteOffReason>;
const Note = Type.String({ minLength: 1, maxLength: 300 });

export const writeOffCommands = {
  'inventory.write-off': Type.Object(
    {
      gtin: ItemId,
      location: Type.Optional(LocationId),
      quantity: Quantity,
      reason: WriteOffReason,
      note: Type.Optional(Note),
      lot: Type.Optional(LotId),
      staff: StaffId,
      approver: Type.Optional(StaffId),
    },
    {
      additionalProperties: false,
      description:
        'from the shelf where no place is named. Worth more than the limit of the policy, it waits for a leader or manager other than who asks',
    },
  ),
  'inventory.approve-write-off': Type.Object({ writeOff: Id, approver: StaffId }, { additionalProperties: false }),
  'inventory.refuse-write-off': Type.Object(
    { writeOff: Id, staff: StaffId, note: Note },
    { additionalProperties: false, description: 'by a leader or manager, or taken back by who asked' },
  ),
};

export interface WriteOffAsked {
  writeOff: string;
  gtin: string;
  location: string;
  quantity: number;
  reason: WriteOffReason;
  note?: string;
  lot?: string;
  /** At cost, at the price where no cost is known; in thousandths of a minor unit. */
  worth: number;
  askedBy: string;
}
export type WriteOffEvents = {
  'inventory.write-off-asked': WriteOffAsked & { limit: number };
  'inventory.written-off': WriteOffAsked & { approvedBy?: string };
  'inventory.write-off-refused': { writeOff: string; refusedBy: string; note: string };
};

export const WriteOffState = Type.Enum(['pending', 'booked', 'refused']);
export const WriteOffView = Type.Object({
  writeOff: Type.String(),
  state: WriteOffState,
  gtin: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  unit: Type.Enum(['each', 'gram']),
  location: Type.String(),
  quantity: Type.Integer(),
  reason: WriteOffReason,
  note: Type.Optional(Type.String()),
  lot: Type.Optional(Type.String()),
  worth: Type.Integer({ description: 'in thousandths of a minor unit' }),
  askedBy: Type.String(),
  askedAt: Type.Integer(),
  decidedBy: Type.Optional(Type.String()),
  decidedAt: Type.Optional(Type.Integer()),
  decision: Type.Optional(Type.String({ description: 'the word of who refused' })),
});
export type WriteOffView = Type.Static<typeof WriteOffView>;
