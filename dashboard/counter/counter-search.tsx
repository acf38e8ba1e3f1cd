import type { ItemView } from '../../hub/contract/catalog.ts';
import type { CounterDoing } from '../../hub/contract/counters.ts';
import { useApp } from '../app.ts';
import { ItemSearch } from '../parts/item-search.tsx';
import type { Counter } from './counter-state.ts';

/** Goods whose code is torn or missing: found by name, and sold, received or corrected as the mode says. */
export function CounterSearch({ counter, mode, id }: { counter: Counter; mode: CounterDoing; id: string }) {
  const { language } = useApp();
  const choose = (item: ItemView) => {
    if (mode === 'sell') void counter.send('orders.add-line', { counter: counter.id, gtin: item.gtin });
    else counter.chosen.value = item;
    (document.activeElement as HTMLElement | null)?.blur();
  };
  return <ItemSearch id={id} label={language.t('search.label')} hint="F4" onChoose={choose} />;
}
