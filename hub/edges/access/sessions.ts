import type { How } from '../../contract/access.ts';
import type { Problem } from '../../contract/problem.ts';
import { readShop } from '../../features/shop/tables.ts';
import type { AccessWrite } from '../../store/access-book.ts';
import { problem } from '../http/problem.ts';
import { activeByNumber, activePerson, type Candidate, onAt, pinOf } from './book.ts';
import { ABSOLUTE_MS } from './door.ts';
import type { Pins } from './pins.ts';
import type { AccessPort } from './port.ts';
import { hashOf, newToken } from './secrets.ts';
import type { Who } from './who.ts';

/** A badge read longer ago than this opens no screen: whoever scanned it may have gone on. */
export const BADGE_MS = 60_000;

export type SignedIn = { readonly token: string } | { readonly problem: Problem };

/** Opens and ends sessions. A token is always new: none that came with the request is ever taken up. */
export class Sessions {
  readonly #port: AccessPort;
  readonly #pins: Pins;

  constructor(port: AccessPort, pins: Pins) {
    this.#port = port;
    this.#pins = pins;
  }

  async byPin(who: Who, asked: { number: number; pin: string; counter?: string }): Promise<SignedIn> {
    const { sql } = this.#port;
    const person = activeByNumber(sql, asked.number);
    const { place } = who;
    const no = await this.#pins.prove({ place, staff: person?.staff, pin: asked.pin, refused: { what: 'refused' } });
    if (no || !person)
      return { problem: no ?? problem(401, 'pin-wrong', 'This number and PIN do not belong together.') };
    if (asked.counter !== undefined) {
      const wrong = this.#wrongCounter(who, asked.counter) ?? (await this.#putOn(person, asked.counter));
      if (wrong) return { problem: wrong };
    }
    return this.#open(who, person, 'pin', pinOf(sql, person.staff)?.version ?? 0, asked.counter);
  }

  /** Whoever's badge was just read at this counter may use the counter's screen. */
  async byBadge(who: Who, counter: string): Promise<SignedIn> {
    const { sql } = this.#port;
    const wrong = this.#wrongCounter(who, counter);
    if (wrong) return { problem: wrong };
    if (who.screen && who.screen.counter !== counter)
      return {
        problem: problem(403, 'screen-of-no-counter', 'Only a counter’s own screen opens by badge: use your PIN.'),
      };
    const person = this.justBadged(counter);
    if (!person) return { problem: problem(409, 'badge-not-scanned', 'Scan your badge at this counter first.') };
    const elsewhere = `SELECT 1 FROM session WHERE counter = ? AND staff = ? AND place <> ? AND how = 'badge'`;
    if (sql.get(elsewhere, counter, person.staff, who.place))
      return { problem: problem(409, 'badge-used', 'This badge has opened another screen of this counter.') };
    return this.#open(who, person, 'badge', person.badgeVersion, counter);
  }

  /** Who is on at a counter since a moment ago. */
  justBadged(counter: string): Candidate | undefined {
    const { sql, now } = this.#port;
    const on = onAt(sql, counter);
    return on && Math.abs(now() - on.since) <= BADGE_MS ? activePerson(sql, on.staff) : undefined;
  }

  async end(session: string, place: string, staff: string, by: string): Promise<void> {
    await this.#port.keep([{ drop: 'session', key: session }], { what: 'signed-out', staff, place }, `staff:${by}`);
  }

  #wrongCounter({ screen }: Who, counter: string): Problem | undefined {
    if (this.#port.sql.get('SELECT 1 FROM counter WHERE counter = ?', counter) === undefined)
      return problem(404, 'counter-missing', 'There is no such counter.', { counter });
    if (screen?.counter === undefined || screen.counter === counter) return undefined;
    return problem(403, 'screen-of-another-counter', 'This screen belongs to another counter.', { counter });
  }

  /** Signed in at a counter, somebody works there: the same as their badge would do. */
  async #putOn(person: Candidate, counter: string): Promise<Problem | undefined> {
    const { sql, submit, newId } = this.#port;
    const body = { counter, store: readShop(sql)?.number ?? 0, badge: person.badge, version: person.badgeVersion };
    const actor = { by: `staff:${person.staff}`, counter };
    const outcome = await submit({ id: newId(), type: 'staff.badge-on', body, actor });
    if (outcome.status === 'done' && onAt(sql, counter)?.staff === person.staff) return undefined;
    return problem(409, 'counter-busy', 'Somebody else’s approval is awaited at this counter: try again in a minute.');
  }

  async #open(
    who: Who,
    person: Candidate,
    how: How,
    proofVersion: number,
    counter: string | undefined,
  ): Promise<SignedIn> {
    const { sql, now, newId, keep } = this.#port;
    const token = newToken();
    const at = now();
    const { staff } = person;
    const { place } = who;
    const since = counter === undefined ? null : (onAt(sql, counter)?.since ?? 0);
    const row = {
      ...{ session: newId(), token: hashOf(token), staff, how, place, proofVersion, openedAt: at, seenAt: at },
      ...{ counter: counter ?? null, counterSince: since },
    };
    const writes: AccessWrite[] = [
      { forget: 'old', sessionsBefore: at - ABSOLUTE_MS, pairingsBefore: at },
      ...(who.session === undefined ? [] : [{ drop: 'session', key: who.session } as const]),
      { put: 'session', row },
    ];
    await keep(
      writes,
      { what: 'signed-in', staff, how, place, ...(counter === undefined ? {} : { counter }) },
      `staff:${staff}`,
    );
    return { token };
  }
}
