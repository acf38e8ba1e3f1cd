import { type ComponentType, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from './app.ts';
import { Gate } from './door/gate.tsx';
import type { Part } from './i18n/language.ts';
import { NoticeList } from './parts/notice-list.tsx';
import type { Route } from './router.ts';

type PageView = ComponentType<{ counter?: string }>;
type PageName = Route['page'];

interface PagePlan {
  readonly words: readonly Part[];
  readonly load: () => Promise<PageView>;
}
/** Each page is a chunk of its own with the words it needs: a counter never waits for headquarters. */
const plans: Readonly<Record<PageName, PagePlan>> = {
  start: { words: ['everywhere', 'start'], load: async () => (await import('./start/start-page.tsx')).StartPage },
  lost: { words: ['everywhere', 'start'], load: async () => (await import('./start/start-page.tsx')).StartPage },
  door: {
    words: ['everywhere', 'start', 'shop', 'door'],
    load: async () => (await import('./door/door-page.tsx')).DoorPage,
  },
  counter: {
    words: ['everywhere', 'counter'],
    load: async () => (await import('./counter/counter-page.tsx')).CounterPage as PageView,
  },
  board: {
    words: ['everywhere', 'till', 'board', 'work', 'shop'],
    load: async () => (await import('./board/board-page.tsx')).BoardPage,
  },
  devices: {
    words: ['everywhere', 'till', 'shop', 'board'],
    load: async () => (await import('./devices/devices-page.tsx')).DevicesPage,
  },
  catalogue: {
    words: ['everywhere', 'till', 'counter', 'shop', 'supply'],
    load: async () => (await import('./catalogue/catalogue-page.tsx')).CataloguePage,
  },
  stock: {
    words: ['everywhere', 'till', 'start', 'counter', 'shop', 'stock'],
    load: async () => (await import('./stock/stock-page.tsx')).StockPage,
  },
  orders: {
    words: ['everywhere', 'start', 'orders', 'board'],
    load: async () => (await import('./orders/orders-page.tsx')).OrdersPage,
  },
  offers: {
    words: ['everywhere', 'start', 'offers'],
    load: async () => (await import('./offers/offers-page.tsx')).OffersPage,
  },
  receiving: {
    words: ['everywhere', 'till', 'start', 'counter', 'shop', 'supply'],
    load: async () => (await import('./receiving/receiving-page.tsx')).ReceivingPage,
  },
  restock: {
    words: ['everywhere', 'till', 'start', 'counter', 'shop', 'supply'],
    load: async () => (await import('./restock/restock-page.tsx')).RestockPage,
  },
  staff: { words: ['everywhere', 'shop'], load: async () => (await import('./staff/staff-page.tsx')).StaffPage },
  routines: {
    words: ['everywhere', 'start', 'routines'],
    load: async () => (await import('./routines/routines-page.tsx')).RoutinesPage,
  },
  counts: {
    words: ['everywhere', 'till', 'start', 'counts', 'shop', 'board'],
    load: async () => (await import('./counts/counts-page.tsx')).CountsPage,
  },
  shift: {
    words: ['everywhere', 'shop', 'board', 'start', 'shift'],
    load: async () => (await import('./shift/shift-page.tsx')).ShiftPage,
  },
  hq: {
    words: ['everywhere', 'start', 'hq', 'shop', 'board'],
    load: async () => (await import('./hq/hq-page.tsx')).HqPage,
  },
};
/** Fetched when the page stands: what may be needed later, when perhaps the hub is away. */
const LATER: readonly Part[] = ['problems'];

/** Draws the page of the address. A page that cannot be loaded says so and offers to try again. */
export function Pages() {
  const { router, language, access, around } = useApp();
  const route = router.route.value;
  const [shown, setShown] = useState<{ name: PageName; view: PageView } | undefined>(undefined);
  const [hasFailed, setFailed] = useState(false);

  useEffect(() => {
    let isWanted = true;
    setFailed(false);
    const plan = plans[route.page];
    // Whoever may not see a page should not see it begin either; a hub that does not answer holds nobody up.
    const soon = new Promise<void>((go) => around.later(800, go));
    const place = access.view.value === undefined ? Promise.race([access.refresh(), soon]) : undefined;
    Promise.all([plan.load(), language.need(plan.words), place]).then(
      ([view]) => {
        if (isWanted) setShown({ name: route.page, view });
        return language.need(LATER);
      },
      () => isWanted && setFailed(true),
    );
    return () => {
      isWanted = false;
    };
  }, [route.page, language, access, around]);

  const isReady = shown?.name === route.page;
  return (
    <>
      <Gate {...(route.page === 'counter' ? { counter: route.counter } : {})}>
        {isReady &&
          shown !== undefined &&
          h(shown.view, route.page === 'counter' ? { key: route.counter, counter: route.counter } : {})}
      </Gate>
      {hasFailed && (
        <main class="load-failed">
          <p role="alert">{language.find('app.load-failed') ?? '没有读到 · Did not arrive'}</p>
          <button type="button" class="button primary" onClick={() => location.reload()}>
            {language.find('app.try-again') ?? '再试 · Again'}
          </button>
        </main>
      )}
      <NoticeList />
    </>
  );
}
