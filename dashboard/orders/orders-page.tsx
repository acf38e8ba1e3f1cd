import { useState } from 'preact/hooks';
import type { BookRow } from '../../hub/contract/channel-orders.ts';
import type { RefundView, ReturnView } from '../../hub/contract/returns.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { useApp } from '../app.ts';
import { ActingAs } from '../board/acting-as.tsx';
import { Header } from '../parts/header.tsx';
import { Ago } from '../parts/times.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import './orders.css';
import { OrderDetail } from './order-detail.tsx';
import { OrderSearch } from './order-search.tsx';
import { RefundList } from './refund-list.tsx';
import { STATES, stateWord, type Tab } from './words.ts';

/** The one book: orders of the counters and of every channel by their state, and one of them in full. */
export function OrdersPage() {
  const { language } = useApp();
  const [tab, setTab] = useState<Tab>('all');
  const [sought, setSought] = useState('');
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const staff = useHub<{ staff: StaffView[] }>('/staff').value.value?.staff.filter((s) => s.active) ?? [];
  return (
    <>
      <Header title={language.t('page.orders')} />
      <main class="orders" data-testid="orders">
        <section class="order-book" aria-label={language.t('orders.book')}>
          <div class="section-head">
            <OrderSearch onSeek={setSought} />
            <ActingAs staff={staff} />
          </div>
          <div class="order-tabs" role="toolbar" aria-label={language.t('orders.states')}>
            {STATES.map((one) => (
              <button
                key={one}
                type="button"
                class="button small"
                aria-pressed={tab === one}
                data-testid={`tab-${one}`}
                onClick={() => setTab(one)}
              >
                {language.t(stateWord(one))}
              </button>
            ))}
          </div>
          {tab === 'returns' ? (
            <Returned onChoose={setChosen} />
          ) : (
            <Book key={`${tab} ${sought}`} tab={tab} sought={sought} chosen={chosen} onChoose={setChosen} />
          )}
        </section>
        <section class="order-one" aria-label={language.t('orders.one')}>
          {chosen === undefined ? (
            <p class="panel">{language.t('orders.choose')}</p>
          ) : (
            <OrderDetail key={chosen} order={chosen} />
          )}
        </section>
      </main>
    </>
  );
}

function Book(plan: { tab: Tab; sought: string; chosen: string | undefined; onChoose: (order: string) => void }) {
  const { language } = useApp();
  const { tab, sought, chosen, onChoose } = plan;
  const asked = [tab === 'all' ? '' : `state=${tab}`, sought === '' ? '' : `q=${encodeURIComponent(sought)}`];
  const query = asked.filter((part) => part !== '').join('&');
  const picture = useHub<{ orders: BookRow[] }>(`/orders${query === '' ? '' : `?${query}`}`);
  const orders = picture.value.value?.orders;
  if (orders === undefined) return <Waiting trouble={picture.trouble.value} />;
  if (orders.length === 0) return <p class="panel">{language.t('orders.none')}</p>;
  return (
    <ul class="order-rows">
      {orders.map((row) => (
        <li key={row.order}>
          <Row row={row} isChosen={row.order === chosen} onChoose={() => onChoose(row.order)} />
        </li>
      ))}
    </ul>
  );
}

function Row({ row, isChosen, onChoose }: { row: BookRow; isChosen: boolean; onChoose: () => void }) {
  const { language, format } = useApp();
  return (
    <button
      type="button"
      class={row.alarm === undefined ? 'order-row' : 'order-row late'}
      aria-pressed={isChosen}
      data-testid="order-row"
      data-state={row.state}
      onClick={onChoose}
    >
      <span class="mono number">{row.number}</span>
      <span class="grow">
        <b>{row.customer ?? (row.counter === undefined ? '' : row.counter)}</b>
        <small>
          {language.find(`orders.channel-${row.channel}`) ?? row.channel}
          {row.reference !== undefined && ` · ${row.reference}`}
        </small>
      </span>
      <span class="num">
        <b>{format.money(row.totalMinor)}</b>
        <small>
          <span class="order-state" data-state={row.state}>
            {language.find(`orders.state-${row.state}`) ?? row.state}
          </span>{' '}
          <Ago at={row.since} />
        </small>
      </span>
    </button>
  );
}

function Returned({ onChoose }: { onChoose: (order: string) => void }) {
  const { language, format } = useApp();
  const picture = useHub<{ returns: ReturnView[]; refunds: RefundView[] }>('/returns');
  const view = picture.value.value;
  if (view === undefined) return <Waiting trouble={picture.trouble.value} />;
  return (
    <>
      <h2>{language.t('orders.returns-open', { n: view.returns.length })}</h2>
      <ul class="order-rows">
        {view.returns.map((one) => (
          <li key={one.rma}>
            <button
              type="button"
              class={one.overdue ? 'order-row late' : 'order-row'}
              onClick={() => onChoose(one.order)}
            >
              <span class="mono number">RMA {one.number}</span>
              <span class="grow">
                <b>{language.t(`orders.kind-${one.kind}`)}</b>
                <small>{one.reason}</small>
              </span>
              <span class="num">
                <small>{format.time(one.dueAt, one.dueAt)}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <h2>{language.t('orders.refunds-due', { n: view.refunds.length })}</h2>
      <RefundList refunds={view.refunds} />
    </>
  );
}
