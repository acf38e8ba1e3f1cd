import { useEffect, useMemo } from 'preact/hooks';
import { useApp } from '../app.ts';
import { Header } from '../parts/header.tsx';
import { SoundBadge } from '../parts/line-badges.tsx';
import { Waiting } from '../parts/waiting.tsx';
import './counter.css';
import { listenAtCounter, SEARCH_ID } from './counter-keys.ts';
import { createCounter } from './counter-state.ts';
import { LastScanCard } from './last-scan-card.tsx';
import {
  ContextBanner,
  CounterSearch,
  CountPanel,
  fetchLazyParts,
  GunPanel,
  HeldList,
  PayDialog,
  RepeatTray,
  StaffChip,
  StockForm,
  UnknownTray,
} from './lazy-parts.ts';
import { ModeStrip, ModeSwitch } from './mode-switch.tsx';
import { OrderLines } from './order-lines.tsx';
import { OrderSum } from './order-sum.tsx';

/** The page of one counter: what was scanned, what it costs, and everything that hangs on it. */
export function CounterPage({ counter: id = '' }: { counter?: string }) {
  const app = useApp();
  const counter = useMemo(() => createCounter(app, id), [app, id]);
  useEffect(() => {
    const unlisten = listenAtCounter(app, counter);
    const cancel = app.around.later(300, () => void fetchLazyParts(app.language));
    return () => {
      cancel();
      unlisten();
      counter.stop();
    };
  }, [app, counter]);

  const view = counter.picture.value.value;
  const title = view === undefined ? app.language.t('page.counter') : app.language.name(view);
  const badges = (
    <>
      <SoundBadge />
      {view !== undefined && <StaffChip counter={counter} view={view} />}
    </>
  );
  if (view === undefined) {
    return (
      <>
        <Header title={title} badges={badges} />
        <main>
          <Waiting trouble={counter.picture.trouble.value} />
        </main>
      </>
    );
  }
  const isSelling = view.mode === 'sell';
  return (
    <div
      class={`counter mode-${view.mode} ${view.context === undefined ? '' : 'in-context'}`}
      data-testid="counter"
      data-mode={view.mode}
    >
      <div class="overhead">
        <Header title={title} badges={badges}>
          <ModeSwitch counter={counter} view={view} />
        </Header>
        <ModeStrip view={view} />
        {view.context !== undefined && <ContextBanner counter={counter} context={view.context} />}
      </div>
      <main class="counter-main">
        <div class="work">
          <LastScanCard counter={counter} view={view} />
          {view.count !== undefined ? (
            <CountPanel counter={counter} count={view.count} />
          ) : (
            <>
              {!isSelling && <StockForm counter={counter} view={view} />}
              <CounterSearch counter={counter} mode={view.mode} id={SEARCH_ID} />
              <OrderLines counter={counter} view={view} />
            </>
          )}
        </div>
        <aside class="side" aria-label={app.language.t('counter.side')}>
          <OrderSum counter={counter} view={view} />
          {view.heldReadings.length > 0 && <RepeatTray counter={counter} held={view.heldReadings} />}
          <UnknownTray counter={counter} unknown={view.unknown} />
          <HeldList counter={counter} held={view.held} />
          <GunPanel counter={counter} />
        </aside>
      </main>
      {counter.paying.value && view.order !== undefined && <PayDialog counter={counter} order={view.order} />}
    </div>
  );
}
