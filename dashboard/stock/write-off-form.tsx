import { useState } from 'preact/hooks';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { LotView } from '../../hub/contract/lots.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import type { WriteOffReason } from '../../hub/contract/write-offs.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { BadgeField, personOf, WhoField } from './badge-field.tsx';

const REASONS = [
  'damage',
  'expiry',
  'theft_known',
  'sample',
  'internal_use',
] as const satisfies readonly WriteOffReason[];
const PLACES = ['shop-floor', 'back-room', 'damaged'] as const;

/** Says what is gone and why. Worth more than the shop's limit, it waits for a second person, or takes their badge now. */
export function WriteOffForm(plan: { item: ItemView; lots: readonly LotView[]; staff: readonly StaffView[] }) {
  const { item, lots, staff } = plan;
  const app = useApp();
  const { language, notices, format, acting } = app;
  const [quantity, setQuantity] = useState(1);
  const [reason, setReason] = useState<WriteOffReason>('damage');
  const [location, setLocation] = useState<string>('shop-floor');
  const [lot, setLot] = useState('');
  const [note, setNote] = useState('');
  const [badge, setBadge] = useState('');
  const approver = personOf(staff, badge);
  const send = async () => {
    const answer = await act(app, 'inventory.write-off', {
      ...{ gtin: item.gtin, quantity, reason, location, staff: acting.value ?? '' },
      ...(lot === '' ? {} : { lot }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(approver === undefined ? {} : { approver: approver.staff }),
    });
    if (!answer.ok) return;
    const isBooked = answer.value.entries.some((entry) => entry.type === 'inventory.written-off');
    const params = { name: language.name(item), n: format.quantity(quantity, item.unit) };
    notices.say({
      tone: isBooked ? 'good' : 'plain',
      text: language.t(isBooked ? 'ledger.written-off' : 'ledger.waits', params),
    });
    setNote('');
    setBadge('');
  };
  const isReady = acting.value !== undefined && (badge.trim() === '' || approver !== undefined);
  return (
    <div class="fields write-off-form" data-testid="write-off-form">
      <QuantityField value={quantity} onSet={setQuantity} />
      <Choice
        label={language.t('ledger.reason')}
        testid="write-off-reason"
        value={reason}
        of={REASONS.map((one) => [one, language.t(`reason.${one}`)])}
        onSet={(value) => setReason(REASONS.find((one) => one === value) ?? 'damage')}
      />
      <Choice
        label={language.t('ledger.place')}
        value={location}
        of={PLACES.map((one) => [one, language.t(`place.${one}`)])}
        onSet={setLocation}
      />
      {lots.length > 0 && (
        <Choice
          label={language.t('ledger.lot')}
          value={lot}
          of={[['', language.t('ledger.any-lot')], ...lots.map((one): [string, string] => [one.lot, one.lot])]}
          onSet={setLot}
        />
      )}
      <label class="field">
        <span>{language.t('ledger.note')}</span>
        <input type="text" maxLength={300} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
      <WhoField staff={staff} />
      <BadgeField staff={staff} value={badge} onSet={setBadge} label={language.t('ledger.second')} />
      <Button look="danger" icon="trash" disabled={!isReady} testid="write-off" onAct={send}>
        {language.t('ledger.write-off-now', { n: format.quantity(quantity, item.unit) })}
      </Button>
    </div>
  );
}

function Choice(plan: {
  label: string;
  value: string;
  of: readonly (readonly [string, string])[];
  onSet: (value: string) => void;
  testid?: string;
}) {
  return (
    <label class="field">
      <span>{plan.label}</span>
      <select data-testid={plan.testid} value={plan.value} onChange={(event) => plan.onSet(event.currentTarget.value)}>
        {plan.of.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}

function QuantityField(plan: { value: number; onSet: (value: number) => void }) {
  const { language } = useApp();
  const label = language.t('ledger.quantity');
  return (
    <div class="field">
      <span>{label}</span>
      <NumberField {...plan} min={1} label={label} testid="write-off-quantity" />
    </div>
  );
}
