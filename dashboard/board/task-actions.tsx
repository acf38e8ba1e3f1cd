import { useState } from 'preact/hooks';
import type { StaffView } from '../../hub/contract/staff.ts';
import type { TaskView } from '../../hub/contract/tasks.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { FinishTask } from './finish-task.tsx';

/** Whose it is, and the steps a task can take on the screen. */
export function TaskActions(plan: { task: TaskView; staff: readonly StaffView[]; onDetail: () => void }) {
  const { task, staff } = plan;
  const app = useApp();
  const { language, acting } = app;
  const [isFinishing, setFinishing] = useState(false);
  const me = acting.value;
  if (isFinishing && me !== undefined) return <FinishTask task={task} me={me} onClose={() => setFinishing(false)} />;
  return (
    <div class="task-actions">
      <Assignee task={task} staff={staff} />
      <Button
        icon="list"
        look="quiet"
        label={language.t('work.detail')}
        testid="task-detail-open"
        onAct={plan.onDetail}
      />
      <Button
        icon="printer"
        look="quiet"
        label={language.t('board.print')}
        testid="task-print"
        onAct={() => act(app, 'slips.print', { task: task.task })}
      />
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
    </div>
  );
}

function Assignee({ task, staff }: { task: TaskView; staff: readonly StaffView[] }) {
  const app = useApp();
  const { language } = app;
  const assign = (person: string) => person !== '' && void act(app, 'tasks.assign', { task: task.task, staff: person });
  return (
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
  );
}
