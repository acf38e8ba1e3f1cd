import type { CountView } from '../../hub/contract/count-views.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Ago } from '../parts/times.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import { CountLines } from './count-lines.tsx';
import { RecordForm } from './record-form.tsx';
import { SheetWays } from './sheet-ways.tsx';
import { Variances } from './variances.tsx';

/** One sheet, live: who counts what, and, once the counting is over, what differs. */
export function CountSheet({ sheet, staff }: { sheet: string; staff: readonly StaffView[] }) {
  const app = useApp();
  const { language } = app;
  const picture = useHub<CountView>(`/counts/${encodeURIComponent(sheet)}?limit=200`);
  const view = picture.value.value;
  if (view === undefined) return <Waiting trouble={picture.trouble.value} />;
  const { sheet: head, people } = view;
  const isCounting = head.state === 'counting';
  const share = head.items === 0 ? 0 : Math.round((100 * head.counted) / head.items);
  return (
    <section class="count-sheet" data-testid="count-sheet" data-state={head.state}>
      <div class="panel">
        <div class="section-head">
          <h2 class="grow">
            {head.number} · {head.name}
          </h2>
          <span class="chip slip">{language.t(`count.${head.state}`)}</span>
          <span class="chip plain">{language.t(head.blind ? 'count.blind' : 'count.guided')}</span>
        </div>
        <label class="count-bar">
          <span>{language.t('count.progress', { counted: head.counted, items: head.items })}</span>
          <progress max={100} value={share} aria-label={language.t('count.progress-label')} />
        </label>
        {people.length > 0 && <People people={people} />}
        {isCounting && <SheetWays view={view} />}
        {isCounting && (
          <div class="ways">
            <Button
              look="primary"
              icon="check"
              size="large"
              disabled={head.counted === 0}
              testid="count-review"
              onAct={() => act(app, 'counts.review', { sheet })}
            >
              {language.t('count.review-now')}
            </Button>
          </div>
        )}
      </div>
      {isCounting && <RecordForm view={view} />}
      {(!isCounting || !head.blind) && head.state !== 'cancelled' && <Variances sheet={sheet} staff={staff} />}
      {head.state !== 'posted' && head.state !== 'cancelled' && <CountLines view={view} staff={staff} />}
    </section>
  );
}

/** Everybody apart: how many items, how many pieces, and when last. */
function People({ people }: { people: CountView['people'] }) {
  const { language, format } = useApp();
  return (
    <table class="people" data-testid="count-people">
      <thead>
        <tr>
          <th scope="col">{language.t('count.person')}</th>
          <th scope="col" class="number">
            {language.t('count.items')}
          </th>
          <th scope="col" class="number">
            {language.t('count.pieces')}
          </th>
          <th scope="col">{language.t('count.last')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.person}>
            <th scope="row">{language.name(person) || language.t('count.nameless')}</th>
            <td class="number">{format.number(person.lines)}</td>
            <td class="number">{format.number(person.quantity)}</td>
            <td>
              <Ago at={person.lastAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
