import { useEffect, useState } from 'preact/hooks';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { ValuationView, ValuedItem } from '../../hub/contract/valuation.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { shownCode } from '../parts/shown-code.ts';
import { useHub } from '../parts/use-picture.ts';

const PAGE = 40;

/** All goods with what is there, what is promised and what it is worth; a page at a time. */
export function StockTable({ onChoose }: { onChoose: (item: ItemView) => void }) {
  const { hub, language, format } = useApp();
  const totals = useHub<ValuationView>('/valuation?limit=1').value.value;
  const [items, setItems] = useState<readonly ItemView[]>([]);
  const [values, setValues] = useState<ReadonlyMap<string, ValuedItem>>(new Map());
  const [hasMore, setMore] = useState(true);
  const load = async (before: readonly ItemView[]) => {
    const after = encodeURIComponent(before.at(-1)?.gtin ?? '');
    const [goods, worth] = await Promise.all([
      hub.get<{ items: ItemView[] }>(`/items?limit=${PAGE}&after=${after}`),
      hub.get<ValuationView>(`/valuation?limit=${PAGE}&after=${after}`),
    ]);
    if (!goods.ok) return;
    setItems([...before, ...goods.value.items]);
    setMore(goods.value.items.length === PAGE);
    if (worth.ok)
      setValues((known) => new Map([...known, ...worth.value.items.map((one) => [one.gtin, one] as const)]));
  };
  // Sold or received meanwhile: what stands in the list is asked for once more.
  const asOf = totals?.asOf;
  useEffect(() => void load([]), [asOf]);
  const money = (value: number): string => format.money(value / 1000);
  return (
    <section class="panel">
      <p class="stock-total" data-testid="stock-total">
        {totals === undefined
          ? language.t('ledger.value-hidden')
          : language.t('ledger.total', { value: money(totals.value), transit: money(totals.inTransitValue) })}
      </p>
      <div class="scroll-x">
        <table class="items" aria-label={language.t('item.all')}>
          <thead>
            <tr>
              <th scope="col">{language.t('item.name')}</th>
              {(['stock.shelf', 'stock.back', 'ledger.reserved', 'ledger.available', 'ledger.value'] as const).map(
                (key) => (
                  <th key={key} scope="col" class="num">
                    {language.t(key)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <StockRow key={item.gtin} item={item} worth={values.get(item.gtin)} onChoose={onChoose} />
            ))}
          </tbody>
        </table>
      </div>
      {hasMore && (
        <Button testid="stock-more" onAct={() => load(items)}>
          {language.t('item.more')}
        </Button>
      )}
    </section>
  );
}

function Worth({ worth }: { worth: ValuedItem | undefined }) {
  const { language, format } = useApp();
  if (worth === undefined || worth.quantity === 0) return <>–</>;
  return <>{worth.costKnown ? format.money(worth.value / 1000) : language.t('ledger.no-cost')}</>;
}

function StockRow(plan: { item: ItemView; worth: ValuedItem | undefined; onChoose: (item: ItemView) => void }) {
  const { item, worth, onChoose } = plan;
  const { language, format } = useApp();
  return (
    <tr data-testid="stock-row" data-gtin={item.gtin}>
      <td>
        <button type="button" class="link" onClick={() => onChoose(item)}>
          {language.name(item)}
        </button>
        <small class="mono">{shownCode(item.gtin)}</small>
      </td>
      <td class={item.shopFloor < 0 ? 'num low' : 'num'}>{format.quantity(item.shopFloor, item.unit)}</td>
      <td class="num">{format.quantity(item.backRoom, item.unit)}</td>
      <td class="num">{item.reserved ? format.quantity(item.reserved, item.unit) : '–'}</td>
      <td class={(item.available ?? 0) < 0 ? 'num low' : 'num'}>{format.quantity(item.available ?? 0, item.unit)}</td>
      <td class="num">
        <Worth worth={worth} />
      </td>
    </tr>
  );
}
