import Type from 'typebox';
import { CounterId, StaffId } from './ids.ts';

export const Role = Type.Enum(['clerk', 'leader', 'manager']);
export type Role = Type.Static<typeof Role>;
export const StaffMember = Type.Object(
  {
    staff: StaffId,
    badge: Type.Integer({ minimum: 1, maximum: 99_999_999, description: 'serial in the badge code' }),
    badgeVersion: Type.Integer({
      minimum: 1,
      maximum: 99,
      description: 'raised when a badge is lost: the old one is refused',
    }),
    nameZh: Type.String({ maxLength: 60 }),
    nameEn: Type.String({ maxLength: 60 }),
    role: Role,
    active: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type StaffMember = Type.Static<typeof StaffMember>;

export const staffCommands = {
  'staff.set': StaffMember,
  'staff.badge-on': Type.Object({
    counter: CounterId,
    store: Type.Integer(),
    badge: Type.Integer(),
    version: Type.Integer(),
  }),
  'staff.leave': Type.Object({ counter: CounterId }, { additionalProperties: false }),
};
export type StaffEvents = {
  'staff.set': StaffMember;
  'staff.badged-on': { counter: string; staff: string };
  /** A badge was shown for another's command: it changes nobody's place. */
  'staff.badge-shown': { counter: string; staff: string; command: string };
  'staff.left': { counter: string; staff: string };
};
export const StaffView = Type.Intersect([
  StaffMember,
  Type.Object({
    badgeCode: Type.String({ description: 'empty for who does not look after people' }),
    clockCode: Type.String({ description: 'the second code of the card: coming or going; empty like the badge code' }),
    counter: Type.Optional(Type.String()),
  }),
]);
export type StaffView = Type.Static<typeof StaffView>;
