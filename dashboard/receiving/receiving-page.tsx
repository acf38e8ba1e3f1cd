import { useState } from 'preact/hooks';
import type { GoodsView, SupplierView } from '../../hub/contract/purchasing.ts';
import { useApp } from '../app.ts';
import { Header } from '../parts/header.tsx';
import { AsOf } from '../parts/times.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import './receiving.css';
import { DocumentCard } from './document-card.tsx';
import { EndedList } from './ended-list.tsx';
import { StartDocument } from './start-document.tsx';

export interface CounterRow {
  readonly counter: string;
  readonly number: number;
  readonly nameZh: string;
  readonly nameEn: string;
}
interface Documents {
  readonly asOf: number;
  readonly at: number;
  readonly open: GoodsView[];
  readonly ended: GoodsView[];
}

/** Goods that come and go with a document: what is expected, what is being counted right now, and what is done. */
export function ReceivingPage() {
  const { language } = useApp();
  const picture = useHub<Documents>('/documents');
  const counters = useHub<{ counters: CounterRow[] }>('/counters').value.value?.counters ?? [];
  const suppliers = useHub<{ suppliers: SupplierView[] }>('/suppliers').value.value?.suppliers ?? [];
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const view = picture.value.value;
  const shown = chosen ?? view?.open.find((one) => one.state === 'counting')?.document;
  return (
    <>
      <Header title={language.t('page.receiving')} />
      <main class="receiving" data-testid="receiving" data-position={view?.asOf}>
        <section class="documents" aria-labelledby="open-title">
          <div class="section-head">
            <h2 id="open-title" class="grow">
              {language.t('receiving.open', { n: view?.open.length ?? 0 })}
            </h2>
            {view !== undefined && <AsOf at={view.at} testid="receiving-as-of" />}
          </div>
          {view === undefined && <Waiting trouble={picture.trouble.value} />}
          {view?.open.length === 0 && <p class="all-done">{language.t('receiving.none')}</p>}
          <ul class="document-cards">
            {view?.open.map((one) => (
              <DocumentCard
                key={one.document}
                view={one}
                counters={counters}
                isShown={one.document === shown}
                onShow={() => setChosen(one.document === shown ? '' : one.document)}
              />
            ))}
          </ul>
        </section>
        <div class="receiving-side">
          <StartDocument suppliers={suppliers} counters={counters} onStarted={setChosen} />
          <EndedList ended={view?.ended ?? []} />
        </div>
      </main>
    </>
  );
}
