import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** Work in several steps: each is a task, and the next begins, with its own owner, when the one before is closed. */
export const procedures: Feature = {
  name: 'procedures',
  tables: ['procedure', 'procedure_run'],
  commands: [
    command('procedures.set', () => null, rules.set),
    command('procedures.remove', tables.procedureFact, rules.remove),
    command('procedures.start', tables.startFacts, rules.start),
    command('procedures.advance', tables.runFact, rules.advance),
    command('procedures.stop', tables.runFact, rules.stop),
  ],
  applies: [
    apply('procedures.set', tables.applySet),
    apply('procedures.removed', tables.applyRemoved),
    apply('procedures.started', tables.applyStarted),
    apply('procedures.advanced', tables.applyAdvanced),
    apply('procedures.finished', tables.applyFinished),
    apply('procedures.stopped', tables.applyStopped),
  ],
  reactions: [
    when('procedures.started', rules.onBegun),
    when('procedures.advanced', rules.onBegun),
    when('tasks.completed', rules.onTaskCompleted),
    when('tasks.withdrawn', rules.onTaskWithdrawn),
  ],
};
