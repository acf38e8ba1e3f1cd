import { apply, command, type Feature, when } from '../../core/feature.ts';
import { correct, move, onDropped, onLine, onReading, onTaskCompleted, receive, reverse } from './rules.ts';
import { applyMoved, correctFacts, moveFacts, receiveFacts, reverseFacts } from './tables.ts';

/** The ledger: every piece is always somewhere, and every change is a move from one place to another. */
export const inventory: Feature = {
  name: 'inventory',
  tables: ['stock_move', 'stock_level'],
  commands: [
    command('inventory.move', moveFacts, move),
    command('inventory.receive', receiveFacts, receive),
    command('inventory.correct', correctFacts, correct),
    command('inventory.reverse', reverseFacts, reverse),
  ],
  applies: [apply('inventory.moved', applyMoved)],
  reactions: [
    when('orders.line-added', onLine),
    when('orders.line-changed', onLine),
    when('orders.line-removed', onLine),
    when('orders.dropped', onDropped),
    when('tasks.completed', onTaskCompleted),
    when('devices.reading-taken', onReading),
  ],
};
