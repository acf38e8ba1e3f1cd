import Type from 'typebox';
import { ShiftPlan, ShiftView } from '../../contract/shifts.ts';
import type { Http } from '../../edges/http/http.ts';
import { currentShift, planOfDay, shiftView } from './tables.ts';

export function shiftRoutes({ app, sql }: Http): void {
  const View = Type.Object({ current: Type.Optional(ShiftView), plan: Type.Array(ShiftPlan) });
  app.get('/api/v1/shifts', { config: { permission: 'look' }, schema: { response: { 200: View } } }, async () => {
    const shift = currentShift(sql);
    const current = shift && shiftView(sql, shift);
    return { ...(current ? { current } : {}), plan: planOfDay(sql) };
  });
}
