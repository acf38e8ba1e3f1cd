import { apply, command, type Feature, when } from '../../core/feature.ts';
import { badgeOn, leave, onReading, set } from './rules.ts';
import { applyBadgedOn, applyLeft, applySet, badgeFacts, badgeOwner, staffAt } from './tables.ts';

/** People, their badges, and who is on at which counter. */
export const staff: Feature = {
  name: 'staff',
  tables: ['staff', 'staff_on'],
  commands: [
    command('staff.set', badgeOwner, set),
    command('staff.badge-on', badgeFacts, badgeOn),
    command('staff.leave', staffAt, leave),
  ],
  applies: [apply('staff.set', applySet), apply('staff.badged-on', applyBadgedOn), apply('staff.left', applyLeft)],
  reactions: [when('devices.reading-taken', onReading)],
};
