import { useState } from 'preact/hooks';
import type { LotView } from '../../hub/contract/lots.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';

const LOOKS = { good: 'good', near: 'wait', expired: 'bad', recalled: 'bad' } as const;

/** A lot with its last day, what is left of it, and its recall, which asks for a reason before anything happens. */
export function LotRow(plan: { lot: LotView; isNext?: boolean; name?: string; onChoose?: () => void }) {
  const app = useApp();
  const { language, format } = app;
  const { lot, isNext, name, onChoose } = plan;
  const [isAsking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const isRecalled = lot.state === 'recalled';
  const send = async () => {
    const type = isRecalled ? 'inventory.end-recall' : 'inventory.recall';
    const answer = await act(app, type, { gtin: lot.gtin, lot: lot.lot, note: note.trim() });
    if (!answer.ok) return;
    setAsking(false);
    setNote('');
  };
  const place = (at: string) => language.find(`place.${at}`) ?? at;
  const word = language.t(isRecalled ? 'ledger.end-recall' : 'ledger.recall');
  return (
    <li class="lot-row" data-testid="lot" data-lot={lot.lot} data-state={lot.state}>
      <span class="grow">
        {name !== undefined && (
          <button type="button" class="link" onClick={onChoose}>
            {name}
          </button>
        )}
        <b class="mono">{lot.lot}</b> {lot.expiry !== undefined && <span class="mono">{lot.expiry}</span>}
        <small>
          {lot.places.map((at) => `${place(at.location)} ${format.number(at.onHand)}`).join(' · ')}
          {lot.note !== undefined && ` · ${lot.note}`}
        </small>
      </span>
      {isNext === true && <span class="chip good">{language.t('ledger.lot-next')}</span>}
      <span class={`chip ${LOOKS[lot.state]}`}>
        {language.t(`ledger.lot-${lot.state}`)}
        {lot.days !== undefined && lot.state !== 'recalled' && (
          <small>{language.t('ledger.days', { n: lot.days })}</small>
        )}
      </span>
      {!isAsking && (
        <Button size="small" look="quiet" testid="lot-recall" onAct={() => setAsking(true)}>
          {word}
        </Button>
      )}
      {isAsking && (
        <span class="lot-ask">
          <input
            type="text"
            maxLength={300}
            aria-label={language.t('ledger.why')}
            placeholder={language.t('ledger.why')}
            data-testid="lot-note"
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
          <Button size="small" look="danger" disabled={note.trim() === ''} testid="lot-recall-now" onAct={send}>
            {word}
          </Button>
          <Button
            size="small"
            look="quiet"
            icon="cross"
            label={language.t('app.close')}
            onAct={() => setAsking(false)}
          />
        </span>
      )}
    </li>
  );
}
