import { useState } from 'preact/hooks';
import type { CountScopes } from '../../hub/contract/count-views.ts';
import type { CountScope } from '../../hub/contract/counts.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { useHub } from '../parts/use-picture.ts';

/** Where, what and how: a sheet begins with four choices that all have a good answer already. */
export function BeginCount({ onBegun }: { onBegun: (sheet: string) => void }) {
  const app = useApp();
  const { language, acting } = app;
  const scopes = useHub<CountScopes>('/counts/scopes').value.value;
  const [location, setLocation] = useState('shop-floor');
  const [about, setAbout] = useState('place');
  const [name, setName] = useState('');
  const [blind, setBlind] = useState(true);
  const usual = language.find(`place.${location}`) ?? location;
  const begin = async () => {
    const body = { name: name.trim() || usual, location, scope: scopeOf(about), blind };
    const answer = await act(app, 'counts.begin', {
      ...body,
      ...(acting.value === undefined ? {} : { staff: acting.value }),
    });
    if (!answer.ok) return;
    setName('');
    const begun = answer.value.entries.find((entry) => entry.type === 'counts.begun');
    if (begun !== undefined) onBegun((begun.data as { sheet: string }).sheet);
  };
  return (
    <details class="panel" data-testid="begin-count">
      <summary>{language.t('count.begin')}</summary>
      <div class="fields">
        <label class="field">
          <span>{language.t('count.where')}</span>
          <select value={location} onChange={(event) => setLocation(event.currentTarget.value)}>
            {(scopes?.locations ?? [{ location: 'shop-floor' }]).map((row) => (
              <option key={row.location} value={row.location}>
                {language.find(`place.${row.location}`) ?? row.location}
              </option>
            ))}
          </select>
        </label>
        <About about={about} scopes={scopes} onChoose={setAbout} />
        <label class="field">
          <span>{language.t('count.name')}</span>
          <input
            type="text"
            maxLength={60}
            value={name}
            placeholder={usual}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{language.t('count.how')}</span>
          <select
            value={blind ? 'blind' : 'guided'}
            onChange={(event) => setBlind(event.currentTarget.value === 'blind')}
          >
            <option value="blind">{language.t('count.blind')}</option>
            <option value="guided">{language.t('count.guided')}</option>
          </select>
        </label>
        <Button look="primary" icon="plus" testid="count-begin" onAct={begin}>
          {language.t('count.begin-now')}
        </Button>
      </div>
    </details>
  );
}

/** The whole place, a class by value sold, or a category. */
function About({
  about,
  scopes,
  onChoose,
}: {
  about: string;
  scopes: CountScopes | undefined;
  onChoose: (about: string) => void;
}) {
  const { language } = useApp();
  return (
    <label class="field">
      <span>{language.t('count.what')}</span>
      <select value={about} data-testid="count-scope" onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="place">{language.t('count.whole-place')}</option>
        {(['A', 'B', 'C'] as const).map((one) => (
          <option key={one} value={`class:${one}`}>
            {language.t('count.of-class', { class: one })}
          </option>
        ))}
        {scopes?.categories.map((one) => (
          <option key={one.nameZh} value={`category:${one.nameZh}`}>
            {language.name(one)} ({one.items})
          </option>
        ))}
      </select>
    </label>
  );
}

function scopeOf(about: string): CountScope {
  const [of = 'place', ...rest] = about.split(':');
  const value = rest.join(':');
  if (of === 'class') return { of, class: value === 'A' || value === 'B' ? value : 'C' };
  if (of === 'category') return { of, category: value };
  return { of: 'place' };
}
