import type { StaffView } from '../../hub/contract/staff.ts';
import { act, useApp } from '../app.ts';
import { ActingAs } from '../board/acting-as.tsx';
import { Button } from '../parts/button.tsx';
import { Header } from '../parts/header.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Attendance } from './attendance.tsx';
import { HandOvers } from './hand-overs.tsx';
import { Roster } from './roster.tsx';
import './shift.css';

/** Who is here, what one shift leaves to the next, and who works when. */
export function ShiftPage() {
  const app = useApp();
  const { language } = app;
  const staff = useHub<{ staff: StaffView[] }>('/staff').value.value?.staff ?? [];
  const active = staff.filter((person) => person.active);
  return (
    <>
      <Header title={language.t('page.shift')} />
      <main class="shift-page">
        <div class="section-head">
          <ActingAs staff={active} />
          <span class="grow" />
          <Button icon="printer" testid="print-card" onAct={() => act(app, 'slips.print-card', {})}>
            {language.t('shift.print-card')}
          </Button>
        </div>
        <Attendance />
        <HandOvers />
        <Roster staff={active} />
      </main>
    </>
  );
}
