import type { StaffMember, StaffView } from '../../hub/contract/staff.ts';
import { act, useApp } from '../app.ts';
import { Barcode } from '../parts/barcode.tsx';
import { Button } from '../parts/button.tsx';
import { Header } from '../parts/header.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import './staff.css';
import { AddPerson, ROLES } from './add-person.tsx';

/** The people of the shop with their badges, to scan from the screen or to print and cut out. */
export function StaffPage() {
  const { language } = useApp();
  const picture = useHub<{ staff: StaffView[] }>('/staff');
  const staff = picture.value.value?.staff;
  return (
    <>
      <Header title={language.t('page.staff')} />
      <main class="staff">
        <div class="section-head no-print">
          <p class="grow">{language.t('staff.hint')}</p>
          <a class="button" href="/door">
            {language.t('page.door')}
          </a>
          <Button icon="printer" onAct={() => window.print()}>
            {language.t('staff.print')}
          </Button>
        </div>
        {staff === undefined && <Waiting trouble={picture.trouble.value} />}
        <ul class="badge-cards">
          {staff?.map((person) => (
            <BadgeCard key={person.staff} person={person} />
          ))}
        </ul>
        <AddPerson staff={staff ?? []} />
      </main>
    </>
  );
}

function BadgeCard({ person }: { person: StaffView }) {
  const app = useApp();
  const { language } = app;
  const change = (next: Partial<StaffMember>) => {
    const { staff, badge, badgeVersion, nameZh, nameEn, role, active } = person;
    return act(app, 'staff.set', { staff, badge, badgeVersion, nameZh, nameEn, role, active, ...next });
  };
  return (
    <li class={person.active ? 'badge-card' : 'badge-card away'} data-testid="badge-card" data-staff={person.staff}>
      <h2>
        {person.nameZh} <small>{person.nameEn}</small>
      </h2>
      <p>
        {language.find(`role.${person.role}`)}
        {person.counter !== undefined && ` · ${language.t('staff.at', { counter: person.counter })}`}
        {!person.active && ` · ${language.t('staff.away')}`}
      </p>
      {person.active && person.badgeCode !== '' && (
        <>
          <Barcode text={person.badgeCode} label={language.t('staff.badge-of', { name: language.name(person) })} />
          <p class="clock-code">{language.t('staff.clock-code')}</p>
          <Barcode text={person.clockCode} label={language.t('staff.clock-code')} />
        </>
      )}
      <div class="no-print ways">
        {person.active && (
          <Button
            size="small"
            look="quiet"
            testid="badge-lost"
            onAct={() => change({ badgeVersion: Math.min(99, person.badgeVersion + 1) })}
          >
            {language.t('staff.badge-lost')}
          </Button>
        )}
        <label>
          <span class="unseen">{language.t('staff.role')}</span>
          <select
            value={person.role}
            data-testid="role"
            onChange={(event) => {
              const role = ROLES.find((one) => one === event.currentTarget.value);
              if (role !== undefined) void change({ role });
            }}
          >
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {language.t(`role.${role}`)}
              </option>
            ))}
          </select>
        </label>
        <Button size="small" look="quiet" onAct={() => change({ active: !person.active })}>
          {language.t(person.active ? 'staff.set-away' : 'staff.set-back')}
        </Button>
      </div>
    </li>
  );
}
