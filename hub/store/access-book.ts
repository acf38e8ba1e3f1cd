import type { Sql } from '../core/sql.ts';

export interface PinRow {
  readonly staff: string;
  readonly hash: string;
  readonly salt: string;
  readonly version: number;
  readonly setAt: number;
}
export interface ScreenRow {
  readonly screen: string;
  readonly token: string;
  readonly name: string;
  readonly counter: string | null;
  readonly registeredAt: number;
  readonly registeredBy: string;
  readonly seenAt: number;
}
export interface PairingRow {
  readonly code: string;
  readonly name: string;
  readonly counter: string | null;
  readonly madeBy: string;
  readonly until: number;
}
export interface SessionRow {
  readonly session: string;
  readonly token: string;
  readonly staff: string;
  readonly how: 'pin' | 'badge';
  readonly place: string;
  readonly counter: string | null;
  readonly counterSince: number | null;
  readonly proofVersion: number;
  readonly openedAt: number;
  readonly seenAt: number;
}
export interface AttemptRow {
  readonly place: string;
  readonly staff: string;
  readonly failures: number;
  readonly since: number;
  readonly until: number;
  /** How long the lock lasts at the most, in ms: a clock set back must not make it longer. */
  readonly span: number;
}

/** A change in the book of who may come in. */
export type AccessWrite =
  | { readonly put: 'pin'; readonly row: PinRow }
  | { readonly put: 'screen'; readonly row: ScreenRow }
  | { readonly put: 'pairing'; readonly row: PairingRow }
  | { readonly put: 'session'; readonly row: SessionRow }
  | { readonly put: 'attempt'; readonly row: AttemptRow }
  | { readonly seen: 'screen' | 'session'; readonly key: string; readonly at: number }
  | { readonly revoke: string; readonly at: number }
  | { readonly drop: 'session' | 'sessions-of' | 'sessions-at' | 'pairing' | 'attempts-of'; readonly key: string }
  | { readonly forget: 'old'; readonly sessionsBefore: number; readonly pairingsBefore: number };

const DROP = {
  session: 'DELETE FROM session WHERE session = ?',
  'sessions-of': 'DELETE FROM session WHERE staff = ?',
  'sessions-at': 'DELETE FROM session WHERE place = ?',
  pairing: 'DELETE FROM pairing WHERE code = ?',
  'attempts-of': 'DELETE FROM attempt WHERE staff = ?',
} as const;

/** Writes one change; the only place that does. */
export function keepAccess(sql: Sql, write: AccessWrite): void {
  if ('put' in write) put(sql, write);
  else if ('seen' in write) {
    if (write.seen === 'screen') sql.run('UPDATE screen SET seen_at = ? WHERE screen = ?', write.at, write.key);
    else sql.run('UPDATE session SET seen_at = ? WHERE session = ?', write.at, write.key);
  } else if ('revoke' in write) sql.run('UPDATE screen SET revoked_at = ? WHERE screen = ?', write.at, write.revoke);
  else if ('drop' in write) sql.run(DROP[write.drop], write.key);
  else {
    sql.run('DELETE FROM session WHERE opened_at < ?', write.sessionsBefore);
    sql.run('DELETE FROM pairing WHERE until < ?', write.pairingsBefore);
  }
}

const PUT = {
  pin: `INSERT INTO pin (staff, hash, salt, version, set_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (staff) DO UPDATE
    SET hash = excluded.hash, salt = excluded.salt, version = excluded.version, set_at = excluded.set_at`,
  screen: `INSERT INTO screen (screen, token, name, counter, registered_at, registered_by, seen_at)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  pairing: 'INSERT INTO pairing (code, name, counter, made_by, until) VALUES (?, ?, ?, ?, ?)',
  session: `INSERT INTO session (session, token, staff, how, place, counter, counter_since, proof_version, opened_at, seen_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  attempt: `INSERT INTO attempt (place, staff, failures, since, until, span) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (place, staff) DO UPDATE SET failures = excluded.failures, since = excluded.since, until = excluded.until,
    span = excluded.span`,
} as const;

function put(sql: Sql, write: Extract<AccessWrite, { put: string }>): void {
  sql.run(PUT[write.put], ...valuesOf(write));
}

function valuesOf(write: Extract<AccessWrite, { put: string }>): (string | number | null)[] {
  switch (write.put) {
    case 'pin': {
      const { staff, hash, salt, version, setAt } = write.row;
      return [staff, hash, salt, version, setAt];
    }
    case 'screen': {
      const { screen, token, name, counter, registeredAt, registeredBy, seenAt } = write.row;
      return [screen, token, name, counter, registeredAt, registeredBy, seenAt];
    }
    case 'pairing': {
      const { code, name, counter, madeBy, until } = write.row;
      return [code, name, counter, madeBy, until];
    }
    case 'session': {
      const { session, token, staff, how, place, counter, counterSince, proofVersion, openedAt, seenAt } = write.row;
      return [session, token, staff, how, place, counter, counterSince, proofVersion, openedAt, seenAt];
    }
    case 'attempt': {
      const { place, staff, failures, since, until, span } = write.row;
      return [place, staff, failures, since, until, span];
    }
  }
}
