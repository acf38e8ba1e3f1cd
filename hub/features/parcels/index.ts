import { apply, command, type Feature, when } from '../../core/feature.ts';
import { onDroppedPaper, onPackedPaper, onPaperScanned, onPrintWanted, onStartedPaper } from './paper-rules.ts';
import * as picking from './pick-rules.ts';
import * as picks from './pick-tables.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** Goods on their way to a customer: promised, picked against a slip, packed, shipped or ready, signed for. */
export const parcels: Feature = {
  name: 'parcels',
  tables: ['parcel', 'parcel_line', 'pick_place'],
  commands: [
    command('parcels.allocate', tables.allocateFacts, rules.allocate),
    command('parcels.fill', tables.fillFacts, rules.allocate),
    command('parcels.start', tables.startFacts, rules.start),
    command('parcels.trim', tables.trimFacts, rules.trim),
    command('parcels.drop-all', tables.dropAllFacts, rules.dropAll),
    command('parcels.lapse', tables.lapseFacts, rules.lapse),
    command('parcels.check-promises', tables.promiseFacts, rules.checkPromises),
    command('parcels.split', picks.pickFacts, picking.split),
    command('parcels.begin-pick', picks.pickFacts, picking.beginPick),
    command('parcels.scan-slip', picks.pickFacts, picking.scanSlip),
    command('parcels.leave-pick', picks.leaveFacts, picking.leavePick),
    command('parcels.scan-item', picks.pickFacts, picking.pickItem),
    command('parcels.pick-item', picks.pickFacts, picking.pickItem),
    command('parcels.pick-short', picks.pickFacts, picking.pickShort),
    command('parcels.pack', picks.pickFacts, picking.pack),
    command('parcels.ship', picks.pickFacts, picking.ship),
    command('parcels.sign', picks.pickFacts, picking.sign),
    command('parcels.print', picks.pickFacts, picking.print),
  ],
  applies: [
    apply('parcels.promised', tables.applyPromised),
    apply('parcels.started', tables.applyStarted),
    apply('parcels.resized', tables.applyResized),
    apply('parcels.dropped', tables.applyParcelDropped),
    apply('parcels.conflicted', tables.applyConflicted),
    apply('parcels.pick-begun', picks.applyPickBegun),
    apply('parcels.pick-left', picks.applyPickLeft),
    apply('counters.context-opened', picks.applyPickLeft),
    apply('parcels.item-picked', picks.applyItemPicked),
    apply('parcels.packed', picks.applyPacked),
    apply('parcels.shipped', picks.applyShipped),
    apply('parcels.signed', picks.applySigned),
  ],
  reactions: [
    when('orders.received', rules.onOrderReceived),
    when('orders.passed', rules.onOrderPassed),
    when('orders.cancelled', rules.onOrderCancelled),
    when('parcels.promised', rules.onPromised),
    when('parcels.started', rules.onStarted),
    when('parcels.started', onStartedPaper),
    when('parcels.resized', rules.onResized),
    when('parcels.dropped', rules.onParcelDropped),
    when('parcels.dropped', onDroppedPaper),
    when('parcels.conflicted', rules.onConflicted),
    when('parcels.pick-begun', picking.onPickBegun),
    when('parcels.picked-short', picking.onPickedShort),
    when('parcels.packed', onPackedPaper),
    when('parcels.shipped', picking.onShipped),
    when('parcels.signed', picking.onSigned),
    when('parcels.print-wanted', onPrintWanted),
    when('inventory.moved', rules.onStockMoved),
    when('inventory.released', rules.onReleased),
    when('inventory.reservation-expired', rules.onReservationExpired),
    when('slips.paper-scanned', onPaperScanned),
    when('devices.reading-taken', picking.onReading),
  ],
};
