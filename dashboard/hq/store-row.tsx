import type { StoreView } from '../../cloud-relay/contract/stores.ts';
import { useApp } from '../app.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Ago, AsOf } from '../parts/times.tsx';
import { type Freshness, freshnessOf } from './freshness.ts';
import { useHq } from './use-hq.ts';

const LOOKS: Readonly<Record<Freshness, readonly [string, IconName]>> = {
  fresh: ['good', 'check'],
  behind: ['wait', 'clock'],
  silent: ['bad', 'warn'],
  never: ['stale', 'question'],
};

/** One shop in the table. What it says is greyed as soon as the shop is silent. */
export function StoreRow({ row, isChosen, onChoose }: { row: StoreView; isChosen: boolean; onChoose: () => void }) {
  const hq = useHq();
  const { language, format } = useApp();
  const freshness = freshnessOf(row, hq.live.state.value === 'online');
  const [look, icon] = LOOKS[freshness];
  return (
    <tr
      class={`${freshness} ${isChosen ? 'chosen' : ''}`}
      data-testid="hq-store-row"
      data-store={row.store}
      data-freshness={freshness}
    >
      <th scope="row">
        <button type="button" class="link" aria-pressed={isChosen} onClick={onChoose} data-testid="hq-store">
          {language.name(row) || row.store}
        </button>
        <small class="mono">{row.store}</small>
      </th>
      <td>
        <span class={`chip ${look}`}>
          <Icon name={icon} size={16} /> {language.t(`hq.${freshness}`)}
        </span>
        {freshness === 'silent' && row.lastHeardAt !== undefined && (
          <small>
            {language.t('hq.last-heard')} <Ago at={row.lastHeardAt} />
          </small>
        )}
      </td>
      <td>
        <AsOf at={row.asOf} />
      </td>
      <td class="num" data-testid="hq-sales">
        {format.money(row.salesTodayMinor)} <small>{language.t('hq.orders', { n: row.ordersToday })}</small>
      </td>
      <td class="num" data-testid="hq-open-tasks">
        {format.number(row.openTasks)} <small>{language.t('hq.low-items', { n: row.lowItems })}</small>
      </td>
      <td class="num" data-testid="hq-backlog">
        {format.number(row.backlog)}
      </td>
      <td>
        {row.gap && (
          <span class="chip bad" data-testid="hq-gap">
            <Icon name="warn" size={16} /> {language.t('hq.gap')}
          </span>
        )}
        {row.quarantined > 0 && (
          <span class="chip wait" data-testid="hq-quarantined">
            <Icon name="stop" size={16} /> {language.t('hq.quarantined', { n: row.quarantined })}
          </span>
        )}
        {!row.gap && row.quarantined === 0 && <span class="none">–</span>}
      </td>
    </tr>
  );
}
