import { useState } from 'preact/hooks';
import type { Role, StaffView } from '../../hub/contract/staff.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';

/** From the least to the most. */
export const ROLES = ['clerk', 'leader', 'manager'] as const satisfies readonly Role[];

/** A new person gets the next badge number; the badge appears above, ready to print. */
export function AddPerson({ staff }: { staff: readonly StaffView[] }) {
  const app = useApp();
  const { language } = app;
  const [nameZh, setZh] = useState('');
  const [nameEn, setEn] = useState('');
  const [role, setRole] = useState<Role>('clerk');
  const add = async () => {
    const badge = Math.max(0, ...staff.map((s) => s.badge)) + 1;
    const body = {
      staff: `s${badge}`,
      badge,
      badgeVersion: 1,
      nameZh: nameZh.trim(),
      nameEn: nameEn.trim(),
      role,
      active: true,
    };
    const answer = await act(app, 'staff.set', body);
    if (!answer.ok) return;
    setZh('');
    setEn('');
  };
  return (
    <details class="panel no-print">
      <summary>{language.t('staff.add')}</summary>
      <div class="fields">
        <label class="field">
          <span>{language.t('staff.name-zh')}</span>
          <input type="text" maxLength={60} value={nameZh} onInput={(event) => setZh(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{language.t('staff.name-en')}</span>
          <input type="text" maxLength={60} value={nameEn} onInput={(event) => setEn(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{language.t('staff.role')}</span>
          <select
            value={role}
            onChange={(event) => setRole(ROLES.find((r) => r === event.currentTarget.value) ?? 'clerk')}
          >
            {ROLES.map((r) => (
              <option key={r} value={r}>
                {language.t(`role.${r}`)}
              </option>
            ))}
          </select>
        </label>
        <Button look="primary" icon="plus" disabled={`${nameZh}${nameEn}`.trim() === ''} onAct={add}>
          {language.t('staff.add-now')}
        </Button>
      </div>
    </details>
  );
}
