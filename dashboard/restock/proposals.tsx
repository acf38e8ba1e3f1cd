import { useState } from 'preact/hooks';
import type { RequestView, SupplierView } from '../../hub/contract/purchasing.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { NumberField } from '../parts/number-field.tsx';

interface Plan {
  readonly requests: readonly RequestView[];
  readonly suppliers: readonly SupplierView[];
}

/** What should be ordered and waits for a yes: the shop's own proposals and what people asked for. */
export function Proposals({ requests, suppliers }: Plan) {
  const app = useApp();
  const { language, notices } = app;
  const [quantities, setQuantities] = useState<ReadonlyMap<string, number>>(new Map());
  const [supplier, setSupplier] = useState('');
  const needsSupplier = requests.some((one) => one.supplier === undefined);
  const approve = async (some: readonly RequestView[]) => {
    const answer = await act(app, 'purchasing.approve', {
      requests: some.map(({ request }) => {
        const quantity = quantities.get(request);
        return quantity === undefined ? { request } : { request, quantity };
      }),
      ...(supplier === '' ? {} : { supplier }),
    });
    if (answer.ok) notices.say({ tone: 'good', text: language.t('restock.ordered', { n: some.length }) });
  };
  return (
    <section class="panel proposals" aria-labelledby="proposals-title">
      <div class="section-head">
        <h2 id="proposals-title" class="grow">
          {language.t('restock.proposals', { n: requests.length })}
        </h2>
        {requests.length > 1 && !needsSupplier && (
          <Button size="small" look="primary" icon="check" testid="approve-all" onAct={() => approve(requests)}>
            {language.t('restock.approve-all')}
          </Button>
        )}
      </div>
      {requests.length === 0 && <p class="all-done">{language.t('restock.no-proposals')}</p>}
      {needsSupplier && suppliers.length > 0 && (
        <label class="field">
          <span>{language.t('restock.from-whom')}</span>
          <select value={supplier} onChange={(event) => setSupplier(event.currentTarget.value)}>
            <option value="">{language.t('restock.choose-supplier')}</option>
            {suppliers.map((one) => (
              <option key={one.supplier} value={one.supplier}>
                {language.name(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      <ul class="rows">
        {requests.map((one) => (
          <Proposal
            key={one.request}
            one={one}
            quantity={quantities.get(one.request) ?? one.quantity}
            onQuantity={(n) => setQuantities(new Map(quantities).set(one.request, n))}
            onApprove={() => approve([one])}
          />
        ))}
      </ul>
    </section>
  );
}

function Proposal(plan: {
  one: RequestView;
  quantity: number;
  onQuantity: (quantity: number) => void;
  onApprove: () => Promise<void>;
}) {
  const app = useApp();
  const { language, format } = app;
  const { one } = plan;
  const supplier = language.name({ nameZh: one.supplierZh, nameEn: one.supplierEn });
  return (
    <li class="proposal" data-testid="proposal" data-gtin={one.gtin} data-quantity={one.quantity}>
      <div class="grow">
        <b>{language.name(one)}</b>
        <small>
          {language.t(`restock.by-${one.origin}`)}
          {supplier !== '' && ` · ${supplier}`}
          {one.casePack !== undefined && ` · ${language.t('restock.case', { n: one.casePack })}`}
        </small>
        <Because one={one} />
      </div>
      <NumberField
        value={plan.quantity}
        min={1}
        label={language.t('restock.quantity-of', { name: language.name(one) })}
        testid="proposal-quantity"
        onSet={plan.onQuantity}
      />
      <Button size="small" look="primary" icon="check" testid="approve" onAct={plan.onApprove}>
        {language.t('restock.approve', { n: format.quantity(plan.quantity, one.unit) })}
      </Button>
      <Button
        size="small"
        look="quiet"
        icon="cross"
        testid="reject"
        onAct={() =>
          act(app, 'purchasing.reject', { request: one.request, reason: language.t('restock.rejected-by-hand') })
        }
      >
        {language.t('restock.reject')}
      </Button>
    </li>
  );
}

/** Where the item stood when it was proposed: position against level, how fast it sells, how long it lasts. */
function Because({ one }: { one: RequestView }) {
  const { language, format } = useApp();
  if (one.note !== undefined) return <small>{one.note}</small>;
  if (one.why === undefined) return null;
  const { position, level, velocity, cover } = one.why;
  const amount = (n: number) => format.quantity(n, one.unit);
  return (
    <small data-testid="proposal-why">
      {language.t('restock.position', { n: amount(position), level: amount(Math.max(0, level)) })}
      {velocity > 0 && ` · ${language.t('restock.sells-a-day', { n: format.number(Math.round(velocity * 10) / 10) })}`}
      {cover !== undefined && ` · ${language.t('restock.lasts', { n: format.number(cover) })}`}
    </small>
  );
}
