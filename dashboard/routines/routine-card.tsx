import type { RoutineView } from '../../hub/contract/recurrences.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { ruleWords, titleOf } from './rule-words.ts';

/** One routine: how often, when next, and what became of the last ones. */
export function RoutineCard({ routine, onEdit }: { routine: RoutineView; onEdit: () => void }) {
  const app = useApp();
  const { language, format, tick } = app;
  const { isPaused, nextDue } = routine;
  return (
    <li class={isPaused ? 'routine-card resting' : 'routine-card'} data-testid="routine" data-routine={routine.routine}>
      <div class="section-head">
        <h3>{titleOf(language, routine)}</h3>
        {isPaused ? (
          <span class="chip">
            <Icon name="pause" /> {language.t('routine.paused')}
          </span>
        ) : (
          nextDue !== undefined && (
            <span class="chip good" data-testid="next-due">
              <Icon name="clock" />{' '}
              {language.t('routine.next', { time: format.time(nextDue, tick.value).replace(/:\d\d$/, '') })}
            </span>
          )
        )}
      </div>
      <p>
        {ruleWords(language, routine)}
        <br />
        <small>
          {language.t('routine.within', { n: routine.slaMinutes })}
          {routine.department !== undefined && ` · ${routine.department}`}
          {routine.checks !== undefined && ` · ${language.t('routine.checks', { n: routine.checks.length })}`}
        </small>
      </p>
      <Runs routine={routine} />
      <div class="ways">
        <Button size="small" icon="pencil" onAct={onEdit}>
          {language.t('routine.edit')}
        </Button>
        <Button
          size="small"
          icon={isPaused ? 'arrow' : 'pause'}
          testid="routine-pause"
          onAct={() => act(app, 'recurrences.pause', { routine: routine.routine, isPaused: !isPaused })}
        >
          {language.t(isPaused ? 'routine.go-on' : 'routine.pause')}
        </Button>
        <Button
          size="small"
          look="quiet"
          icon="trash"
          onAct={() => act(app, 'recurrences.remove', { routine: routine.routine })}
        >
          {language.t('routine.remove')}
        </Button>
      </div>
    </li>
  );
}

function Runs({ routine }: { routine: RoutineView }) {
  const { language, format } = useApp();
  if (routine.runs.length === 0) return <p class="soft">{language.t('routine.no-runs')}</p>;
  return (
    <ul class="runs" aria-label={language.t('routine.runs')}>
      {routine.runs.slice(0, 5).map((run) => (
        <li key={run.occurrence} data-outcome={run.outcome}>
          <span class="mono">{run.occurrence.slice(5).replace('T', ' ')}</span>
          <span>{language.t(`run.${run.outcome}`)}</span>
          {run.isLate && run.outcome !== 'missed' && (
            <span class="late">{language.t('run.late', { span: format.roughly(run.lateBy) })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
