import { useApp } from '../app.ts';
import { Icon, type IconName } from '../parts/icon.tsx';

const LOOKS: Readonly<Record<string, readonly [string, IconName]>> = {
  queued: ['plain', 'clock'],
  sending: ['plain', 'printer'],
  done: ['good', 'slip'],
  failed: ['bad', 'warn'],
  unknown: ['wait', 'question'],
  cancelled: ['plain', 'cross'],
  lost: ['wait', 'cross'],
};

/** How the newest slip of a task stands. */
export function SlipChip({ state }: { state: string }) {
  const { language } = useApp();
  const [look, icon] = LOOKS[state] ?? (['plain', 'slip'] as const);
  return (
    <span class={`chip ${look}`} data-testid="slip-state" data-state={state}>
      <Icon name={icon} size={16} /> {language.find(`slip.${state}`) ?? state}
    </span>
  );
}
