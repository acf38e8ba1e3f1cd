import { useApp } from '../app.ts';
import { Header } from '../parts/header.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import './start.css';

interface CounterRow {
  readonly counter: string;
  readonly number: number;
  readonly nameZh: string;
  readonly nameEn: string;
}

const PLACES = [
  ['board', 'list'],
  ['orders', 'cart'],
  ['catalogue', 'box'],
  ['stock', 'list'],
  ['receiving', 'scanner'],
  ['restock', 'box'],
  ['counts', 'check'],
  ['routines', 'clock'],
  ['offers', 'cart'],
  ['shift', 'swap'],
  ['staff', 'people'],
  ['door', 'badge'],
  ['devices', 'plug'],
] as const satisfies readonly (readonly [string, IconName])[];

/** Where to? A counter first, because that is where most people stand. Also the answer to an address that leads nowhere. */
export function StartPage() {
  const { language, router } = useApp();
  const counters = useHub<{ counters: CounterRow[] }>('/counters');
  return (
    <>
      <Header title={language.t('page.start')} />
      <main class="start">
        {router.route.value.page === 'lost' && <p class="lost">{language.t('start.lost')}</p>}
        <h2>{language.t('start.counters')}</h2>
        {counters.value.value === undefined && <Waiting trouble={counters.trouble.value} />}
        <ul class="tiles">
          {counters.value.value?.counters.map((row) => (
            <li key={row.counter}>
              <a
                class="tile counter-tile"
                href={`/counter/${encodeURIComponent(row.counter)}`}
                data-testid="counter-link"
                data-counter={row.counter}
              >
                <Icon name="cart" size={32} />
                <b>{language.name(row)}</b>
                <small>{language.t('start.counter-hint', { number: row.number })}</small>
              </a>
            </li>
          ))}
        </ul>
        <h2>{language.t('start.shop')}</h2>
        <ul class="tiles">
          {PLACES.map(([page, icon]) => (
            <li key={page}>
              <a class="tile" href={`/${page}`}>
                <Icon name={icon} size={28} />
                <b>{language.t(`page.${page}`)}</b>
                <small>{language.t(`start.${page}`)}</small>
              </a>
            </li>
          ))}
          <li>
            <a class="tile" href="/hq" data-reload data-testid="hq-link">
              <Icon name="cloud" size={28} />
              <b>{language.t('page.hq')}</b>
              <small>{language.t('start.hq')}</small>
            </a>
          </li>
        </ul>
      </main>
    </>
  );
}
