import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { StockMoved } from '../../contract/inventory.ts';
import type { ShelfLow } from '../../contract/replenishment.ts';
import { type Decision, happened, refuse, wish } from '../../core/feature.ts';

/** A level is kept for the shelf people buy from, and for goods the shop knows: else nobody could see its task. */
export function setLevels(unknown: readonly string[], body: BodyOf<'replenishment.set-levels'>): Decision {
  const [gtin] = unknown;
  if (gtin) return refuse('item-missing', `There is no item ${gtin}; import it first.`, { gtin });
  const elsewhere = body.rules.find((rule) => rule.location !== SHELF && rule.location !== STORE);
  if (elsewhere)
    return refuse('level-place', 'Levels are kept for the shop floor and for the store as a whole.', {
      location: elsewhere.location,
    });
  return body.rules.map((rule) =>
    happened('replenishment.level-set', { ...rule, target: Math.max(rule.target, rule.level + 1) }),
  );
}

/** The shelf people buy from, and the store as a whole, which orders from its suppliers. */
const SHELF = 'shop-floor';
const STORE = 'store';

/** What stands about an item's level: by its rule, and as it was last learned. */
export interface StandingLevel {
  readonly rule: { readonly level: number; readonly target: number; readonly pinned: boolean } | undefined;
  readonly learned: { readonly level: number; readonly target: number } | undefined;
  readonly itemKnown: boolean;
}

const noItem = (gtin: string) => refuse('item-missing', `There is no item ${gtin}; import it first.`, { gtin });

/** A pinned level is a person's word: learning goes on and tells its own number, but no longer sets it. */
export function pin(facts: StandingLevel, body: BodyOf<'replenishment.pin'>): Decision {
  const { gtin, location = SHELF } = body;
  if (!facts.itemKnown) return noItem(gtin);
  const level = body.level ?? facts.rule?.level;
  if (level === undefined) return refuse('level-missing', 'There is no level to keep yet: say which.', { gtin });
  const target = Math.max(body.target ?? facts.rule?.target ?? level + 1, level + 1);
  const isNew = level !== facts.rule?.level || target !== facts.rule.target;
  return [
    ...(isNew ? [happened('replenishment.level-set', { gtin, location, level, target })] : []),
    ...(facts.rule?.pinned ? [] : [happened('replenishment.pinned', { gtin, location })]),
  ];
}

export function unpin(facts: StandingLevel, body: BodyOf<'replenishment.unpin'>): Decision {
  const { gtin, location = SHELF } = body;
  if (!facts.itemKnown) return noItem(gtin);
  if (!facts.rule?.pinned) return [];
  const free = { ...facts, rule: { ...facts.rule, pinned: false } };
  return [happened('replenishment.unpinned', { gtin, location }), ...learnedLevel(gtin, free, facts.learned, location)];
}

/** The level as learned takes the place of the one that stands, unless it is pinned or the same. */
function learnedLevel(gtin: string, { rule }: StandingLevel, learned: StandingLevel['learned'], location = SHELF) {
  if (learned === undefined || rule?.pinned) return [];
  const { level, target } = learned;
  if (rule?.level === level && rule.target === target) return [];
  return [happened('replenishment.level-set', { gtin, location, level, target, learned: true as const })];
}

export function setPolicy(_facts: null, body: BodyOf<'replenishment.set-policy'>): Decision {
  return [happened('replenishment.policy-set', body)];
}

export function learn(): Decision {
  return [happened('replenishment.learning-asked', {})];
}

export interface LearnedFacts {
  readonly standing: ReadonlyMap<string, StandingLevel>;
}

/**
 * Takes in what was worked out elsewhere: the sums are long, and the one writer has no time for them. An item that left
 * the catalogue meanwhile is passed over.
 */
export function takeLearned(facts: LearnedFacts, body: BodyOf<'replenishment.take-learned'>): Decision {
  const { date, after, done } = body;
  const events = body.plans.flatMap((item) => {
    const standing = facts.standing.get(item.gtin);
    if (!standing?.itemKnown) return [];
    const whole = { ...item, target: Math.max(item.target, item.level + 1) };
    return [happened('replenishment.learned', { ...whole, date }), ...learnedLevel(item.gtin, standing, whole)];
  });
  return [...events, happened('replenishment.learned-through', { date, after, done })];
}

export interface ReviewFacts {
  readonly rule: { readonly level: number; readonly target: number };
  /** The shelf was above its level since the last task: only then may an empty back room raise another one. */
  readonly armed: boolean;
  /** Somebody said why nothing is to be done about it for a while. */
  readonly isSnoozed: boolean;
  readonly onHand: number;
  readonly backRoom: number;
  /** The one open task there may be for this item and place. */
  readonly task: { readonly task: string; readonly untouched: boolean; readonly quantity: number } | undefined;
}

/**
 * The level rule: at or below the level one task opens; its quantity follows the shelf while nobody has taken it up;
 * it is withdrawn when the shelf recovers by itself. The back room can give no more than it has.
 */
export function review(facts: ReviewFacts | undefined, body: BodyOf<'replenishment.review'>): Decision {
  if (!facts) return [];
  const { rule, onHand, backRoom, task } = facts;
  const quantity = Math.min(Math.max(0, rule.target - onHand), Math.max(0, backRoom));
  const low = (): ShelfLow => ({ ...body, from: 'back-room', onHand, ...rule, backRoom, quantity });
  if (!task) {
    const tell = onHand <= rule.level && !facts.isSnoozed && (facts.armed || quantity > 0);
    return tell ? [happened('replenishment.shelf-low', low())] : [];
  }
  if (!task.untouched) return [];
  if (onHand > rule.level)
    return [happened('replenishment.shelf-recovered', { ...body, onHand, level: rule.level, task: task.task })];
  return quantity === task.quantity ? [] : [happened('replenishment.need-changed', { ...low(), task: task.task })];
}

export function onMoved(moved: StockMoved): readonly Wish[] {
  const touches = moved.after.some((level) => level.location === 'shop-floor' || level.location === 'back-room');
  return touches ? [wish('replenishment.review', { gtin: moved.gtin, location: 'shop-floor' })] : [];
}

export function onLevelSet(rule: Events['replenishment.level-set']): readonly Wish[] {
  const { gtin, location } = rule;
  return location === STORE
    ? [wish('replenishment.review-stock', { gtin, by: 'review' })]
    : [wish('replenishment.review', { gtin, location })];
}

/** A task that ends without curing its cause must not hide it: the shelf is looked at once more. */
export function onTaskEnded(task: { gtin?: string; to?: string }): readonly Wish[] {
  return task.gtin && task.to ? [wish('replenishment.review', { gtin: task.gtin, location: task.to })] : [];
}
