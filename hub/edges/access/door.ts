import type { IncomingHttpHeaders } from 'node:http';
import type { Person } from '../../contract/access.ts';
import type { Sql } from '../../core/sql.ts';
import { lastReadingAt, type SessionFact, screenBy, sessionBy, somebodyHasKey } from './book.ts';
import { cookieOf, SCREEN_COOKIE, SESSION_COOKIE } from './cookies.ts';
import { hashOf, isSame } from './secrets.ts';
import { everything, nothing, permissionsOf, STRANGER, THIS_PC, type Who } from './who.ts';

const MINUTE = 60_000;
/** A screen nobody touches is nobody's any more; and after a long day everybody signs in anew. */
export const IDLE_MS = 15 * MINUTE;
export const ABSOLUTE_MS = 12 * 60 * MINUTE;
/** How often what was seen last is written down. */
const NOTE_MS = MINUTE;
/** A clock set back must not give a session a longer life. */
const SLACK_MS = 5 * MINUTE;

export interface DoorSettings {
  /** `open`: this PC needs nobody signed in. `signed-in`: it does, like any other screen. */
  readonly thisPc: 'open' | 'signed-in';
  /** What a program on this PC shows that may read the hub's own files. */
  readonly machineKey: string;
  readonly isBridge: (authorization: string | undefined) => boolean;
  readonly now: () => number;
  /** Written down later, without anybody waiting for it. */
  readonly noteSeen: (what: 'screen' | 'session', key: string, at: number) => void;
}
export interface Asking {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly remoteAddress: string | undefined;
}

/** Whoever stands between a browser and the hub says so with one of these: then the address tells nothing. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via', 'cf-connecting-ip'];
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const LOOPBACK_NAMES = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Asked by a program of this very machine, through nobody else, under a name only this machine has for itself. */
export function isThisPc({ headers, remoteAddress }: Asking): boolean {
  if (!LOOPBACK.has(remoteAddress ?? '') || FORWARDED.some((name) => headers[name] !== undefined)) return false;
  return LOOPBACK_NAMES.test(headers.host ?? '');
}

/** Knows who asks. What it says hangs on the store as it is now: who has left or lost a badge is nobody at once. */
export class Door {
  readonly #sql: Sql;
  readonly #settings: DoorSettings;
  readonly #seen = new Map<string, { at: number; noted: number }>();

  constructor(sql: Sql, settings: DoorSettings) {
    this.#sql = sql;
    this.#settings = settings;
  }

  /** Whether this PC shows everything to whoever sits at it. */
  get isOpen(): boolean {
    return this.#settings.thisPc === 'open' || !somebodyHasKey(this.#sql);
  }

  who(asking: Asking): Who {
    const { authorization, cookie } = asking.headers;
    const isBridge = authorization !== undefined && this.#settings.isBridge(authorization);
    const screenToken = cookieOf(cookie, SCREEN_COOKIE);
    const here = isThisPc(asking);
    const screen = here || screenToken === undefined ? undefined : screenBy(this.#sql, hashOf(screenToken));
    const place = here ? THIS_PC : (screen?.screen ?? STRANGER);
    const at = { place, isBridge, ...(screen ? { screen } : {}) };
    if (screen) this.#touch('screen', screen.screen, screen.seenAt);
    if (here && isSame(authorization ?? '', `Bearer ${this.#settings.machineKey}`))
      return { ...at, permissions: everything };
    const token = place === STRANGER ? undefined : cookieOf(cookie, SESSION_COOKIE);
    const fact = token === undefined ? undefined : sessionBy(this.#sql, hashOf(token));
    if (fact && fact.place === place && this.lives(fact)) {
      if (asking.method !== 'GET' && asking.method !== 'HEAD') this.#touch('session', fact.session, fact.seenAt);
      return { ...at, session: fact.session, person: personOf(fact), permissions: permissionsOf(fact) };
    }
    return { ...at, permissions: here && this.isOpen ? everything : nothing };
  }

  /** Whether a session still is one. */
  lives(fact: SessionFact): boolean {
    const now = this.#settings.now();
    if (fact.active !== 1 || now > fact.openedAt + ABSOLUTE_MS || now < fact.openedAt - SLACK_MS) return false;
    if (fact.proofVersion !== (fact.how === 'pin' ? fact.pinVersion : fact.badgeVersion)) return false;
    if (fact.counter !== null && (fact.onStaff !== fact.staff || fact.onSince !== fact.counterSince)) return false;
    if (now <= this.seenAt(fact) + IDLE_MS) return true;
    const scanned = fact.counter === null ? undefined : lastReadingAt(this.#sql, fact.counter);
    return scanned !== undefined && now <= scanned + IDLE_MS;
  }

  /** When somebody last did something in this session. */
  seenAt(fact: Pick<SessionFact, 'session' | 'seenAt'>): number {
    return Math.max(fact.seenAt, this.#seen.get(fact.session)?.at ?? 0);
  }

  #touch(what: 'screen' | 'session', key: string, noted: number): void {
    const at = this.#settings.now();
    const before = this.#seen.get(key)?.noted ?? noted;
    const isDue = Math.abs(at - before) >= NOTE_MS;
    this.#seen.set(key, { at, noted: isDue ? at : before });
    if (isDue) this.#settings.noteSeen(what, key, at);
    if (this.#seen.size > 1000) this.#seen.delete(this.#seen.keys().next().value ?? '');
  }
}

function personOf({ staff, nameZh, nameEn, role, how, counter }: SessionFact): Person {
  return { staff, nameZh, nameEn, role, how, ...(counter === null ? {} : { counter }) };
}
