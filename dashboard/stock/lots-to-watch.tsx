import type { LotView } from '../../hub/contract/lots.ts';
import { useApp } from '../app.ts';
import { Icon } from '../parts/icon.tsx';
import { useHub } from '../parts/use-picture.ts';
import { LotRow } from './lot-row.tsx';

type Watched = LotView & { nameZh: string; nameEn: string };

/** Lots that are recalled, past their date or near it, with something of them left in the shop. */
export function LotsToWatch({ onChoose }: { onChoose: (lot: LotView) => void }) {
  const { language } = useApp();
  const lots = useHub<{ lots: Watched[] }>('/lots').value.value?.lots ?? [];
  return (
    <section class="panel" aria-labelledby="watch-title" data-testid="lots-to-watch">
      <h2 id="watch-title">
        <Icon name="clock" /> {language.t('ledger.watch', { n: lots.length })}
      </h2>
      {lots.length === 0 && <p class="nothing">{language.t('ledger.watch-none')}</p>}
      <ul class="rows">
        {lots.map((lot) => (
          <LotRow key={`${lot.gtin} ${lot.lot}`} lot={lot} name={language.name(lot)} onChoose={() => onChoose(lot)} />
        ))}
      </ul>
    </section>
  );
}
