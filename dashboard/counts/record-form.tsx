import { useState } from 'preact/hooks';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { CountView } from '../../hub/contract/count-views.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { ItemSearch, shownCode } from '../parts/item-search.tsx';
import { NumberField } from '../parts/number-field.tsx';

/** Counting without a gun, on a phone or here: the item, the bay, and how many there are in it in all. */
export function RecordForm({ view }: { view: CountView }) {
  const app = useApp();
  const { language, notices, acting, format } = app;
  const [item, setItem] = useState<ItemView | undefined>(undefined);
  const [bay, setBay] = useState('');
  const [quantity, setQuantity] = useState<number | undefined>(undefined);
  const { sheet, blind } = view.sheet;
  const record = async () => {
    if (item === undefined || quantity === undefined) return;
    const answer = await act(app, 'counts.record', {
      ...{ sheet, gtin: item.gtin, quantity, how: 'set' },
      ...(bay.trim() === '' ? {} : { bay: bay.trim() }),
      ...(acting.value === undefined ? {} : { staff: acting.value }),
    });
    if (!answer.ok) return;
    const n = format.quantity(quantity, item.unit);
    notices.say({ tone: 'good', text: language.t('count.recorded', { name: language.name(item), n }) });
    setItem(undefined);
    setQuantity(undefined);
  };
  return (
    <section class="panel record-form" aria-label={language.t('count.by-hand')} data-testid="record-form">
      <h2>{language.t('count.by-hand')}</h2>
      {item === undefined ? (
        <ItemSearch label={language.t('search.label')} bare={blind} onChoose={setItem} />
      ) : (
        <div class="fields">
          <p class="grow">
            <b>{language.name(item)}</b> <small class="mono">{shownCode(item.gtin)}</small>
          </p>
          <label class="field">
            <span>{language.t('count.bay')}</span>
            <input
              type="text"
              maxLength={20}
              value={bay}
              placeholder={homeOf(item, view.sheet.location)}
              onInput={(event) => setBay(event.currentTarget.value.replace(/\*/g, ''))}
            />
          </label>
          <div class="field">
            <span>{item.unit === 'gram' ? language.t('count.grams') : language.t('count.found')}</span>
            <NumberField
              value={quantity}
              label={language.t('count.found')}
              testid="record-quantity"
              onSet={setQuantity}
            />
          </div>
          <Button look="primary" icon="check" testid="record-now" onAct={record}>
            {language.t('count.record')}
          </Button>
          <Button look="quiet" icon="cross" onAct={() => setItem(undefined)}>
            {language.t('app.cancel')}
          </Button>
        </div>
      )}
    </section>
  );
}

function homeOf(item: ItemView, location: string): string {
  if (location === 'shop-floor') return item.shelf ?? '';
  return location === 'back-room' ? (item.backBay ?? '') : '';
}
