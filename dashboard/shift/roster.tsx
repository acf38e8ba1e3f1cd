import { useState } from 'preact/hooks';
import type { RosterView } from '../../hub/contract/shifts.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { act, sentenceOf, useApp } from '../app.ts';
import { ask } from '../client/answer.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';

/** Who works when in the next seven days; a tap on a name takes somebody in or out. */
export function Roster({ staff }: { staff: readonly StaffView[] }) {
  const { language } = useApp();
  const picture = useHub<RosterView>('/roster');
  const days = picture.value.value?.days;
  return (
    <section class="panel" aria-labelledby="roster-title" data-testid="roster">
      <h2 id="roster-title">
        <Icon name="people" /> {language.t('shift.roster')}
      </h2>
      <p>{language.t('shift.roster-hint')}</p>
      {days === undefined && <Waiting trouble={picture.trouble.value} />}
      {days?.map(({ day, shifts }, i) => (
        <details key={day} open={i === 0} class="roster-day">
          <summary>{day}</summary>
          {shifts.map((shift) => (
            <Shift key={shift.plan} day={day} shift={shift} staff={staff} />
          ))}
        </details>
      ))}
      <Import />
    </section>
  );
}

type ShiftOfDay = RosterView['days'][number]['shifts'][number];

function Shift({ day, shift, staff }: { day: string; shift: ShiftOfDay; staff: readonly StaffView[] }) {
  const app = useApp();
  const { language } = app;
  const set = (people: string[]) =>
    act(app, 'shifts.set-roster', { shifts: [{ day, plan: shift.plan, staff: people }] });
  return (
    <fieldset class="roster-shift" data-testid="roster-shift" data-plan={shift.plan}>
      <legend>
        {language.name(shift)} {shift.starts}–{shift.ends}
        {shift.asPlanned && <small> · {language.t('shift.as-planned')}</small>}
      </legend>
      {staff.map((person) => {
        const isOn = shift.staff.includes(person.staff);
        return (
          <Button
            key={person.staff}
            size="small"
            pressed={isOn}
            testid="roster-person"
            onAct={() => set(isOn ? shift.staff.filter((one) => one !== person.staff) : [...shift.staff, person.staff])}
          >
            {language.name(person)}
          </Button>
        );
      })}
    </fieldset>
  );
}

interface Imported {
  readonly lines: number;
  readonly faults: readonly { readonly line: number; readonly zh: string; readonly en: string }[];
  readonly imported: boolean;
}

/** A roster from a spreadsheet, saved as CSV: all of it, or every line that is wrong. */
function Import() {
  const app = useApp();
  const { language, notices, around } = app;
  const [result, setResult] = useState<Imported | undefined>(undefined);
  const send = async (file: File | undefined) => {
    if (!file) return;
    const answer = await ask<Imported>(around, '/api/v1/roster/import', { text: await file.text() });
    if (answer.ok) setResult(answer.value);
    else notices.say({ tone: 'bad', text: sentenceOf(app, answer.problem) });
  };
  return (
    <div class="roster-import">
      <label class="field">
        <span>{language.t('shift.import')}</span>
        <input
          type="file"
          accept=".csv,text/csv,text/plain"
          data-testid="roster-file"
          onChange={(event) => void send(event.currentTarget.files?.[0])}
        />
      </label>
      {result !== undefined && (
        <p role="status" data-testid="roster-result">
          {language.t(result.imported ? 'shift.imported' : 'shift.not-imported', { n: result.lines })}
        </p>
      )}
      <ul class="rows">
        {result?.faults.map((fault) => (
          <li key={fault.line}>
            {language.t('shift.line', { n: fault.line })} {language.name({ nameZh: fault.zh, nameEn: fault.en })}
          </li>
        ))}
      </ul>
    </div>
  );
}
