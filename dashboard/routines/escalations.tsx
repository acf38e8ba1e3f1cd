import { useState } from 'preact/hooks';
import type { AnomalyView, EscalationsView } from '../../hub/contract/escalations.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Ago } from '../parts/times.tsx';

/** Tasks that used up their time, and what went wrong until somebody has settled it. */
export function Escalations({ view }: { view: EscalationsView }) {
  const { language, format } = useApp();
  const open = view.anomalies.filter(({ resolvedAt }) => resolvedAt === undefined);
  return (
    <>
      <section class="panel" data-testid="anomalies">
        <div class="section-head">
          <h2>{language.t('anomaly.title')}</h2>
          {view.resolvedInTime !== undefined && (
            <span class="chip plain">
              {language.t('anomaly.in-time', { share: format.number(Math.round(view.resolvedInTime * 100)) })}
            </span>
          )}
        </div>
        {open.length === 0 && <p class="soft">{language.t('anomaly.none')}</p>}
        <ul class="alerts">
          {open.map((anomaly) => (
            <Anomaly key={anomaly.anomaly} anomaly={anomaly} />
          ))}
        </ul>
      </section>
      {view.reached.length > 0 && (
        <section class="panel" data-testid="reached">
          <div class="section-head">
            <h2>{language.t('escalation.title')}</h2>
          </div>
          <ul class="alerts">
            {view.reached.map((task) => (
              <li key={task.task}>
                <span class={task.reached >= 100 ? 'chip bad' : 'chip wait'}>{task.reached} %</span>
                <span class="grow">
                  #{task.number} {language.name(task)}
                </span>
                <span>{language.t(`rung.${task.to}`)}</span>
                <Ago at={task.at} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Anomaly({ anomaly }: { anomaly: AnomalyView }) {
  const app = useApp();
  const { language } = app;
  const id = { anomaly: anomaly.anomaly };
  return (
    <li data-testid="anomaly">
      <span class={anomaly.isOverdue ? 'chip bad' : 'chip wait'}>
        {language.t(anomaly.isOverdue ? 'anomaly.overdue' : 'anomaly.open')}
      </span>
      <span class="grow">{language.code.value === 'en' ? anomaly.en : anomaly.zh}</span>
      <Ago at={anomaly.detectedAt} />
      {anomaly.acknowledgedAt === undefined && (
        <Button size="small" icon="hand" testid="acknowledge" onAct={() => act(app, 'escalations.acknowledge', id)}>
          {language.t('anomaly.acknowledge')}
        </Button>
      )}
      <Button size="small" icon="check" testid="resolve" onAct={() => act(app, 'escalations.resolve', id)}>
        {language.t('anomaly.resolve')}
      </Button>
    </li>
  );
}

/** The usual case, one pair of hours for all days; others are kept until somebody saves over them. */
export function Hours({ view }: { view: EscalationsView }) {
  const app = useApp();
  const { language } = app;
  const { hours, budgets } = view.policy;
  const first = hours.week.find((day) => day.length > 0)?.[0] ?? { open: '00:00', close: '24:00' };
  const [open, setOpen] = useState(first.open);
  const [close, setClose] = useState(first.close === '24:00' ? '00:00' : first.close);
  const [closed, setClosed] = useState(hours.closed.join(' '));
  const save = () => {
    const end = close === '00:00' && open === '00:00' ? '24:00' : close;
    const week = Array.from({ length: 7 }, () => [{ open, close: end }]);
    const days = closed.split(/[\s,，、]+/).filter((day) => day !== '');
    return act(app, 'escalations.set-policy', { hours: { week, closed: days }, budgets });
  };
  return (
    <details class="panel" data-testid="hours">
      <summary>{language.t('hours.title')}</summary>
      <p class="soft">{language.t('hours.hint')}</p>
      <div class="fields">
        <label class="field">
          <span>{language.t('hours.open')}</span>
          <input type="time" value={open} onInput={(e) => setOpen(e.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{language.t('hours.close')}</span>
          <input type="time" value={close} onInput={(e) => setClose(e.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{language.t('hours.closed')}</span>
          <input
            type="text"
            value={closed}
            placeholder="2027-02-06"
            onInput={(e) => setClosed(e.currentTarget.value)}
          />
        </label>
        <Button look="primary" icon="check" testid="hours-save" disabled={open === '' || close === ''} onAct={save}>
          {language.t('routine.save')}
        </Button>
      </div>
    </details>
  );
}
