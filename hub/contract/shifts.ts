import Type from 'typebox';
import { StaffId } from './ids.ts';

const TimeOfDay = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

/** One line of the daily plan; its place in the plan is `turn`. A shift on a day is named `YYYY-MM-DD/plan`. */
export const ShiftPlan = Type.Object(
  {
    plan: Type.String({ pattern: '^[a-z][a-z0-9-]{0,30}$' }),
    turn: Type.Integer({ minimum: 1, maximum: 9 }),
    nameZh: Type.String({ maxLength: 40 }),
    nameEn: Type.String({ maxLength: 40 }),
    starts: TimeOfDay,
    ends: TimeOfDay,
    staff: Type.Array(StaffId, { maxItems: 60 }),
  },
  { additionalProperties: false },
);
export type ShiftPlan = Type.Static<typeof ShiftPlan>;

/** A shift of a day with everybody who works it. */
export const RosterShift = Type.Object(
  {
    day: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
    plan: Type.String({ pattern: '^[a-z][a-z0-9-]{0,30}$' }),
    staff: Type.Array(StaffId, { maxItems: 60 }),
  },
  { additionalProperties: false },
);
export type RosterShift = Type.Static<typeof RosterShift>;

export const shiftCommands = {
  'shifts.set-plan': Type.Object(
    { shifts: Type.Array(ShiftPlan, { minItems: 1, maxItems: 9 }) },
    { additionalProperties: false },
  ),
  'shifts.set-roster': Type.Object(
    { shifts: Type.Array(RosterShift, { minItems: 1, maxItems: 1000 }) },
    {
      additionalProperties: false,
      description: 'who works these shifts of these days; nobody: as the daily plan says',
    },
  ),
  'shifts.begin': Type.Object(
    { shift: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}/[a-z][a-z0-9-]*$' }) },
    { additionalProperties: false },
  ),
  'shifts.hand-over': Type.Object(
    { leader: StaffId, reason: Type.Optional(Type.String({ maxLength: 200 })) },
    {
      additionalProperties: false,
      description: 'ends the current shift and begins the next; every open task goes along',
    },
  ),
};
export type ShiftEvents = {
  'shifts.plan-set': { shifts: ShiftPlan[] };
  'shifts.roster-set': { shifts: RosterShift[] };
  'shifts.begun': { shift: string };
  'shifts.handed-over': { from: string; to: string; leader: string; reason: string; open: number };
};
export const ShiftView = Type.Object({
  shift: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  starts: Type.String(),
  ends: Type.String(),
  staff: Type.Array(
    Type.Object({ staff: Type.String(), nameZh: Type.String(), nameEn: Type.String(), role: Type.String() }),
  ),
});
export type ShiftView = Type.Static<typeof ShiftView>;

/** Seven days of the roster; where nothing was set the daily plan holds. */
export const RosterView = Type.Object({
  days: Type.Array(
    Type.Object({
      day: Type.String(),
      shifts: Type.Array(
        Type.Object({
          plan: Type.String(),
          nameZh: Type.String(),
          nameEn: Type.String(),
          starts: Type.String(),
          ends: Type.String(),
          staff: Type.Array(Type.String()),
          asPlanned: Type.Boolean(),
        }),
      ),
    }),
  ),
});
export type RosterView = Type.Static<typeof RosterView>;
