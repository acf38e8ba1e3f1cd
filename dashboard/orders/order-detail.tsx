import { useState } from 'preact/hooks';
import type { ChannelOrderView, OrderStep } from '../../hub/contract/channel-orders.ts';
import type { ParcelView } from '../../hub/contract/parcels.ts';
import type { RefundView, ReturnView } from '../../hub/contract/returns.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Ago } from '../parts/times.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import { ParcelCard } from './parcel-card.tsx';
import { RefundList } from './refund-list.tsx';
import { ReturnCases } from './return-cases.tsx';

/** One order in full. A counter's order has its story; one of a channel has everything that can be done with it. */
export function OrderDetail({ order }: { order: string }) {
  const picture = useHub<ChannelOrderView>(`/channel-orders/${encodeURIComponent(order)}`);
  const view = picture.value.value;
  if (view === undefined && picture.trouble.value?.code === 'order-missing') return <Steps order={order} isOpen />;
  if (view === undefined) return <Waiting trouble={picture.trouble.value} />;
  const parcels = view.parcels as ParcelView[];
  return (
    <article class="panel order-detail" data-testid="order-detail" data-state={view.state}>
      <Head view={view} />
      <Decide view={view} />
      <Lines view={view} />
      {parcels.map((parcel) => (
        <ParcelCard key={parcel.parcel} parcel={parcel} />
      ))}
      <Money view={view} />
      {view.state !== 'cancelled' && view.paidMinor < view.totalMinor && <Payment view={view} />}
      <RefundList refunds={view.refunds as RefundView[]} />
      <ReturnCases view={view} cases={view.returns as ReturnView[]} />
      <Steps order={order} isOpen={false} />
    </article>
  );
}

function Head({ view }: { view: ChannelOrderView }) {
  const { language, format, tick } = useApp();
  const rows: readonly (string | undefined)[] = [
    [view.customer, view.phone].filter(Boolean).join(' · '),
    view.delivery === 'pick-up' ? language.t('orders.pick-up') : view.address,
    view.dueAt === undefined ? undefined : language.t('orders.due', { time: format.time(view.dueAt, tick.value) }),
    view.note,
  ];
  return (
    <header>
      <h2>
        {language.t('orders.number', { n: view.number })}{' '}
        <span class="order-state" data-state={view.state}>
          {language.t(`orders.state-${view.state}`)}
        </span>
      </h2>
      <p>
        <small>
          {language.find(`orders.channel-${view.channel}`) ?? view.channel} · {view.reference} · <Ago at={view.since} />
        </small>
      </p>
      {rows.map((row) => row !== undefined && row !== '' && <p key={row}>{row}</p>)}
      {view.alarm !== undefined && <p class="order-warn">{language.t('orders.too-long')}</p>}
      {view.conflict !== undefined && (
        <p class="order-warn" role="alert">
          {language.t('orders.conflict', { what: view.conflict })}
        </p>
      )}
    </header>
  );
}

/** What speaks against an order, all of it, and what a person can do about it. */
function Decide({ view }: { view: ChannelOrderView }) {
  const app = useApp();
  const { language } = app;
  const [reason, setReason] = useState('');
  const isOpen = view.lines.some(({ waiting, promised }) => waiting + promised > 0);
  if (!isOpen) return null;
  const said = reason.trim();
  const { order } = view;
  return (
    <div class="order-decide">
      {view.state === 'held' && (
        <ul class="reasons" data-testid="reasons">
          {view.reasons.map(({ code, detail, params }) => (
            <li key={code}>{language.find(`orders.reason-${code}`, params) ?? detail}</li>
          ))}
        </ul>
      )}
      <input
        type="text"
        maxLength={200}
        aria-label={language.t('orders.reason')}
        placeholder={language.t('orders.reason')}
        value={reason}
        data-testid="reason"
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <div class="ways">
        {view.state === 'held' && (
          <Button
            look="primary"
            disabled={said === ''}
            testid="release"
            onAct={() => act(app, 'orders.release', { order, reason: said })}
          >
            {language.t('orders.release')}
          </Button>
        )}
        <Button
          look="danger"
          disabled={said === ''}
          testid="cancel-order"
          onAct={() => act(app, 'orders.cancel', { order, reason: said })}
        >
          {language.t(view.state === 'held' ? 'orders.reject' : 'orders.cancel-rest')}
        </Button>
      </div>
    </div>
  );
}

function Lines({ view }: { view: ChannelOrderView }) {
  const { language, format } = useApp();
  const places = ['waiting', 'promised', 'gone', 'returned', 'cancelled'] as const;
  return (
    <ul class="order-goods">
      {view.lines.map((line) => (
        <li key={line.line}>
          <span class="grow">
            <b>{language.name(line)}</b>
            <small>
              {places
                .filter((place) => line[place] > 0)
                .map((place) => language.t(`orders.${place}`, { n: line[place] }))
                .join(' · ')}
            </small>
          </span>
          <span class="num">
            <b>{format.quantity(line.quantity, line.unit === 'gram' ? 'gram' : 'each')}</b>
            <small>{format.money(line.totalMinor)}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Money({ view }: { view: ChannelOrderView }) {
  const { language, format } = useApp();
  const rows = [
    ['total', view.totalMinor],
    ['paid', view.paidMinor],
    ['kept', view.keptMinor],
    ['refunded', view.refundedMinor],
    ['owed', view.dueMinor],
  ] as const;
  return (
    <dl class="order-money">
      {rows.map(([name, amount]) => (
        <div key={name}>
          <dt>{language.t(`orders.${name}`)}</dt>
          <dd>{format.money(amount)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Money that came for an order, with the reference that makes it count once. */
function Payment({ view }: { view: ChannelOrderView }) {
  const app = useApp();
  const { language, format } = app;
  const [reference, setReference] = useState('');
  const amountMinor = view.totalMinor - view.paidMinor;
  return (
    <div class="refund">
      <input
        type="text"
        maxLength={80}
        aria-label={language.t('orders.payment-reference')}
        placeholder={language.t('orders.payment-reference')}
        value={reference}
        data-testid="payment-reference"
        onInput={(event) => setReference(event.currentTarget.value)}
      />
      <Button
        disabled={reference.trim() === ''}
        testid="note-payment"
        onAct={() => act(app, 'orders.note-payment', { order: view.order, amountMinor, reference: reference.trim() })}
      >
        {language.t('orders.got-paid', { amount: format.money(amountMinor) })}
      </Button>
    </div>
  );
}

/** Who did what, where, when, with which device: from the journal, as it was written. */
function Steps({ order, isOpen }: { order: string; isOpen: boolean }) {
  const { language, format, tick } = useApp();
  const picture = useHub<{ steps: OrderStep[] }>(`/orders/${encodeURIComponent(order)}/steps`);
  const steps = picture.value.value?.steps ?? [];
  return (
    <details class="order-steps" open={isOpen}>
      <summary>{language.t('orders.steps', { n: steps.length })}</summary>
      <ol data-testid="steps">
        {steps.map((step) => (
          <li key={step.position}>
            <span class="mono">{format.time(step.at, tick.value)}</span>{' '}
            <b>{language.find(`orders.step-${step.type.replace('.', '-')}`) ?? step.type}</b>{' '}
            <small>{[step.by, step.counter, step.device].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ol>
    </details>
  );
}
