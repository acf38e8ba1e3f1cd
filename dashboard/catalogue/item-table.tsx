import { useEffect, useState } from 'preact/hooks';
import type { ItemView } from '../../hub/contract/catalog.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { shownCode } from '../parts/shown-code.ts';

const PAGE = 40;

/** All goods, a page at a time: a shop of a hundred thousand items never sends them all to a tablet. */
export function ItemTable({ onChoose }: { onChoose: (item: ItemView) => void }) {
  const { hub, language, format } = useApp();
  const [items, setItems] = useState<readonly ItemView[]>([]);
  const [hasMore, setMore] = useState(true);
  const load = async (before: readonly ItemView[]) => {
    const last = before[before.length - 1];
    const after = last === undefined ? '' : `&after=${encodeURIComponent(last.gtin)}`;
    const answer = await hub.get<{ items: ItemView[] }>(`/items?limit=${PAGE}${after}`);
    if (!answer.ok) return;
    setItems([...before, ...answer.value.items]);
    setMore(answer.value.items.length === PAGE);
  };
  useEffect(() => void load([]), []);
  return (
    <div class="scroll-x">
      <table class="items" aria-label={language.t('item.all')}>
        <thead>
          <tr>
            <th scope="col">{language.t('item.name')}</th>
            <th scope="col" class="num">
              {language.t('item.price')}
            </th>
            <th scope="col" class="num">
              {language.t('stock.shelf')}
            </th>
            <th scope="col" class="num">
              {language.t('stock.back')}
            </th>
            <th scope="col" class="num">
              {language.t('item.restock-at')}
            </th>
            <th scope="col">{language.t('stock.bay')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.gtin}>
              <td>
                <button type="button" class="link" onClick={() => onChoose(item)}>
                  {language.name(item)}
                </button>
                <small class="mono">{shownCode(item.gtin)}</small>
              </td>
              <td class="num">{format.money(item.priceMinor)}</td>
              <td class={item.shopFloor <= (item.restockLevel ?? -1) ? 'num low' : 'num'}>
                {format.quantity(item.shopFloor, item.unit)}
              </td>
              <td class="num">{format.quantity(item.backRoom, item.unit)}</td>
              <td class="num">
                {item.restockLevel === undefined ? '–' : format.quantity(item.restockLevel, item.unit)}
              </td>
              <td class="mono">{item.shelf ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasMore && (
        <Button testid="items-more" onAct={() => load(items)}>
          {language.t('item.more')}
        </Button>
      )}
    </div>
  );
}
