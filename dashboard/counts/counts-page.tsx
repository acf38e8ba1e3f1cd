import { useState } from 'preact/hooks';
import type { CountSummary } from '../../hub/contract/count-views.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { useApp } from '../app.ts';
import { ActingAs } from '../board/acting-as.tsx';
import { Header } from '../parts/header.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import { BeginCount } from './begin-count.tsx';
import './counts.css';
import { CountSheet } from './count-sheet.tsx';
import { PlanPanel } from './plan-panel.tsx';

/** Counting while the shop goes on: the sheets, how far they are, what differs and why, and what is due next. */
export function CountsPage() {
  const { language } = useApp();
  const picture = useHub<{ counts: CountSummary[] }>('/counts?limit=30');
  const staff = useHub<{ staff: StaffView[] }>('/staff').value.value?.staff ?? [];
  const [chosen, choose] = useState<string | undefined>(undefined);
  const counts = picture.value.value?.counts;
  const shown = counts?.find((c) => c.sheet === chosen) ?? counts?.find((c) => isOpen(c)) ?? counts?.[0];
  return (
    <>
      <Header title={language.t('page.counts')} />
      <main class="counts">
        <div class="section-head">
          <p class="grow">{language.t('count.hint')}</p>
          <ActingAs staff={staff.filter((person) => person.active)} />
        </div>
        {counts === undefined && <Waiting trouble={picture.trouble.value} />}
        <div class="counts-columns">
          <aside class="counts-side" aria-label={language.t('count.sheets')}>
            <BeginCount onBegun={choose} />
            <ul class="sheet-list" data-testid="sheet-list">
              {counts?.map((count) => (
                <li key={count.sheet}>
                  <SheetTile count={count} isShown={count === shown} onChoose={choose} />
                </li>
              ))}
            </ul>
            {counts?.length === 0 && <p>{language.t('count.none')}</p>}
            <PlanPanel onBegun={choose} />
          </aside>
          {shown !== undefined && <CountSheet key={shown.sheet} sheet={shown.sheet} staff={staff} />}
        </div>
      </main>
    </>
  );
}

export const isOpen = ({ state }: CountSummary): boolean => state === 'counting' || state === 'review';

function SheetTile({
  count,
  isShown,
  onChoose,
}: {
  count: CountSummary;
  isShown: boolean;
  onChoose: (sheet: string) => void;
}) {
  const { language } = useApp();
  const tone = count.state === 'counting' ? 'slip' : count.state === 'review' ? 'wait' : 'plain';
  return (
    <button
      type="button"
      class="sheet-tile"
      aria-pressed={isShown}
      data-testid="sheet-tile"
      data-sheet={count.sheet}
      onClick={() => onChoose(count.sheet)}
    >
      <b>
        {count.number} · {count.name}
      </b>
      <span class={`chip ${tone}`}>{language.t(`count.${count.state}`)}</span>
      <small>
        {language.find(`place.${count.location}`) ?? count.location} ·{' '}
        {language.t('count.progress', { counted: count.counted, items: count.items })}
      </small>
    </button>
  );
}
