import { useState } from 'preact/hooks';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';

const DAY_MS = 86_400_000;
const DAYS = [1, 3, 7, 14] as const;

/** For how long nothing is to be done about an item, and why: both are written down. */
export function SnoozeFields(plan: { gtin: string; location: 'shop-floor' | 'store'; onDone: () => void }) {
  const app = useApp();
  const { language, hub } = app;
  const [reason, setReason] = useState('');
  const snooze = async (days: number) => {
    const { gtin, location } = plan;
    const until = hub.now() + days * DAY_MS;
    const answer = await act(app, 'replenishment.snooze', { gtin, location, until, reason: reason.trim() });
    if (answer.ok) plan.onDone();
  };
  return (
    <div class="snooze-fields">
      <label class="field">
        <span>{language.t('restock.snooze-why')}</span>
        <input
          type="text"
          maxLength={200}
          value={reason}
          data-testid="snooze-reason"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      {DAYS.map((days) => (
        <Button
          key={days}
          size="small"
          disabled={reason.trim() === ''}
          testid={`snooze-${days}`}
          onAct={() => snooze(days)}
        >
          {language.t('restock.for-days', { n: days })}
        </Button>
      ))}
    </div>
  );
}
