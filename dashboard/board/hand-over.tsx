import { useState } from 'preact/hooks';
import type { BoardView } from '../../hub/contract/board.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { byPerson, type PersonTasks } from './by-person.ts';
import { SlipChip } from './slip-chip.tsx';

/** The leader's three steps at the end of a shift: see what is open and whose, print it all, hand it on. */
export function HandOver({
  view,
  staff,
  onClose,
}: {
  view: BoardView;
  staff: readonly StaffView[];
  onClose: () => void;
}) {
  const app = useApp();
  const { language, acting, notices } = app;
  const leaders = staff.filter((s) => s.role !== 'clerk');
  const known =
    leaders.find((s) => s.staff === acting.value) ??
    leaders.find((s) => view.shift?.staff.some((p) => p.staff === s.staff));
  const [leader, setLeader] = useState(known?.staff ?? '');
  const shift = view.shift?.shift ?? '';
  const groups = byPerson(view.tasks);

  const handOver = async () => {
    const answer = await act(app, 'shifts.hand-over', { leader });
    if (!answer.ok) return;
    notices.say({ tone: 'good', text: language.t('shift.handed-over', { n: view.tasks.length }) });
    onClose();
  };
  return (
    <Dialog title={language.t('shift.hand-over')} onClose={onClose} testid="hand-over" wide>
      <p>
        {view.shift !== undefined && language.name(view.shift)} <Icon name="arrow" size={18} />{' '}
        {view.nextShift === undefined
          ? language.t('shift.no-next')
          : `${language.name(view.nextShift)} ${view.nextShift.starts}`}
      </p>
      <label class="field">
        <span>{language.t('shift.leader')}</span>
        <select
          value={leader}
          data-testid="hand-over-leader"
          onChange={(event) => setLeader(event.currentTarget.value)}
        >
          <option value="">{language.t('board.choose-person')}</option>
          {leaders.map((person) => (
            <option key={person.staff} value={person.staff}>
              {language.name(person)} · {language.find(`role.${person.role}`)}
            </option>
          ))}
        </select>
      </label>
      <Preview groups={groups} />
      <div class="dialog-feet">
        <Button
          icon="printer"
          size="large"
          disabled={shift === '' || view.tasks.length === 0}
          testid="print-shift"
          onAct={() => act(app, 'slips.print-shift', { shift })}
        >
          {language.t('shift.print-all', { n: view.tasks.length })}
        </Button>
        <Button
          icon="swap"
          look="primary"
          size="large"
          disabled={leader === ''}
          testid="hand-over-confirm"
          onAct={handOver}
        >
          {language.t('shift.hand-over-now', { n: view.tasks.length })}
        </Button>
      </div>
    </Dialog>
  );
}

function Preview({ groups }: { groups: readonly PersonTasks[] }) {
  const { language, format } = useApp();
  if (groups.length === 0) return <p class="all-done">{language.t('shift.nothing-open')}</p>;
  return (
    <div class="hand-over-list">
      {groups.map((group) => (
        <section key={group.staff ?? ''} data-testid="hand-over-person">
          <h3>
            <Icon name="person" size={18} />{' '}
            {group.staff === undefined ? language.t('board.nobody') : language.name(group)} · {group.tasks.length}
          </h3>
          <ul class="rows">
            {group.tasks.map((task) => (
              <li key={task.task}>
                <span class="grow">
                  #{task.number} {language.name(task)}
                  {task.kind === 'restock' && ` × ${format.quantity(task.quantity, task.unit)}`}
                </span>
                {task.slip === undefined ? (
                  <span class="chip plain">{language.t('slip.none')}</span>
                ) : (
                  <SlipChip state={task.slip} />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
