import type { CounterView } from '../../hub/contract/counters.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { shownCode } from '../parts/shown-code.ts';
import type { Counter, Line } from './counter-state.ts';

/** The order, newest line on top, so that the last scan is always in sight without scrolling. */
export function OrderLines({ counter, view }: { counter: Counter; view: CounterView }) {
  const { language } = useApp();
  const lines = view.order?.lines ?? [];
  const active = counter.active.value?.line;
  return (
    <section class="lines" aria-label={language.t('order.lines')}>
      {lines.length === 0 ? (
        <p class="no-lines">
          <Icon name="cart" size={28} />
          {language.t(view.mode === 'sell' ? 'order.empty' : 'order.empty-here')}
        </p>
      ) : (
        <ol reversed>
          {[...lines].reverse().map((line) => (
            <OrderLineRow key={line.line} counter={counter} line={line} isActive={line.line === active} />
          ))}
        </ol>
      )}
    </section>
  );
}

function OrderLineRow({ counter, line, isActive }: { counter: Counter; line: Line; isActive: boolean }) {
  const { language, format } = useApp();
  const name = language.name(line);
  const wanted = counter.wanted.value[line.line];
  const now = wanted ?? line.quantity;
  const typing = isActive ? counter.typing.value : undefined;
  return (
    <li
      class={isActive ? 'line active' : 'line'}
      data-testid="order-line"
      data-gtin={line.gtin}
      data-quantity={line.quantity}
    >
      <div class="what">
        <b>{name}</b>
        <small>
          <span class="mono">{shownCode(line.gtin)}</span> · {format.money(line.priceMinor)}
          {line.unit === 'gram' && '/kg'}
        </small>
      </div>
      <fieldset class="amount" aria-label={language.t('order.quantity-of', { name })}>
        <Button
          icon="minus"
          label={language.t('order.less', { name })}
          disabled={now <= 1}
          testid="line-less"
          onAct={() => void counter.setQuantity(line, now - 1)}
        />
        <NumberField
          value={line.quantity}
          min={1}
          label={language.t('order.quantity-of', { name })}
          testid="line-quantity"
          onSet={(n) => void counter.setQuantity(line, n)}
        />
        <Button
          icon="plus"
          label={language.t('order.more', { name })}
          testid="line-more"
          onAct={() => void counter.setQuantity(line, now + 1)}
        />
        {typing !== undefined && (
          <output class="typing" data-testid="typing">
            × {typing === '' ? '…' : typing} <kbd>Enter</kbd>
          </output>
        )}
        {wanted !== undefined && (
          <span class="asked" data-testid="line-asked">
            <span class="spinner" /> → {format.quantity(wanted, line.unit)}
          </span>
        )}
      </fieldset>
      <b class="sum">{format.money(line.totalMinor)}</b>
      <Button
        icon="trash"
        look="quiet"
        label={language.t('order.remove', { name })}
        testid="line-remove"
        onAct={() => counter.remove(line)}
      />
    </li>
  );
}
