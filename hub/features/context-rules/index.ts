import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** Work that circumstances call for: stock, peak hours, roster and calendar together, as data anybody can read. */
export const contextRules: Feature = {
  name: 'context-rules',
  tables: ['context_rule'],
  commands: [
    command('context-rules.set', () => null, rules.set),
    command('context-rules.remove', tables.ruleFacts, rules.remove),
    command('context-rules.judge', tables.judgeFacts, rules.judge),
  ],
  applies: [
    apply('context-rules.set', tables.applySet),
    apply('context-rules.removed', tables.applyRemoved),
    apply('context-rules.judged', tables.applyJudged),
  ],
  reactions: [when('context-rules.judged', rules.onJudged)],
  due: tables.due,
};
