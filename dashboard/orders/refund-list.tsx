import { useState } from 'preact/hooks';
import type { RefundView } from '../../hub/contract/returns.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';

/** What is to be paid back; a person pays it and writes down the reference, once. */
export function RefundList({ refunds }: { refunds: readonly RefundView[] }) {
  return (
    <ul class="refunds">
      {refunds.map((refund) => (
        <Refund key={refund.refund} refund={refund} />
      ))}
    </ul>
  );
}

function Refund({ refund }: { refund: RefundView }) {
  const app = useApp();
  const { language, format } = app;
  const [reference, setReference] = useState('');
  return (
    <li class="refund" data-testid="refund" data-state={refund.state}>
      <span class="grow">
        <b>{format.money(refund.amountMinor)}</b>{' '}
        <small>
          {language.t('orders.refund-no', { n: refund.number })} ·{' '}
          {language.find(`orders.why-${refund.why}`) ?? refund.why}
        </small>
      </span>
      {refund.state === 'settled' ? (
        <small>{language.t('orders.refund-paid', { reference: refund.reference ?? '' })}</small>
      ) : (
        <>
          <input
            type="text"
            maxLength={80}
            aria-label={language.t('orders.refund-reference')}
            placeholder={language.t('orders.refund-reference')}
            value={reference}
            onInput={(event) => setReference(event.currentTarget.value)}
          />
          <Button
            size="small"
            disabled={reference.trim() === ''}
            testid="settle-refund"
            onAct={() => act(app, 'returns.settle-refund', { refund: refund.refund, reference: reference.trim() })}
          >
            {language.t('orders.settle')}
          </Button>
        </>
      )}
    </li>
  );
}
