import { apply, command, type Feature } from '../../core/feature.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** What waits for its time. Any feature sets a timer by a reaction and reacts to `timers.fired` of its own purpose. */
export const timers: Feature = {
  name: 'timers',
  tables: ['timer', 'timer_firing'],
  commands: [
    command('timers.set', tables.setFacts, rules.set),
    command('timers.cancel', tables.timerFact, rules.cancel),
    command('timers.fire', tables.fireFacts, rules.fire),
  ],
  applies: [
    apply('timers.set', tables.applySet),
    apply('timers.cancelled', tables.applyCancelled),
    apply('timers.fired', tables.applyFired),
  ],
  reactions: [],
  due: tables.due,
  nextDue: tables.nextDue,
};
