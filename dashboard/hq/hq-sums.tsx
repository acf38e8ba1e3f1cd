import type { StoreView } from '../../cloud-relay/contract/stores.ts';
import { useApp } from '../app.ts';
import { AsOf } from '../parts/times.tsx';
import { freshnessOf } from './freshness.ts';
import { useHq } from './use-hq.ts';

/** The sums over all shops. Each is only as fresh as the oldest shop in it, and says so. */
export function HqSums({ stores }: { stores: readonly StoreView[] }) {
  const hq = useHq();
  const { language, format } = useApp();
  const isLive = hq.live.state.value === 'online';
  const fresh = stores.filter((s) => freshnessOf(s, isLive) === 'fresh').length;
  const heard = stores.filter((s) => s.asOf !== undefined);
  const oldest = heard.reduce<number | undefined>(
    (min, s) => (min === undefined || (s.asOf ?? 0) < min ? s.asOf : min),
    undefined,
  );
  const sum = (of: (s: StoreView) => number) => stores.reduce((total, s) => total + of(s), 0);
  const figures = [
    ['sales', format.money(sum((s) => s.salesTodayMinor))],
    ['orders', format.number(sum((s) => s.ordersToday))],
    ['tasks', format.number(sum((s) => s.openTasks))],
    ['backlog', format.number(sum((s) => s.backlog))],
  ] as const;
  return (
    <section class="sums" aria-label={language.t('hq.sums')}>
      <div class={fresh === stores.length ? 'figure good' : 'figure wait'} data-testid="hq-fresh">
        <small>{language.t('hq.fresh-stores')}</small>
        <b>
          {fresh} / {stores.length}
        </b>
      </div>
      {figures.map(([name, value]) => (
        <div key={name} class="figure">
          <small>{language.t(`hq.sum-${name}`)}</small>
          <b>{value}</b>
          <AsOf at={oldest} />
        </div>
      ))}
    </section>
  );
}
