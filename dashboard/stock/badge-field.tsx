import type { StaffView } from '../../hub/contract/staff.ts';
import { useApp } from '../app.ts';

/** The person whose badge was scanned or whose id was typed. */
export function personOf(staff: readonly StaffView[], text: string): StaffView | undefined {
  const wanted = text.trim().toLowerCase();
  return wanted === ''
    ? undefined
    : staff.find((one) => one.badgeCode.toLowerCase() === wanted || one.staff.toLowerCase() === wanted);
}

/** A field a badge is scanned into; it says at once whose it is. */
export function BadgeField(plan: {
  staff: readonly StaffView[];
  value: string;
  label: string;
  onSet: (v: string) => void;
}) {
  const { language } = useApp();
  const person = personOf(plan.staff, plan.value);
  const isStrange = plan.value.trim() !== '' && person === undefined;
  return (
    <label class="field">
      <span>
        {plan.label}
        {person !== undefined && <b> {language.name(person)}</b>}
        {isStrange && <em> {language.t('ledger.badge-strange')}</em>}
      </span>
      <input
        type="text"
        autoComplete="off"
        spellcheck={false}
        maxLength={80}
        data-testid="second-badge"
        value={plan.value}
        onInput={(event) => plan.onSet(event.currentTarget.value)}
      />
    </label>
  );
}

/** Who stands at this screen; remembered by this browser. */
export function WhoField({ staff }: { staff: readonly StaffView[] }) {
  const { language, acting } = useApp();
  return (
    <label class="field">
      <span>{language.t('ledger.who')}</span>
      <select
        data-testid="who"
        value={acting.value ?? ''}
        onChange={(event) => {
          acting.value = event.currentTarget.value || undefined;
        }}
      >
        <option value="">{language.t('ledger.choose-who')}</option>
        {staff.map((person) => (
          <option key={person.staff} value={person.staff}>
            {language.name(person)}
          </option>
        ))}
      </select>
    </label>
  );
}
