import type { BoardView } from '../../hub/contract/board.ts';
import { useApp } from '../app.ts';
import { Icon } from '../parts/icon.tsx';

/** What this shift has behind it. */
export function DoneList({ view }: { view: BoardView }) {
  const { language, format } = useApp();
  if (view.done.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="done-title">
      <h2 id="done-title">
        <Icon name="check" /> {language.t('board.done', { n: view.done.length })}
      </h2>
      <ul class="rows done">
        {view.done.map((task) => (
          <li key={task.task} data-testid="done-task" data-number={task.number} data-state={task.state}>
            <Icon name={task.state === 'completed' ? 'check' : 'undo'} size={18} />
            <span class="grow">
              #{task.number} {language.name(task)}
              {task.kind === 'restock' && ` × ${format.quantity(task.quantity, task.unit)}`}
              <small>
                {language.find(`task.${task.state}`) ?? task.state}
                {task.assignee !== undefined &&
                  ` · ${language.name({ nameZh: task.assigneeZh, nameEn: task.assigneeEn })}`}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
