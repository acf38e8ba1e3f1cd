import { useEffect, useMemo, useState } from 'preact/hooks';
import type { StoreView } from '../../cloud-relay/contract/stores.ts';
import { useApp } from '../app.ts';
import { createHq } from '../client/hq.ts';
import { Waiting } from '../parts/waiting.tsx';
import './hq.css';
import { HqHeader } from './hq-header.tsx';
import { HqSums } from './hq-sums.tsx';
import { StoreDetail } from './store-detail.tsx';
import { StoreRow } from './store-row.tsx';
import { HqProvider, useHqPicture } from './use-hq.ts';

const COLUMNS = ['store', 'line', 'as-of', 'sales', 'tasks', 'backlog', 'trouble'] as const;

/** Headquarters' page, with the client it needs and no other page does. Nobody looks: its line is given back. */
export function HqPage() {
  const { around } = useApp();
  const hq = useMemo(() => createHq(around), [around]);
  useEffect(() => {
    const tend = () => (document.visibilityState === 'visible' ? hq.start() : hq.live.close());
    tend();
    document.addEventListener('visibilitychange', tend);
    return () => {
      document.removeEventListener('visibilitychange', tend);
      hq.live.close();
    };
  }, [hq]);
  return (
    <HqProvider value={hq}>
      <Stores />
    </HqProvider>
  );
}

/** Headquarters: every shop with how fresh its figures are, and one shop's stock and tasks. */
function Stores() {
  const { language } = useApp();
  const picture = useHqPicture<{ stores: StoreView[]; now: number }>('/stores');
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const stores = picture.value.value?.stores;
  const store = stores?.find((s) => s.store === chosen) ?? (stores?.length === 1 ? stores[0] : undefined);
  return (
    <>
      <HqHeader />
      <main class="hq">
        {stores === undefined ? (
          <>
            <Waiting trouble={picture.trouble.value} />
            {picture.trouble.value?.status === 404 && <p class="lost">{language.t('hq.not-here')}</p>}
          </>
        ) : (
          <>
            <HqSums stores={stores} />
            <div class="scroll-x">
              <table class="stores">
                <caption class="unseen">{language.t('hq.stores')}</caption>
                <thead>
                  <tr>
                    {COLUMNS.map((column) => (
                      <th
                        key={column}
                        scope="col"
                        class={column === 'sales' || column === 'tasks' || column === 'backlog' ? 'num' : ''}
                      >
                        {language.t(`hq.col-${column}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {stores.map((row) => (
                    <StoreRow
                      key={row.store}
                      row={row}
                      isChosen={row.store === store?.store}
                      onChoose={() => setChosen(row.store)}
                    />
                  ))}
                </tbody>
              </table>
            </div>
            {stores.length === 0 && <p class="all-done">{language.t('hq.no-stores')}</p>}
            {store !== undefined && <StoreDetail key={store.store} store={store} />}
          </>
        )}
      </main>
    </>
  );
}
