import { useState } from 'preact/hooks';
import type { OrderView, Tender } from '../../hub/contract/orders.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { Counter } from './counter-state.ts';
import { pay } from './order-actions.ts';
import { changeOf, roundUps, type Sums } from './tender-sums.ts';

const KINDS = ['cash', 'wechat', 'alipay', 'card', 'other'] as const satisfies readonly Tender['kind'][];
/** Points pay only where a customer with points stands on the order. */
const kindsFor = (order: OrderView): readonly Tender['kind'][] =>
  (order.customer?.worthMinor ?? 0) > 0 ? [...KINDS, 'points'] : KINDS;

/** Takes the money: one way of paying or several, with the change worked out. Scans go on adding to the order meanwhile. */
export function PayDialog({ counter, order }: { counter: Counter; order: OrderView }) {
  const { language, format } = useApp();
  const [kind, setKind] = useState<Tender['kind']>('cash');
  const [taken, setTaken] = useState<readonly Tender[]>([]);
  const [typed, setTyped] = useState('');
  const [isPaying, setPaying] = useState(false);
  const { dueMinor } = changeOf(order.totalMinor, taken);
  const wantedMinor = kind === 'points' ? Math.min(dueMinor, order.customer?.worthMinor ?? 0) : dueMinor;
  const amount = typed === '' ? wantedMinor : format.parseMoney(typed);
  const all = amount === undefined || amount === 0 ? taken : [...taken, { kind, amountMinor: amount }];
  const sums = changeOf(order.totalMinor, all);
  const isGood = amount !== undefined && sums.dueMinor === 0 && sums.isFair && all.length > 0;
  const close = () => {
    counter.paying.value = false;
  };

  const settle = async () => {
    if (!isGood || isPaying) return;
    setPaying(true);
    const isPaid = await pay(counter, { order: order.order, tenders: [...all] });
    setPaying(false);
    if (isPaid) close();
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
      <Kinds kinds={kindsFor(order)} kind={kind} onChoose={setKind} />
      <AmountForm typed={typed} dueMinor={wantedMinor} isCash={kind === 'cash'} onType={setTyped} onEnter={settle} />
      <Taken taken={taken} onDrop={(at) => setTaken(taken.filter((_, i) => i !== at))} />
      <Rest amount={amount} sums={sums} />
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

interface AmountPlan {
  readonly typed: string;
  readonly dueMinor: number;
  readonly isCash: boolean;
  readonly onType: (typed: string) => void;
  readonly onEnter: () => Promise<void>;
}

function AmountForm({ typed, dueMinor, isCash, onType, onEnter }: AmountPlan) {
  const { language, format } = useApp();
  return (
    <form
      class="pay-form"
      onSubmit={(event) => {
        event.preventDefault();
        void onEnter();
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
          onInput={(event) => onType(event.currentTarget.value)}
        />
      </label>
      {isCash && <QuickCash dueMinor={dueMinor} onChoose={onType} />}
      <button type="submit" class="unseen" tabIndex={-1}>
        {language.t('pay.confirm')}
      </button>
    </form>
  );
}

interface KindsPlan {
  readonly kinds: readonly Tender['kind'][];
  readonly kind: Tender['kind'];
  readonly onChoose: (kind: Tender['kind']) => void;
}

function Kinds({ kinds, kind, onChoose }: KindsPlan) {
  const { language } = useApp();
  return (
    <fieldset class="tenders" aria-label={language.t('pay.by')}>
      {kinds.map((each) => (
        <Button key={each} pressed={kind === each} testid={`tender-${each}`} onAct={() => onChoose(each)}>
          {language.t(`tender.${each}`)}
        </Button>
      ))}
    </fieldset>
  );
}

/** The notes people hand over. The field takes what a person would have typed, in whole units of money. */
function QuickCash({ dueMinor, onChoose }: { dueMinor: number; onChoose: (typed: string) => void }) {
  const { format } = useApp();
  return (
    <div class="quick">
      {roundUps(dueMinor).map((minor) => (
        <Button key={minor} size="small" testid="quick-cash" onAct={() => onChoose(String(minor / 100))}>
          {format.money(minor)}
        </Button>
      ))}
    </div>
  );
}

/** What is still due, what goes back, or what is wrong with the amount. */
function Rest({ amount, sums }: { amount: number | undefined; sums: Sums }) {
  const { language, format } = useApp();
  const word = sums.dueMinor > 0 ? 'pay.still-due' : 'pay.change-is';
  const sum = format.money(sums.dueMinor || sums.changeMinor);
  return (
    <p class={sums.dueMinor > 0 ? 'pay-rest due' : 'pay-rest'} role="status" data-testid="pay-rest">
      {amount === undefined ? language.t('pay.no-amount') : language.t(sums.isFair ? word : 'pay.no-change', { sum })}
    </p>
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
