import { useState } from 'preact/hooks';
import type { CounterView } from '../../hub/contract/counters.ts';
import { useApp } from '../app.ts';
import { Barcode } from '../parts/barcode.tsx';
import { useHub } from '../parts/use-picture.ts';

export interface CounterRow {
  readonly counter: string;
  readonly number: number;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** The code of each counter: a gun that reads it belongs to that counter from then on. */
export function BindCodes({ counters }: { counters: readonly CounterRow[] }) {
  const { language } = useApp();
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="panel" onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="bind-codes">
      <summary>{language.t('device.bind-codes')}</summary>
      <p class="sub">{language.t('device.bind-hint')}</p>
      {isOpen && (
        <ul class="bind-codes">
          {counters.map((counter) => (
            <BindCode key={counter.counter} counter={counter.counter} />
          ))}
        </ul>
      )}
    </details>
  );
}

function BindCode({ counter }: { counter: string }) {
  const { language } = useApp();
  const view = useHub<CounterView>(`/counters/${encodeURIComponent(counter)}`).value.value;
  if (view === undefined) return null;
  return (
    <li>
      <h3>{language.name(view)}</h3>
      <Barcode text={view.bindCode} />
    </li>
  );
}
