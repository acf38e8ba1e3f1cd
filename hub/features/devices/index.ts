import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** Guns and printers: offered by the bridge, taken when a person says yes, bound to a counter; and what guns read. */
export const devices: Feature = {
  name: 'devices',
  tables: ['device', 'held_reading'],
  commands: [
    command('devices.offer', tables.deviceFacts, rules.offer),
    command('devices.accept', tables.deviceFacts, rules.accept),
    command('devices.configure', tables.deviceFacts, rules.configure),
    command('devices.bind', tables.deviceFacts, rules.bind),
    command('devices.bind-by-scan', tables.bindByScanFacts, rules.bindByScan),
    command('devices.forget', tables.deviceFacts, rules.forget),
    command('devices.take-reading', tables.readingFacts, rules.takeReading),
    command('devices.resolve-held', tables.heldFacts, rules.resolveHeld),
  ],
  applies: [
    apply('devices.offered', tables.applyOffered),
    apply('devices.accepted', tables.applyAccepted),
    apply('devices.configured', tables.applyConfigured),
    apply('devices.bound', tables.applyBound),
    apply('devices.forgotten', tables.applyForgotten),
    apply('devices.reading-held', tables.applyHeld),
    apply('devices.held-resolved', tables.applyResolved),
  ],
  reactions: [when('devices.reading-taken', rules.onReading)],
};
