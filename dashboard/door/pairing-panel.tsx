import { useState } from 'preact/hooks';
import { sentenceOf, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { LanguageSwitch } from '../parts/line-badges.tsx';
import { register } from './coming-in.ts';
import './door.css';

/** A browser the shop does not know yet: it asks for the code that the shop's own screen shows. */
export function PairingPanel() {
  const app = useApp();
  const { language } = app;
  const [code, setCode] = useState('');
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const send = async () => {
    const answer = await register(app, code);
    if (answer.ok) return location.reload();
    await language.need(['problems']).catch(() => undefined);
    setTrouble(sentenceOf(app, answer.problem));
  };
  return (
    <main class="door" data-testid="pairing">
      <div class="door-head">
        <h1>Tillside</h1>
        <LanguageSwitch />
      </div>
      <h2>{language.t('door.not-registered')}</h2>
      <p>{language.t('door.where-code')}</p>
      {trouble !== undefined && (
        <p class="trouble" role="alert">
          <Icon name="warn" /> {trouble}
        </p>
      )}
      <label class="field">
        <span>{language.t('door.code')}</span>
        <input
          type="text"
          class="code"
          maxLength={12}
          autocomplete="off"
          autocapitalize="characters"
          value={code}
          data-testid="pairing-code"
          onInput={(event) => setCode(event.currentTarget.value.toUpperCase())}
          onKeyDown={(event) => event.key === 'Enter' && void send()}
        />
      </label>
      <Button look="primary" size="large" disabled={code.replace(/\W/g, '').length < 8} onAct={send} testid="pair">
        {language.t('door.register')}
      </Button>
    </main>
  );
}
