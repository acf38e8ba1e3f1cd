import { useState } from 'preact/hooks';
import type { CounterView } from '../../hub/contract/counters.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { Countdown } from '../parts/times.tsx';
import type { Counter } from './counter-state.ts';

type Context = NonNullable<CounterView['context']>;

/** A slip is open here: what is scanned now is checked against the task and never sold. Unmissable, and it ends by itself. */
export function ContextBanner({ counter, context }: { counter: Counter; context: Context }) {
  const { language, format } = useApp();
  const { task } = context;
  const isCount = task.evidence.includes('count');
  const hasNumber = isCount || task.quantity > 0;
  // Nothing counted and nothing said look the same from the hub: what was said here is kept, so that 0 can be said.
  const [said, setSaid] = useState<number | undefined>(undefined);
  const moved = isCount && context.moved === 0 ? said : context.moved;
  const setMoved = async (quantity: number) => {
    const answer = await counter.send('tasks.set-moved', { task: task.task, quantity });
    if (answer.ok) setSaid(quantity);
  };
  const label = language.t(isCount ? 'context.counted' : 'context.moved');
  const bay = (place: string | undefined, room = '') => place ?? language.find(`place.${room}`) ?? room;
  return (
    <section
      class="context"
      aria-label={language.t('context.title')}
      data-testid="context-banner"
      data-task={task.task}
    >
      <span class="sign">
        <Icon name="slip" size={36} />
      </span>
      <div class="grow">
        <p class="warning">
          <b>{language.t('context.not-sold')}</b> · {language.t('context.ends')} <Countdown until={context.until} />
        </p>
        <h2>
          #{task.number} {language.name(task)}
          {!isCount && hasNumber && ` × ${format.quantity(task.quantity, task.unit)}`}
        </h2>
        <div class="way">
          <p class="route">
            {bay(task.fromBay, task.from)} <Icon name="arrow" size={18} /> {bay(task.toBay, task.to)}
          </p>
          <Steps context={context} />
        </div>
      </div>
      {hasNumber && (
        <div class="moved">
          <span aria-hidden="true">{label}</span>
          <NumberField
            value={moved}
            label={label}
            testid="context-moved"
            onSet={(quantity) => void setMoved(quantity)}
          />
        </div>
      )}
      <Button
        icon="cross"
        testid="context-close"
        onAct={() => counter.send('counters.close-context', { counter: counter.id, reason: 'left' })}
      >
        {language.t('context.close')}
      </Button>
    </section>
  );
}

/** The slip, the item where there is one, and the slip again. */
function Steps({ context }: { context: Context }) {
  const { language } = useApp();
  const { task, itemScanned } = context;
  return (
    <ol class="steps">
      <li class="done">
        <Icon name="check" /> {language.t('context.step-slip')}
      </li>
      {task.gtin !== undefined && (
        <li class={itemScanned ? 'done' : 'next'} data-testid="context-item" data-done={itemScanned}>
          <Icon name={itemScanned ? 'check' : 'scanner'} /> {language.t('context.step-item')}
        </li>
      )}
      <li class={itemScanned || task.gtin === undefined ? 'next' : ''}>
        <Icon name="slip" /> {language.t('context.step-again')}
      </li>
    </ol>
  );
}
