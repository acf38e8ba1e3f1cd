import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** Who came and went, said by the people themselves; late, early and missed follow from the roster when somebody looks. */
export const attendance: Feature = {
  name: 'attendance',
  tables: ['attendance'],
  commands: [
    command('attendance.scan', tables.scanFacts, rules.scan),
    command('attendance.clock', tables.clockFacts, rules.clock),
    command('attendance.correct', tables.correctFacts, rules.correct),
  ],
  applies: [
    apply('attendance.came', tables.applyCame),
    apply('attendance.went', tables.applyWent),
    apply('attendance.corrected', tables.applyCorrected),
  ],
  reactions: [when('devices.reading-taken', rules.onReading)],
};
