import { useState } from 'preact/hooks';
import type { CountView } from '../../hub/contract/count-views.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { useHub } from '../parts/use-picture.ts';

interface CounterRow {
  readonly counter: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** Where a sheet is counted by gun, and how it is given up. */
export function SheetWays({ view }: { view: CountView }) {
  const app = useApp();
  const { language } = app;
  const { sheet } = view.sheet;
  const counters = useHub<{ counters: CounterRow[] }>('/counters').value.value?.counters ?? [];
  const [isGivingUp, setGivingUp] = useState(false);
  return (
    <>
      <p class="count-guns">{language.t('count.guns')}</p>
      <div class="ways">
        {counters.map((row) => {
          const open = view.counters.some((c) => c.counter === row.counter);
          const { counter } = row;
          return (
            <Button
              key={counter}
              icon="scanner"
              pressed={open}
              testid={`count-at-${counter}`}
              onAct={() =>
                open ? act(app, 'counts.leave', { counter }) : act(app, 'counts.open-at', { counter, sheet })
              }
            >
              {language.name(row)}
            </Button>
          );
        })}
        <Button icon="printer" testid="count-print" onAct={() => act(app, 'counts.print', { sheet })}>
          {language.t('count.print')}
        </Button>
        {isGivingUp ? (
          <Button
            look="danger"
            icon="trash"
            testid="count-cancel-sure"
            onAct={() => act(app, 'counts.cancel', { sheet, reason: language.t('count.given-up') })}
          >
            {language.t('count.cancel-sure')}
          </Button>
        ) : (
          <Button look="quiet" icon="trash" testid="count-cancel" onAct={() => setGivingUp(true)}>
            {language.t('count.cancel')}
          </Button>
        )}
      </div>
    </>
  );
}
