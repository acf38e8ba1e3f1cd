import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../app.ts';
import { Icon, type IconName } from './icon.tsx';

export interface ButtonPlan {
  /** May take a while: the button then says that it waits, and cannot be pressed twice. */
  readonly onAct: () => unknown;
  readonly children?: ComponentChildren;
  readonly icon?: IconName;
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly size?: 'normal' | 'large' | 'small';
  /** The key that does the same, shown on the button. */
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly label?: string;
  readonly testid?: string;
  readonly class?: string;
}

/** A button that is honest about waiting: pressed, it stays busy until the hub answered. */
export function Button(plan: ButtonPlan) {
  const { language } = useApp();
  const [isBusy, setBusy] = useState(false);
  const isHere = useRef(true);
  useEffect(
    () => () => {
      isHere.current = false;
    },
    [],
  );

  const press = () => {
    const waiting = plan.onAct();
    if (!(waiting instanceof Promise)) return;
    setBusy(true);
    void waiting.finally(() => isHere.current && setBusy(false));
  };
  const look = `button ${plan.look ?? 'plain'} ${plan.size ?? 'normal'} ${plan.class ?? ''}`;
  return (
    <button
      type="button"
      class={look}
      onClick={press}
      disabled={plan.disabled === true || isBusy}
      aria-busy={isBusy}
      aria-pressed={plan.pressed}
      aria-label={isBusy && plan.label !== undefined ? `${plan.label} ${language.t('app.waiting')}` : plan.label}
      data-testid={plan.testid}
    >
      {isBusy ? <span class="spinner" /> : plan.icon !== undefined && <Icon name={plan.icon} />}
      {plan.children !== undefined && <span>{plan.children}</span>}
      {plan.hint !== undefined && <kbd>{plan.hint}</kbd>}
    </button>
  );
}
