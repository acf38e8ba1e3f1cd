import { useEffect, useState } from 'preact/hooks';
import type { StaffView } from '../../hub/contract/staff.ts';
import { act, sentenceOf, useApp } from '../app.ts';
import type { Awaited } from '../client/access.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { PinPad } from './pin-pad.tsx';
import './door.css';

/** A second person stands behind what was just wanted: by their PIN, or by their badge at a counter. Nothing else is held up. */
export function ApprovalPanel({ awaited }: { readonly awaited: Awaited }) {
  const app = useApp();
  const { language, access, hub, format } = app;
  const [staff, setStaff] = useState<readonly StaffView[]>([]);
  const [by, setBy] = useState('');
  const [pin, setPin] = useState('');
  useEffect(() => {
    void hub.get<{ staff: StaffView[] }>('/staff').then((answer) => answer.ok && setStaff(answer.value.staff));
  }, [hub]);
  useShownBadge(awaited);
  const me = access.view.value?.person?.staff;
  const others = staff.filter((one) => one.active && one.role !== 'clerk' && one.staff !== me);
  const minor = awaited.problem.params?.minor;
  return (
    <section class="approval panel" aria-labelledby="approval-title" data-testid="approval">
      <h2 id="approval-title">
        <Icon name="people" /> {language.t('door.second-person')}
      </h2>
      <p>
        {language.t('door.why-second')}
        {typeof minor === 'number' && <strong> {format.money(minor)}</strong>}
      </p>
      {awaited.problem.code !== 'approval-needed' && (
        <p class="trouble" role="alert">
          <Icon name="warn" /> {sentenceOf(app, awaited.problem)}
        </p>
      )}
      {awaited.counter !== undefined && (
        <p class="door-badge">
          <Icon name="badge" size={28} /> {language.t('door.badge-of-second')}
        </p>
      )}
      <label class="field">
        <span>{language.t('door.who-second')}</span>
        <select value={by} onChange={(event) => setBy(event.currentTarget.value)} data-testid="approver">
          <option value="">{language.t('door.choose')}</option>
          {others.map((one) => (
            <option key={one.staff} value={one.staff}>
              {language.name(one)}
            </option>
          ))}
        </select>
      </label>
      {by !== '' && (
        <PinPad
          label={language.t('door.pin')}
          value={pin}
          onChange={setPin}
          onDone={() => pin.length >= 4 && awaited.settle({ by, proof: { kind: 'pin', pin } })}
          testid="approver-pin"
        />
      )}
      <Button look="quiet" onAct={() => awaited.settle(undefined)} testid="approval-drop">
        {language.t('door.give-up')}
      </Button>
    </section>
  );
}

/** Tells the hub that a badge is awaited here, and goes on when the feed says whose was read. */
function useShownBadge({ command, act: wanted, counter, settle }: Awaited): void {
  const app = useApp();
  const { hub } = app;
  useEffect(() => {
    if (counter === undefined) return undefined;
    void act(app, 'access.ask-approval', { command, counter, act: wanted });
    return hub.onEntries((entries) => {
      const shown = entries.find(
        ({ type, data }) => type === 'staff.badge-shown' && (data as { command: string }).command === command,
      );
      if (shown) settle({ by: (shown.data as { staff: string }).staff, proof: { kind: 'badge' } });
    });
  }, [command]);
}
