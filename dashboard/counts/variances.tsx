import { useState } from 'preact/hooks';
import type { VariancesView } from '../../hub/contract/count-views.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import { VarianceCard } from './variance-card.tsx';

/** What differs, what it costs and what may have caused it; and the one button that posts it. */
export function Variances({ sheet, staff }: { sheet: string; staff: readonly StaffView[] }) {
  const { language, format } = useApp();
  const picture = useHub<VariancesView>(`/counts/${encodeURIComponent(sheet)}/variances?limit=100`);
  const view = picture.value.value;
  if (view === undefined) return <Waiting trouble={picture.trouble.value} />;
  const isOver = view.sheet.state === 'posted';
  return (
    <section class="panel variances" aria-label={language.t('count.variances')} data-testid="variances">
      <div class="section-head">
        <h2 class="grow">{language.t('count.variances')}</h2>
        <span class="chip good">{language.t('count.agreeing', { n: view.agreeing })}</span>
        <span class="chip plain">{language.t('count.gain', { sum: format.money(view.gainMinor) })}</span>
        <span class="chip plain">{language.t('count.loss', { sum: format.money(view.lossMinor) })}</span>
        {view.recounts > 0 && <span class="chip wait">{language.t('count.recounts', { n: view.recounts })}</span>}
      </div>
      {view.lines.length === 0 && <p>{language.t('count.nothing-differs')}</p>}
      <ul class="variance-list">
        {view.lines.map((line) => (
          <li key={line.gtin}>
            <VarianceCard sheet={view.sheet} line={line} staff={staff} />
          </li>
        ))}
      </ul>
      {view.more > 0 && <p>{language.t('count.more', { n: view.more })}</p>}
      {!isOver && <PostCount view={view} />}
    </section>
  );
}

/** Nothing is written off in silence: what nobody counted is left, unless somebody chooses otherwise. */
function PostCount({ view }: { view: VariancesView }) {
  const app = useApp();
  const { language, acting } = app;
  const [uncounted, setUncounted] = useState<'leave' | 'zero' | undefined>(undefined);
  const post = () =>
    act(app, 'counts.close', {
      sheet: view.sheet.sheet,
      ...(uncounted === undefined ? {} : { uncounted }),
      ...(acting.value === undefined ? {} : { staff: acting.value }),
    });
  const mustChoose = view.uncounted > 0 && uncounted === undefined;
  return (
    <div class="post-count">
      {view.uncounted > 0 && (
        <fieldset data-testid="uncounted">
          <legend>{language.t('count.uncounted', { n: view.uncounted })}</legend>
          {(['leave', 'zero'] as const).map((choice) => (
            <Button
              key={choice}
              pressed={uncounted === choice}
              testid={`uncounted-${choice}`}
              onAct={() => setUncounted(choice)}
            >
              {language.t(`count.uncounted-${choice}`)}
            </Button>
          ))}
        </fieldset>
      )}
      <Button
        look="primary"
        size="large"
        icon="check"
        disabled={view.recounts > 0 || mustChoose}
        testid="count-post"
        onAct={post}
      >
        {language.t('count.post')}
      </Button>
      {view.recounts > 0 && <p class="wait">{language.t('count.recount-first')}</p>}
    </div>
  );
}
