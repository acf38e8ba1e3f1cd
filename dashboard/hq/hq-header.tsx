import { useApp } from '../app.ts';
import { Icon } from '../parts/icon.tsx';
import { LanguageSwitch } from '../parts/line-badges.tsx';
import { useHq } from './use-hq.ts';

const TONES = { connecting: 'wait', online: 'good', reconnecting: 'wait', offline: 'bad' } as const;

/** The bar above headquarters' page: whether this screen hears HQ; the shops' own lines stand in the table. */
export function HqHeader() {
  const hq = useHq();
  const { language } = useApp();
  const state = hq.live.state.value;
  return (
    <header class="top">
      <span class="brand">
        <img src="/icon.svg" width="32" height="32" alt="" />
        <span>
          <small>Tillside</small>
          <h1>{language.t('page.hq')}</h1>
        </span>
      </span>
      <span class="grow" />
      <div class="badges">
        <span class={`badge ${TONES[state]}`} data-testid="hq-line" data-state={state}>
          <Icon name="cloud" size={18} />
          <span>{language.t(`line.relay-${state}`)}</span>
        </span>
        <LanguageSwitch />
      </div>
    </header>
  );
}
