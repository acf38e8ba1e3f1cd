import { useEffect, useState } from 'preact/hooks';
import { sentenceOf, useApp } from '../app.ts';
import { Icon } from '../parts/icon.tsx';
import { LanguageSwitch } from '../parts/line-badges.tsx';
import { signIn, signInByBadge } from './coming-in.ts';
import { PinPad } from './pin-pad.tsx';
import './door.css';

const LOOK_MS = 1_200;

/** Who are you? By badge where a counter's own screen asks, by number and PIN anywhere. */
export function SignInPanel({ counter }: { readonly counter?: string | undefined }) {
  const app = useApp();
  const { language, access, shop } = app;
  const [number, setNumber] = useState('');
  const [pin, setPin] = useState('');
  const [isNumberDone, setNumberDone] = useState(false);
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const own = access.view.value?.screen?.counter ?? (access.view.value?.place === 'this-pc' ? counter : undefined);
  useBadge(own);

  const send = async () => {
    const answer = await signIn(app, Number(number), pin, own);
    setPin('');
    if (answer.ok) return setTrouble(undefined);
    await language.need(['problems']).catch(() => undefined);
    setTrouble(sentenceOf(app, answer.problem));
  };
  return (
    <main class="door" data-testid="sign-in">
      <div class="door-head">
        <h1>{shop.value === undefined ? 'Tillside' : language.name(shop.value)}</h1>
        <LanguageSwitch />
      </div>
      {own !== undefined && (
        <p class="door-badge" data-testid="scan-badge">
          <Icon name="badge" size={40} /> {language.t('door.scan-badge')}
        </p>
      )}
      <h2>{language.t(isNumberDone ? 'door.enter-pin' : 'door.enter-number')}</h2>
      {trouble !== undefined && (
        <p class="trouble" role="alert" data-testid="sign-in-trouble">
          <Icon name="warn" /> {trouble}
        </p>
      )}
      {isNumberDone ? (
        <>
          <PinPad
            key="pin"
            label={language.t('door.pin')}
            value={pin}
            onChange={setPin}
            onDone={() => pin.length >= 4 && void send()}
            testid="pin"
          />
          <button type="button" class="button quiet" onClick={() => setNumberDone(false)}>
            {language.t('door.other-number', { number })}
          </button>
        </>
      ) : (
        <PinPad
          key="number"
          label={language.t('door.number')}
          value={number}
          onChange={setNumber}
          onDone={() => setNumberDone(number !== '')}
          isSecret={false}
          testid="staff-number"
        />
      )}
      <p class="sub">{language.t('door.paper-works')}</p>
    </main>
  );
}

/** Looks every second whether somebody's badge was read at this counter; a gun reports to the hub, not to the page. */
function useBadge(counter: string | undefined): void {
  const app = useApp();
  const { access, around } = app;
  useEffect(() => {
    if (counter === undefined) return undefined;
    let cancel = () => {};
    let isWanted = true;
    const look = async () => {
      const view = await access.refresh(`?counter=${encodeURIComponent(counter)}`);
      if (view?.badge !== undefined && view.person === undefined) await signInByBadge(app, counter);
      if (isWanted) cancel = around.later(LOOK_MS, () => void look());
    };
    void look();
    return () => {
      isWanted = false;
      cancel();
    };
  }, [counter, app, access, around]);
}
