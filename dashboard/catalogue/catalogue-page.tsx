import { useState } from 'preact/hooks';
import type { ItemView, UnknownView } from '../../hub/contract/catalog.ts';
import { act, useApp } from '../app.ts';
import { Header } from '../parts/header.tsx';
import { Icon } from '../parts/icon.tsx';
import { ItemSearch } from '../parts/item-search.tsx';
import { UnknownRow } from '../parts/unknown-row.tsx';
import { useHub } from '../parts/use-picture.ts';
import './catalogue.css';
import { ImportPanel } from './import-panel.tsx';
import { ItemCard } from './item-card.tsx';
import { ItemTable } from './item-table.tsx';

/** The goods of the shop with their stock, and the codes nobody knows yet. */
export function CataloguePage() {
  const app = useApp();
  const { language } = app;
  const unknown = useHub<{ unknown: UnknownView[] }>('/unknown').value.value?.unknown ?? [];
  const [chosen, setChosen] = useState<ItemView | undefined>(undefined);
  return (
    <>
      <Header title={language.t('page.catalogue')} />
      <main class="catalogue">
        <div class="catalogue-main">
          <ItemSearch label={language.t('search.label')} onChoose={setChosen} />
          {chosen !== undefined && (
            <ItemCard key={chosen.gtin} gtin={chosen.gtin} onClose={() => setChosen(undefined)} />
          )}
          <ImportPanel />
          <ItemTable onChoose={setChosen} />
        </div>
        <section class="panel inbox" aria-labelledby="inbox-title" data-testid="unknown-inbox">
          <h2 id="inbox-title">
            <Icon name="question" /> {language.t('unknown.inbox', { n: unknown.length })}
          </h2>
          {unknown.length === 0 && <p class="all-done">{language.t('unknown.none')}</p>}
          <ul class="rows">
            {unknown.map((row) => (
              <UnknownRow key={row.unknown} row={row} onResolve={(body) => act(app, 'catalog.resolve-unknown', body)} />
            ))}
          </ul>
        </section>
      </main>
    </>
  );
}
