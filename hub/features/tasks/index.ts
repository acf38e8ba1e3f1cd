import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as opening from './opening-rules.ts';
import * as react from './reaction-rules.ts';
import * as rules from './rules.ts';
import * as slips from './slip-rules.ts';
import * as tables from './tables.ts';

/** Work for people: opened by the shop itself, taken, proved and ended by slip or screen, carried over to the next shift. */
export const tasks: Feature = {
  name: 'tasks',
  tables: ['task'],
  commands: [
    command('tasks.open', tables.openFacts, opening.open),
    command('tasks.check-shelf', tables.checkFacts, opening.checkShelf),
    command('tasks.revise', tables.oneFacts, rules.revise),
    command('tasks.withdraw', tables.oneFacts, rules.withdraw),
    command('tasks.assign', tables.oneFacts, rules.assign),
    command('tasks.claim', tables.oneFacts, rules.claim),
    command('tasks.release', tables.oneFacts, rules.release),
    command('tasks.set-moved', tables.oneFacts, rules.setMoved),
    command('tasks.finish', tables.oneFacts, rules.finish),
    command('tasks.scan-slip', tables.slipFacts, slips.scanSlip),
    command('tasks.scan-item', tables.oneFacts, slips.scanItem),
    command('tasks.hand-over', tables.handOverFacts, opening.handOver),
  ],
  applies: [
    apply('tasks.opened', tables.applyOpened),
    apply('tasks.revised', tables.applyRevised),
    apply('tasks.assigned', tables.applyAssigned),
    apply('tasks.claimed', tables.applyTaken),
    apply('tasks.resumed', tables.applyTaken),
    apply('tasks.released', tables.applyReleased),
    apply('tasks.moved-set', tables.applyMovedSet),
    apply('tasks.completed', tables.applyCompleted),
    apply('tasks.withdrawn', tables.applyWithdrawn),
    apply('tasks.carried-over', tables.applyCarriedOver),
  ],
  reactions: [
    when('replenishment.shelf-low', react.onLow),
    when('replenishment.need-changed', react.onNeedChanged),
    when('replenishment.shelf-recovered', react.onRecovered),
    when('inventory.moved', react.onMoved),
    when('tasks.released', react.onReleased),
    when('shifts.begun', react.onBegun),
    when('shifts.handed-over', react.onHandedOver),
    when('devices.reading-taken', react.onReading),
  ],
};
