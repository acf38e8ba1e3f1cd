import Type from 'typebox';
import { CounterId, Id, StaffId } from './ids.ts';

export const attendanceCommands = {
  'attendance.scan': Type.Object({
    counter: CounterId,
    store: Type.Integer(),
    badge: Type.Integer(),
    version: Type.Integer(),
  }),
  'attendance.clock': Type.Object(
    { staff: StaffId, what: Type.Enum(['in', 'out']) },
    { additionalProperties: false, description: 'coming or going, said on a page' },
  ),
  'attendance.correct': Type.Object(
    {
      stint: Id,
      cameAt: Type.Integer({ minimum: 0 }),
      wentAt: Type.Optional(Type.Integer({ minimum: 0 })),
      reason: Type.String({ minLength: 1, maxLength: 200 }),
    },
    {
      additionalProperties: false,
      description: 'a leader mends what somebody forgot to say; the reason stays with it',
    },
  ),
};
export type AttendanceEvents = {
  'attendance.came': { stint: string; staff: string; shift: string; how: 'scan' | 'screen'; counter?: string };
  'attendance.went': { stint: string; staff: string; how: 'scan' | 'screen' | 'forgotten'; counter?: string };
  'attendance.corrected': { stint: string; staff: string; cameAt: number; wentAt?: number; reason: string };
};

/** `expected` and `late` are still to come; who never came is `missed`. `here` came and has not gone. */
export const AttendanceState = Type.Enum(['expected', 'late', 'missed', 'here', 'done', 'forgotten']);
export const AttendanceRow = Type.Object({
  staff: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  day: Type.String(),
  shift: Type.String(),
  shiftZh: Type.String(),
  shiftEn: Type.String(),
  rostered: Type.Boolean(),
  from: Type.Optional(Type.Integer()),
  to: Type.Optional(Type.Integer()),
  state: AttendanceState,
  stint: Type.Optional(Type.String()),
  cameAt: Type.Optional(Type.Integer()),
  wentAt: Type.Optional(Type.Integer()),
  lateMinutes: Type.Optional(Type.Integer()),
  earlyMinutes: Type.Optional(Type.Integer()),
  workedMinutes: Type.Optional(Type.Integer()),
  counter: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String({ description: 'why a leader changed the times' })),
});
export type AttendanceRow = Type.Static<typeof AttendanceRow>;

/** What somebody has done here, for that person: nothing in it is kept for watching anybody. */
export const StaffHistory = Type.Object({
  staff: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  attendance: Type.Array(AttendanceRow),
  tasks: Type.Array(
    Type.Object({
      number: Type.Integer(),
      kind: Type.String(),
      nameZh: Type.String(),
      nameEn: Type.String(),
      at: Type.Integer(),
      inTime: Type.Boolean(),
    }),
    { description: 'what this person finished, newest first' },
  ),
});
export type StaffHistory = Type.Static<typeof StaffHistory>;
