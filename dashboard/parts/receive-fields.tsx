import { useState } from 'preact/hooks';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { BodyOf, ScreenCommand } from '../../hub/contract/commands.ts';
import { useApp } from '../app.ts';
import type { Answer } from '../client/answer.ts';
import type { Done } from '../client/commands.ts';
import { Button } from './button.tsx';
import { NumberField } from './number-field.tsx';

export type Send = <T extends ScreenCommand>(type: T, body: BodyOf<T>) => Promise<Answer<Done>>;

/** Books goods that arrived, one by one or by the case, into the back room. */
export function ReceiveFields({ item, send }: { item: ItemView; send: Send }) {
  const { language, notices, format } = useApp();
  const pack = item.casePack ?? 1;
  const [count, setCount] = useState(pack);
  const receive = async () => {
    const answer = await send('inventory.receive', { gtin: item.gtin, quantity: count });
    if (!answer.ok) return;
    const text = language.t('stock.received', { name: language.name(item), n: format.quantity(count, item.unit) });
    notices.say({ tone: 'good', text, ...undoOf(send, answer.value, language.t('stock.take-back')) });
  };
  return (
    <div class="stock-fields">
      <p>
        {language.t('stock.pair', {
          shelf: format.quantity(item.shopFloor, item.unit),
          back: format.quantity(item.backRoom, item.unit),
        })}
      </p>
      <NumberField
        value={count}
        min={1}
        label={language.t('stock.arrived')}
        testid="receive-quantity"
        onSet={setCount}
      />
      {pack > 1 && (
        <Button size="small" onAct={() => setCount(count + pack)}>
          {language.t('stock.one-case', { n: pack })}
        </Button>
      )}
      <Button look="primary" icon="box" testid="receive" onAct={receive}>
        {language.t('stock.receive', { n: format.quantity(count, item.unit) })}
      </Button>
    </div>
  );
}

/** The way back for a booking: its opposite move, offered right where it was made. */
export function undoOf(send: Send, done: Done, label: string) {
  const position = done.entries.find((e) => e.type === 'inventory.moved')?.position;
  return position === undefined ? {} : { action: { label, act: () => void send('inventory.reverse', { position }) } };
}
