import type { EventType } from '../../contract/commands.ts';
import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as channels from './channel-rules.ts';
import * as kept from './channel-tables.ts';
import { merge, onMerged } from './merge-rules.ts';
import { applyMerged, mergeFacts } from './merge-tables.ts';
import { onPaymentWanted, onStockShort, review } from './review-rules.ts';
import { addLine, changeQuantity, drop, hold, onReading, pay, recall, removeLine, undo } from './rules.ts';
import * as tables from './tables.ts';

/** What makes a step in the story of a channel's order, whoever made it. */
const STEPS = [
  'orders.received',
  'orders.passed',
  'orders.review-held',
  'orders.stock-short',
  'orders.payment-wanted',
  'orders.payment-noted',
  'orders.cancelled',
  'orders.merged',
  'orders.state-changed',
  'orders.alarmed',
  'orders.refund-due',
  'orders.refund-settled',
  'parcels.promised',
  'parcels.started',
  'parcels.resized',
  'parcels.dropped',
  'parcels.pick-begun',
  'parcels.item-picked',
  'parcels.picked-short',
  'parcels.packed',
  'parcels.shipped',
  'parcels.signed',
  'parcels.conflicted',
  'returns.opened',
  'returns.received',
  'returns.closed',
  'returns.overdue',
] as const satisfies readonly EventType[];

/** What moves an order on: its state is reckoned anew. */
const MOVES = [
  'orders.passed',
  'orders.review-held',
  'orders.cancelled',
  'parcels.promised',
  'parcels.started',
  'parcels.resized',
  'parcels.dropped',
  'parcels.pick-begun',
  'parcels.packed',
  'parcels.shipped',
  'parcels.signed',
] as const satisfies readonly EventType[];

/**
 * The one book: what customers take at a counter (one open order each, lines that can be changed and taken back, payment,
 * hold), and what they order elsewhere (taken in once, reviewed by rules, its state following from what happens).
 */
export const orders: Feature = {
  name: 'orders',
  tables: [
    'customer_order',
    'order_line',
    'order_step',
    'order_discount',
    'channel_order',
    'channel_line',
    'order_payment',
    'order_policy',
    'order_alarm',
    'order_trace',
  ],
  commands: [
    command('orders.add-line', tables.addFacts, addLine),
    command('orders.change-quantity', tables.lineFacts, changeQuantity),
    command('orders.remove-line', tables.lineFacts, removeLine),
    command('orders.undo', tables.undoFacts, undo),
    command('orders.pay', tables.payFacts, pay),
    command('orders.hold', tables.wholeFacts, hold),
    command('orders.recall', tables.recallFacts, recall),
    command('orders.drop', tables.wholeFacts, drop),
    command('orders.take-in', kept.takeInFacts, channels.takeIn),
    command('orders.review', kept.reviewFacts, review),
    command('orders.release', kept.releaseFacts, channels.release),
    command('orders.note-payment', kept.paymentFacts, channels.notePayment),
    command('orders.cancel', kept.cancelFacts, channels.cancel),
    command('orders.merge', mergeFacts, merge),
    command('orders.set-policy', () => null, channels.setPolicy),
    command('orders.advance', kept.advanceFacts, channels.advance),
    command('orders.alarm', kept.alarmFacts, channels.alarm),
  ],
  applies: [
    apply('orders.opened', tables.applyOpened),
    apply('orders.line-added', tables.applyStep),
    apply('orders.line-changed', tables.applyStep),
    apply('orders.line-removed', tables.applyStep),
    apply('orders.paid', tables.applyPaid),
    apply('orders.held', tables.applyHeld),
    apply('orders.recalled', tables.applyRecalled),
    apply('orders.dropped', tables.applyDropped),
    apply('orders.received', kept.applyReceived),
    apply('orders.passed', kept.applyPassed),
    apply('orders.review-held', kept.applyReviewHeld),
    apply('orders.stock-short', kept.applyStockShort),
    apply('orders.payment-wanted', kept.applyPaymentWanted),
    apply('orders.payment-noted', kept.applyPayment),
    apply('orders.cancelled', kept.applyCancelled),
    apply('orders.merged', applyMerged),
    apply('orders.policy-set', kept.applyPolicy),
    apply('orders.state-changed', kept.applyStateChanged),
    apply('orders.alarmed', kept.applyAlarmed),
    ...STEPS.map((type) => apply(type, kept.applyTrace)),
  ],
  reactions: [
    when('devices.reading-taken', onReading),
    when('orders.received', channels.toReview),
    when('orders.stock-short', onStockShort),
    when('orders.payment-wanted', onPaymentWanted),
    when('orders.payment-noted', channels.toReview),
    when('orders.merged', onMerged),
    ...MOVES.map((type) => when(type, channels.toAdvance)),
  ],
  due: kept.alarmsDue,
};
