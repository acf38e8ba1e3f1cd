import type { Sql } from '../../core/sql.ts';
import type { AccessWrite, AttemptRow } from '../../store/access-book.ts';
import { attemptAt } from './book.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Wrong tries of one person at one place before the first lock; each further one doubles it. */
const FREE_TRIES = 5;
const FIRST_LOCK = 30 * SECOND;
const LONGEST_LOCK = 15 * MINUTE;
/** Wrong tries at one place, and at all places, within an hour before nobody may try there for an hour. */
const PLACE_TRIES = 30;
const ALL_TRIES = 300;

export interface Clocks {
  readonly now: () => number;
  /** Only ever goes on, whatever is done to the clock; ms. */
  readonly ticks: () => number;
}
export interface Reserved {
  /** Written before the PIN is looked at: a hub killed in between has not forgotten the try. */
  readonly writes: readonly AccessWrite[];
  /** When the try was right: the book as it was, and the person's count at this place gone. */
  readonly undo: readonly AccessWrite[];
  /** When it was wrong: until when nobody may try again, if this was one too many. */
  readonly lockedUntil: number | undefined;
}

/**
 * Who may try a PIN now. Locks are per person and place, so that nobody locks a colleague out elsewhere; per place and in
 * all they are wide. They stand in the store and survive a restart. While the hub runs, a lock is measured by a clock
 * nobody can set; after a restart by the wall clock, and never for longer than it was given.
 */
export class Locks {
  readonly #sql: Sql;
  readonly #clocks: Clocks;
  readonly #ends = new Map<string, number>();

  constructor(sql: Sql, clocks: Clocks) {
    this.#sql = sql;
    this.#clocks = clocks;
  }

  /** Milliseconds until somebody may try here as this person; 0 when they may now. */
  left(place: string, staff: string): number {
    return Math.max(...keysOf(place, staff).map(([at, who]) => this.#leftOf(at, who)));
  }

  /** Counts a try as if it were wrong. Only call it when nothing is left to wait. */
  reserve(place: string, staff: string): Reserved {
    const { now } = this.#clocks;
    const rows = keysOf(place, staff).map(([at, who]) => this.#next(at, who));
    const writes = rows.map((row): AccessWrite => ({ put: 'attempt', row }));
    const lockedUntil = Math.max(0, ...rows.map((row) => row.until));
    const undo = keysOf(place, staff).map(([at, who]): AccessWrite => {
      const before = attemptAt(this.#sql, at, who);
      const fresh = { place: at, staff: who, failures: 0, since: now(), until: 0, span: 0 };
      return { put: 'attempt', row: who === '' && before ? before : fresh };
    });
    return { writes, undo, lockedUntil: lockedUntil > now() ? lockedUntil : undefined };
  }

  /** A wrong try was counted: its locks begin to run. */
  begin(reserved: Reserved): void {
    for (const write of reserved.writes)
      if ('put' in write && write.put === 'attempt' && write.row.span > 0 && write.row.until > this.#clocks.now())
        this.#ends.set(keyOf(write.row.place, write.row.staff), this.#clocks.ticks() + write.row.span);
  }

  /** A manager lets somebody try again, everywhere. */
  forget(staff: string): void {
    for (const key of this.#ends.keys()) if (key.endsWith(`\n${staff}`)) this.#ends.delete(key);
  }

  #leftOf(place: string, staff: string): number {
    const row = attemptAt(this.#sql, place, staff);
    if (!row || row.until === 0) return 0;
    const end = this.#ends.get(keyOf(place, staff));
    if (end !== undefined) return Math.max(0, Math.ceil(end - this.#clocks.ticks()));
    return Math.max(0, Math.min(row.until - this.#clocks.now(), row.span));
  }

  #next(place: string, staff: string): AttemptRow {
    const now = this.#clocks.now();
    const before = attemptAt(this.#sql, place, staff);
    if (staff !== '') {
      const failures = (before?.failures ?? 0) + 1;
      const span = failures < FREE_TRIES ? 0 : Math.min(LONGEST_LOCK, FIRST_LOCK * 2 ** (failures - FREE_TRIES));
      return { place, staff, failures, since: before?.since ?? now, until: span === 0 ? 0 : now + span, span };
    }
    const isOld = before === undefined || Math.abs(now - before.since) > HOUR;
    const failures = (isOld ? 0 : before.failures) + 1;
    const span = failures >= (place === '' ? ALL_TRIES : PLACE_TRIES) ? HOUR : 0;
    return { place, staff, failures, since: isOld ? now : before.since, until: span === 0 ? 0 : now + span, span };
  }
}

const keyOf = (place: string, staff: string): string => `${place}\n${staff}`;
/** Somebody nobody knows counts for the place and in all only: a liar must not fill the book with names. */
function keysOf(place: string, staff: string): readonly (readonly [string, string])[] {
  const wide = [
    [place, ''],
    ['', ''],
  ] as const;
  return staff === '' ? wide : [[place, staff], ...wide];
}
