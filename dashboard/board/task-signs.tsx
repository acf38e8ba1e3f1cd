import type { TaskView } from '../../hub/contract/tasks.ts';
import { useApp } from '../app.ts';
import { Icon, type IconName } from '../parts/icon.tsx';

const LOOKS: Readonly<Record<string, readonly [string, IconName]>> = {
  acknowledged: ['good', 'check'],
  'in-progress': ['good', 'hand'],
  blocked: ['bad', 'stop'],
  submitted: ['wait', 'question'],
  rework: ['wait', 'undo'],
};

/** How far a task is; nothing where it only waits to be taken. */
export function StepChip({ step }: { step: string }) {
  const { language } = useApp();
  const look = LOOKS[step];
  if (look === undefined) return null;
  return (
    <span class={`chip ${look[0]}`} data-testid="task-step" data-step={step}>
      <Icon name={look[1]} size={16} /> {language.find(`step.${step}`) ?? step}
    </span>
  );
}

/** Why it stands where it stands in the order of work, and whether it will be late as things are. */
export function RankReason({ task }: { task: TaskView }) {
  const { language, format, tick } = useApp();
  const clock = (at: number) => format.time(at, tick.value).replace(/:\d{2}$/, '');
  const start = clock(task.dueAt - task.workMinutes * 60_000);
  const isLate = task.willBeLate === true && task.dueAt > tick.value && task.endsAt !== undefined;
  return (
    <p class="rank" data-testid="task-rank">
      {task.valueMinor > 0
        ? language.t('work.rank-why', { value: format.money(task.valueMinor), start })
        : language.t('work.rank-time', { start })}
      {isLate && (
        <b class="late" data-testid="task-will-be-late">
          <Icon name="warn" size={16} /> {language.t('work.will-be-late', { end: clock(task.endsAt ?? 0) })}
        </b>
      )}
    </p>
  );
}
