import { apply, command, type Feature, when } from '../../core/feature.ts';
import { addLine, changeQuantity, drop, hold, onReading, pay, recall, removeLine, undo } from './rules.ts';
import {
  addFacts,
  applyDropped,
  applyHeld,
  applyOpened,
  applyPaid,
  applyRecalled,
  applyStep,
  lineFacts,
  payFacts,
  recallFacts,
  undoFacts,
  wholeFacts,
} from './tables.ts';

/** What customers take: one open order per counter, lines that can be changed and taken back, payment, hold. */
export const orders: Feature = {
  name: 'orders',
  tables: ['customer_order', 'order_line', 'order_step', 'order_discount'],
  commands: [
    command('orders.add-line', addFacts, addLine),
    command('orders.change-quantity', lineFacts, changeQuantity),
    command('orders.remove-line', lineFacts, removeLine),
    command('orders.undo', undoFacts, undo),
    command('orders.pay', payFacts, pay),
    command('orders.hold', wholeFacts, hold),
    command('orders.recall', recallFacts, recall),
    command('orders.drop', wholeFacts, drop),
  ],
  applies: [
    apply('orders.opened', applyOpened),
    apply('orders.line-added', applyStep),
    apply('orders.line-changed', applyStep),
    apply('orders.line-removed', applyStep),
    apply('orders.paid', applyPaid),
    apply('orders.held', applyHeld),
    apply('orders.recalled', applyRecalled),
    apply('orders.dropped', applyDropped),
  ],
  reactions: [when('devices.reading-taken', onReading)],
};
