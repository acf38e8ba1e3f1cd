import { useState } from 'preact/hooks';
import { act, sentenceOf, useApp } from '../app.ts';
import { ask } from '../client/answer.ts';
import { Button } from '../parts/button.tsx';
import { useHub } from '../parts/use-picture.ts';

interface Code {
  readonly code: string;
  readonly until: number;
}

/** A code for one more screen: shown large, so that it can be read across the room, for as long as it is good. */
export function NewScreen() {
  const app = useApp();
  const { language, tick, format, around } = app;
  const counters = useHub<{ counters: { counter: string; nameZh: string; nameEn: string }[] }>('/counters');
  const [name, setName] = useState('');
  const [counter, setCounter] = useState('');
  const [code, setCode] = useState<Code | undefined>(undefined);
  const make = async () => {
    const body = { name: name.trim(), ...(counter === '' ? {} : { counter }) };
    const answer = await ask<Code>(around, '/api/v1/access/pairing', body);
    if (answer.ok) {
      setCode(answer.value);
      setName('');
    } else app.notices.say({ tone: 'bad', text: sentenceOf(app, answer.problem) });
  };
  const left = code === undefined ? 0 : code.until - tick.value;
  return (
    <div class="fields">
      <label class="field">
        <span>{language.t('door.screen-name')}</span>
        <input
          type="text"
          maxLength={60}
          value={name}
          data-testid="screen-name"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{language.t('door.screen-counter')}</span>
        <select value={counter} onChange={(event) => setCounter(event.currentTarget.value)}>
          <option value="">{language.t('door.no-counter')}</option>
          {counters.value.value?.counters.map((one) => (
            <option key={one.counter} value={one.counter}>
              {language.name(one)}
            </option>
          ))}
        </select>
      </label>
      <Button look="primary" icon="plus" disabled={name.trim() === ''} onAct={make} testid="make-code">
        {language.t('door.make-code')}
      </Button>
      {code !== undefined && left > 0 && (
        <p class="pairing-code" role="status">
          <strong data-testid="code">{code.code}</strong>
          <small>{language.t('door.code-good', { time: format.span(left) })}</small>
        </p>
      )}
    </div>
  );
}

/** The value from which a correction takes a second person, set by whoever sets the shop up. */
export function LimitForm() {
  const app = useApp();
  const { language, format } = app;
  const [typed, setTyped] = useState('');
  const minor = format.parseMoney(typed);
  const set = async () => {
    if (minor === undefined) return;
    for (const name of ['inventory.correct', 'inventory.reverse']) {
      const answer = await act(app, 'access.set-limit', { act: name, minor });
      if (!answer.ok) return;
    }
    setTyped('');
    app.notices.say({ tone: 'good', text: language.t('door.limit-set', { sum: format.money(minor) }) });
  };
  return (
    <div class="fields">
      <label class="field">
        <span>{language.t('door.limit')}</span>
        <input
          type="text"
          inputMode="decimal"
          value={typed}
          data-testid="limit"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <Button disabled={minor === undefined} onAct={set}>
        {language.t('door.set-limit')}
      </Button>
    </div>
  );
}
