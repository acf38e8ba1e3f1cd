import { useEffect, useState } from 'preact/hooks';

/**
 * A field for a whole number. It selects itself when entered, so that what is typed replaces what stood there, and it
 * tells its number only when Enter is pressed or it is left.
 */
export function NumberField(plan: {
  value: number;
  label: string;
  min?: number;
  max?: number;
  onSet: (value: number) => void;
  testid?: string;
  disabled?: boolean;
}) {
  const [typed, setTyped] = useState(String(plan.value));
  useEffect(() => setTyped(String(plan.value)), [plan.value]);
  const settle = () => {
    const value = Number(typed);
    const isGood = /^\d+$/.test(typed) && value >= (plan.min ?? 0) && value <= (plan.max ?? 1_000_000);
    if (!isGood) setTyped(String(plan.value));
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
        setTyped(String(plan.value));
      }}
    />
  );
}
