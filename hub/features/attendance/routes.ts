import Type from 'typebox';
import { AttendanceRow, StaffHistory } from '../../contract/attendance.ts';
import { Problem } from '../../contract/problem.ts';
import { isDate } from '../../core/calendar.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { attendanceOf, historyOf } from './view-tables.ts';

const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const Range = Type.Object({ from: Type.Optional(Day), to: Type.Optional(Day) });

export function attendanceRoutes({ app, sql, now, today }: Http): void {
  const asked = ({ from, to }: { from?: string; to?: string }): [string, string] | undefined => {
    const last = to ?? today();
    const first = from ?? last;
    return isDate(first) && isDate(last) && first <= last ? [first, last] : undefined;
  };
  const wrong = problem(400, 'days-wrong', 'These are no days, or the last one comes before the first.');
  app.get<{ Querystring: { from?: string; to?: string } }>(
    '/api/v1/attendance',
    {
      config: { permission: 'look' },
      schema: { querystring: Range, response: { 200: Type.Object({ rows: Type.Array(AttendanceRow) }), 400: Problem } },
    },
    async ({ query, who }, reply) => {
      const days = asked(query);
      return days
        ? { rows: attendanceOf(sql, ...days, now()).map((row) => shownTo(who, row)) }
        : sendProblem(reply, wrong);
    },
  );
  app.get<{ Querystring: { from?: string; to?: string } }>(
    '/api/v1/attendance.csv',
    { config: { permission: 'report' }, schema: { querystring: Range } },
    async ({ query }, reply) => {
      const days = asked(query);
      if (!days) return sendProblem(reply, wrong);
      const name = `attachment; filename="attendance-${days[0]}-${days[1]}.csv"`;
      const rows = attendanceOf(sql, ...days, now());
      return reply.type('text/csv; charset=utf-8').header('content-disposition', name).send(attendanceCsv(rows));
    },
  );
  app.get<{ Params: { staff: string }; Querystring: { days?: number } }>(
    '/api/v1/staff/:staff/history',
    {
      config: { permission: 'look' },
      schema: {
        querystring: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })) }),
        response: { 200: StaffHistory, 403: Problem, 404: Problem },
      },
    },
    async ({ params, query, who }, reply) => {
      const history = historyOf(sql, params.staff, today(), query.days ?? 14, now());
      if (!history) return sendProblem(reply, problem(404, 'staff-missing', 'There is no such person here.'));
      return isOfAnother(who, params.staff)
        ? sendProblem(reply, problem(403, 'not-yours', 'Only a leader does this in somebody else’s name.'))
        : history;
    },
  );
}

type Asker = { readonly person?: { readonly staff: string }; readonly permissions: ReadonlySet<string> } | undefined;

/** A helper, no watcher: how punctual somebody was is theirs and their leader's to know. */
function isOfAnother(who: Asker, staff: string): boolean {
  return who?.person !== undefined && who.person.staff !== staff && !who.permissions.has('shift.lead');
}
/** Who is here everybody may know. */
function shownTo(who: Asker, row: AttendanceRow): AttendanceRow {
  if (!isOfAnother(who, row.staff)) return row;
  const { lateMinutes: _late, earlyMinutes: _early, workedMinutes: _worked, reason: _reason, ...rest } = row;
  return rest;
}

/** RFC 4180 with a mark for UTF-8, for spreadsheets and payroll. Times are ISO 8601 in UTC. */
function attendanceCsv(rows: readonly AttendanceRow[]): string {
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  return `\uFEFF${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}
const columns = [
  ...(['day', 'shift', 'staff', 'nameZh', 'nameEn', 'rostered', 'state', 'from', 'to', 'cameAt', 'wentAt'] as const),
  ...(['workedMinutes', 'lateMinutes', 'earlyMinutes', 'reason'] as const),
] satisfies (keyof AttendanceRow)[];

function cell(value: string | number | boolean | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return value > 1e11 ? new Date(value).toISOString() : String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
