import { useEffect } from 'preact/hooks';
import type { TaskDetail } from '../../hub/contract/task-detail.ts';
import { act, useApp } from '../app.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import { DueChip } from './due-chip.tsx';
import { EvidencePanel } from './evidence-panel.tsx';
import { TaskChecklist } from './task-checklist.tsx';
import { TaskDecisions } from './task-decisions.tsx';
import { RankReason, StepChip } from './task-signs.tsx';
import { Trail } from './trail.tsx';

/** One task, whole: what and how well, what is still needed, what can be done now, and everything that happened. */
export function TaskDialog({ task, onClose }: { task: string; onClose: () => void }) {
  const app = useApp();
  const { language, acting } = app;
  const picture = useHub<TaskDetail>(`/tasks/${encodeURIComponent(task)}`);
  const detail = picture.value.value;
  const version = detail?.task.version;
  const me = acting.value;
  const hasSeen = detail?.seen.some((one) => one.version === version && one.staff === me) ?? true;
  // A read receipt: this version was on the screen of whoever stands here.
  useEffect(() => {
    if (me !== undefined && !hasSeen) void act(app, 'tasks.see', { task, staff: me });
  }, [app, task, me, hasSeen]);
  const title =
    detail === undefined ? language.t('work.detail') : `#${detail.task.number} ${language.name(detail.task)}`;
  return (
    <Dialog title={title} onClose={onClose} testid="task-dialog" wide>
      {detail === undefined ? (
        <Waiting trouble={picture.trouble.value} />
      ) : (
        <div class="task-detail" data-testid="task-detail" data-step={detail.task.step}>
          <Facts detail={detail} />
          <TaskDecisions detail={detail} />
          <EvidencePanel detail={detail} />
          {detail.checks.length > 0 && <TaskChecklist detail={detail} />}
          <Trail detail={detail} />
        </div>
      )}
    </Dialog>
  );
}

function Facts({ detail: { task } }: { detail: TaskDetail }) {
  const { language } = useApp();
  const why = language.name({ nameZh: task.whyZh, nameEn: task.whyEn });
  const rows: readonly (readonly [Parameters<typeof language.t>[0], string | undefined])[] = [
    ['board.to', task.toBay ?? language.find(`place.${task.to ?? ''}`)],
    ['work.content', task.content],
    ['work.standard', task.standard],
    ['work.why', why === '' ? undefined : why],
    ['work.role', language.find(`role.${task.role}`)],
  ];
  return (
    <section>
      <div class="task-head">
        <span class="chip plain">{language.find(`task.${task.kind}`) ?? task.kind}</span>
        <StepChip step={task.step} />
        <DueChip openedAt={task.openedAt} dueAt={task.dueAt} />
        <span class="chip plain">{language.t('work.version', { n: task.version })}</span>
      </div>
      <RankReason task={task} />
      {task.blocked !== undefined && (
        <p class="short">
          <Icon name="stop" size={18} /> {task.blocked}
        </p>
      )}
      <dl class="facts">
        {rows.map(
          ([key, value]) =>
            value !== undefined && (
              <div key={key}>
                <dt>{language.t(key)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
