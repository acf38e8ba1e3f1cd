import { useState } from 'preact/hooks';
import type { GoodsExpected, GoodsKind, SupplierView } from '../../hub/contract/purchasing.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import type { CounterRow } from './receiving-page.tsx';

const KINDS = ['delivery', 'transfer-out', 'transfer-in', 'supplier-return'] as const satisfies readonly GoodsKind[];
interface Plan {
  readonly suppliers: readonly SupplierView[];
  readonly counters: readonly CounterRow[];
  readonly onStarted: (document: string) => void;
}

/** Goods nobody announced, goods for another store, goods that go back: a document of its own, filled by scanning. */
export function StartDocument({ suppliers, counters, onStarted }: Plan) {
  const app = useApp();
  const { language } = app;
  const [kind, setKind] = useState<GoodsKind>('delivery');
  const [party, setParty] = useState('');
  const [code, setCode] = useState('');
  const [reason, setReason] = useState('');
  const [counter, setCounter] = useState('');
  const isOfSupplier = kind === 'delivery' || kind === 'supplier-return';
  const whose = isOfSupplier && party === '' ? (suppliers[0]?.supplier ?? '') : party.trim();
  const start = async () => {
    const answer = await act(app, 'purchasing.start', {
      ...{ kind, party: whose },
      ...(code.trim() === '' ? {} : { code: code.trim() }),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(counter === '' ? {} : { counter }),
    });
    if (!answer.ok) return;
    const made = answer.value.entries.find((entry) => entry.type === 'purchasing.expected');
    if (made !== undefined) onStarted((made.data as GoodsExpected).document);
    setCode('');
    setReason('');
  };
  return (
    <section class="panel" aria-labelledby="start-title">
      <h2 id="start-title">{language.t('receiving.start')}</h2>
      <div class="fields">
        <label class="field">
          <span>{language.t('receiving.kind')}</span>
          <select
            value={kind}
            data-testid="start-kind"
            onChange={(event) => setKind(KINDS.find((one) => one === event.currentTarget.value) ?? 'delivery')}
          >
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {language.t(`receiving.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <Party kind={kind} value={whose} suppliers={isOfSupplier ? suppliers : []} onSet={setParty} />
        <label class="field">
          <span>{language.t('receiving.number')}</span>
          <input type="text" maxLength={40} value={code} onInput={(event) => setCode(event.currentTarget.value)} />
        </label>
        {kind === 'supplier-return' && (
          <label class="field">
            <span>{language.t('receiving.return-why')}</span>
            <input
              type="text"
              maxLength={200}
              value={reason}
              data-testid="start-reason"
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </label>
        )}
        <Where counters={counters} value={counter} onSet={setCounter} />
        <Button look="primary" icon="plus" testid="start" disabled={whose === ''} onAct={start}>
          {language.t('receiving.start-now')}
        </Button>
      </div>
    </section>
  );
}

/** A supplier the shop knows is chosen; another store, or a supplier before any is entered, is written. */
function Party(plan: {
  kind: GoodsKind;
  value: string;
  suppliers: readonly SupplierView[];
  onSet: (party: string) => void;
}) {
  const { language } = useApp();
  const label = language.t(
    plan.kind === 'delivery' || plan.kind === 'supplier-return' ? 'receiving.supplier' : 'receiving.store',
  );
  if (plan.suppliers.length === 0)
    return (
      <label class="field">
        <span>{label}</span>
        <input
          type="text"
          maxLength={60}
          value={plan.value}
          data-testid="start-party"
          onInput={(event) => plan.onSet(event.currentTarget.value)}
        />
      </label>
    );
  return (
    <label class="field">
      <span>{label}</span>
      <select value={plan.value} data-testid="start-party" onChange={(event) => plan.onSet(event.currentTarget.value)}>
        {plan.suppliers.map((one) => (
          <option key={one.supplier} value={one.supplier}>
            {language.name(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Where(plan: { counters: readonly CounterRow[]; value: string; onSet: (counter: string) => void }) {
  const { language } = useApp();
  return (
    <label class="field">
      <span>{language.t('receiving.at')}</span>
      <select
        value={plan.value}
        data-testid="start-counter"
        onChange={(event) => plan.onSet(event.currentTarget.value)}
      >
        <option value="">{language.t('receiving.later')}</option>
        {plan.counters.map((row) => (
          <option key={row.counter} value={row.counter}>
            {language.name(row)}
          </option>
        ))}
      </select>
    </label>
  );
}
