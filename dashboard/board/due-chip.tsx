import { useApp } from '../app.ts';
import { Icon } from '../parts/icon.tsx';

/** From this share of the time on, a task is shown as pressing. */
const PRESSING = 0.8;

/** How much time is left, by colour, sign and word: in time, pressing, overdue. */
export function DueChip({ openedAt, dueAt }: { openedAt: number; dueAt: number }) {
  const { language, format, tick } = useApp();
  const now = tick.value;
  const state = now >= dueAt ? 'late' : now >= openedAt + (dueAt - openedAt) * PRESSING ? 'soon' : 'fine';
  const look = { late: 'bad', soon: 'wait', fine: 'good' } as const;
  const span = format.roughly(Math.abs(dueAt - now));
  return (
    <span class={`chip ${look[state]}`} data-testid="due" data-state={state}>
      <Icon name={state === 'fine' ? 'clock' : 'warn'} size={16} />
      {language.t(state === 'late' ? 'board.overdue' : 'board.due-in', { span })}
    </span>
  );
}
