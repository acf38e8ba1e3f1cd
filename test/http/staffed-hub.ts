import { RunningHub } from './running-hub.ts';
import { Visitor } from './visitor.ts';

export const PIN = '294857';
const people = [
  ['lead', 21, 'leader'],
  ['boss', 22, 'manager'],
  ['boss2', 23, 'manager'],
] as const;

/** A hub with a clerk, a leader and two managers, who all but the second manager have the same PIN. */
export async function shopWithPeople(): Promise<{ hub: RunningHub; pc: Visitor }> {
  const hub = await new RunningHub().start();
  await hub.setUp();
  for (const [staff, badge, role] of people)
    await hub.must('staff.set', { staff, badge, badgeVersion: 1, nameZh: staff, nameEn: staff, role, active: true });
  const pc = new Visitor(hub, 'here');
  for (const staff of ['w1', 'lead', 'boss']) await pc.post('/access/pin', { staff, pin: PIN });
  return { hub, pc };
}
