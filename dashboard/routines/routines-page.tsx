import { useState } from 'preact/hooks';
import type { EscalationsView } from '../../hub/contract/escalations.ts';
import type { Routine, RoutinesView, RoutineView } from '../../hub/contract/recurrences.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Header } from '../parts/header.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import { Escalations, Hours } from './escalations.tsx';
import { RoutineCard } from './routine-card.tsx';
import { RoutineForm } from './routine-form.tsx';
import './routines.css';

/** Work that comes again, and who is told when work is late. */
export function RoutinesPage() {
  const { language } = useApp();
  const routines = useHub<RoutinesView>('/routines');
  const escalations = useHub<EscalationsView>('/escalations');
  const [form, setForm] = useState<{ edited?: Routine } | undefined>(undefined);
  const list = routines.value.value?.routines;
  return (
    <>
      <Header title={language.t('page.routines')} />
      <main class="routines">
        {escalations.value.value !== undefined && <Escalations view={escalations.value.value} />}
        <div class="section-head">
          <h2>{language.t('routine.title')}</h2>
          {form === undefined && (
            <Button look="primary" icon="plus" testid="routine-add" onAct={() => setForm({})}>
              {language.t('routine.add')}
            </Button>
          )}
        </div>
        {form !== undefined && (
          <RoutineForm
            key={form.edited?.routine ?? ''}
            edited={form.edited}
            taken={list?.map(({ routine }) => routine) ?? []}
            onDone={() => setForm(undefined)}
          />
        )}
        {list === undefined && <Waiting trouble={routines.trouble.value} />}
        {list?.length === 0 && form === undefined && <p class="soft">{language.t('routine.none')}</p>}
        <ul class="routine-cards">
          {list?.map((routine) => (
            <RoutineCard key={routine.routine} routine={routine} onEdit={() => setForm({ edited: plain(routine) })} />
          ))}
        </ul>
        {escalations.value.value !== undefined && <Hours view={escalations.value.value} />}
      </main>
    </>
  );
}

/** The routine without what became of it. */
function plain(view: RoutineView): Routine {
  const { isPaused: _paused, nextOccurrence: _next, nextDue: _due, runs: _runs, ...routine } = view;
  return routine;
}
