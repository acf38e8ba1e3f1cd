import type { BoardView } from '../../hub/contract/board.ts';
import type { ShiftPlan, ShiftView } from '../../hub/contract/shifts.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useHub } from '../parts/use-picture.ts';

/** Who is on, who comes next, and the way to hand the shop over. */
export function ShiftPanel({ view, onHandOver }: { view: BoardView; onHandOver: () => void }) {
  const { language } = useApp();
  return (
    <section
      class="panel shift"
      aria-labelledby="shift-title"
      data-testid="shift-panel"
      data-shift={view.shift?.shift ?? ''}
    >
      <h2 id="shift-title">
        <Icon name="people" /> {view.shift === undefined ? language.t('shift.none') : language.name(view.shift)}
      </h2>
      {view.shift === undefined ? <BeginShift /> : <OnDuty shift={view.shift} />}
      {view.shift !== undefined && (
        <>
          {view.nextShift !== undefined && (
            <p class="next">
              {language.t('shift.next', { name: language.name(view.nextShift), starts: view.nextShift.starts })}
            </p>
          )}
          <Button icon="swap" look="primary" testid="hand-over-open" onAct={onHandOver}>
            {language.t('shift.hand-over')}
          </Button>
        </>
      )}
    </section>
  );
}

function OnDuty({ shift }: { shift: ShiftView }) {
  const { language } = useApp();
  return (
    <>
      <p class="hours mono">
        {shift.starts}–{shift.ends}
      </p>
      <ul class="people">
        {shift.staff.map((person) => (
          <li key={person.staff} class="chip plain">
            <Icon name="person" size={16} /> {language.name(person)}
            {person.role !== 'clerk' && <small>{language.find(`role.${person.role}`)}</small>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Before the first hand-over of a shop somebody says which shift it is. */
function BeginShift() {
  const app = useApp();
  const { language, hub, format } = app;
  const plan = useHub<{ plan: ShiftPlan[] }>('/shifts').value.value?.plan ?? [];
  return (
    <div class="choices">
      {plan.map((shift) => (
        <Button
          key={shift.plan}
          testid="shift-begin"
          onAct={() => act(app, 'shifts.begin', { shift: `${format.day(hub.now())}/${shift.plan}` })}
        >
          {language.t('shift.begin', { name: language.name(shift), starts: shift.starts })}
        </Button>
      ))}
    </div>
  );
}
