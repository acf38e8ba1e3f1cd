import { useState } from 'preact/hooks';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { SupplierView } from '../../hub/contract/purchasing.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { ItemSearch } from '../parts/item-search.tsx';
import { NumberField } from '../parts/number-field.tsx';

/** Who delivers: entered once; an item found here is told to come from the one that is chosen, or asked for at once. */
export function Suppliers({ suppliers }: { suppliers: readonly SupplierView[] }) {
  const app = useApp();
  const { language, notices } = app;
  const [chosen, setChosen] = useState('');
  const [asked, setAsked] = useState<ItemView | undefined>(undefined);
  const supplier = chosen || suppliers[0]?.supplier || '';
  const assign = async (item: ItemView) => {
    setAsked(item);
    if (supplier === '') return;
    const answer = await act(app, 'purchasing.set-sources', { supplier, gtins: [item.gtin] });
    if (answer.ok) notices.say({ tone: 'good', text: language.t('restock.assigned', { name: language.name(item) }) });
  };
  return (
    <section class="panel" aria-labelledby="suppliers-title">
      <h2 id="suppliers-title">{language.t('restock.suppliers', { n: suppliers.length })}</h2>
      {suppliers.length > 0 && (
        <>
          <label class="field">
            <span>{language.t('restock.from-whom')}</span>
            <select value={supplier} onChange={(event) => setChosen(event.currentTarget.value)}>
              {suppliers.map((one) => (
                <option key={one.supplier} value={one.supplier}>
                  {language.name(one)} · {language.t('restock.lead', { n: one.leadDays })} ·{' '}
                  {language.t('restock.items-of', { n: one.items })}
                </option>
              ))}
            </select>
          </label>
          <ItemSearch label={language.t('restock.assign')} onChoose={assign} />
          {asked !== undefined && <Ask item={asked} onDone={() => setAsked(undefined)} />}
        </>
      )}
      <AddSupplier suppliers={suppliers} />
    </section>
  );
}

function Ask({ item, onDone }: { item: ItemView; onDone: () => void }) {
  const app = useApp();
  const { language } = app;
  const [quantity, setQuantity] = useState(item.casePack ?? 1);
  const ask = async () => {
    const answer = await act(app, 'purchasing.request', { lines: [{ gtin: item.gtin, quantity }] });
    if (answer.ok) onDone();
  };
  return (
    <div class="ask">
      <span class="grow">{language.name(item)}</span>
      <NumberField
        value={quantity}
        min={1}
        label={language.t('restock.quantity-of', { name: language.name(item) })}
        testid="ask-quantity"
        onSet={setQuantity}
      />
      <Button size="small" icon="plus" testid="ask" onAct={ask}>
        {language.t('restock.ask')}
      </Button>
    </div>
  );
}

function AddSupplier({ suppliers }: { suppliers: readonly SupplierView[] }) {
  const app = useApp();
  const { language } = app;
  const [name, setName] = useState('');
  const [leadDays, setLead] = useState(2);
  const add = async () => {
    const nameZh = name.trim();
    const supplier = `s${suppliers.length + 1}`;
    const body = { supplier, nameZh, nameEn: nameZh, leadDays, active: true };
    if ((await act(app, 'purchasing.set-supplier', body)).ok) setName('');
  };
  return (
    <div class="fields">
      <label class="field">
        <span>{language.t('restock.supplier-name')}</span>
        <input
          type="text"
          maxLength={60}
          value={name}
          data-testid="supplier-name"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <div class="field">
        <span>{language.t('restock.lead-days')}</span>
        <NumberField value={leadDays} min={1} max={90} label={language.t('restock.lead-days')} onSet={setLead} />
      </div>
      <Button icon="plus" testid="supplier-add" disabled={name.trim() === ''} onAct={add}>
        {language.t('restock.add-supplier')}
      </Button>
    </div>
  );
}
