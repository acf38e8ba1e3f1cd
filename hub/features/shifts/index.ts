import { apply, command, type Feature, when } from '../../core/feature.ts';
import { setRoster } from './roster-rules.ts';
import { applyRoster, rosterFacts } from './roster-tables.ts';
import { begin, handOver, onAction, setPlan } from './rules.ts';
import { applyBegun, applyHandedOver, applyPlan, shiftFacts } from './tables.ts';

/** The plan of the day, the shift that runs, and its hand-over. */
export const shifts: Feature = {
  name: 'shifts',
  tables: ['shift_plan', 'shift_staff', 'shift', 'roster'],
  commands: [
    command('shifts.set-plan', () => null, setPlan),
    command('shifts.set-roster', rosterFacts, setRoster),
    command('shifts.begin', shiftFacts, begin),
    command('shifts.hand-over', shiftFacts, handOver),
  ],
  applies: [
    apply('shifts.plan-set', applyPlan),
    apply('shifts.roster-set', applyRoster),
    apply('shifts.begun', applyBegun),
    apply('shifts.handed-over', applyHandedOver),
  ],
  reactions: [when('slips.action-scanned', onAction)],
};
