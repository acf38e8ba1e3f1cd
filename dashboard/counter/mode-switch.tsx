import type { CounterMode, CounterView } from '../../hub/contract/counters.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Countdown } from '../parts/times.tsx';
import type { Counter } from './counter-state.ts';

const MODES = [
  ['sell', 'cart'],
  ['receive', 'box'],
  ['correct', 'pencil'],
] as const satisfies readonly (readonly [CounterMode, string])[];

/** What a scan means here: sell, receive or correct. Anything but selling ends by itself, and says when. */
export function ModeSwitch({ counter, view }: { counter: Counter; view: CounterView }) {
  const { language } = useApp();
  const choose = (mode: CounterMode) => {
    if (view.mode === mode) return undefined;
    return view.mode === 'count' && mode === 'sell'
      ? counter.send('counts.leave', { counter: counter.id })
      : counter.send('counters.set-mode', { counter: counter.id, mode });
  };
  return (
    <fieldset class="modes" aria-label={language.t('mode.group')}>
      {MODES.map(([mode, icon]) => (
        <Button
          key={mode}
          icon={icon}
          class={`mode ${mode}`}
          size="large"
          pressed={view.mode === mode}
          testid={`mode-${mode}`}
          onAct={() => choose(mode)}
        >
          {language.t(`mode.${mode}`)}
        </Button>
      ))}
      {view.mode === 'count' && (
        <Button icon="check" class="mode count" size="large" pressed testid="mode-count" onAct={() => undefined}>
          {language.t('mode.count')}
        </Button>
      )}
    </fieldset>
  );
}

/** Across the whole page while anything but selling is on: what a scan does now, and when that ends. */
export function ModeStrip({ view }: { view: CounterView }) {
  const { language } = useApp();
  if (view.mode === 'sell') return null;
  return (
    <p class="mode-strip" role="status" data-testid="mode-strip">
      <b>{language.t(`mode.${view.mode}-means`)}</b>
      {view.document !== undefined && (
        <b data-testid="mode-document">
          {language.t('mode.document', { code: view.document.code, n: view.document.counted })}
        </b>
      )}
      {view.modeUntil !== undefined && (
        <span data-testid="mode-until">
          {language.t('mode.reverts')} <Countdown until={view.modeUntil} />
        </span>
      )}
    </p>
  );
}
