import { useId } from 'preact/hooks';
import { useApp } from '../app.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '⌫', '0', '✓'] as const;
const MOST = 8;

/** Big keys for digits; a keyboard works as well. What is typed is shown as dots. */
export function PinPad(plan: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (next: string) => void;
  readonly onDone: () => void;
  readonly isSecret?: boolean;
  readonly testid: string;
}) {
  const { language } = useApp();
  const { value, onChange, onDone } = plan;
  const press = (key: (typeof KEYS)[number]) => {
    if (key === '⌫') onChange(value.slice(0, -1));
    else if (key === '✓') onDone();
    else onChange((value + key).slice(0, MOST));
  };
  const id = useId();
  const field = {
    id,
    inputMode: 'numeric',
    autocomplete: 'off',
    maxLength: MOST,
    value,
    'data-testid': plan.testid,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) =>
      onChange(event.currentTarget.value.replace(/\D/g, '').slice(0, MOST)),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter') onDone();
    },
  } as const;
  return (
    <div class="pin-pad">
      <label class="field" for={id}>
        <span>{plan.label}</span>
        {plan.isSecret === false ? <input type="text" {...field} /> : <input type="password" {...field} />}
      </label>
      <div class="keys">
        {KEYS.map((key) => (
          <button
            key={key}
            type="button"
            class={key === '✓' ? 'button primary' : 'button'}
            aria-label={key === '⌫' ? language.t('door.rub-out') : key === '✓' ? language.t('door.go-on') : key}
            onClick={() => press(key)}
          >
            {key}
          </button>
        ))}
      </div>
    </div>
  );
}
