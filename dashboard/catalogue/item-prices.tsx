import { useState } from 'preact/hooks';
import type { ItemView } from '../../hub/contract/catalog.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import type { Send } from '../parts/receive-fields.tsx';

/** Prices that hold for some days, and the codes an item is known by: a carton's code with how many it holds. */
export function ItemPrices({ item, send }: { item: ItemView; send: Send }) {
  const { language, format } = useApp();
  return (
    <details class="item-prices" data-testid="item-prices">
      <summary>{language.t('item.prices')}</summary>
      <ul class="rows">
        {item.prices?.map((one) => (
          <li key={one.price} data-testid="item-price">
            <span class="grow">
              <b>{format.money(one.priceMinor)}</b>{' '}
              {language.t('item.price-days', { from: one.from, until: one.until ?? '…' })}
              {one.promotion && ` · ${language.t('item.promotion')}`}
            </span>
            <Button
              size="small"
              look="quiet"
              icon="cross"
              testid="price-end"
              onAct={() => send('catalog.end-price', { price: one.price })}
            >
              {language.t('item.price-end')}
            </Button>
          </li>
        ))}
      </ul>
      <NewPrice gtin={item.gtin} send={send} />
      <Codes item={item} send={send} />
    </details>
  );
}

function NewPrice({ gtin, send }: { gtin: string; send: Send }) {
  const { language, format, hub } = useApp();
  const [amount, setAmount] = useState('');
  const [from, setFrom] = useState(format.day(hub.now()));
  const [until, setUntil] = useState('');
  const [promotion, setPromotion] = useState(true);
  const priceMinor = format.parseMoney(amount);
  const set = async () => {
    if (priceMinor === undefined) return;
    const days = until === '' ? { from } : { from, until };
    if ((await send('catalog.set-price', { gtin, priceMinor, promotion, ...days })).ok) setAmount('');
  };
  return (
    <div class="fields">
      <label class="field">
        <span>{language.t('item.new-price')}</span>
        <input
          type="text"
          inputMode="decimal"
          value={amount}
          data-testid="price-amount"
          onInput={(event) => setAmount(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{language.t('item.price-from')}</span>
        <input type="date" value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
      </label>
      <label class="field">
        <span>{language.t('item.price-until')}</span>
        <input
          type="date"
          value={until}
          data-testid="price-until"
          onInput={(event) => setUntil(event.currentTarget.value)}
        />
      </label>
      <Button size="small" pressed={promotion} onAct={() => setPromotion(!promotion)}>
        {language.t('item.promotion')}
      </Button>
      <Button size="small" look="primary" testid="price-set" disabled={priceMinor === undefined} onAct={set}>
        {language.t('item.price-set')}
      </Button>
    </div>
  );
}

function Codes({ item, send }: { item: ItemView; send: Send }) {
  const { language } = useApp();
  const [code, setCode] = useState('');
  const [pieces, setPieces] = useState('1');
  const codes = item.codes ?? [];
  const quantity = /^[1-9]\d{0,5}$/.test(pieces) ? Number(pieces) : undefined;
  const add = async () => {
    if (quantity === undefined) return;
    const next = [...codes, { code: code.trim(), quantity }];
    if ((await send('catalog.set-codes', { gtin: item.gtin, codes: next })).ok) setCode('');
  };
  return (
    <>
      <ul class="rows">
        {codes.map((one) => (
          <li key={one.code} data-testid="item-code">
            <span class="grow mono">{one.code}</span>
            <b>{language.t('item.code-pieces', { n: one.quantity })}</b>
            <Button
              size="small"
              look="quiet"
              icon="cross"
              onAct={() =>
                send('catalog.set-codes', { gtin: item.gtin, codes: codes.filter((other) => other.code !== one.code) })
              }
            >
              {language.t('item.code-remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div class="fields">
        <label class="field">
          <span>{language.t('item.new-code')}</span>
          <input
            type="text"
            maxLength={120}
            value={code}
            data-testid="code-text"
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{language.t('item.code-holds')}</span>
          <input
            type="text"
            inputMode="numeric"
            value={pieces}
            data-testid="code-pieces"
            onInput={(event) => setPieces(event.currentTarget.value)}
          />
        </label>
        <Button
          size="small"
          icon="plus"
          testid="code-add"
          disabled={code.trim() === '' || quantity === undefined}
          onAct={add}
        >
          {language.t('item.code-add')}
        </Button>
      </div>
    </>
  );
}
