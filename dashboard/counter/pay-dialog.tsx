import { useState } from 'preact/hooks';
import type { OrderView, Tender } from '../../hub/contract/orders.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { Counter } from './counter-state.ts';
import { pay } from './order-actions.ts';
import { changeOf, roundUps } from './tender-sums.ts';

const KINDS = ['cash', 'wechat', 'alipay', 'card', 'other'] as const satisfies readonly Tender['kind'][];

/** Takes the money: one way of paying or several, with the change worked out. Scans go on adding to the order meanwhile. */
export function PayDialog({ counter, order }: { counter: Counter; order: OrderView }) {
  const { language, format } = useApp();
  const [kind, setKind] = useState<Tender['kind']>('cash');
  const [taken, setTaken] = useState<readonly Tender[]>([]);
  const [typed, setTyped] = useState('');
  const { dueMinor } = changeOf(order.totalMinor, taken);
  const amount = typed === '' ? dueMinor : format.parseMoney(typed);
  const all = amount === undefined || amount === 0 ? taken : [...taken, { kind, amountMinor: amount }];
  const sums = changeOf(order.totalMinor, all);
  const isGood = amount !== undefined && sums.dueMinor === 0 && sums.isFair && all.length > 0;
  const close = () => {
    counter.paying.value = false;
  };

  const settle = async () => {
    if (isGood && (await pay(counter, { order: order.order, tenders: [...all] }))) close();
  };
  const addPart = () => {
    setTaken(all);
    setTyped('');
  };
  return (
    <Dialog title={language.t('pay.heading', { number: order.number })} onClose={close} testid="pay-dialog">
      <p class="pay-total">
        <span>{language.t('pay.total')}</span> <output>{format.money(order.totalMinor)}</output>
      </p>
      <fieldset class="tenders" aria-label={language.t('pay.by')}>
        {KINDS.map((k) => (
          <Button key={k} pressed={kind === k} testid={`tender-${k}`} onAct={() => setKind(k)}>
            {language.t(`tender.${k}`)}
          </Button>
        ))}
      </fieldset>
      <form
        class="pay-form"
        onSubmit={(event) => {
          event.preventDefault();
          void settle();
        }}
      >
        <label>
          <span>{language.t('pay.amount')}</span>
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={typed}
            placeholder={format.money(dueMinor)}
            data-testid="pay-amount"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        {kind === 'cash' && (
          <div class="quick">
            {roundUps(dueMinor).map((minor) => (
              <Button key={minor} size="small" testid="quick-cash" onAct={() => setTyped(String(minor / 100))}>
                {format.money(minor)}
              </Button>
            ))}
          </div>
        )}
        <button type="submit" class="unseen" tabIndex={-1}>
          {language.t('pay.confirm')}
        </button>
      </form>
      <Taken taken={taken} onDrop={(at) => setTaken(taken.filter((_, i) => i !== at))} />
      <p class={sums.dueMinor > 0 ? 'pay-rest due' : 'pay-rest'} role="status" data-testid="pay-rest">
        {amount === undefined && language.t('pay.no-amount')}
        {amount !== undefined && !sums.isFair && language.t('pay.no-change')}
        {amount !== undefined &&
          sums.isFair &&
          language.t(sums.dueMinor > 0 ? 'pay.still-due' : 'pay.change-is', {
            sum: format.money(sums.dueMinor || sums.changeMinor),
          })}
      </p>
      <div class="dialog-feet">
        <Button
          disabled={amount === undefined || amount === 0 || sums.dueMinor === 0}
          testid="pay-part"
          onAct={addPart}
        >
          {language.t('pay.add-part')}
        </Button>
        <Button look="primary" size="large" disabled={!isGood} testid="pay-confirm" onAct={settle}>
          {language.t('pay.confirm')}
        </Button>
      </div>
    </Dialog>
  );
}

function Taken({ taken, onDrop }: { taken: readonly Tender[]; onDrop: (at: number) => void }) {
  const { language, format } = useApp();
  if (taken.length === 0) return null;
  return (
    <ul class="rows">
      {taken.map((tender, at) => (
        <li key={`${at}-${tender.kind}`}>
          <span class="grow">{language.t(`tender.${tender.kind}`)}</span>
          <b>{format.money(tender.amountMinor)}</b>
          <Button look="quiet" icon="cross" label={language.t('pay.drop-part')} onAct={() => onDrop(at)} />
        </li>
      ))}
    </ul>
  );
}
