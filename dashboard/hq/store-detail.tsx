import { useEffect, useState } from 'preact/hooks';
import type { StoreStock, StoreTasks, StoreView } from '../../cloud-relay/contract/stores.ts';
import { useApp } from '../app.ts';
import { Icon } from '../parts/icon.tsx';
import { shownCode } from '../parts/shown-code.ts';
import { Ago, AsOf } from '../parts/times.tsx';
import { freshnessOf } from './freshness.ts';
import { useHq, useHqPicture } from './use-hq.ts';

const ROWS = 50;

/** One shop from afar: its stock to search, its tasks as they go. */
export function StoreDetail({ store }: { store: StoreView }) {
  const hq = useHq();
  const { language } = useApp();
  const freshness = freshnessOf(store, hq.live.state.value === 'online');
  return (
    <section
      class={`store-detail ${freshness}`}
      aria-label={language.name(store)}
      data-testid="hq-store-detail"
      data-store={store.store}
    >
      {(freshness === 'silent' || freshness === 'never') && (
        <p class="trouble" role="status">
          <Icon name="warn" /> {language.t('hq.stale-hint')} <AsOf at={store.asOf} />
        </p>
      )}
      <Tasks store={store.store} />
      <Stock store={store.store} />
    </section>
  );
}

function Tasks({ store }: { store: string }) {
  const { language, format } = useApp();
  const picture = useHqPicture<StoreTasks>(`/stores/${encodeURIComponent(store)}/tasks`, store).value.value;
  return (
    <section class="panel" aria-labelledby="hq-tasks">
      <div class="section-head">
        <h2 id="hq-tasks">{language.t('hq.tasks')}</h2>
        <AsOf at={picture?.asOf} testid="hq-tasks-as-of" />
      </div>
      <ul class="rows">
        {picture?.tasks.length === 0 && <li>{language.t('hq.no-tasks')}</li>}
        {picture?.tasks.map((task) => (
          <li
            key={task.task}
            data-testid="hq-task"
            data-number={task.number}
            data-state={task.state}
            data-gtin={task.gtin}
          >
            <span class={`chip ${task.state === 'completed' ? 'good' : 'plain'}`}>
              {language.find(`task.${task.state}`) ?? task.state}
            </span>
            <span class="grow">
              #{task.number} {language.name(task)}
              {task.quantity > 0 && ` × ${format.number(task.quantity)}`}
              <small>
                <Ago at={task.changedAt} />
              </small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Stock({ store }: { store: string }) {
  const { around, language } = useApp();
  const [typed, setTyped] = useState('');
  const [query, setQuery] = useState('');
  useEffect(() => around.later(200, () => setQuery(typed.trim())), [typed, around]);
  return (
    <section class="panel" aria-labelledby="hq-stock">
      <div class="section-head">
        <h2 id="hq-stock">{language.t('hq.stock')}</h2>
      </div>
      <label class="search-field">
        <Icon name="search" />
        <span class="unseen">{language.t('search.label')}</span>
        <input
          type="text"
          inputMode="search"
          autoComplete="off"
          placeholder={language.t('search.label')}
          value={typed}
          data-testid="hq-search"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <StockTable key={query} store={store} query={query} />
    </section>
  );
}

function StockTable({ store, query }: { store: string; query: string }) {
  const { language, format } = useApp();
  const path = `/stores/${encodeURIComponent(store)}/stock?limit=${ROWS}&q=${encodeURIComponent(query)}`;
  const picture = useHqPicture<StoreStock>(path, store).value.value;
  return (
    <>
      <p class="sub">
        {picture !== undefined &&
          language.t('hq.stock-shown', { n: picture.items.length, total: format.number(picture.total) })}{' '}
        <AsOf at={picture?.asOf} testid="hq-stock-as-of" />
      </p>
      <div class="table-box">
        <table class="items" aria-labelledby="hq-stock">
          <thead>
            <tr>
              <th scope="col">{language.t('item.name')}</th>
              <th scope="col" class="num">
                {language.t('stock.shelf')}
              </th>
              <th scope="col" class="num">
                {language.t('stock.back')}
              </th>
              <th scope="col">{language.t('hq.changed')}</th>
            </tr>
          </thead>
          <tbody>
            {picture?.items.map((item) => (
              <tr key={item.gtin} data-testid="hq-stock-row" data-gtin={item.gtin}>
                <td>
                  {language.name(item)} <small class="mono">{shownCode(item.gtin)}</small>
                </td>
                <td class="num">{format.number(item.levels['shop-floor'] ?? 0)}</td>
                <td class="num">{format.number(item.levels['back-room'] ?? 0)}</td>
                <td>
                  <Ago at={item.changedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
