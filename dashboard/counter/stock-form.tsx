import { useEffect, useState } from 'preact/hooks';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { CounterView } from '../../hub/contract/counters.ts';
import { useApp } from '../app.ts';
import { CorrectFields } from '../parts/correct-fields.tsx';
import { ReceiveFields } from '../parts/receive-fields.tsx';
import type { Counter } from './counter-state.ts';

/** While receiving or correcting: the item in hand, and the number to book for it. */
export function StockForm({ counter, view }: { counter: Counter; view: CounterView }) {
  const { language } = useApp();
  const item = useItemInHand(counter, view);
  if (item === undefined) return null;
  return (
    <section class="stock-form" aria-label={language.t(`mode.${view.mode}`)} data-testid="stock-form">
      <h2>{language.name(item)}</h2>
      {view.mode === 'receive' ? (
        <ReceiveFields item={item} send={counter.send} />
      ) : (
        <CorrectFields item={item} send={counter.send} />
      )}
    </section>
  );
}

/** The item chosen by search, else the one scanned last; asked from the hub for its present stock. */
function useItemInHand(counter: Counter, view: CounterView): ItemView | undefined {
  const { hub } = useApp();
  const [item, setItem] = useState<ItemView | undefined>(undefined);
  const chosen = counter.chosen.value;
  const scanned = view.lastScan?.kind === 'item' ? view.lastScan.gtin : undefined;
  const gtin = chosen?.gtin ?? scanned;
  useEffect(() => {
    if (gtin === undefined) return setItem(undefined);
    let isWanted = true;
    void hub
      .get<ItemView>(`/items/${gtin}`)
      .then((answer) => isWanted && setItem(answer.ok ? answer.value : undefined));
    return () => {
      isWanted = false;
    };
    // The picture's position says that stock may have moved.
  }, [gtin, view.asOf, hub]);
  return item;
}
