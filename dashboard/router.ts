import { type ReadonlySignal, signal } from '@preact/signals';

/** The pages that have an address of one word. */
const KNOWN = {
  board: true,
  catalogue: true,
  counts: true,
  devices: true,
  door: true,
  hq: true,
  offers: true,
  receiving: true,
  restock: true,
  orders: true,
  routines: true,
  shift: true,
  staff: true,
  stock: true,
} as const;
type Known = keyof typeof KNOWN;
const isKnown = (word: string): word is Known => Object.keys(KNOWN).includes(word);

/** The pages there are, by address. */
export type Route =
  | { readonly page: 'start' | 'lost' | Known }
  | { readonly page: 'counter'; readonly counter: string };

/** Reads an address. @param path such as `/counter/counter-1` */
export function routeOf(path: string): Route {
  const [first = '', second, ...rest] = path.split('/').filter((part) => part !== '');
  if (rest.length > 0) return { page: 'lost' };
  if (first === 'counter' && second !== undefined) return { page: 'counter', counter: decodeURIComponent(second) };
  if (second !== undefined) return { page: 'lost' };
  if (first === '') return { page: 'start' };
  return { page: isKnown(first) ? first : 'lost' };
}

export interface Router {
  readonly route: ReadonlySignal<Route>;
  readonly path: ReadonlySignal<string>;
  go(path: string): void;
}

/** Follows the address of the window; links within the pages change it without a reload, so the live feed stays open. */
export function createRouter(target: Window): Router {
  const path = signal(target.location.pathname);
  const route = signal(routeOf(path.value));
  const show = () => {
    path.value = target.location.pathname;
    route.value = routeOf(path.value);
  };
  const go = (next: string) => {
    target.history.pushState(null, '', next);
    target.scrollTo(0, 0);
    show();
  };
  target.addEventListener('popstate', show);
  target.document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.defaultPrevented;
    if (
      !(link instanceof HTMLAnchorElement) ||
      !isPlain ||
      link.target !== '' ||
      link.origin !== target.location.origin
    )
      return;
    if (link.hasAttribute('data-reload')) return;
    event.preventDefault();
    go(link.pathname);
  });
  return { route, path, go };
}
