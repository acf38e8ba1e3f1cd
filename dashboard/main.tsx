import { computed, effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { ShopSetUp } from '../hub/contract/shop.ts';
import { type App, AppProvider } from './app.ts';
import { type Access, createAccess } from './client/access.ts';
import { createHub } from './client/hub.ts';
import { createFormat } from './i18n/format.ts';
import { createLanguage } from './i18n/language.ts';
import { loadWords } from './i18n/load-words.ts';
import { createNotices } from './notices.ts';
import { Pages } from './pages.tsx';
import { createRouter } from './router.ts';
import { createSound } from './sound.ts';
import { browserSurroundings, type Surroundings } from './surroundings.ts';
import './style.css';
import './parts/parts.css';

function makeApp(plain: Surroundings): App {
  const access = createAccess(plain);
  const around = askingAnew(plain, access);
  const router = createRouter(window);
  const shop = signal<ShopSetUp | undefined>(undefined);
  const language = createLanguage(around, loadWords, (code) => {
    document.documentElement.lang = code;
  });
  const local = computed(() => ({
    currency: shop.value?.currency ?? 'CNY',
    timeZone: shop.value?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  }));
  const hub = createHub(around, access.ask);
  const tick = signal(around.now());
  setInterval(() => {
    tick.value = hub.now();
  }, 1000);
  const acting = signal(around.recall('acting') || undefined);
  effect(() => around.remember('acting', acting.value ?? ''));
  const sound = createSound(makeAudio, (pattern) => navigator.vibrate?.(pattern));
  listenForTouch(sound.unlock);
  const app = {
    around,
    language,
    format: createFormat(language, local),
    notices: createNotices(around),
    router,
    sound,
    hub,
    access,
  };
  followPerson(app, acting);
  loadShop(app, shop);
  return { ...app, shop, tick, acting };
}

/** An answer that somebody must sign in, or register, is news about where this browser stands. */
function askingAnew(around: Surroundings, access: Access): Surroundings {
  const fetch: Surroundings['fetch'] = async (path, init) => {
    const response = await around.fetch(path, init);
    if (response.status === 401) void access.refresh();
    return response;
  };
  return { ...around, fetch };
}

/** Who signs in is who acts here, and hears the feed anew; a line that broke may mean that they were sent away. */
function followPerson({ access, hub }: Pick<App, 'access' | 'hub'>, acting: { value: string | undefined }): void {
  let before: string | undefined;
  effect(() => {
    const staff = access.view.value?.person?.staff;
    if (staff === before) return;
    before = staff;
    acting.value = staff;
    if (staff === undefined) return;
    hub.live.close();
    hub.start();
  });
  effect(() => {
    if (hub.live.state.value === 'reconnecting') void access.refresh();
  });
}

/** The shop's name, currency and time zone; asked again until known, because every sum on the page needs them. */
function loadShop(app: Pick<App, 'around' | 'hub' | 'router'>, shop: { value: ShopSetUp | undefined }): void {
  if (app.router.route.value.page === 'hq') return;
  void app.hub.get<ShopSetUp>('/shop').then((answer) => {
    if (answer.ok) shop.value = answer.value;
    else app.around.later(3_000, () => loadShop(app, shop));
  });
}

function makeAudio(): AudioContext | undefined {
  return typeof AudioContext === 'undefined' ? undefined : new AudioContext();
}

function listenForTouch(unlock: () => void): void {
  for (const kind of ['pointerdown', 'keydown']) window.addEventListener(kind, unlock, { capture: true });
}

/** A browser gives one origin six connections: pages nobody looks at give theirs back, but a counter must hear its gun. */
function tendLines(app: App): void {
  const tend = () => {
    const { page } = app.router.route.value;
    const isNeeded = page !== 'hq' && (document.visibilityState === 'visible' || page === 'counter');
    if (isNeeded) app.hub.start();
    else app.hub.live.close();
    // The relay serves the same pages. What answers without a journal is no hub, and headquarters was meant.
    if (app.hub.isElsewhere.value && page === 'start') app.router.go('/hq');
  };
  effect(tend);
  document.addEventListener('visibilitychange', tend);
  window.addEventListener('beforeunload', (event) => {
    if (app.hub.commands.pending.value.length > 0) event.preventDefault();
  });
}

const page = document.getElementById('page');
if (page !== null) {
  const app = makeApp(browserSurroundings());
  tendLines(app);
  render(
    <AppProvider value={app}>
      <Pages />
    </AppProvider>,
    page,
  );
}
