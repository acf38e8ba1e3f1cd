import type { GoodsView } from '../../hub/contract/purchasing.ts';
import { useApp } from '../app.ts';

/** What was received, sent and sent back lately, with what was short or over. */
export function EndedList({ ended }: { ended: readonly GoodsView[] }) {
  const { language, format, tick } = useApp();
  return (
    <section class="panel" aria-labelledby="ended-title">
      <h2 id="ended-title">{language.t('receiving.ended')}</h2>
      {ended.length === 0 && <p class="nothing">{language.t('receiving.none-ended')}</p>}
      <ul class="rows">
        {ended.map((one) => {
          const counted = one.lines.reduce((sum, line) => sum + line.counted, 0);
          const differing = one.blind ? 0 : one.lines.filter((line) => line.expected !== line.counted).length;
          return (
            <li key={one.document} data-testid="document-ended" data-code={one.code}>
              <span class="grow">
                <b class="mono">{one.code}</b> {language.t(`receiving.${one.kind}`)} ·{' '}
                {language.name({ nameZh: one.partyZh, nameEn: one.partyEn })}
                <small>
                  {format.time(one.changedAt, tick.value)}
                  {one.state === 'cancelled' && ` · ${language.t('receiving.was-cancelled')}`}
                  {differing > 0 && ` · ${language.t('receiving.lines-differed', { n: differing })}`}
                </small>
              </span>
              <b>{counted}</b>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
