import { useEffect, useState } from 'preact/hooks';

/**
 * A field for a whole number. It selects itself when entered, so that what is typed replaces what stood there, and it
 * tells its number only when Enter is pressed or it is left.
 */
export function NumberField(plan: {
  /** Undefined where nothing may be assumed: the field is then empty. */
  value: number | undefined;
  label: string;
  min?: number;
  max?: number;
  onSet: (value: number) => void;
  testid?: string;
  disabled?: boolean;
}) {
  const shown = plan.value === undefined ? '' : String(plan.value);
  const [typed, setTyped] = useState(shown);
  useEffect(() => setTyped(shown), [shown]);
  const settle = () => {
    const value = Number(typed);
    const isGood = /^\d+$/.test(typed) && value >= (plan.min ?? 0) && value <= (plan.max ?? 1_000_000);
    if (!isGood) setTyped(shown);
    else if (value !== plan.value) plan.onSet(value);
  };
  return (
    <input
      class="number-field"
      type="text"
      inputMode="numeric"
      autoComplete="off"
      aria-label={plan.label}
      value={typed}
      disabled={plan.disabled}
      data-testid={plan.testid}
      onFocus={(event) => event.currentTarget.select()}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setTyped(shown);
      }}
    />
  );
}
