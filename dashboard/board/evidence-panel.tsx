import { useState } from 'preact/hooks';
import type { TaskDetail } from '../../hub/contract/task-detail.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Ago } from '../parts/times.tsx';

/** What has to be shown before the work is done: what is there, what is missing, and the way to give it. */
export function EvidencePanel({ detail }: { detail: TaskDetail }) {
  const { language } = useApp();
  const { task, missing, evidence } = detail;
  const isOpen = task.state === 'needs-action' || task.state === 'in-process';
  return (
    <section data-testid="evidence">
      <h3>{language.t('work.needs')}</h3>
      {task.evidence.length === 0 && <p class="hint">{language.t('work.nothing-needed')}</p>}
      <ul class="needs">
        {task.evidence.map((kind) => {
          const lacks = missing.includes(kind);
          return (
            <li key={kind} class={`chip ${lacks ? 'wait' : 'good'}`} data-kind={kind} data-missing={lacks}>
              <Icon name={lacks ? 'clock' : 'check'} size={16} /> {language.find(`evidence.${kind}`) ?? kind}{' '}
              <small>{language.t(lacks ? 'work.lacks' : 'work.has')}</small>
            </li>
          );
        })}
      </ul>
      {isOpen && task.step !== 'submitted' && <Giving detail={detail} />}
      <ul class="rows given">
        {evidence.map((one) => (
          <li key={one.evidence} class={one.rejected ? 'rejected' : ''}>
            <span class="chip plain">{language.find(`evidence.${one.kind}`) ?? one.kind}</span>
            <span class="grow">
              {one.text}
              <small>
                {language.name(one)} · <Ago at={one.at} /> {one.rejected && language.t('work.rejected')}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A gun types what it reads, and its Enter sends only that. */
function Giving({ detail: { task } }: { detail: TaskDetail }) {
  const app = useApp();
  const { language, acting } = app;
  const [text, setText] = useState('');
  const [code, setCode] = useState('');
  const me = acting.value;
  const give = async (kind: 'text' | 'scan', said: string) => {
    const who = me === undefined ? {} : { staff: me };
    const answer = await act(app, 'tasks.give-evidence', { task: task.task, kind, text: said, ...who });
    if (answer.ok) (kind === 'text' ? setText : setCode)('');
  };
  return (
    <div class="giving">
      {task.evidence.includes('scan') && (
        <label class="field">
          <span>{language.t('work.scan-here')}</span>
          <input
            type="text"
            autoComplete="off"
            value={code}
            data-testid="evidence-scan"
            onInput={(event) => setCode(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || code.trim() === '') return;
              event.preventDefault();
              void give('scan', code.trim());
            }}
          />
        </label>
      )}
      <label class="field">
        <span>{language.t('work.write')}</span>
        <textarea
          rows={2}
          value={text}
          data-testid="evidence-text"
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <Button
        icon="pencil"
        disabled={text.trim() === ''}
        testid="evidence-give-text"
        onAct={() => give('text', text.trim())}
      >
        {language.t('work.give-text')}
      </Button>
    </div>
  );
}
