import { apply, command, type Feature, when } from '../../core/feature.ts';
import { onLevelSet, onMoved, onTaskEnded, review, setLevels } from './rules.ts';
import { applyLevel, applyLow, applyMoved, reviewFacts, unknownItems } from './tables.ts';

/** When a shelf is low, and how much it needs. */
export const replenishment: Feature = {
  name: 'replenishment',
  tables: ['stock_rule'],
  commands: [
    command('replenishment.set-levels', unknownItems, setLevels),
    command('replenishment.review', reviewFacts, review),
  ],
  applies: [
    apply('replenishment.level-set', applyLevel),
    apply('replenishment.shelf-low', applyLow),
    apply('inventory.moved', applyMoved),
  ],
  reactions: [
    when('inventory.moved', onMoved),
    when('replenishment.level-set', onLevelSet),
    when('tasks.completed', onTaskEnded),
    when('tasks.released', onTaskEnded),
  ],
};
