import { useEffect, useState } from 'preact/hooks';
import type { CountingHere } from '../../hub/contract/count-views.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { setCounted } from './count-keys.ts';
import type { Counter } from './counter-state.ts';

/** While a counter counts: for which sheet and in which bay, how far it is, and what was counted last, to be put right. */
export function CountPanel({ counter, count }: { counter: Counter; count: CountingHere }) {
  const { language } = useApp();
  const { number, name, counted, items, last, state } = count;
  return (
    <section class="count-panel" aria-label={language.t('mode.count')} data-testid="count-panel">
      <div class="count-head">
        <h2>{language.t('count.here-sheet', { number, name })}</h2>
        {count.blind && <span class="chip plain">{language.t('count.here-blind')}</span>}
        <span data-testid="count-progress">{language.t('count.here-progress', { counted, items })}</span>
        <Button icon="check" testid="count-leave" onAct={() => counter.send('counts.leave', { counter: counter.id })}>
          {language.t('count.here-leave')}
        </Button>
      </div>
      {state === 'review' && <p class="wait">{language.t('count.here-recount')}</p>}
      {counter.picture.value.value?.staff === undefined && <p class="wait">{language.t('count.here-nobody')}</p>}
      {state === 'counting' && <BayField counter={counter} count={count} />}
      {last === undefined ? (
        <p class="count-none">{language.t('count.here-nothing')}</p>
      ) : (
        <LastCounted counter={counter} sheet={count.sheet} last={last} />
      )}
    </section>
  );
}

/** The bay this counter counts in; empty where each item counts for its own bay. */
function BayField({ counter, count }: { counter: Counter; count: CountingHere }) {
  const { language } = useApp();
  const [bay, setBay] = useState(count.bay ?? '');
  useEffect(() => setBay(count.bay ?? ''), [count.bay]);
  const settle = () => {
    const wanted = bay.trim();
    if (wanted === (count.bay ?? '') || wanted.includes('*')) return setBay(count.bay ?? '');
    void counter.send('counts.open-at', {
      ...{ counter: counter.id, sheet: count.sheet },
      ...(wanted === '' ? {} : { bay: wanted }),
    });
  };
  return (
    <label class="field count-bay">
      <span>{language.t('count.here-bay')}</span>
      <input
        type="text"
        maxLength={20}
        value={bay}
        placeholder={language.t('count.here-home-bay')}
        data-testid="count-bay"
        onInput={(event) => setBay(event.currentTarget.value)}
        onBlur={settle}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </label>
  );
}

type Last = NonNullable<CountingHere['last']>;

function LastCounted({ counter, sheet, last }: { counter: Counter; sheet: string; last: Last }) {
  const { language, format } = useApp();
  const set = (quantity: number) => setCounted(counter, sheet, last, quantity);
  const typing = counter.typing.value;
  const bay = last.bay === '*' ? '∑' : last.bay;
  return (
    <div class="count-last" data-testid="count-last">
      <div class="grow">
        <small>{language.t('count.here-last')}</small>
        <h3>{language.name(last)}</h3>
        <small>
          {language.t('count.here-in-bay', { bay })} {last.unit === 'gram' && format.quantity(last.quantity, 'gram')}
        </small>
      </div>
      <Button label="−1" disabled={last.quantity < 1} onAct={() => set(last.quantity - 1)}>
        −1
      </Button>
      <NumberField value={last.quantity} label={language.name(last)} testid="count-quantity" onSet={set} />
      <Button label="+1" onAct={() => set(last.quantity + 1)}>
        +1
      </Button>
      {typing !== undefined && (
        <output class="typing" data-testid="typing">
          × {typing === '' ? '…' : typing} <kbd>Enter</kbd>
        </output>
      )}
    </div>
  );
}
