import Type from 'typebox';

const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });

/** One store on one business date: closed, complete and ready to be, or missing something. */
export const StoreDay = Type.Object({
  store: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  state: Type.Enum(['closed', 'complete', 'missing']),
  missing: Type.Array(Type.Enum(['not-over', 'never-whole', 'backlog', 'put-aside', 'lost-entries']), {
    description: 'why it cannot be closed yet',
  }),
  backlog: Type.Integer(),
  orders: Type.Integer(),
  salesMinor: Type.Integer(),
  asOf: Type.Optional(Type.Integer()),
  closedBy: Type.Optional(Type.String()),
  closedAt: Type.Optional(Type.Integer()),
  changedSince: Type.Boolean({ description: 'the figures are other ones now than when the day was closed' }),
});
export type StoreDay = Type.Static<typeof StoreDay>;

export const DayView = Type.Object({ businessDate: Day, stores: Type.Array(StoreDay), now: Type.Integer() });
export type DayView = Type.Static<typeof DayView>;

export const CloseDay = Type.Object(
  { by: Type.String({ minLength: 1, maxLength: 100 }) },
  {
    additionalProperties: false,
    description: 'closes the day for every store that is complete; the others are listed',
  },
);
export type CloseDay = Type.Static<typeof CloseDay>;

export const DayPath = Type.Object({ date: Day });
export type DayPath = Type.Static<typeof DayPath>;
