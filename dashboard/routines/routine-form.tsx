import { useState } from 'preact/hooks';
import type { Routine } from '../../hub/contract/recurrences.ts';
import type { TaskKind } from '../../hub/contract/task-kinds.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { type Draft, PRESETS } from './presets.ts';
import { DAYS, type Day, titleOf } from './rule-words.ts';

const KINDS = ['patrol', 'cleaning', 'display', 'promotion', 'surge', 'stocktake', 'count', 'other'] as const;
const OFTEN = ['daily', 'weekly', 'monthly'] as const;
const EMPTY: Draft = {
  ...{ routine: '', titleZh: '', titleEn: '', kind: 'other', times: ['09:00'], slaMinutes: 60, usefulMinutes: 120 },
  recurrenceRule: { frequency: 'daily' },
};

/** A name for programs out of a title, or one that cannot be taken. */
function nameOf({ titleEn }: Draft, now: number): string {
  const plain = titleEn
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 30);
  return plain === '' ? `routine-${now.toString(36)}` : plain;
}

/** Adds a routine, or changes one. The usual ones are a press away. */
export function RoutineForm({
  edited,
  taken,
  onDone,
}: {
  edited: Routine | undefined;
  taken: readonly string[];
  onDone: () => void;
}) {
  const app = useApp();
  const { language, hub, format } = app;
  const [draft, setDraft] = useState<Draft>(edited ?? EMPTY);
  const set = (changes: Partial<Draft>): void => setDraft({ ...draft, ...changes });
  const times = draft.times.filter((time) => time !== '');
  const isReady = `${draft.titleZh}${draft.titleEn}`.trim() !== '' && times.length > 0;
  const save = async () => {
    const title = draft.titleZh.trim() || draft.titleEn.trim();
    const routine = draft.routine || nameOf(draft, hub.now());
    const free =
      edited === undefined && taken.includes(routine) ? `${routine.slice(0, 30)}-${hub.now().toString(36)}` : routine;
    const body: Routine = {
      ...draft,
      ...{ routine: free, titleZh: title, titleEn: draft.titleEn.trim() || title, times },
      start: draft.start ?? format.day(hub.now()),
    };
    const answer = await act(app, 'recurrences.set', body);
    if (answer.ok) onDone();
  };
  return (
    <section class="panel routine-form" data-testid="routine-form">
      <div class="section-head">
        <h2>{language.t(edited === undefined ? 'routine.add' : 'routine.edit')}</h2>
      </div>
      {edited === undefined && (
        <div class="ways">
          {PRESETS.map((preset) => (
            <Button key={preset.routine} size="small" testid="preset" onAct={() => setDraft(preset)}>
              {titleOf(language, preset)}
            </Button>
          ))}
        </div>
      )}
      <Titles draft={draft} set={set} />
      <When draft={draft} set={set} />
      <div class="fields">
        <Minutes label="routine.sla" value={draft.slaMinutes} least={1} onSet={(slaMinutes) => set({ slaMinutes })} />
        <Minutes
          label="routine.useful"
          value={draft.usefulMinutes}
          least={0}
          onSet={(usefulMinutes) => set({ usefulMinutes })}
        />
        <Button look="primary" icon="check" disabled={!isReady} testid="routine-save" onAct={save}>
          {language.t('routine.save')}
        </Button>
        <Button look="quiet" onAct={onDone}>
          {language.t('routine.cancel')}
        </Button>
      </div>
    </section>
  );
}

interface Piece {
  readonly draft: Draft;
  readonly set: (changes: Partial<Draft>) => void;
}

function Titles({ draft, set }: Piece) {
  const { language } = useApp();
  return (
    <div class="fields">
      <label class="field">
        <span>{language.t('routine.title-zh')}</span>
        <input
          type="text"
          maxLength={120}
          data-testid="title-zh"
          value={draft.titleZh}
          onInput={(e) => set({ titleZh: e.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span>{language.t('routine.title-en')}</span>
        <input
          type="text"
          maxLength={120}
          value={draft.titleEn}
          onInput={(e) => set({ titleEn: e.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span>{language.t('routine.kind')}</span>
        <select value={draft.kind} onChange={(e) => set({ kind: e.currentTarget.value as TaskKind })}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {language.t(`routine-kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function When({ draft, set }: Piece) {
  const { language } = useApp();
  const { recurrenceRule: rule } = draft;
  const chosen = (rule.byDay ?? []).map(({ day }) => day);
  const toggle = (day: Day): void => {
    const next = chosen.includes(day) ? chosen.filter((d) => d !== day) : [...chosen, day];
    const { byDay: _byDay, ...rest } = rule;
    set({ recurrenceRule: next.length === 0 ? rest : { ...rest, byDay: next.map((d) => ({ day: d })) } });
  };
  return (
    <div class="fields">
      <label class="field">
        <span>{language.t('routine.often')}</span>
        <select
          value={rule.frequency}
          onChange={(e) =>
            set({ recurrenceRule: { frequency: OFTEN.find((o) => o === e.currentTarget.value) ?? 'daily' } })
          }
        >
          {OFTEN.map((often) => (
            <option key={often} value={often}>
              {language.t(`often.${often}`)}
            </option>
          ))}
        </select>
      </label>
      {rule.frequency === 'weekly' && (
        <fieldset class="days">
          <legend>{language.t('routine.days')}</legend>
          {DAYS.map((day) => (
            <Button key={day} size="small" pressed={chosen.includes(day)} onAct={() => toggle(day)}>
              {language.t(`day.${day}`)}
            </Button>
          ))}
        </fieldset>
      )}
      <fieldset class="days">
        <legend>{language.t('routine.times')}</legend>
        {draft.times.map((time, at) => (
          <input
            key={at}
            type="time"
            aria-label={language.t('routine.time-n', { n: at + 1 })}
            value={time}
            onInput={(e) => set({ times: draft.times.map((t, i) => (i === at ? e.currentTarget.value : t)) })}
          />
        ))}
        <Button
          size="small"
          icon="plus"
          label={language.t('routine.more-times')}
          onAct={() => set({ times: [...draft.times, ''] })}
        />
      </fieldset>
    </div>
  );
}

function Minutes({
  label,
  value,
  least,
  onSet,
}: {
  label: 'routine.sla' | 'routine.useful';
  value: number;
  least: number;
  onSet: (n: number) => void;
}) {
  const { language } = useApp();
  return (
    <label class="field">
      <span>{language.t(label)}</span>
      <input
        type="number"
        min={least}
        max={20000}
        value={value}
        onInput={(e) => onSet(Math.max(least, Math.min(20_000, Math.round(Number(e.currentTarget.value) || least))))}
      />
    </label>
  );
}
