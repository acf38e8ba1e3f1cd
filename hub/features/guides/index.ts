import { apply, command, type Feature } from '../../core/feature.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** Know-how kept in the shop: how work is done, opened from the task it goes with. */
export const guides: Feature = {
  name: 'guides',
  tables: ['guide', 'guide_kind'],
  commands: [command('guides.set', () => null, rules.set), command('guides.remove', tables.guideFact, rules.remove)],
  applies: [apply('guides.set', tables.applySet), apply('guides.removed', tables.applyRemoved)],
  reactions: [],
};
