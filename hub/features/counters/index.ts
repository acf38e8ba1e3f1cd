import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** Where clerks stand: what a counter is doing (sell, receive, correct), which slip is open there, its newest reading. */
export const counters: Feature = {
  name: 'counters',
  tables: ['counter', 'refused_reaction'],
  commands: [
    command('counters.set-up', tables.counterFacts, rules.setUp),
    command('counters.set-mode', tables.counterFacts, rules.setMode),
    command('counters.revert-mode', tables.counterFacts, rules.revertMode),
    command('counters.open-context', tables.counterFacts, rules.openContext),
    command('counters.close-context', tables.counterFacts, rules.closeContext),
    command('counters.end-contexts', tables.contextsOf, rules.endContexts),
  ],
  applies: [
    apply('counters.set-up', tables.applySetUp),
    apply('counters.mode-set', tables.applyMode),
    apply('counters.context-opened', tables.applyContextOpened),
    apply('counters.context-closed', tables.applyContextClosed),
    apply('tasks.item-scanned', tables.applyItemScanned),
    apply('devices.reading-taken', tables.applyReading),
    apply('devices.reading-held', tables.applyReading),
    apply('spine.reaction-refused', tables.applyRefused),
  ],
  reactions: [
    when('tasks.claimed', rules.onTaken),
    when('tasks.resumed', rules.onTaken),
    when('tasks.completed', rules.onCompleted),
    when('tasks.withdrawn', rules.onWithdrawn),
    when('tasks.released', rules.onReleased),
    when('tasks.submitted', rules.onCompleted),
    when('tasks.blocked', rules.onBlocked),
  ],
  due: tables.due,
};
