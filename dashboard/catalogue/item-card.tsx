import { useEffect, useRef } from 'preact/hooks';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { MoveView } from '../../hub/contract/inventory.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { CorrectFields } from '../parts/correct-fields.tsx';
import { ReceiveFields, type Send } from '../parts/receive-fields.tsx';
import { shownCode } from '../parts/shown-code.ts';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import { ItemLevel } from './item-level.tsx';
import { ItemPrices } from './item-prices.tsx';

/** What was booked by hand may be taken back by hand; the rest is taken back where it was made. */
const BY_HAND = new Set(['receipt', 'count_gain', 'count_loss']);

/** One item: its stock, what happened to it, and the two things done by hand, receiving and correcting. */
export function ItemCard({ gtin, onClose }: { gtin: string; onClose: () => void }) {
  const app = useApp();
  const { language, format } = app;
  const picture = useHub<ItemView>(`/items/${gtin}`);
  const moves = useHub<{ moves: MoveView[] }>(`/items/${gtin}/moves?limit=12`).value.value?.moves ?? [];
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
  const item = picture.value.value;
  if (item === undefined) return <Waiting trouble={picture.trouble.value} />;
  const send: Send = (type, body) => act(app, type, body);
  return (
    <section
      ref={box}
      class="panel item-card"
      aria-label={language.name(item)}
      data-testid="item-card"
      data-gtin={gtin}
    >
      <div class="section-head">
        <h2>
          {language.name(item)} <small class="mono">{shownCode(gtin)}</small>
        </h2>
        <b class="price">{format.money(item.nowMinor ?? item.priceMinor)}</b>
        <Button look="quiet" icon="cross" label={language.t('app.close')} onAct={onClose} />
      </div>
      <ItemLevel item={item} send={send} />
      <ItemPrices item={item} send={send} />
      <h3>{language.t('mode.receive')}</h3>
      <ReceiveFields item={item} send={send} />
      <h3>{language.t('mode.correct')}</h3>
      <CorrectFields item={item} send={send} />
      <h3>{language.t('item.moves')}</h3>
      <ul class="rows moves">
        {moves.length === 0 && <li>{language.t('item.no-moves')}</li>}
        {moves.map((move) => (
          <Move key={move.position} move={move} unit={item.unit} send={send} />
        ))}
      </ul>
    </section>
  );
}

function Move({ move, unit, send }: { move: MoveView; unit: string; send: Send }) {
  const { language, format, tick } = useApp();
  const place = (name: string) => language.find(`place.${name}`) ?? name;
  return (
    <li data-testid="move" data-reason={move.reason}>
      <span class="mono">{format.time(move.at, tick.value)}</span>
      <span class="grow">
        {language.find(`reason.${move.reason}`) ?? move.reason}
        <small>
          {place(move.from)} → {place(move.to)}
        </small>
      </span>
      <b>{format.quantity(move.quantity, unit)}</b>
      {BY_HAND.has(move.reason) && (
        <Button
          size="small"
          look="quiet"
          icon="undo"
          testid="move-reverse"
          onAct={() => send('inventory.reverse', { position: move.position })}
        >
          {language.t('stock.take-back')}
        </Button>
      )}
    </li>
  );
}
