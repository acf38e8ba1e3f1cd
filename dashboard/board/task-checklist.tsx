import type { TaskDetail } from '../../hub/contract/task-detail.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';

/** Point by point, one tap each; what fails becomes a repair by itself. */
export function TaskChecklist({ detail: { task, checks } }: { detail: TaskDetail }) {
  const app = useApp();
  const { language, acting } = app;
  const me = acting.value;
  const answer = (check: string, ok: boolean) =>
    act(app, 'tasks.answer-check', { task: task.task, staff: me ?? '', check, ok });
  const isOver = task.state === 'completed' || task.state === 'cancelled' || me === undefined;
  return (
    <section data-testid="task-checklist">
      <h3>{language.t('work.checklist')}</h3>
      <ul class="checks">
        {checks.map((check) => (
          <li key={check.check} data-check={check.check} data-ok={check.ok}>
            <span class="grow">{language.name({ nameZh: check.zh, nameEn: check.en })}</span>
            <Button
              icon="check"
              pressed={check.ok === true}
              disabled={isOver}
              testid="check-ok"
              onAct={() => answer(check.check, true)}
            >
              {language.t('work.ok')}
            </Button>
            <Button
              icon="cross"
              pressed={check.ok === false}
              disabled={isOver}
              testid="check-fails"
              onAct={() => answer(check.check, false)}
            >
              {language.t('work.not-ok')}
            </Button>
          </li>
        ))}
      </ul>
      <p class="hint">{language.t('work.repair-opens')}</p>
    </section>
  );
}
