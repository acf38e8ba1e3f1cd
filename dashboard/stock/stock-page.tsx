import { useState } from 'preact/hooks';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { useApp } from '../app.ts';
import { Header } from '../parts/header.tsx';
import { ItemSearch } from '../parts/item-search.tsx';
import { useHub } from '../parts/use-picture.ts';
import './stock.css';
import { LotsToWatch } from './lots-to-watch.tsx';
import { PromiseList } from './promise-list.tsx';
import { StockCard } from './stock-card.tsx';
import { StockTable } from './stock-table.tsx';
import { WaitingWriteOffs } from './waiting-write-offs.tsx';

/** What the shop owns, what of it is promised, what it is worth, and what has to be looked at or approved. */
export function StockPage() {
  const { language } = useApp();
  const staff = useHub<{ staff: StaffView[] }>('/staff').value.value?.staff.filter((person) => person.active) ?? [];
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const choose = (item: Pick<ItemView, 'gtin'>) => setChosen(item.gtin);
  return (
    <>
      <Header title={language.t('page.stock')} />
      <main class="stock-page">
        <div class="stock-main">
          <ItemSearch label={language.t('search.label')} onChoose={choose} />
          {chosen !== undefined && (
            <StockCard key={chosen} gtin={chosen} staff={staff} onClose={() => setChosen(undefined)} />
          )}
          <StockTable onChoose={choose} />
        </div>
        <div class="stock-side">
          <WaitingWriteOffs staff={staff} />
          <LotsToWatch onChoose={choose} />
          <PromiseList onChoose={choose} />
        </div>
      </main>
    </>
  );
}
