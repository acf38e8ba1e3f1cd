import { useState } from 'preact/hooks';
import type { RequestView, SupplierView } from '../../hub/contract/purchasing.ts';
import type { RestockView, StockState } from '../../hub/contract/replenishment.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Header } from '../parts/header.tsx';
import { AsOf } from '../parts/times.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import './restock.css';
import { Proposals } from './proposals.tsx';
import { RestockRow } from './restock-row.tsx';
import { Suppliers } from './suppliers.tsx';

const FILTERS = ['all', 'out', 'shelf-empty', 'stock-low', 'shelf-low', 'soon', 'over'] as const;
type Filter = 'all' | StockState;

/** What is low and why, what should be ordered and waits for a yes, and who delivers it. */
export function RestockPage() {
  const { language } = useApp();
  const picture = useHub<RestockView>('/restock');
  const requests = useHub<{ requests: RequestView[] }>('/requests').value.value?.requests ?? [];
  const suppliers = useHub<{ suppliers: SupplierView[] }>('/suppliers').value.value?.suppliers ?? [];
  const [filter, setFilter] = useState<Filter>('all');
  const view = picture.value.value;
  const items = view?.items ?? [];
  const shown = filter === 'all' ? items : items.filter((item) => item.state === filter);
  const count = (one: Filter) => (one === 'all' ? items.length : items.filter((item) => item.state === one).length);
  return (
    <>
      <Header title={language.t('page.restock')} />
      <main class="restock" data-testid="restock" data-position={view?.asOf}>
        <section aria-labelledby="restock-title">
          <div class="section-head">
            <h2 id="restock-title" class="grow">
              {language.t('restock.items', { n: view?.total ?? 0 })}
            </h2>
            {view !== undefined && <AsOf at={view.at} testid="restock-as-of" />}
          </div>
          <fieldset class="filters" aria-label={language.t('restock.filter')}>
            {FILTERS.map((one) => (
              <Button
                key={one}
                size="small"
                pressed={filter === one}
                testid={`filter-${one}`}
                onAct={() => setFilter(one)}
              >
                {language.t(`restock.${one}`)} {count(one)}
              </Button>
            ))}
          </fieldset>
          {view === undefined && <Waiting trouble={picture.trouble.value} />}
          {view !== undefined && shown.length === 0 && <p class="all-done">{language.t('restock.none')}</p>}
          <ul class="restock-rows">
            {shown.map((item) => (
              <RestockRow key={item.gtin} item={item} />
            ))}
          </ul>
        </section>
        <div class="restock-side">
          <Proposals requests={requests} suppliers={suppliers} />
          <Suppliers suppliers={suppliers} />
        </div>
      </main>
    </>
  );
}
