import type { CounterView } from '../../hub/contract/counters.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Counter } from './counter-state.ts';

/** Who works here, by the badge scanned last; one tap signs off. */
export function StaffChip({ counter, view }: { counter: Counter; view: CounterView }) {
  const { language } = useApp();
  if (view.staff === undefined) {
    return (
      <span class="badge wait" data-testid="staff" data-staff="">
        <Icon name="badge" size={18} />
        <span>{language.t('staff.scan-badge')}</span>
      </span>
    );
  }
  return (
    <span class="badge person" data-testid="staff" data-staff={view.staff.staff}>
      <Icon name="person" size={18} />
      <span>
        {language.name(view.staff)}
        <small>{language.find(`role.${view.staff.role}`) ?? view.staff.role}</small>
      </span>
      <Button
        look="quiet"
        size="small"
        icon="cross"
        label={language.t('staff.leave')}
        testid="staff-leave"
        onAct={() => counter.send('staff.leave', { counter: counter.id })}
      />
    </span>
  );
}
