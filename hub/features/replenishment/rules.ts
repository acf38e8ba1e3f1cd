import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { StockMoved } from '../../contract/inventory.ts';
import type { ShelfLow } from '../../contract/replenishment.ts';
import { type Decision, happened, refuse, wish } from '../../core/feature.ts';

/** A level is kept for the shelf people buy from, and for goods the shop knows: else nobody could see its task. */
export function setLevels(unknown: readonly string[], body: BodyOf<'replenishment.set-levels'>): Decision {
  const [gtin] = unknown;
  if (gtin) return refuse('item-missing', `There is no item ${gtin}; import it first.`, { gtin });
  const elsewhere = body.rules.find((rule) => rule.location !== 'shop-floor');
  if (elsewhere)
    return refuse('level-place', 'Levels are kept for the shop floor only.', { location: elsewhere.location });
  return body.rules.map((rule) =>
    happened('replenishment.level-set', { ...rule, target: Math.max(rule.target, rule.level + 1) }),
  );
}

export interface ReviewFacts {
  readonly rule: { readonly level: number; readonly target: number };
  /** The shelf was above its level since the last task: only then may an empty back room raise another one. */
  readonly armed: boolean;
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
    const tell = onHand <= rule.level && (facts.armed || quantity > 0);
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
  return [wish('replenishment.review', { gtin: rule.gtin, location: rule.location })];
}

/** A task that ends without curing its cause must not hide it: the shelf is looked at once more. */
export function onTaskEnded(task: { gtin?: string; to?: string }): readonly Wish[] {
  return task.gtin && task.to ? [wish('replenishment.review', { gtin: task.gtin, location: task.to })] : [];
}
