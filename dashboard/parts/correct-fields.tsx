import { useEffect, useState } from 'preact/hooks';
import type { ItemView } from '../../hub/contract/catalog.ts';
import { useApp } from '../app.ts';
import { Button } from './button.tsx';
import { NumberField } from './number-field.tsx';
import { type Send, undoOf } from './receive-fields.tsx';

const PLACES = ['shopFloor', 'backRoom'] as const;
const LOCATIONS = { shopFloor: 'shop-floor', backRoom: 'back-room' } as const;

/** Says what is really there, on the shelf and in the back room; the difference is booked as a count. */
export function CorrectFields({ item, send }: { item: ItemView; send: Send }) {
  return (
    <div class="stock-fields">
      {PLACES.map((place) => (
        <CountedField key={place} item={item} place={place} send={send} />
      ))}
    </div>
  );
}

function CountedField({ item, place, send }: { item: ItemView; place: (typeof PLACES)[number]; send: Send }) {
  const { language, format, notices } = useApp();
  const known = item[place];
  const [counted, setCounted] = useState(known);
  useEffect(() => setCounted(known), [known]);
  const label = language.t(place === 'shopFloor' ? 'stock.shelf' : 'stock.back');
  const correct = async () => {
    const answer = await send('inventory.correct', { gtin: item.gtin, location: LOCATIONS[place], counted });
    if (!answer.ok) return;
    const text = language.t('stock.corrected', {
      name: language.name(item),
      place: label,
      n: format.quantity(counted, item.unit),
    });
    notices.say({ tone: 'good', text, ...undoOf(send, answer.value, language.t('stock.take-back')) });
  };
  const difference = counted - known;
  return (
    <div class="counted">
      <span>
        {label} <small>{language.t('stock.book', { n: format.quantity(known, item.unit) })}</small>
      </span>
      <NumberField
        value={counted}
        label={language.t('stock.counted', { place: label })}
        testid={`counted-${place}`}
        onSet={setCounted}
      />
      <Button
        look={difference === 0 ? 'plain' : 'primary'}
        disabled={difference === 0}
        testid={`correct-${place}`}
        onAct={correct}
      >
        {difference === 0
          ? language.t('stock.agrees')
          : language.t('stock.correct', { n: `${difference > 0 ? '+' : ''}${difference}` })}
      </Button>
    </div>
  );
}
