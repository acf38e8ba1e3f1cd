import type { TaskDetail } from '../../hub/contract/task-detail.ts';
import { useApp } from '../app.ts';
import { Icon } from '../parts/icon.tsx';

/** Everything that happened, as the journal has it, and who has seen which version. */
export function Trail({ detail: { task, steps, seen } }: { detail: TaskDetail }) {
  const { language, format, tick } = useApp();
  return (
    <>
      {seen.length > 0 && (
        <section>
          <h3>{language.t('work.seen')}</h3>
          <ul class="needs">
            {seen.map((one) => (
              <li key={`${one.version}${one.staff}`} class={one.version === task.version ? 'chip good' : 'chip plain'}>
                <Icon name="person" size={16} /> {language.name(one)}{' '}
                <small>{language.t('work.seen-version', { n: one.version })}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{language.t('work.trail')}</h3>
        <ol class="trail" data-testid="task-trail">
          {steps.map((step) => (
            <li key={step.position}>
              <span class="mono">{format.time(step.at, tick.value)}</span>
              <span class="grow">
                <b>{language.find(`trail.${step.type.slice(6)}`) ?? step.type}</b> {language.name(step)}{' '}
                {step.counter !== undefined && <span class="mono">{step.counter}</span>}
                {(step.reason ?? step.text) !== undefined && <small>{step.reason ?? step.text}</small>}
              </span>
            </li>
          ))}
        </ol>
        <a class="button plain small" href={`/api/v1/tasks/${encodeURIComponent(task.task)}/trail.csv`} download>
          {language.t('work.trail-csv')}
        </a>
      </section>
    </>
  );
}
