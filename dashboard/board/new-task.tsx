import { useState } from 'preact/hooks';
import type { StaffView } from '../../hub/contract/staff.ts';
import type { TaskKind, TaskKindView } from '../../hub/contract/task-kinds.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useHub } from '../parts/use-picture.ts';

/** Scan, tap a kind, done: a task in a few seconds. What is not said is as usual for its kind. */
export function NewTask({ staff, onClose }: { staff: readonly StaffView[]; onClose: () => void }) {
  const app = useApp();
  const { language, acting, notices } = app;
  const kinds = useHub<{ kinds: TaskKindView[] }>('/task-kinds').value.value?.kinds.filter((k) => k.byHand) ?? [];
  const [code, setCode] = useState('');
  const [note, setNote] = useState('');
  const [person, setPerson] = useState('');
  const [isDraft, setDraft] = useState(false);
  const me = acting.value;
  const create = async (kind: TaskKind) => {
    const answer = await act(app, 'tasks.create', {
      ...{ kind, staff: me ?? '', ...(isDraft ? { draft: true } : {}) },
      ...(code.trim() === '' ? {} : { code: code.trim() }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(person === '' ? {} : { assignee: person }),
    });
    if (!answer.ok) return;
    notices.say({ tone: 'good', text: language.t(isDraft ? 'work.drafted' : 'work.sent') });
    onClose();
  };
  return (
    <Dialog title={language.t('work.new-title')} onClose={onClose} testid="new-task" wide>
      {me === undefined && <p class="ask">{language.t('board.say-who')}</p>}
      <div class="giving">
        <label class="field">
          <span>{language.t('work.scan-hint')}</span>
          <input
            type="text"
            autoComplete="off"
            autofocus
            value={code}
            data-testid="new-task-code"
            onInput={(event) => setCode(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          />
        </label>
        <label class="field">
          <span>{language.t('work.note')}</span>
          <input
            type="text"
            maxLength={300}
            value={note}
            data-testid="new-task-note"
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        </label>
        <ForWhom staff={staff} person={person} onChoose={setPerson} />
        <Button pressed={isDraft} testid="new-task-draft" onAct={() => setDraft(!isDraft)}>
          {language.t('work.save-draft')}
        </Button>
      </div>
      <div class="kinds">
        {kinds.map((kind) => (
          <Button
            key={kind.kind}
            size="large"
            disabled={me === undefined}
            testid={`new-${kind.kind}`}
            onAct={() => create(kind.kind)}
          >
            {language.name(kind)}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}

function ForWhom(plan: { staff: readonly StaffView[]; person: string; onChoose: (staff: string) => void }) {
  const { language } = useApp();
  return (
    <label class="field">
      <span>{language.t('work.for')}</span>
      <select value={plan.person} onChange={(event) => plan.onChoose(event.currentTarget.value)}>
        <option value="">{language.t('work.anybody')}</option>
        {plan.staff.map((one) => (
          <option key={one.staff} value={one.staff}>
            {language.name(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
