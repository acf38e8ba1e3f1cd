import { packsToOrder } from '../../hub/core/replenishment/case-pack.ts';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import type { TestShop } from '../rigs/shop.ts';
import type { Nature } from './nature.ts';

/** What is truly there, and what was ordered; the book of the product knows nothing of it. */
export interface Truth {
  shelf: number;
  back: number;
  /** Ordered and not yet here, by the day it comes. */
  readonly coming: Map<number, number>;
}

export type Known = ReadonlyMap<string, { readonly nature: Nature; readonly truth: Truth }>;

/** Tasks that staff can do within an hour beside everything else. */
const HANDS = 12;

/**
 * Staff do the tasks the product opened: they carry what is truly there, count a back room that holds less than its book
 * says, and count shelves they were asked to look at.
 */
export function workOff(shop: TestShop, known: Known): void {
  for (const task of openTasks(shop.sql).slice(0, HANDS)) {
    const here = known.get(task.gtin ?? '');
    if (!here) continue;
    const { truth, nature } = here;
    // What was done before may have cured this one.
    if (!shop.sql.get("SELECT 1 FROM task WHERE task = ? AND state = 'needs-action'", task.task)) continue;
    const done = { task: task.task, staff: 'w1' };
    if (task.kind === 'check-shelf') {
      shop.must('tasks.finish', { ...done, quantity: truth.shelf });
      continue;
    }
    if (task.quantity === 0 && truth.back === 0) continue;
    const moved = Math.min(task.quantity, truth.back, Math.max(0, nature.room - truth.shelf));
    truth.back -= moved;
    truth.shelf += moved;
    shop.must('tasks.finish', { ...done, quantity: moved });
    if (truth.back === 0 && moved < task.quantity)
      shop.must('inventory.correct', { gtin: nature.gtin, location: 'back-room', counted: 0 });
  }
}

/** A cycle count: what is truly there goes into the book. */
export function count(shop: TestShop, gtin: string, truth: Truth): void {
  shop.must('inventory.correct', { gtin, location: 'shop-floor', counted: truth.shelf });
  shop.must('inventory.correct', { gtin, location: 'back-room', counted: truth.back });
}

/** In the evening the buyer orders what the learned order level asks for, by the book and what is on its way. */
export function buy(shop: TestShop, known: Known, day: number, lead: number, guess: (nature: Nature) => number): void {
  for (const [gtin, { nature, truth }] of known) {
    const learned = shop.sql.get<{ level: number }>(
      'SELECT order_level AS level FROM learned_plan WHERE gtin = ?',
      gtin,
    );
    const onTheWay = [...truth.coming.values()].reduce((sum, units) => sum + units, 0);
    const book = Math.max(0, shop.level(gtin, 'shop-floor')) + Math.max(0, shop.level(gtin, 'back-room'));
    const packs = packsToOrder(book + onTheWay, learned?.level ?? guess(nature), nature.pack);
    if (packs > 0) truth.coming.set(day + lead, (truth.coming.get(day + lead) ?? 0) + packs * nature.pack);
  }
}
