import { useState } from 'preact/hooks';
import type { StaffView } from '../../hub/contract/staff.ts';
import type { WriteOffView } from '../../hub/contract/write-offs.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useHub } from '../parts/use-picture.ts';
import { BadgeField, personOf } from './badge-field.tsx';

/** Losses too large for one person: each waits here, seen by everybody, until a second one scans their badge. */
export function WaitingWriteOffs({ staff }: { staff: readonly StaffView[] }) {
  const { language } = useApp();
  const waiting = useHub<{ writeOffs: WriteOffView[] }>('/write-offs').value.value?.writeOffs ?? [];
  return (
    <section class="panel" aria-labelledby="waiting-title" data-testid="waiting-write-offs">
      <h2 id="waiting-title">
        <Icon name="warn" /> {language.t('ledger.pending', { n: waiting.length })}
      </h2>
      {waiting.length === 0 && <p class="nothing">{language.t('ledger.pending-none')}</p>}
      <ul class="rows">
        {waiting.map((one) => (
          <WaitingRow key={one.writeOff} one={one} staff={staff} />
        ))}
      </ul>
    </section>
  );
}

function WaitingRow({ one, staff }: { one: WriteOffView; staff: readonly StaffView[] }) {
  const app = useApp();
  const { language, format, tick } = app;
  const [badge, setBadge] = useState('');
  const person = personOf(staff, badge);
  const asker = staff.find(({ staff: id }) => id === one.askedBy);
  const { writeOff } = one;
  const by = person?.staff ?? '';
  return (
    <li class="waiting-row" data-testid="waiting-write-off">
      <span class="grow">
        {language.name(one)} × {format.quantity(one.quantity, one.unit)} · <b>{format.money(one.worth / 1000)}</b>
        <small>
          {language.t(`reason.${one.reason}`)} · {asker === undefined ? one.askedBy : language.name(asker)} ·{' '}
          {format.time(one.askedAt, tick.value)}
          {one.note !== undefined && ` · ${one.note}`}
        </small>
      </span>
      <div class="fields">
        <BadgeField staff={staff} value={badge} onSet={setBadge} label={language.t('ledger.second')} />
        <Button
          look="primary"
          icon="check"
          disabled={person === undefined}
          testid="approve-write-off"
          onAct={() => act(app, 'inventory.approve-write-off', { writeOff, approver: by }, { by: `staff:${by}` })}
        >
          {language.t('ledger.approve')}
        </Button>
        <Button
          look="quiet"
          disabled={person === undefined}
          testid="refuse-write-off"
          onAct={() =>
            act(
              app,
              'inventory.refuse-write-off',
              { writeOff, staff: by, note: language.t('ledger.refused-here') },
              { by: `staff:${by}` },
            )
          }
        >
          {language.t('ledger.refuse')}
        </Button>
      </div>
    </li>
  );
}
