import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as lots from './lot-rules.ts';
import * as lotted from './lot-tables.ts';
import * as promises from './reservation-rules.ts';
import * as held from './reservation-tables.ts';
import { risks } from './risk-tables.ts';
import { correct, move, onDropped, onLine, onReading, onTaskCompleted, receive, reverse } from './rules.ts';
import { applyMoved, correctFacts, moveFacts, receiveFacts, reverseFacts } from './tables.ts';
import * as values from './valuation-rules.ts';
import * as worth from './valuation-tables.ts';
import * as losses from './write-off-rules.ts';
import * as lost from './write-off-tables.ts';

/** The ledger: every piece is always somewhere, every change is a move from one place to another; and what is promised of it. */
export const inventory: Feature = {
  name: 'inventory',
  tables: [
    'stock_move',
    'stock_level',
    'stock_value',
    'stock_revaluation',
    'reservation',
    'reservation_line',
    'lot',
    'lot_level',
    'lot_move',
    'stock_policy',
    'write_off',
  ],
  commands: [
    command('inventory.move', moveFacts, move),
    command('inventory.receive', receiveFacts, receive),
    command('inventory.correct', correctFacts, correct),
    command('inventory.reverse', reverseFacts, reverse),
    command('inventory.revalue', worth.revalueFacts, values.revalue),
    command('inventory.set-stock-policy', () => null, lots.setStockPolicy),
    command('inventory.review-lots', lotted.reviewLotsFacts, lots.reviewLots),
    command('inventory.recall', lotted.lotFacts, lots.recall),
    command('inventory.end-recall', lotted.lotFacts, lots.endRecall),
    command('inventory.write-off', lost.writeOffFacts, losses.writeOff),
    command('inventory.approve-write-off', lost.decideFacts, losses.approveWriteOff),
    command('inventory.refuse-write-off', lost.decideFacts, losses.refuseWriteOff),
    command('inventory.reserve', held.reserveFacts, promises.reserve),
    command('inventory.prolong', held.reservationFact, promises.prolong),
    command('inventory.release', held.reservationFact, promises.release),
    command('inventory.consume', held.reservationFact, promises.consume),
    command('inventory.expire-reservation', held.reservationFact, promises.expire),
  ],
  applies: [
    apply('inventory.moved', applyMoved),
    apply('inventory.revalued', worth.applyRevalued),
    apply('inventory.stock-policy-set', lotted.applyStockPolicy),
    apply('inventory.lot-near-expiry', lotted.applyTold('near')),
    apply('inventory.lot-expired', lotted.applyTold('expired')),
    apply('inventory.lot-gone', lotted.applyTold('nothing')),
    apply('inventory.lot-recalled', lotted.applyRecalled),
    apply('inventory.recall-ended', lotted.applyRecallEnded),
    apply('inventory.write-off-asked', lost.applyAsked),
    apply('inventory.written-off', lost.applyWrittenOff),
    apply('inventory.write-off-refused', lost.applyRefused),
    apply('inventory.reserved', held.applyReserved),
    apply('inventory.prolonged', held.applyProlonged),
    apply('inventory.released', held.applyReleased),
    apply('inventory.consumed', held.applyConsumed),
    apply('inventory.reservation-expired', held.applyExpired),
  ],
  risks,
  reactions: [
    when('orders.line-added', onLine),
    when('orders.line-changed', onLine),
    when('orders.line-removed', onLine),
    when('orders.dropped', onDropped),
    when('tasks.completed', onTaskCompleted),
    when('devices.reading-taken', onReading),
    when('inventory.consumed', promises.onConsumed),
    when('inventory.written-off', losses.onWrittenOff),
    when('inventory.lot-near-expiry', lots.onNearExpiry),
    when('inventory.lot-expired', lots.onExpired),
    when('inventory.lot-gone', lots.onGone),
    when('inventory.lot-recalled', lots.onRecalled),
  ],
  due: (sql, now) => [...held.dueReservations(sql, now), ...lotted.dueLots(sql, now)],
};
