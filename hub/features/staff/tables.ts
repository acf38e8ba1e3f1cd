import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { StaffMember, StaffView } from '../../contract/staff.ts';
import { encodeControlCode } from '../../core/barcode/control-code.ts';
import type { Sql } from '../../core/sql.ts';
import { shopNumber } from '../shop/tables.ts';
import type { BadgeFacts } from './rules.ts';

export function badgeOwner(sql: Sql, body: StaffMember): { staff: string } | undefined {
  return sql.get('SELECT staff FROM staff WHERE badge = ?', body.badge);
}

export function badgeFacts(sql: Sql, body: BodyOf<'staff.badge-on'>): BadgeFacts {
  const row = sql.get<{ staff: string; version: number; active: number }>(
    'SELECT staff, badge_version AS version, active FROM staff WHERE badge = ?',
    body.badge,
  );
  return {
    store: shopNumber(sql),
    person: row && { ...row, active: row.active === 1 },
    on: staffAt(sql, body)?.staff,
    elsewhere: sql.all(
      'SELECT counter FROM staff_on WHERE staff = ? AND counter <> ? ORDER BY counter',
      row?.staff ?? '',
      body.counter,
    ),
    asked: sql.get(
      'SELECT command, until FROM approval_ask WHERE counter = ? AND shown_by IS NULL ORDER BY until DESC LIMIT 1',
      body.counter,
    ),
  };
}

export function staffAt(sql: Sql, body: { counter: string }): { staff: string } | undefined {
  return sql.get('SELECT staff FROM staff_on WHERE counter = ?', body.counter);
}

export function applySet(sql: Sql, person: StaffMember): void {
  sql.run(
    `INSERT INTO staff (staff, badge, badge_version, name_zh, name_en, role, active) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (staff) DO UPDATE SET badge = excluded.badge, badge_version = excluded.badge_version, name_zh = excluded.name_zh,
       name_en = excluded.name_en, role = excluded.role, active = excluded.active`,
    person.staff,
    person.badge,
    person.badgeVersion,
    person.nameZh,
    person.nameEn,
    person.role,
    person.active ? 1 : 0,
  );
  if (!person.active) sql.run('DELETE FROM staff_on WHERE staff = ?', person.staff);
}

export function applyBadgedOn(sql: Sql, data: Events['staff.badged-on'], entry: Entry): void {
  sql.run(
    `INSERT INTO staff_on (counter, staff, since) VALUES (?, ?, ?)
     ON CONFLICT (counter) DO UPDATE SET staff = excluded.staff, since = excluded.since`,
    data.counter,
    data.staff,
    entry.at,
  );
}

export function applyLeft(sql: Sql, data: Events['staff.left']): void {
  sql.run('DELETE FROM staff_on WHERE counter = ?', data.counter);
}

type Row = Omit<StaffView, 'active' | 'badgeCode' | 'clockCode' | 'counter'> & {
  active: number;
  counter: string | null;
};

export function everyone(sql: Sql): StaffView[] {
  const store = shopNumber(sql);
  return sql
    .all<Row>(
      `SELECT s.staff, badge, badge_version AS badgeVersion, name_zh AS nameZh, name_en AS nameEn, role, active, min(o.counter) AS counter
         FROM staff s LEFT JOIN staff_on o ON o.staff = s.staff GROUP BY s.staff ORDER BY s.staff`,
    )
    .map(({ active, counter, ...row }) => ({
      ...row,
      active: active === 1,
      badgeCode: encodeControlCode({ kind: 'badge', store, serial: row.badge, version: row.badgeVersion }),
      clockCode: encodeControlCode({ kind: 'clock', store, serial: row.badge, version: row.badgeVersion }),
      ...(counter === null ? {} : { counter }),
    }));
}
