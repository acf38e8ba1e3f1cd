import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { StockMoved } from '../../contract/inventory.ts';
import type { GoodsExpected } from '../../contract/purchasing.ts';
import type { StockWhy } from '../../contract/replenishment.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

const DAY_MS = 86_400_000;
/** Longer than a month is no snooze: then the level is wrong. */
const SNOOZE_MAX_MS = 31 * DAY_MS;

/** How a store stands in an item, against its suppliers. */
export interface StockFacts {
  readonly rule: { readonly level: number; readonly target: number; readonly velocity: number };
  /** The position was above the level since the last alarm. */
  readonly armed: boolean;
  /** It was told already that the stock will not last. */
  readonly warned: boolean;
  readonly isSnoozed: boolean;
  readonly onHand: number;
  readonly onOrder: number;
  readonly inTransit: number;
  readonly reserved: number;
  readonly pack: number;
  /** Days until goods ordered today are there. */
  readonly leadDays: number;
  readonly proposal: { readonly quantity: number } | undefined;
}

/** Where the item stands: what a decision to order rests on. */
export function whyOf(facts: StockFacts): StockWhy {
  const { onHand, onOrder, inTransit, reserved, rule } = facts;
  const cover = rule.velocity > 0 ? Math.round((Math.max(0, onHand) / rule.velocity) * 10) / 10 : undefined;
  return {
    position: onHand + onOrder + inTransit - reserved,
    ...{ onHand, onOrder, inTransit, reserved, ...rule },
    ...(cover === undefined ? {} : { cover }),
  };
}

/** Whole cases, the fewest that bring the position to the target. */
export function wholePacks(position: number, target: number, pack: number): number {
  return Math.max(0, Math.ceil((target - position) / pack)) * pack;
}

/** A sale more or less must not ring twice: what only came back cures when the position is well above the level. */
function wellAbove({ rule, pack }: StockFacts): number {
  return Math.max(rule.target, rule.level + 1 + Math.max(2, pack, Math.ceil(rule.level / 10)));
}

/**
 * The rule of the store: with its position at or below the level, goods should be ordered: told once, its quantity kept
 * up to date while nobody has decided, told again only after the position has recovered.
 */
export function reviewStock(facts: StockFacts | undefined, body: BodyOf<'replenishment.review-stock'>): Decision {
  if (!facts) return [];
  return [...stockNews(facts, body), ...coverNews(facts, body)];
}

function stockNews(facts: StockFacts, { gtin, by }: BodyOf<'replenishment.review-stock'>) {
  const why = whyOf(facts);
  const { position, level } = why;
  const isCured = by === 'return' ? position >= wellAbove(facts) : by !== 'sale' && position > level;
  if (isCured)
    return facts.armed && !facts.proposal
      ? []
      : [happened('replenishment.stock-recovered', { gtin, reason: 'stock-recovered', position, level })];
  const quantity = Math.max(facts.pack, wholePacks(position, Math.max(why.target, level + 1), facts.pack));
  const low = { gtin, quantity, why };
  if (facts.proposal)
    return facts.proposal.quantity === quantity ? [] : [happened('replenishment.order-need-changed', low)];
  const mayRing = by === 'sale' || by === 'review';
  return position <= level && facts.armed && !facts.isSnoozed && mayRing
    ? [happened('replenishment.stock-low', low)]
    : [];
}

/** Days more than the warning before it is taken back: a sale more or less must not ring twice. */
const HYSTERESIS_DAYS = 1;

/** Before any threshold: what is there will not last until goods ordered today would come. */
function coverNews(facts: StockFacts, { gtin, by }: BodyOf<'replenishment.review-stock'>) {
  const why = whyOf(facts);
  const days = facts.leadDays;
  if (why.cover === undefined) return [];
  if (facts.warned)
    return why.cover > days + HYSTERESIS_DAYS ? [happened('replenishment.cover-recovered', { gtin })] : [];
  const isShort = why.cover <= days && !facts.isSnoozed && (by === 'sale' || by === 'review');
  return isShort ? [happened('replenishment.cover-short', { gtin, days, why })] : [];
}

export interface SnoozeFacts {
  readonly ruleKnown: boolean;
  readonly snoozedUntil: number | undefined;
  /** The open, untouched task it would take away. */
  readonly task: string | undefined;
}

export function snooze(facts: SnoozeFacts, body: BodyOf<'replenishment.snooze'>, moment: Moment): Decision {
  const { gtin, location = 'shop-floor', until, reason } = body;
  if (!facts.ruleKnown) return refuse('level-missing', 'There is no level to keep yet: say which.', { gtin });
  if (until <= moment.now) return refuse('snooze-past', 'This moment is over: choose a later one.');
  if (until > moment.now + SNOOZE_MAX_MS)
    return refuse('snooze-too-long', 'A month at most: if it is longer, change the level instead.');
  const task = facts.task ? { task: facts.task } : {};
  return [happened('replenishment.snoozed', { gtin, location, until, reason, ...task })];
}

/** Somebody wakes it, or its time is over; `until` names the very end that passed, so that a newer one is left alone. */
export function wake(facts: SnoozeFacts, body: BodyOf<'replenishment.wake'>): Decision {
  const { gtin, location = 'shop-floor' } = body;
  if (facts.snoozedUntil === undefined || (body.until !== undefined && body.until !== facts.snoozedUntil)) return [];
  return [happened('replenishment.woken', { gtin, location })];
}

export function onSnoozed({ gtin, location, task }: Events['replenishment.snoozed']): readonly Wish[] {
  if (location === 'store') return [wish('purchasing.withdraw-proposal', { gtin, reason: 'snoozed' })];
  return task ? [wish('tasks.withdraw', { task, reason: 'snoozed' })] : [];
}
export function onWoken({ gtin, location }: Events['replenishment.woken']): readonly Wish[] {
  return location === 'store'
    ? [wish('replenishment.review-stock', { gtin, by: 'review' })]
    : [wish('replenishment.review', { gtin, location })];
}

const virtual: ReadonlySet<string> = new Set(['supplier', 'customer', 'loss', 'transit', 'count']);

/** Only what enters or leaves the shop changes its position; what is carried to the shelf does not. */
export function onMoved({ gtin, from, to }: StockMoved): readonly Wish[] {
  if (virtual.has(from) === virtual.has(to)) return [];
  const by = virtual.has(to) ? 'sale' : from === 'supplier' || from === 'transit' ? 'supply' : 'return';
  return [wish('replenishment.review-stock', { gtin, by })];
}

/** What is expected is on its way. */
export function onExpected({ lines }: GoodsExpected): readonly Wish[] {
  return lines.map(({ gtin }) => wish('replenishment.review-stock', { gtin, by: 'supply' }));
}
/** What was given up is not on its way any more, and a level that was learned anew is looked at anew. */
export function onOver(gtins: readonly string[]): readonly Wish[] {
  return gtins.map((gtin) => wish('replenishment.review-stock', { gtin, by: 'review' }));
}

/** What is promised is as good as gone; what is given back is there again. */
export function onPromised(by: 'sale' | 'return'): (data: { lines: readonly { gtin: string }[] }) => readonly Wish[] {
  return ({ lines }) =>
    [...new Set(lines.map(({ gtin }) => gtin))].map((gtin) => wish('replenishment.review-stock', { gtin, by }));
}
