import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** Work that comes again by the hub's own calendar: opening, closing, patrol; generated once, also offline. */
export const recurrences: Feature = {
  name: 'recurrences',
  tables: ['routine', 'routine_run'],
  commands: [
    command('recurrences.set', tables.planFacts, rules.set),
    command('recurrences.pause', tables.planFacts, rules.pause),
    command('recurrences.remove', tables.planFacts, rules.remove),
    command('recurrences.schedule', tables.planFacts, rules.schedule),
    command('recurrences.occur', tables.occurFacts, rules.occur),
  ],
  applies: [
    apply('recurrences.set', tables.applySet),
    apply('recurrences.paused', tables.applyPaused),
    apply('recurrences.removed', tables.applyRemoved),
    apply('recurrences.scheduled', tables.applyScheduled),
    apply('recurrences.occurred', tables.applyOccurred),
    apply('recurrences.missed', tables.applyMissed),
    apply('tasks.opened', tables.applyTaskOpened),
    apply('tasks.completed', tables.applyTaskEnded('done')),
    apply('tasks.withdrawn', tables.applyTaskEnded('withdrawn')),
  ],
  reactions: [
    when('recurrences.set', ({ routine }) => rules.again(routine)),
    when('recurrences.paused', ({ routine }) => rules.again(routine)),
    when('recurrences.removed', rules.onRemoved),
    when('shop.set-up', () => rules.again()),
    when('recurrences.scheduled', rules.onScheduled),
    when('timers.fired', rules.onFired),
    when('recurrences.occurred', rules.onOccurred),
  ],
};
