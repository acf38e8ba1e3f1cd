import { type ComponentType, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from './app.ts';
import { NoticeList } from './parts/notice-list.tsx';
import type { Route } from './router.ts';

type PageView = ComponentType<{ counter?: string }>;
type PageName = Route['page'];

/** Each page is a chunk of its own: a counter never loads headquarters. */
const loaders: Readonly<Record<PageName, () => Promise<PageView>>> = {
  start: async () => (await import('./start/start-page.tsx')).StartPage,
  lost: async () => (await import('./start/start-page.tsx')).StartPage,
  counter: async () => (await import('./counter/counter-page.tsx')).CounterPage as PageView,
  board: async () => (await import('./board/board-page.tsx')).BoardPage,
  devices: async () => (await import('./devices/devices-page.tsx')).DevicesPage,
  catalogue: async () => (await import('./catalogue/catalogue-page.tsx')).CataloguePage,
  staff: async () => (await import('./staff/staff-page.tsx')).StaffPage,
  hq: async () => (await import('./hq/hq-page.tsx')).HqPage,
};

/** Draws the page of the address. A page that cannot be loaded says so and offers to try again. */
export function Pages() {
  const { router, language } = useApp();
  const route = router.route.value;
  const [shown, setShown] = useState<{ name: PageName; view: PageView } | undefined>(undefined);
  const [hasFailed, setFailed] = useState(false);

  useEffect(() => {
    let isWanted = true;
    setFailed(false);
    loaders[route.page]().then(
      (view) => isWanted && setShown({ name: route.page, view }),
      () => isWanted && setFailed(true),
    );
    return () => {
      isWanted = false;
    };
  }, [route.page]);

  const isReady = shown?.name === route.page;
  return (
    <>
      {isReady &&
        shown !== undefined &&
        h(shown.view, route.page === 'counter' ? { key: route.counter, counter: route.counter } : {})}
      {hasFailed && (
        <main class="load-failed">
          <p role="alert">{language.t('app.load-failed')}</p>
          <button type="button" class="button primary" onClick={() => location.reload()}>
            {language.t('app.try-again')}
          </button>
        </main>
      )}
      <NoticeList />
    </>
  );
}
