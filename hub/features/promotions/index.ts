import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** What is cheaper, for whom and until when; the coupons that bring it. What an order costs is worked out in `core/pricing`. */
export const promotions: Feature = {
  name: 'promotions',
  tables: ['promotion', 'coupon', 'order_coupon'],
  commands: [
    command('promotions.set', () => null, rules.set),
    command('promotions.end', tables.promotionFact, rules.end),
    command('promotions.issue-coupons', tables.issueFacts, rules.issueCoupons),
    command('promotions.put-coupon', tables.couponFacts, rules.putCoupon),
    command('promotions.scan-coupon', tables.scanFacts, rules.scanCoupon),
    command('promotions.take-coupon-off', tables.couponFacts, rules.takeCouponOff),
    command('promotions.settle-coupons', tables.couponsOn, rules.settleCoupons),
  ],
  applies: [
    apply('promotions.set', tables.applySet),
    apply('promotions.ended', tables.applyEnded),
    apply('promotions.coupons-issued', tables.applyIssued),
    apply('promotions.coupon-put', tables.applyPut),
    apply('promotions.coupon-taken-off', tables.applyTakenOff),
    apply('promotions.coupons-settled', tables.applySettled),
  ],
  reactions: [
    when('devices.reading-taken', rules.onReading),
    when('orders.paid', rules.onPaid),
    when('orders.dropped', rules.onDropped),
  ],
};
