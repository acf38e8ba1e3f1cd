import type { PlanView } from '../../hub/contract/count-views.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { useHub } from '../parts/use-picture.ts';

/** As many as somebody counts beside the till in a morning. */
const PORTION = 20;

/** What is due by class, or called for by what happened to it; one press makes a sheet of the most urgent. */
export function PlanPanel({ onBegun }: { onBegun: (sheet: string) => void }) {
  const app = useApp();
  const { language, format, acting } = app;
  const plan = useHub<PlanView>('/counts/plan?limit=50').value.value;
  if (plan === undefined) return null;
  const due = plan.items.filter((item) => item.why !== 'later');
  const begin = async () => {
    const answer = await act(app, 'counts.begin', {
      ...{ name: language.t('count.plan-name'), location: plan.location, blind: true },
      scope: { of: 'items', items: due.slice(0, PORTION).map((item) => item.gtin) },
      ...(acting.value === undefined ? {} : { staff: acting.value }),
    });
    const begun = answer.ok ? answer.value.entries.find((entry) => entry.type === 'counts.begun') : undefined;
    if (begun !== undefined) onBegun((begun.data as { sheet: string }).sheet);
  };
  return (
    <section class="panel" data-testid="count-plan" aria-label={language.t('count.plan')}>
      <h2>{language.t('count.plan')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{language.t('count.class')}</th>
            <th scope="col" class="number">
              {language.t('count.every')}
            </th>
            <th scope="col" class="number">
              {language.t('count.due')}
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.classes.map((row) => (
            <tr key={row.class}>
              <th scope="row">{row.class}</th>
              <td class="number">{language.t('count.days', { n: plan.policy.everyDays[row.class] })}</td>
              <td class="number">
                {format.number(row.due)} / {format.number(row.items)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {due.length > 0 && (
        <>
          <Button icon="plus" testid="count-due" onAct={begin}>
            {language.t('count.begin-due', { n: Math.min(PORTION, due.length) })}
          </Button>
          <ul class="due-list">
            {due.slice(0, 8).map((item) => (
              <li key={item.gtin}>
                <span class="grow">{language.name(item)}</span>
                <span class="chip plain">
                  {item.class} · {language.t(`count.why-${item.why}`)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
