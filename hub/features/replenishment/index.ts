import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as rules from './rules.ts';
import * as store from './store-rules.ts';
import * as storeTables from './store-tables.ts';
import * as tables from './tables.ts';

/** When a shelf is low and how much it needs; what sells each day, and the levels learned from it. */
export const replenishment: Feature = {
  name: 'replenishment',
  tables: ['stock_rule', 'demand_day', 'learned_plan', 'learning', 'supply_policy', 'store_rule', 'restock_snooze'],
  commands: [
    command('replenishment.set-levels', tables.unknownItems, rules.setLevels),
    command('replenishment.review', tables.reviewFacts, rules.review),
    command('replenishment.review-stock', storeTables.stockFacts, store.reviewStock),
    command('replenishment.snooze', storeTables.snoozeFacts, store.snooze),
    command('replenishment.wake', storeTables.snoozeFacts, store.wake),
    command('replenishment.pin', tables.levelFacts, rules.pin),
    command('replenishment.unpin', tables.levelFacts, rules.unpin),
    command('replenishment.set-policy', () => null, rules.setPolicy),
    command('replenishment.learn', () => null, rules.learn),
    command('replenishment.take-learned', tables.learnedFacts, rules.takeLearned),
  ],
  applies: [
    apply('replenishment.level-set', tables.applyLevel),
    apply('replenishment.shelf-low', tables.applyLow),
    apply('inventory.moved', tables.applyMoved),
    apply('replenishment.pinned', tables.applyPinned(1)),
    apply('replenishment.unpinned', tables.applyPinned(0)),
    apply('replenishment.policy-set', tables.applyPolicy),
    apply('replenishment.learning-asked', tables.applyAsked),
    apply('replenishment.learned', tables.applyLearned),
    apply('replenishment.learned', storeTables.applyStoreLearned),
    apply('replenishment.stock-low', storeTables.applyStockLow),
    apply('replenishment.stock-recovered', storeTables.applyStockRecovered),
    apply('replenishment.cover-short', storeTables.applyWarned(1)),
    apply('replenishment.cover-recovered', storeTables.applyWarned(0)),
    apply('replenishment.snoozed', storeTables.applySnoozed),
    apply('replenishment.woken', storeTables.applyWoken),
    apply('replenishment.learned-through', tables.applyLearnedThrough),
  ],
  reactions: [
    when('inventory.moved', rules.onMoved),
    when('replenishment.level-set', rules.onLevelSet),
    when('tasks.completed', rules.onTaskEnded),
    when('tasks.released', rules.onTaskEnded),
    when('inventory.moved', store.onMoved),
    when('replenishment.snoozed', store.onSnoozed),
    when('replenishment.woken', store.onWoken),
    when('replenishment.learned', ({ gtin }) => store.onOver([gtin])),
    when('purchasing.expected', store.onExpected),
    when('inventory.reserved', store.onPromised('sale')),
    when('inventory.released', store.onPromised('return')),
    when('inventory.reservation-expired', store.onPromised('return')),
    when('purchasing.closed', ({ lines }) => store.onOver(lines.map(({ gtin }) => gtin))),
    when('purchasing.cancelled', ({ gtins }) => store.onOver(gtins)),
  ],
  due: storeTables.due,
};
