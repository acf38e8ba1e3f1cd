import { useState } from 'preact/hooks';
import type { CounterView } from '../../hub/contract/counters.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Counter } from './counter-state.ts';
import { DropDialog, OrderPrice } from './lazy-parts.ts';
import { holdOrRecall } from './order-actions.ts';

/** The sum, and what is done with a whole order: pay, hold, undo, drop. */
export function OrderSum({ counter, view }: { counter: Counter; view: CounterView }) {
  const app = useApp();
  const { language, format } = app;
  const [isDropping, setDropping] = useState(false);
  const order = view.order;
  const isEmpty = order === undefined || order.lines.length === 0;
  const pieces = order?.lines.reduce((sum, line) => sum + (line.unit === 'gram' ? 1 : line.quantity), 0) ?? 0;
  const paid = counter.paid.value;
  const openPay = () => {
    counter.paying.value = true;
  };
  return (
    <section class="sum-card" aria-label={language.t('order.sum')}>
      {paid !== undefined && isEmpty ? (
        <div class="paid" data-testid="paid">
          <p>
            <Icon name="check" />{' '}
            {language.t('pay.done', { number: paid.number, total: format.money(paid.totalMinor) })}
          </p>
          <p class="change">
            {language.t('pay.change')} <b data-testid="change">{format.money(paid.changeMinor)}</b>
          </p>
        </div>
      ) : (
        <p class="total">
          <small>
            {order === undefined
              ? language.t('order.none')
              : language.t('order.title', { number: order.number, n: pieces })}
          </small>
          <output data-testid="order-total" data-minor={order?.totalMinor ?? 0}>
            {format.money(order?.totalMinor ?? 0)}
          </output>
        </p>
      )}
      {order !== undefined && hasNotes(order) && <OrderPrice counter={counter} order={order} />}
      <div class="actions">
        <Button look="primary" size="large" class="pay" hint="F9" disabled={isEmpty} testid="pay" onAct={openPay}>
          {language.t('pay.title')}
        </Button>
        <Button icon="undo" hint="Ctrl Z" disabled={order?.canUndo !== true} testid="undo" onAct={counter.undo}>
          {language.t('order.undo')}
        </Button>
        <Button
          icon="pause"
          hint="F8"
          disabled={isEmpty && view.held.length === 0}
          testid="hold"
          onAct={() => holdOrRecall(app, counter)}
        >
          {language.t(isEmpty && view.held.length > 0 ? 'order.recall' : 'order.hold')}
        </Button>
        <Button icon="trash" look="quiet" disabled={order === undefined} testid="drop" onAct={() => setDropping(true)}>
          {language.t('order.drop')}
        </Button>
      </div>
      {isDropping && order !== undefined && (
        <DropDialog counter={counter} order={order.order} onClose={() => setDropping(false)} />
      )}
    </section>
  );
}

function hasNotes({ discounts, near, coupons, customer }: NonNullable<CounterView['order']>): boolean {
  return discounts.length + near.length + coupons.length > 0 || customer !== undefined;
}
