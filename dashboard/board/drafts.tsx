import type { TaskDrafts } from '../../hub/contract/task-detail.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useHub } from '../parts/use-picture.ts';

/** What was written down and not yet given out. */
export function Drafts() {
  const app = useApp();
  const { language } = app;
  const drafts = useHub<TaskDrafts>('/task-drafts').value.value?.drafts ?? [];
  if (drafts.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="drafts-title" data-testid="drafts">
      <h2 id="drafts-title">
        <Icon name="pencil" /> {language.t('work.drafts', { n: drafts.length })}
      </h2>
      <ul class="rows">
        {drafts.map(({ task, kind, ...draft }) => (
          <li key={task}>
            <span class="grow">
              {language.name(draft)} <small>{language.find(`task.${kind}`)}</small>
            </span>
            <Button testid="draft-send" onAct={() => act(app, 'tasks.dispatch', { task })}>
              {language.t('work.send')}
            </Button>
            <Button
              icon="trash"
              look="quiet"
              label={language.t('work.discard')}
              onAct={() => act(app, 'tasks.discard', { task })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
