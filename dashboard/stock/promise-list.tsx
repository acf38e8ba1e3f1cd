import type { ReservationView } from '../../hub/contract/reservations.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useHub } from '../parts/use-picture.ts';

/** What is promised and to whom, the first to end in front. */
export function PromiseList({ onChoose }: { onChoose: (line: { gtin: string }) => void }) {
  const app = useApp();
  const { language, format, tick } = app;
  const all = useHub<{ reservations: ReservationView[] }>('/reservations?limit=50').value.value?.reservations ?? [];
  // Between two entries of the feed a promise may have ended: its end alone decides.
  const live = all.filter((one) => one.expiresAt > tick.value);
  return (
    <section class="panel" aria-labelledby="promises-title" data-testid="promises">
      <h2 id="promises-title">
        <Icon name="hand" /> {language.t('ledger.promises', { n: live.length })}
      </h2>
      {live.length === 0 && <p class="nothing">{language.t('ledger.promises-none')}</p>}
      <ul class="rows">
        {live.map((one) => (
          <li key={one.reservation} data-testid="promise">
            <span class="grow">
              {one.lines.map((line) => (
                <button key={line.line} type="button" class="link" onClick={() => onChoose(line)}>
                  {language.name(line)} × {format.number(line.remaining)}
                </button>
              ))}
              <small>
                {one.purpose.kind} <span class="mono">{one.purpose.id}</span> ·{' '}
                {language.t('ledger.until', { time: format.time(one.expiresAt, tick.value) })}
              </small>
            </span>
            <Button
              size="small"
              look="quiet"
              testid="promise-release"
              onAct={() => act(app, 'inventory.release', { reservation: one.reservation, reason: 'by-hand' })}
            >
              {language.t('ledger.release')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
