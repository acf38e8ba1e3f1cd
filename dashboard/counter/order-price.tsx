import type { OrderView } from '../../hub/contract/orders.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import type { Counter } from './counter-state.ts';

/** Why the sum is what it is: what promotions take off, what a little more would bring, whose order it is. */
export function OrderPrice({ counter, order }: { counter: Counter; order: OrderView }) {
  const { language, format } = useApp();
  const { coupons, customer, near } = order;
  return (
    <div class="price-notes">
      {order.discounts.length > 0 && (
        <ul class="rows discounts" aria-label={language.t('price.discounts')}>
          {byPromotion(order).map(({ promotion, names, amountMinor }) => (
            <li key={promotion} data-testid="discount" data-promotion={promotion} data-minor={amountMinor}>
              <span class="grow">{language.name(names)}</span>
              <b>−{format.money(amountMinor)}</b>
            </li>
          ))}
        </ul>
      )}
      {near.map((one) => (
        <p class="near" key={one.promotion} data-testid="near-offer">
          {language.t('price.near', {
            missing: format.money(one.missingMinor),
            minus: format.money(one.minusMinor),
            name: language.name(one),
          })}
        </p>
      ))}
      {coupons.map(({ coupon, counts }) => (
        <p class="coupon" key={coupon} data-testid="coupon">
          <span class="grow">{language.t(counts ? 'price.coupon' : 'price.coupon-idle', { coupon })}</span>
          <Button
            look="quiet"
            icon="cross"
            label={language.t('price.coupon-off')}
            onAct={() => void counter.send('promotions.take-coupon-off', { order: order.order, coupon })}
          />
        </p>
      ))}
      {customer !== undefined && (
        <p class="customer" data-testid="order-customer" data-points={customer.points}>
          <span class="grow">
            <b>{customer.name}</b> ·{' '}
            {language.t('price.points', { n: customer.points, worth: format.money(customer.worthMinor) })}
          </span>
          <Button
            look="quiet"
            icon="cross"
            label={language.t('price.customer-off')}
            onAct={() => void counter.send('customers.take-off-order', { order: order.order })}
          />
        </p>
      )}
    </div>
  );
}

interface Off {
  promotion: string;
  names: { nameZh: string; nameEn: string };
  amountMinor: number;
}
function byPromotion({ discounts }: OrderView): Off[] {
  const sums = new Map<string, Off>();
  for (const { promotion, nameZh, nameEn, amountMinor } of discounts) {
    const sum = sums.get(promotion)?.amountMinor ?? 0;
    sums.set(promotion, { promotion, names: { nameZh, nameEn }, amountMinor: sum + amountMinor });
  }
  return [...sums.values()];
}
