import { apply, command, type Feature, when } from '../../core/feature.ts';
import { onReturnOpened } from './paper-rules.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** What comes back, and what is paid back: returns, exchanges and repairs with a number, an owner and a limit; refunds. */
export const returns: Feature = {
  name: 'returns',
  tables: ['return_case', 'return_line', 'refund'],
  commands: [
    command('returns.open', tables.openFacts, rules.open),
    command('returns.receive', tables.caseFact, rules.receive),
    command('returns.close', tables.caseFact, rules.close),
    command('returns.remind', tables.caseFact, rules.remind),
    command('returns.reckon', tables.reckonFacts, rules.reckon),
    command('returns.settle-refund', tables.refundFact, rules.settleRefund),
  ],
  applies: [
    apply('returns.opened', tables.applyOpened),
    apply('returns.received', tables.applyReceived),
    apply('returns.closed', tables.applyClosed),
    apply('returns.overdue', tables.applyOverdue),
    apply('orders.refund-due', tables.applyRefundDue),
    apply('orders.refund-settled', tables.applyRefundSettled),
  ],
  reactions: [
    when('orders.received', rules.onOrderReceived),
    when('orders.cancelled', rules.onOrderCancelled),
    when('orders.payment-noted', rules.onPayment),
    when('returns.opened', onReturnOpened),
    when('returns.received', rules.onReceived),
    when('returns.closed', rules.onClosed),
  ],
  due: tables.overdueReturns,
};
