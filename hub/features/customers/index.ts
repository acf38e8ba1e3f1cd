import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** Customers with a card: their points, each counted once, and the tier their spending has brought them. */
export const customers: Feature = {
  name: 'customers',
  tables: ['member', 'order_member', 'point_move', 'member_day', 'loyalty_policy'],
  commands: [
    command('customers.enrol', tables.cardTaken, rules.enrol),
    command('customers.put-on-order', tables.putFacts, rules.putOnOrder),
    command('customers.take-off-order', tables.memberOn, rules.takeOffOrder),
    command('customers.adjust-points', tables.memberFact, rules.adjustPoints),
    command('customers.set-policy', () => null, rules.setPolicy),
    command('customers.settle-order', tables.settleFacts, rules.settleOrder),
  ],
  applies: [
    apply('customers.enrolled', tables.applyEnrolled),
    apply('customers.put-on-order', tables.applyPut),
    apply('customers.taken-off-order', tables.applyTakenOff),
    apply('customers.points-moved', tables.applyPoints),
    apply('customers.spent', tables.applySpent),
    apply('customers.tier-changed', tables.applyTier),
    apply('customers.policy-set', tables.applyPolicy),
  ],
  reactions: [
    when('orders.paid', rules.onPaid),
    when('orders.dropped', rules.onDropped),
    when('devices.reading-taken', rules.onReading),
  ],
};
