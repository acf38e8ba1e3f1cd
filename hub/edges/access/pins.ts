import type { AccessNote } from '../../contract/access.ts';
import type { Problem } from '../../contract/problem.ts';
import { problem } from '../http/problem.ts';
import { pinOf } from './book.ts';
import { Locks } from './locks.ts';
import type { AccessPort } from './port.ts';
import { isSame, newSalt, pinHash } from './secrets.ts';

/** One try of a PIN: where, as whom (unknown where nobody has the number), and what to journal when it was wrong. */
export interface Try {
  readonly place: string;
  readonly staff: string | undefined;
  readonly pin: string;
  readonly refused: Pick<AccessNote, 'what'> & Partial<AccessNote>;
}

/**
 * Looks at PINs, one after the other: however many ask at once, no more than one is hashed, and no try slips in beside
 * the count. A try is counted and on disk before it is looked at, and a person nobody knows takes as long as any other.
 */
export class Pins {
  readonly locks: Locks;
  readonly #port: AccessPort;
  #last: Promise<unknown> = Promise.resolve();

  constructor(port: AccessPort) {
    this.#port = port;
    this.locks = new Locks(port.sql, port);
  }

  /** @returns why not; undefined when the PIN is that person's */
  prove(one: Try): Promise<Problem | undefined> {
    const answer = this.#last.then(() => this.#prove(one));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async #prove({ place, staff, pin, refused }: Try): Promise<Problem | undefined> {
    const { sql, keep, pinKey, now } = this.#port;
    const who = staff ?? '';
    const left = this.locks.left(place, who);
    if (left > 0) return locked(now() + left, left);
    const reserved = this.locks.reserve(place, who);
    await keep(reserved.writes);
    const kept = staff === undefined ? undefined : pinOf(sql, staff);
    const hash = await pinHash(pinKey, pin, kept?.salt ?? 'nobody', this.#port.pinCost);
    if (kept && isSame(hash, kept.hash)) {
      await keep(reserved.undo);
      return undefined;
    }
    this.locks.begin(reserved);
    const about = staff === undefined ? {} : { staff };
    await keep([], { place, ...about, ...refused, how: 'pin' });
    const wait = this.locks.left(place, who);
    if (wait === 0) return problem(401, 'pin-wrong', 'This number and PIN do not belong together.');
    await keep([], { what: 'locked', place, ...about, until: now() + wait });
    return locked(now() + wait, wait);
  }

  /** Sets a PIN: every session the old one opened is over, and whoever was locked out may try again. */
  async set(staff: string, pin: string, place: string, by: string | undefined, approvedBy?: string): Promise<void> {
    const { sql, keep, pinKey, now } = this.#port;
    const salt = newSalt();
    const hash = await pinHash(pinKey, pin, salt, this.#port.pinCost);
    const version = (pinOf(sql, staff)?.version ?? 0) + 1;
    await keep(
      [
        { put: 'pin', row: { staff, hash, salt, version, setAt: now() } },
        { drop: 'sessions-of', key: staff },
        { drop: 'attempts-of', key: staff },
      ],
      {
        ...{ what: 'pin-set', staff, place },
        ...(by === undefined ? {} : { by }),
        ...(approvedBy === undefined ? {} : { about: `approved by ${approvedBy}` }),
      } as AccessNote,
      by === undefined ? place : `staff:${by}`,
    );
    this.locks.forget(staff);
  }
}

function locked(until: number, left: number): Problem {
  return problem(429, 'locked-out', 'Too many wrong tries: wait, or ask the manager to unlock you.', {
    until,
    seconds: Math.ceil(left / 1000),
  });
}
