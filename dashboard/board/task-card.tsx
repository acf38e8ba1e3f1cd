import { useState } from 'preact/hooks';
import type { StaffView } from '../../hub/contract/staff.ts';
import type { TaskView } from '../../hub/contract/tasks.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { DueChip } from './due-chip.tsx';
import { SlipChip } from './slip-chip.tsx';

/** One thing to do: what, from where to where, how many, whose it is and until when. */
export function TaskCard({ task, staff }: { task: TaskView; staff: readonly StaffView[] }) {
  const { language, format } = useApp();
  const bay = (place: string | undefined, room: string) => place ?? language.find(`place.${room}`) ?? room;
  return (
    <li
      class="task-card"
      data-testid="task-card"
      data-task={task.task}
      data-number={task.number}
      data-gtin={task.gtin}
      data-state={task.state}
    >
      <div class="task-head">
        <span class="mono">#{task.number}</span>
        <DueChip openedAt={task.openedAt} dueAt={task.dueAt} />
        {task.slip !== undefined && <SlipChip state={task.slip} />}
        {task.carriedFrom !== undefined && (
          <span class="chip wait" title={task.carriedFrom}>
            <Icon name="swap" size={16} /> {language.t('board.carried', { shift: shiftDay(task.carriedFrom) })}
          </span>
        )}
      </div>
      <h3>
        {language.name(task)} <span class="times">× {format.number(task.quantity)}</span>
      </h3>
      <p class="route">
        <span>
          <small>{language.t('board.from')}</small> <b>{bay(task.fromBay, task.from)}</b>
        </span>
        <Icon name="arrow" />
        <span>
          <small>{language.t('board.to')}</small> <b>{bay(task.toBay, task.to)}</b>
        </span>
        <span class="levels">
          {language.t('stock.pair', { shelf: format.number(task.onHand), back: format.number(task.backRoom) })}
        </span>
      </p>
      {task.backRoom < task.quantity && (
        <p class="short">
          <Icon name="warn" size={18} /> {language.t('board.back-short', { n: format.number(task.backRoom) })}
        </p>
      )}
      <Actions task={task} staff={staff} />
    </li>
  );
}

/** The day and name of a shift, as people say it. @param shift such as `2026-11-21/early` */
export function shiftDay(shift: string): string {
  return shift.slice(5).replace('/', ' ');
}

function Actions({ task, staff }: { task: TaskView; staff: readonly StaffView[] }) {
  const app = useApp();
  const { language, acting } = app;
  const [isFinishing, setFinishing] = useState(false);
  const me = acting.value;
  const assign = (person: string) => person !== '' && void act(app, 'tasks.assign', { task: task.task, staff: person });
  if (isFinishing && me !== undefined) return <Finish task={task} me={me} onClose={() => setFinishing(false)} />;
  return (
    <div class="task-actions">
      <label class="assignee">
        <Icon name="person" size={18} />
        <span class="unseen">{language.t('board.assignee')}</span>
        <select
          value={task.assignee ?? ''}
          data-testid="task-assignee"
          onChange={(event) => assign(event.currentTarget.value)}
        >
          <option value="" disabled>
            {language.t('board.nobody')}
          </option>
          {staff.map((person) => (
            <option key={person.staff} value={person.staff}>
              {language.name(person)}
            </option>
          ))}
        </select>
      </label>
      {task.state === 'needs-action' ? (
        <Button
          icon="hand"
          look="primary"
          disabled={me === undefined}
          testid="task-claim"
          onAct={() => act(app, 'tasks.claim', { task: task.task, staff: me ?? '' })}
        >
          {language.t('board.claim')}
        </Button>
      ) : (
        <Button
          icon="back"
          testid="task-release"
          onAct={() => act(app, 'tasks.release', { task: task.task, reason: language.t('board.given-back') })}
        >
          {language.t('board.release')}
        </Button>
      )}
      <Button
        icon="check"
        look={task.state === 'in-process' ? 'primary' : 'plain'}
        disabled={me === undefined}
        testid="task-finish"
        onAct={() => setFinishing(true)}
      >
        {language.t('board.finish')}
      </Button>
      <Button
        icon="printer"
        look="quiet"
        label={language.t('board.print')}
        testid="task-print"
        onAct={() => act(app, 'slips.print', { task: task.task })}
      >
        {language.t('board.print')}
      </Button>
      {me === undefined && <p class="need-person">{language.t('board.say-who')}</p>}
    </div>
  );
}

/** Finishing without paper asks how many were really moved, because the back room may hold fewer than the slip says. */
function Finish({ task, me, onClose }: { task: TaskView; me: string; onClose: () => void }) {
  const app = useApp();
  const { language, format } = app;
  const [moved, setMoved] = useState(Math.max(1, Math.min(task.quantity, task.backRoom)));
  const finish = async () => {
    const answer = await act(app, 'tasks.finish', { task: task.task, staff: me, quantity: moved });
    if (answer.ok) onClose();
  };
  return (
    <div class="task-actions finish">
      <span>{language.t('board.moved')}</span>
      <NumberField value={moved} min={1} label={language.t('board.moved')} testid="finish-quantity" onSet={setMoved} />
      <Button icon="check" look="primary" testid="finish-confirm" onAct={finish}>
        {language.t('board.finish-with', { n: format.number(moved) })}
      </Button>
      <Button look="quiet" onAct={onClose}>
        {language.t('app.cancel')}
      </Button>
    </div>
  );
}
