import { useState } from 'preact/hooks';
import type { AccessBook, Approval } from '../../hub/contract/access.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { sentenceOf, useApp } from '../app.ts';
import { ask } from '../client/answer.ts';
import { Button } from '../parts/button.tsx';
import { LimitForm } from './new-screen.tsx';

const LOOKS_LIKE_A_PIN = /^\d{4,8}$/;

/** Gives somebody a PIN. To replace one takes a second person, who is asked for by the panel that asks for all of them. */
export function PinForm({ staff, pins }: { readonly staff: readonly StaffView[]; readonly pins: AccessBook['pins'] }) {
  const app = useApp();
  const { language, access, around } = app;
  const [who, setWho] = useState('');
  const [pin, setPin] = useState('');
  const [current, setCurrent] = useState('');
  const has = pins.some((one) => one.staff === who);
  const isOwn = access.view.value?.person?.staff === who;
  const send = (approval?: Approval) =>
    ask(around, '/api/v1/access/pin', {
      ...{ staff: who, pin },
      ...(isOwn && has ? { current } : {}),
      ...(approval === undefined ? {} : { approval }),
    });
  const set = async () => {
    let answer = await send();
    if (!answer.ok && answer.problem.code === 'approval-needed') {
      const approval = await access.ask({ command: '', act: 'access.set-pin', problem: answer.problem });
      if (approval === undefined) return;
      answer = await send(approval);
    }
    await language.need(['problems']).catch(() => undefined);
    app.notices.say(
      answer.ok
        ? { tone: 'good', text: language.t('door.pin-is-set') }
        : { tone: 'bad', text: sentenceOf(app, answer.problem) },
    );
    setPin('');
    setCurrent('');
  };
  return (
    <section class="panel" aria-labelledby="pins-title">
      <h2 id="pins-title">{language.t('door.pins', { n: pins.length })}</h2>
      <div class="fields">
        <label class="field">
          <span>{language.t('door.whose-pin')}</span>
          <select value={who} onChange={(event) => setWho(event.currentTarget.value)} data-testid="whose-pin">
            <option value="">{language.t('door.choose')}</option>
            {staff
              .filter((one) => one.active)
              .map((one) => (
                <option key={one.staff} value={one.staff}>
                  {language.name(one)} {pins.some((p) => p.staff === one.staff) ? '••••' : language.t('door.no-pin')}
                </option>
              ))}
          </select>
        </label>
        {isOwn && has && (
          <Secret label={language.t('door.old-pin')} value={current} onChange={setCurrent} testid="old-pin" />
        )}
        <Secret label={language.t('door.new-pin')} value={pin} onChange={setPin} testid="new-pin" />
        <Button disabled={who === '' || !LOOKS_LIKE_A_PIN.test(pin)} onAct={set} testid="set-pin">
          {language.t('door.set-pin')}
        </Button>
      </div>
      <LimitForm />
    </section>
  );
}

function Secret(plan: { label: string; value: string; onChange: (next: string) => void; testid: string }) {
  return (
    <label class="field">
      <span>{plan.label}</span>
      <input
        type="password"
        inputMode="numeric"
        autocomplete="new-password"
        maxLength={8}
        value={plan.value}
        data-testid={plan.testid}
        onInput={(event) => plan.onChange(event.currentTarget.value.replace(/\D/g, ''))}
      />
    </label>
  );
}
