import type { LockView, ScreenView, SessionView } from '../../contract/access.ts';
import type { Role } from '../../contract/staff.ts';
import type { Sql } from '../../core/sql.ts';
import type { AttemptRow, PairingRow, PinRow } from '../../store/access-book.ts';

/** A session with everything its life hangs on. */
export interface SessionFact {
  readonly session: string;
  readonly staff: string;
  readonly how: 'pin' | 'badge';
  readonly place: string;
  readonly counter: string | null;
  readonly counterSince: number | null;
  readonly proofVersion: number;
  readonly openedAt: number;
  readonly seenAt: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly role: Role;
  readonly active: number;
  readonly badgeVersion: number;
  readonly pinVersion: number | null;
  readonly onStaff: string | null;
  readonly onSince: number | null;
}

const SESSION = `SELECT s.session, s.staff, s.how, s.place, s.counter, s.counter_since AS counterSince,
    s.proof_version AS proofVersion, s.opened_at AS openedAt, s.seen_at AS seenAt, p.name_zh AS nameZh, p.name_en AS nameEn,
    p.role, p.active, p.badge_version AS badgeVersion, pin.version AS pinVersion, o.staff AS onStaff, o.since AS onSince
  FROM session s JOIN staff p ON p.staff = s.staff LEFT JOIN pin ON pin.staff = s.staff
  LEFT JOIN staff_on o ON o.counter = s.counter`;

export function sessionBy(sql: Sql, tokenHash: string): SessionFact | undefined {
  return sql.get(`${SESSION} WHERE s.token = ?`, tokenHash);
}
export function sessionFacts(sql: Sql): SessionFact[] {
  return sql.all(`${SESSION} ORDER BY s.opened_at DESC`);
}
export function viewOfSession(fact: SessionFact, seenAt: number): SessionView {
  const { session, staff, how, place, counter, openedAt } = fact;
  return { session, staff, how, place, openedAt, seenAt, ...(counter === null ? {} : { counter }) };
}

/** When somebody last scanned at a counter: a clerk who works by gun alone is not idle. */
export function lastReadingAt(sql: Sql, counter: string): number | undefined {
  return sql.get<{ at: number }>(
    'SELECT j.at FROM counter c JOIN journal j ON j.position = c.last_reading WHERE c.counter = ?',
    counter,
  )?.at;
}

type ScreenFact = Omit<ScreenView, 'counter' | 'revokedAt'> & { counter: string | null; revokedAt: number | null };
const SCREEN = `SELECT screen, name, counter, registered_at AS registeredAt, registered_by AS registeredBy, seen_at AS seenAt,
  revoked_at AS revokedAt FROM screen`;
const asView = ({ counter, revokedAt, ...row }: ScreenFact): ScreenView => ({
  ...row,
  ...(counter === null ? {} : { counter }),
  ...(revokedAt === null ? {} : { revokedAt }),
});
export function screenBy(sql: Sql, tokenHash: string): ScreenView | undefined {
  const row = sql.get<ScreenFact>(`${SCREEN} WHERE token = ? AND revoked_at IS NULL`, tokenHash);
  return row && asView(row);
}
export function screens(sql: Sql): ScreenView[] {
  return sql.all<ScreenFact>(`${SCREEN} ORDER BY registered_at DESC`).map(asView);
}

export function pinOf(sql: Sql, staff: string): PinRow | undefined {
  return sql.get('SELECT staff, hash, salt, version, set_at AS setAt FROM pin WHERE staff = ?', staff);
}
export function pinsSet(sql: Sql): { staff: string; setAt: number }[] {
  return sql.all('SELECT staff, set_at AS setAt FROM pin ORDER BY staff');
}
/** A lock without a key is not closed: before somebody can open it, nobody is locked out. */
export function somebodyHasKey(sql: Sql): boolean {
  const row = `SELECT 1 FROM pin JOIN staff s ON s.staff = pin.staff WHERE s.active = 1 AND s.role = 'manager' LIMIT 1`;
  return sql.get(row) !== undefined;
}

export function pairingBy(sql: Sql, codeHash: string): PairingRow | undefined {
  return sql.get('SELECT code, name, counter, made_by AS madeBy, until FROM pairing WHERE code = ?', codeHash);
}

export function attemptAt(sql: Sql, place: string, staff: string): AttemptRow | undefined {
  return sql.get(
    'SELECT place, staff, failures, since, until, span FROM attempt WHERE place = ? AND staff = ?',
    place,
    staff,
  );
}
export function attempts(sql: Sql): AttemptRow[] {
  return sql.all('SELECT place, staff, failures, since, until, span FROM attempt WHERE until > 0 ORDER BY until DESC');
}
export function asLock({ place, staff, failures, until }: AttemptRow): LockView {
  return { place, failures, until, ...(staff === '' ? {} : { staff }) };
}

export interface Candidate {
  readonly staff: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly role: Role;
  readonly badge: number;
  readonly badgeVersion: number;
}
const CANDIDATE = `SELECT staff, name_zh AS nameZh, name_en AS nameEn, role, badge, badge_version AS badgeVersion
  FROM staff WHERE active = 1`;
export function activeByNumber(sql: Sql, badge: number): Candidate | undefined {
  return sql.get(`${CANDIDATE} AND badge = ?`, badge);
}
export function activePerson(sql: Sql, staff: string): Candidate | undefined {
  return sql.get(`${CANDIDATE} AND staff = ?`, staff);
}
export function onAt(sql: Sql, counter: string): { staff: string; since: number } | undefined {
  return sql.get('SELECT staff, since FROM staff_on WHERE counter = ?', counter);
}
/** The command was answered before: it is answered the same again, and nothing is asked. */
export function wasAnswered(sql: Sql, command: string): boolean {
  return sql.get('SELECT 1 FROM reply WHERE command = ?', command) !== undefined;
}
