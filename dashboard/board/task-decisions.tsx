import { useState } from 'preact/hooks';
import type { TaskDetail } from '../../hub/contract/task-detail.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { FinishTask } from './finish-task.tsx';

type Asked = 'block' | 'send-back' | 'cancel' | 'finish';
const QUESTIONS = { block: 'work.block-why', 'send-back': 'work.send-back-why', cancel: 'work.cancel-why' } as const;

/** What can be done with the task as it stands. A reason is asked for in place, never in a further window. */
export function TaskDecisions({ detail: { task } }: { detail: TaskDetail }) {
  const app = useApp();
  const { language, acting } = app;
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const me = acting.value;
  const isOver = task.state === 'completed' || task.state === 'cancelled';
  if (isOver || me === undefined) {
    return isOver ? null : <p class="ask">{language.t('board.say-who')}</p>;
  }
  const about = { task: task.task, staff: me };
  const close = () => setAsked(undefined);
  if (asked === 'finish') return <FinishTask task={task} me={me} onClose={close} />;
  if (asked !== undefined) return <ReasonField asked={asked} task={task.task} me={me} onClose={close} />;
  const isIn = (...steps: readonly string[]) => steps.includes(task.step);
  return (
    <div class="task-actions decisions">
      {isIn('dispatched') && (
        <Button icon="check" testid="task-acknowledge" onAct={() => act(app, 'tasks.acknowledge', about)}>
          {language.t('work.acknowledge')}
        </Button>
      )}
      {task.state === 'needs-action' && (
        <Button icon="hand" look="primary" testid="detail-claim" onAct={() => act(app, 'tasks.claim', about)}>
          {language.t('board.claim')}
        </Button>
      )}
      {isIn('in-progress', 'rework') && (
        <>
          <Button icon="check" look="primary" testid="detail-finish" onAct={() => setAsked('finish')}>
            {language.t(task.approval ? 'work.submit' : 'board.finish')}
          </Button>
          <Button icon="stop" testid="task-block" onAct={() => setAsked('block')}>
            {language.t('work.block')}
          </Button>
        </>
      )}
      {isIn('blocked') && (
        <Button icon="arrow" look="primary" testid="task-unblock" onAct={() => act(app, 'tasks.unblock', about)}>
          {language.t('work.unblock')}
        </Button>
      )}
      {isIn('submitted') && (
        <>
          <Button icon="check" look="primary" testid="task-approve" onAct={() => act(app, 'tasks.approve', about)}>
            {language.t('work.approve')}
          </Button>
          <Button icon="undo" testid="task-send-back" onAct={() => setAsked('send-back')}>
            {language.t('work.send-back')}
          </Button>
        </>
      )}
      <Button icon="trash" look="quiet" testid="task-cancel" onAct={() => setAsked('cancel')}>
        {language.t('work.cancel-task')}
      </Button>
    </div>
  );
}

function ReasonField(plan: { asked: Exclude<Asked, 'finish'>; task: string; me: string; onClose: () => void }) {
  const app = useApp();
  const { language } = app;
  const [reason, setReason] = useState('');
  const send = async () => {
    const body = { task: plan.task, staff: plan.me, reason: reason.trim() };
    const answer = await act(app, `tasks.${plan.asked}` as const, body);
    if (answer.ok) plan.onClose();
  };
  return (
    <div class="giving">
      <label class="field">
        <span>{language.t(QUESTIONS[plan.asked])}</span>
        <input
          type="text"
          value={reason}
          maxLength={200}
          data-testid="reason"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <Button icon="check" look="primary" disabled={reason.trim() === ''} testid="reason-send" onAct={send}>
        {language.t('work.send-reason')}
      </Button>
      <Button look="quiet" onAct={plan.onClose}>
        {language.t('app.cancel')}
      </Button>
    </div>
  );
}
