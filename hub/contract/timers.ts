import Type from 'typebox';

/** Names what waits: setting the same key again moves it. */
export const TimerKey = Type.String({ minLength: 1, maxLength: 500 });
/** What a timer is for, such as `escalations.step`: whoever set it reacts to `timers.fired` of its purpose. */
export const TimerPurpose = Type.String({ maxLength: 60, pattern: '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$' });
const Due = Type.Integer({ minimum: 0, description: 'ms since 1970 by the clock on the wall' });
/**
 * What becomes of several that are due at once after an outage: `each` fires every one, paced; `latest` fires the newest
 * of its series and lists the others as missed.
 */
export const LatePolicy = Type.Enum(['each', 'latest']);
export type LatePolicy = Type.Static<typeof LatePolicy>;

export const timerCommands = {
  'timers.set': Type.Object(
    {
      key: TimerKey,
      due: Due,
      purpose: TimerPurpose,
      body: Type.Optional(Type.Object({}, { additionalProperties: true, description: 'comes back with timers.fired' })),
      policy: Type.Optional(LatePolicy),
      series: Type.Optional(TimerKey),
    },
    { additionalProperties: false },
  ),
  'timers.cancel': Type.Object({ key: TimerKey }, { additionalProperties: false }),
  'timers.fire': Type.Object({ key: TimerKey, due: Due }, { additionalProperties: false }),
};

export interface TimerSet {
  key: string;
  due: number;
  purpose: string;
  policy: LatePolicy;
  series: string;
  body: Readonly<Record<string, unknown>>;
}
export interface TimerFired {
  key: string;
  due: number;
  purpose: string;
  series: string;
  body: Readonly<Record<string, unknown>>;
  /** How long after its time it fired, in ms. */
  lateBy: number;
  isLate: boolean;
  /** Older ones of the series whose time passed as well: they fire no more. */
  missed: { key: string; due: number }[];
}
export type TimerEvents = {
  'timers.set': TimerSet;
  'timers.cancelled': { key: string; due: number };
  'timers.fired': TimerFired;
};

export const TimersView = Type.Object({
  at: Type.Integer(),
  waiting: Type.Integer(),
  next: Type.Array(Type.Object({ key: Type.String(), due: Type.Integer(), purpose: Type.String() })),
  fired: Type.Array(
    Type.Object({
      key: Type.String(),
      due: Type.Integer(),
      purpose: Type.String(),
      at: Type.Integer(),
      lateBy: Type.Integer(),
      isLate: Type.Boolean(),
      missed: Type.Boolean({ description: 'a newer one of its series fired instead' }),
    }),
    { description: 'the last ones, newest first' },
  ),
});
export type TimersView = Type.Static<typeof TimersView>;
