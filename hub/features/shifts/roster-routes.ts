import Type from 'typebox';
import { RosterView } from '../../contract/shifts.ts';
import { dateOf, dayNumber, isDate } from '../../core/calendar.ts';
import type { Http } from '../../edges/http/http.ts';
import { rosterOf } from './roster-tables.ts';
import { planOfDay } from './tables.ts';

/** The roster of a week, from a day on. */
export function rosterRoutes({ app, sql, today }: Http): void {
  app.get<{ Querystring: { from?: string } }>(
    '/api/v1/roster',
    {
      config: { permission: 'look' },
      schema: { querystring: Type.Object({ from: Type.Optional(Type.String()) }), response: { 200: RosterView } },
    },
    async ({ query }) => {
      const from = query.from && isDate(query.from) ? query.from : today();
      const days = Array.from({ length: 7 }, (_, i) => dateOf(dayNumber(from) + i));
      const rows = rosterOf(sql, from, days.at(-1) ?? from);
      return {
        days: days.map((day) => ({
          day,
          shifts: planOfDay(sql).map(({ plan, nameZh, nameEn, starts, ends, staff }) => {
            const set = rows.filter((row) => row.day === day && row.plan === plan).map((row) => row.staff);
            return {
              plan,
              nameZh,
              nameEn,
              starts,
              ends,
              staff: set.length > 0 ? set : staff,
              asPlanned: set.length === 0,
            };
          }),
        })),
      };
    },
  );
}
