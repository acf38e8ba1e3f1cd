import Type from 'typebox';
import { ItemId, LocationId } from './ids.ts';

const Level = Type.Integer({ minimum: 0, description: 's: a task opens at or below it' });
const Target = Type.Integer({ minimum: 1, description: 'S: what the shelf is filled up to' });
const BusinessDate = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const Weekdays = Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
  minItems: 1,
  maxItems: 7,
  description: '1 is Monday; every day when left out',
});

/** One sentence a shopkeeper can check, in both languages of the shop. */
const Why = Type.Object({ zh: Type.String({ maxLength: 300 }), en: Type.String({ maxLength: 300 }) });

/** How the shop is supplied and how much of the demand it wants to serve. */
export const SupplyPolicy = Type.Object(
  {
    leadDays: Type.Integer({ minimum: 1, maximum: 60, description: "1 when today's order arrives tomorrow" }),
    orderDays: Type.Optional(Weekdays),
    deliveryDays: Type.Optional(Weekdays),
    fill: Type.Number({ minimum: 0.5, maximum: 0.9999, description: 'share of demand served from the shelf' }),
  },
  { additionalProperties: false },
);
export type SupplyPolicy = Type.Static<typeof SupplyPolicy>;

/** What an order or a warning rests on: where the item stands, how fast it sells, how long it lasts. */
export const StockWhy = Type.Object({
  position: Type.Integer({ description: 'on hand + on order + in transit - reserved' }),
  onHand: Type.Integer(),
  onOrder: Type.Integer(),
  inTransit: Type.Integer(),
  reserved: Type.Integer(),
  level: Type.Integer(),
  target: Type.Integer(),
  velocity: Type.Number({ description: 'base units a day' }),
  cover: Type.Optional(Type.Number({ description: 'days that what is on hand lasts' })),
});
export type StockWhy = Type.Static<typeof StockWhy>;

/** What was learned about an item: levels, expected demand by weekday (Monday first) and the reason. */
export const LearnedItem = Type.Object(
  {
    gtin: ItemId,
    method: Type.String({ maxLength: 40 }),
    chosen: BusinessDate,
    level: Level,
    target: Target,
    orderLevel: Type.Integer({ minimum: -1 }),
    week: Type.Array(Type.Number({ minimum: 0 }), { minItems: 7, maxItems: 7 }),
    dispersion: Type.Number({ minimum: 1 }),
    why: Why,
  },
  { additionalProperties: false },
);
export type LearnedItem = Type.Static<typeof LearnedItem>;

const RuleLocation = Type.Optional(
  Type.Enum(['shop-floor', 'store'], { description: 'the shelf, or the store as a whole against its suppliers' }),
);

export const replenishmentCommands = {
  'replenishment.set-levels': Type.Object(
    {
      rules: Type.Array(
        Type.Object(
          { gtin: ItemId, location: LocationId, level: Level, target: Target },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 500 },
      ),
    },
    { additionalProperties: false },
  ),
  'replenishment.review': Type.Object({ gtin: ItemId, location: LocationId }, { additionalProperties: false }),
  'replenishment.pin': Type.Object(
    { gtin: ItemId, level: Type.Optional(Level), target: Type.Optional(Target), location: RuleLocation },
    { additionalProperties: false, description: 'keeps the level as it is, or at `level`, whatever is learned' },
  ),
  'replenishment.unpin': Type.Object(
    { gtin: ItemId, location: RuleLocation },
    { additionalProperties: false, description: 'what was learned holds again' },
  ),
  'replenishment.review-stock': Type.Object({
    gtin: ItemId,
    by: Type.Enum(['supply', 'return', 'sale', 'review'], {
      description:
        'goods came or are ordered: that cures and gives no alarm; taken back: that cures well above the level',
    }),
  }),
  'replenishment.snooze': Type.Object(
    {
      gtin: ItemId,
      location: RuleLocation,
      until: Type.Integer({ description: 'ms; then it is looked at again' }),
      reason: Type.String({ minLength: 1, maxLength: 200 }),
    },
    { additionalProperties: false, description: 'no task and no proposal for a while, and why' },
  ),
  'replenishment.wake': Type.Object(
    { gtin: ItemId, location: RuleLocation, until: Type.Optional(Type.Integer()) },
    { additionalProperties: false },
  ),
  'replenishment.set-policy': SupplyPolicy,
  'replenishment.learn': Type.Object(
    {},
    { additionalProperties: false, description: 'learns all levels anew, without waiting for the night' },
  ),
  'replenishment.take-learned': Type.Object(
    {
      date: BusinessDate,
      after: Type.String({ maxLength: 20, description: 'the last item of this batch, in the order of their numbers' }),
      done: Type.Boolean(),
      plans: Type.Array(LearnedItem, { maxItems: 100 }),
    },
    { additionalProperties: false },
  ),
};

export interface ShelfLow {
  gtin: string;
  location: string;
  from: string;
  onHand: number;
  level: number;
  target: number;
  backRoom: number;
  quantity: number;
}
export interface StockLow {
  gtin: string;
  quantity: number;
  why: StockWhy;
}
export type ReplenishmentEvents = {
  /** `learned` stands where nobody set it: then the target says nothing about the room on the shelf. */
  'replenishment.level-set': { gtin: string; location: string; level: number; target: number; learned?: true };
  'replenishment.shelf-low': ShelfLow;
  'replenishment.need-changed': ShelfLow & { task: string };
  'replenishment.shelf-recovered': { gtin: string; location: string; onHand: number; level: number; task: string };
  /** The store as a whole has fallen to its level: goods should be ordered. */
  'replenishment.stock-low': StockLow;
  /** The proposal that stands is too small or too large by now. */
  'replenishment.order-need-changed': StockLow;
  'replenishment.stock-recovered': { gtin: string; reason: string; position: number; level: number };
  /** What is there will not last until the next delivery. Told once until it has recovered. */
  'replenishment.cover-short': { gtin: string; days: number; why: StockWhy };
  'replenishment.cover-recovered': { gtin: string };
  'replenishment.snoozed': {
    gtin: string;
    location: string;
    until: number;
    reason: string;
    /** The open task it takes away. */
    task?: string;
  };
  'replenishment.woken': { gtin: string; location: string };
  'replenishment.pinned': { gtin: string; location: string };
  'replenishment.unpinned': { gtin: string; location: string };
  'replenishment.policy-set': SupplyPolicy;
  'replenishment.learning-asked': Record<string, never>;
  'replenishment.learned': LearnedItem & { date: string };
  'replenishment.learned-through': { date: string; after: string; done: boolean };
};

/** Why a level is what it is, beside the item it belongs to. */
export const LevelReason = Type.Object({
  pinned: Type.Optional(Type.Boolean()),
  learnedLevel: Type.Optional(Type.Integer()),
  orderLevel: Type.Optional(Type.Integer()),
  why: Type.Optional(Why),
});
export type LevelReason = Type.Static<typeof LevelReason>;

/** How an item stands: what is there, how long it lasts, and how likely it runs out within three days of trade. */
export const StandingView = Type.Object({
  gtin: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  unit: Type.String(),
  shopFloor: Type.Integer(),
  backRoom: Type.Integer(),
  level: Type.Optional(Type.Integer()),
  pinned: Type.Boolean(),
  orderLevel: Type.Integer(),
  order: Type.Integer({ description: 'to order now, whole cases' }),
  daily: Type.Number(),
  daysOfCover: Type.Optional(Type.Number()),
  stockout72h: Type.Number(),
  expectedLost: Type.Number(),
  learnedOn: Type.String(),
  why: Why,
});
export type StandingView = Type.Static<typeof StandingView>;

export const ReplenishmentView = Type.Object({
  asOf: Type.Integer(),
  at: Type.Integer(),
  policy: SupplyPolicy,
  learnedThrough: Type.Optional(Type.String({ description: 'the last day whose sales all levels know' })),
  items: Type.Array(StandingView),
});
export type ReplenishmentView = Type.Static<typeof ReplenishmentView>;

/**
 * How an item stands, in one word: `out` really out; `shelf-empty` the shelf is bare and the back room is not; `shelf-low`;
 * `stock-low` the store as a whole; `soon` it will not last until the next delivery; `over` it will last for ages.
 */
export const StockState = Type.Enum(['out', 'shelf-empty', 'shelf-low', 'stock-low', 'soon', 'over', 'ok']);
export type StockState = Type.Static<typeof StockState>;

const SnoozeView = Type.Optional(Type.Object({ until: Type.Integer(), reason: Type.String() }));
export const RestockRow = Type.Object({
  gtin: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  unit: Type.String(),
  state: StockState,
  shopFloor: Type.Integer(),
  backRoom: Type.Integer(),
  level: Type.Optional(Type.Integer()),
  target: Type.Optional(Type.Integer()),
  pinned: Type.Boolean(),
  storeLevel: Type.Optional(Type.Integer()),
  storeTarget: Type.Optional(Type.Integer()),
  storePinned: Type.Boolean(),
  position: Type.Integer(),
  onOrder: Type.Integer(),
  inTransit: Type.Integer(),
  reserved: Type.Integer(),
  velocity: Type.Number(),
  cover: Type.Optional(Type.Number()),
  why: Type.Optional(Why),
  task: Type.Optional(Type.Integer({ description: 'number of its open restock task' })),
  shelfSnooze: SnoozeView,
  storeSnooze: SnoozeView,
});
export type RestockRow = Type.Static<typeof RestockRow>;

export const RestockView = Type.Object({
  asOf: Type.Integer(),
  at: Type.Integer(),
  total: Type.Integer({ description: 'items with a level' }),
  items: Type.Array(RestockRow, { description: 'what needs somebody first' }),
});
export type RestockView = Type.Static<typeof RestockView>;
