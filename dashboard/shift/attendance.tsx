import { useState } from 'preact/hooks';
import type { AttendanceRow, StaffHistory } from '../../hub/contract/attendance.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';

const CHIPS = {
  here: 'good',
  done: 'plain',
  expected: 'plain',
  late: 'wait',
  missed: 'bad',
  forgotten: 'wait',
} as const;

/** Who is here today, and the way to say that oneself came or goes: by the card at any counter, or here. */
export function Attendance() {
  const app = useApp();
  const { language, acting } = app;
  const picture = useHub<{ rows: AttendanceRow[] }>('/attendance');
  const rows = picture.value.value?.rows;
  const me = acting.value;
  const isHere = rows?.some((row) => row.staff === me && row.state === 'here') === true;
  return (
    <section class="panel" aria-labelledby="attendance-title" data-testid="attendance">
      <h2 id="attendance-title">
        <Icon name="clock" /> {language.t('shift.here-today')}
      </h2>
      {rows === undefined && <Waiting trouble={picture.trouble.value} />}
      <ul class="rows">
        {rows?.map((row) => (
          <Row key={`${row.shift} ${row.staff} ${row.stint ?? ''}`} row={row} />
        ))}
      </ul>
      <div class="ways">
        <Button
          icon={isHere ? 'back' : 'check'}
          look="primary"
          size="large"
          disabled={me === undefined}
          testid="clock"
          onAct={() => me && act(app, 'attendance.clock', { staff: me, what: isHere ? 'out' : 'in' })}
        >
          {language.t(me === undefined ? 'shift.say-who-first' : isHere ? 'shift.clock-out' : 'shift.clock-in')}
        </Button>
      </div>
      {me !== undefined && <History staff={me} />}
    </section>
  );
}

function Row({ row }: { row: AttendanceRow }) {
  const { language, format, tick } = useApp();
  const time = (at: number | undefined) => (at === undefined ? '' : format.time(at, tick.value).replace(/:\d\d$/, ''));
  const shift = language.name({ nameZh: row.shiftZh, nameEn: row.shiftEn });
  return (
    <li data-testid="attendance-row" data-staff={row.staff}>
      <span class="grow">
        <b>{language.name(row)}</b> <small>{shift}</small>
        {!row.rostered && <small> · {language.t('shift.not-rostered')}</small>}
        {row.reason !== undefined && <small> · {row.reason}</small>}
      </span>
      <span class="mono">{row.cameAt === undefined ? time(row.from) : `${time(row.cameAt)}–${time(row.wentAt)}`}</span>
      {row.lateMinutes !== undefined && (
        <span class="chip wait">{language.t('shift.late', { n: row.lateMinutes })}</span>
      )}
      {row.earlyMinutes !== undefined && (
        <span class="chip wait">{language.t('shift.early', { n: row.earlyMinutes })}</span>
      )}
      <span class={`chip ${CHIPS[row.state]}`}>{language.t(`shift.state-${row.state}`)}</span>
    </li>
  );
}

/** What somebody did here, for their own eyes: the hub shows it to them and their leader only. */
function History({ staff }: { staff: string }) {
  const { language } = useApp();
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="history" onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="history">
      <summary>{language.t('shift.my-days')}</summary>
      {isOpen && <Days key={staff} staff={staff} />}
    </details>
  );
}

function Days({ staff }: { staff: string }) {
  const { language, format, tick } = useApp();
  const picture = useHub<StaffHistory>(`/staff/${encodeURIComponent(staff)}/history?days=14`);
  const history = picture.value.value;
  if (history === undefined) return <Waiting trouble={picture.trouble.value} />;
  return (
    <>
      <p>{language.t('shift.my-tasks', { n: history.tasks.length })}</p>
      <ul class="rows">
        {history.attendance.map((row) => (
          <Row key={`${row.shift} ${row.stint ?? ''}`} row={row} />
        ))}
        {history.tasks.map((task) => (
          <li key={task.number}>
            <span class="grow">
              #{task.number} {language.name(task)}
            </span>
            <span class="mono">{format.time(task.at, tick.value)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
