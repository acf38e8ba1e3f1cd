import Type from 'typebox';

/** One store as HQ knows it. Every figure is as of `asOf`, the store's own time of the newest entry HQ holds. */
export const StoreView = Type.Object({
  store: Type.String(),
  number: Type.Optional(Type.Integer()),
  nameZh: Type.String(),
  nameEn: Type.String(),
  online: Type.Boolean({ description: 'heard from within three beacons' }),
  lastHeardAt: Type.Optional(Type.Integer()),
  asOf: Type.Optional(Type.Integer()),
  epoch: Type.Optional(Type.String()),
  mark: Type.Integer({ description: 'last sequence of that epoch on HQ’s disk' }),
  entries: Type.Integer({ description: 'all entries HQ holds of this store' }),
  backlog: Type.Integer({ description: 'entries the store has told of and HQ does not hold yet' }),
  gap: Type.Boolean({
    description: 'HQ knows of entries of an earlier epoch it will never get, or that the store lost',
  }),
  quarantined: Type.Integer(),
  openTasks: Type.Integer(),
  lowItems: Type.Integer({ description: 'items with an open restock task' }),
  salesTodayMinor: Type.Integer(),
  ordersToday: Type.Integer(),
  businessDate: Type.Optional(Type.String()),
  clockOffset: Type.Integer({ description: 'HQ’s clock minus the store’s when its session began, in ms' }),
  software: Type.String({ description: 'version of the hub' }),
  oldestPendingAt: Type.Optional(Type.Integer({ description: 'the store’s time of the oldest entry HQ lacks' })),
  catchUpMs: Type.Optional(Type.Integer({ description: 'how long the backlog will take at the pace of late' })),
  diskDays: Type.Optional(
    Type.Integer({ description: 'days for which the store’s disk takes entries, HQ being away' }),
  ),
  wholeDay: Type.Optional(Type.String({ description: 'every business date before this one is complete at HQ' })),
  levelsRepairedAt: Type.Optional(
    Type.Integer({ description: 'when levels were last set right from the store’s own' }),
  ),
  levelsRepaired: Type.Optional(Type.Integer({ description: 'how many were, in all' })),
});
export type StoreView = Type.Static<typeof StoreView>;

export const StoreStock = Type.Object({
  store: Type.String(),
  asOf: Type.Optional(Type.Integer()),
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      gtin: Type.String(),
      nameZh: Type.String(),
      nameEn: Type.String(),
      levels: Type.Record(Type.String(), Type.Integer()),
      changedAt: Type.Integer(),
    }),
  ),
});
export type StoreStock = Type.Static<typeof StoreStock>;

export const StoreTasks = Type.Object({
  store: Type.String(),
  asOf: Type.Optional(Type.Integer()),
  tasks: Type.Array(
    Type.Object({
      task: Type.String(),
      number: Type.Integer(),
      state: Type.String(),
      gtin: Type.String(),
      nameZh: Type.String(),
      nameEn: Type.String(),
      quantity: Type.Integer(),
      openedAt: Type.Integer(),
      changedAt: Type.Integer(),
      staff: Type.Optional(Type.String()),
    }),
  ),
});
export type StoreTasks = Type.Static<typeof StoreTasks>;

/** HQ's live feed, server-sent events at GET /api/v1/feed: `store` when a store’s picture changed, `status` as heartbeat. */
export interface HqFeedEvents {
  store: { store: string; asOf: number };
  status: { at: number };
}
