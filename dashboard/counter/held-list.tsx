import type { OrderView } from '../../hub/contract/orders.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Ago } from '../parts/times.tsx';
import type { Counter } from './counter-state.ts';
import { recall } from './order-actions.ts';

/** Orders put aside, of every counter of the shop: any counter may take one up. */
export function HeldList({ counter, held }: { counter: Counter; held: readonly OrderView[] }) {
  const { language, format } = useApp();
  if (held.length === 0) return null;
  return (
    <section class="panel" id="held" aria-labelledby="held-title">
      <h2 id="held-title">{language.t('order.held', { n: held.length })}</h2>
      <ul class="rows">
        {held.map((order) => (
          <li key={order.order} data-testid="held-order">
            <span class="grow">
              <b>#{order.number}</b> · {format.money(order.totalMinor)}
              <small>
                {order.note !== undefined && `${order.note} · `}
                <Ago at={order.touchedAt} />
              </small>
            </span>
            <Button icon="back" testid="recall" onAct={() => recall(counter, order.order)}>
              {language.t('order.recall')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
