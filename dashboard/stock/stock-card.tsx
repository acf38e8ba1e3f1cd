import { useEffect, useRef } from 'preact/hooks';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { ItemLotsView } from '../../hub/contract/lots.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import type { ItemValuationView } from '../../hub/contract/valuation.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { shownCode } from '../parts/shown-code.ts';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import { LotRow } from './lot-row.tsx';
import { WriteOffForm } from './write-off-form.tsx';

/** One item: where it is, what of it is promised, what it is worth, its lots, and the form that writes some off. */
export function StockCard(plan: { gtin: string; staff: readonly StaffView[]; onClose: () => void }) {
  const { gtin, staff, onClose } = plan;
  const { language, format } = useApp();
  const picture = useHub<ItemView>(`/items/${gtin}`);
  const lots = useHub<ItemLotsView>(`/items/${gtin}/lots`).value.value;
  const worth = useHub<ItemValuationView>(`/items/${gtin}/valuation`).value.value?.item;
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
  const item = picture.value.value;
  if (item === undefined) return <Waiting trouble={picture.trouble.value} />;
  const amount = (n: number) => format.quantity(n, item.unit);
  const facts = [
    ['stock.shelf', amount(item.shopFloor)],
    ['stock.back', amount(item.backRoom)],
    ['ledger.reserved', amount(item.reserved ?? 0)],
    ['ledger.available', amount(item.available ?? 0)],
    ['ledger.value', worth?.costKnown ? format.money(worth.value / 1000) : language.t('ledger.no-cost')],
    ['ledger.unit-cost', worth?.costKnown ? format.money(worth.unitCost / 1000) : '–'],
  ] as const;
  return (
    <section ref={box} class="panel stock-card" aria-label={language.name(item)} data-testid="stock-card">
      <div class="section-head">
        <h2>
          {language.name(item)} <small class="mono">{shownCode(gtin)}</small>
        </h2>
        <Button look="quiet" icon="cross" label={language.t('app.close')} onAct={onClose} />
      </div>
      <dl class="stock-facts">
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt>{language.t(key)}</dt>
            <dd data-testid={key}>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>{language.t('ledger.lots')}</h3>
      <ul class="rows">
        {lots?.lots.length === 0 && <li class="nothing">{language.t('ledger.no-lots')}</li>}
        {lots?.lots.map((lot) => (
          <LotRow key={lot.lot} lot={lot} isNext={lot.lot === lots.next} />
        ))}
      </ul>
      <h3>{language.t('ledger.write-off')}</h3>
      <WriteOffForm item={item} lots={lots?.lots ?? []} staff={staff} />
    </section>
  );
}
