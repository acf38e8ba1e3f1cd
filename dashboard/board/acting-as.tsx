import type { StaffView } from '../../hub/contract/staff.ts';
import { useApp } from '../app.ts';
import { Icon } from '../parts/icon.tsx';

/** Who stands at this screen: what is claimed and finished here is theirs. Remembered by this browser. */
export function ActingAs({ staff }: { staff: readonly StaffView[] }) {
  const { language, acting } = useApp();
  return (
    <label class={acting.value === undefined ? 'acting-as wait' : 'acting-as'}>
      <Icon name="person" />
      <span>{language.t(acting.value === undefined ? 'board.say-who' : 'board.i-am')}</span>
      <select
        value={acting.value ?? ''}
        data-testid="acting-as"
        onChange={(event) => {
          acting.value = event.currentTarget.value || undefined;
        }}
      >
        <option value="">{language.t('board.choose-person')}</option>
        {staff.map((person) => (
          <option key={person.staff} value={person.staff}>
            {language.name(person)}
          </option>
        ))}
      </select>
    </label>
  );
}
