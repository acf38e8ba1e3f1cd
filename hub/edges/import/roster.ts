import { parse } from 'csv-parse/sync';
import type { BodyOf } from '../../contract/commands.ts';
import { isDate } from '../../core/calendar.ts';
import type { Sql } from '../../core/sql.ts';

/** A line that cannot be taken, where it stands and what is wrong with it, Chinese first. */
export interface RosterFault {
  readonly line: number;
  readonly zh: string;
  readonly en: string;
}
export interface RosterRead {
  readonly shifts: BodyOf<'shifts.set-roster'>['shifts'];
  readonly faults: readonly RosterFault[];
  readonly lines: number;
}

const HEADINGS = {
  day: ['day', 'date', '日期'],
  shift: ['shift', 'plan', '班次', '班'],
  staff: ['staff', 'person', 'name', 'badge', '员工', '姓名', '工号', '工牌'],
} as const;
type Column = keyof typeof HEADINGS;

/**
 * A roster from a spreadsheet: one line per day, shift and person. Shifts may be named by their code or either of their
 * names, people by their id, badge number or either of their names.
 * @param sheet rows of cells with the headings in the first, or the text of a CSV file
 */
export function readRoster(sql: Sql, sheet: string | readonly (readonly string[])[]): RosterRead {
  const table = typeof sheet === 'string' ? rowsOf(sheet) : sheet;
  const [heading = [], ...lines] = table;
  const places = new Map<Column, number>();
  for (const [place, name] of heading.entries())
    for (const [column, names] of Object.entries(HEADINGS))
      if ((names as readonly string[]).includes(name.trim().toLowerCase())) places.set(column as Column, place);
  const missing = (Object.keys(HEADINGS) as Column[]).filter((column) => !places.has(column));
  if (missing.length > 0)
    return {
      shifts: [],
      lines: 0,
      faults: [{ line: 1, zh: `缺少列：${missing.join('、')}`, en: `columns missing: ${missing.join(', ')}` }],
    };
  const known = names(sql);
  const faults: RosterFault[] = [];
  const shifts = new Map<string, { day: string; plan: string; staff: string[] }>();
  let taken = 0;
  for (const [i, cells] of lines.entries()) {
    const cell = (column: Column): string => (cells[places.get(column) ?? -1] ?? '').trim();
    if (cells.every((text) => text.trim() === '')) continue;
    const day = dayOf(cell('day'));
    const plan = known.plans.get(cell('shift').toLowerCase());
    const staff = known.people.get(cell('staff').toLowerCase());
    const line = i + 2;
    if (!day) faults.push({ line, zh: `不是日期：${cell('day')}`, en: `not a day: ${cell('day')}` });
    else if (!plan) faults.push({ line, zh: `没有这个班次：${cell('shift')}`, en: `no such shift: ${cell('shift')}` });
    else if (staff === null)
      faults.push({
        line,
        zh: `重名：${cell('staff')}，请用工号`,
        en: `two people are called ${cell('staff')}: use the badge number`,
      });
    else if (!staff) faults.push({ line, zh: `没有这个人：${cell('staff')}`, en: `no such person: ${cell('staff')}` });
    else {
      const shift = shifts.get(`${day}/${plan}`) ?? { day, plan, staff: [] };
      shifts.set(`${day}/${plan}`, shift);
      if (!shift.staff.includes(staff)) shift.staff.push(staff);
      taken += 1;
    }
  }
  return { shifts: [...shifts.values()], faults, lines: taken };
}

function rowsOf(text: string): string[][] {
  const [first = ''] = text.split('\n');
  const delimiter = first.includes('\t') ? '\t' : first.includes(';') && !first.includes(',') ? ';' : ',';
  return parse(text.replace(/^\uFEFF/, ''), { delimiter, relax_column_count: true, relax_quotes: true });
}

/** `2026-11-21`, and the ways spreadsheets in China write it: `2026/11/21`, `2026年11月21日`. */
function dayOf(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(written) ? written : undefined;
}

interface Names {
  readonly plans: ReadonlyMap<string, string>;
  /** null where two people share a name. */
  readonly people: ReadonlyMap<string, string | null>;
}

function names(sql: Sql): Names {
  const plans = new Map<string, string>();
  for (const { plan, zh, en } of sql.all<{ plan: string; zh: string; en: string }>(
    'SELECT plan, name_zh AS zh, name_en AS en FROM shift_plan ORDER BY turn DESC',
  ))
    for (const name of [zh, en, plan]) plans.set(name.toLowerCase(), plan);
  const people = new Map<string, string | null>();
  const everyone = sql.all<{ staff: string; badge: number; zh: string; en: string }>(
    'SELECT staff, badge, name_zh AS zh, name_en AS en FROM staff WHERE active = 1',
  );
  for (const { staff, zh, en } of everyone)
    for (const name of new Set([zh.toLowerCase(), en.toLowerCase()])) people.set(name, people.has(name) ? null : staff);
  for (const { staff, badge } of everyone) people.set(String(badge), staff).set(staff.toLowerCase(), staff);
  return { plans, people };
}
