import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { Entry } from '../../hub/contract/journal.ts';
import { openDoor } from '../../hub/edges/access/index.ts';
import type { Porters } from '../../hub/edges/access/routes.ts';
import type { Who } from '../../hub/edges/access/who.ts';
import { keepAccess } from '../../hub/store/access-book.ts';
import { TestShop } from '../rigs/shop.ts';

export const PIN = '294857';
const HOST = { host: '127.0.0.1:8420' };

/** Those at the door over a small shop in memory, with clocks the test turns. A look at a PIN is cheap here. */
export class DoorRig {
  readonly shop = new TestShop().setUp();
  readonly entries: Entry[] = [];
  porters: Porters;
  /** A clock nobody can set; `shop.now` is the wall clock, which anybody can. */
  ticks = 0;
  readonly pinKey = randomBytes(32);
  readonly thisPc: 'open' | 'signed-in';
  #ids = 0;

  constructor(thisPc: 'open' | 'signed-in' = 'signed-in') {
    this.thisPc = thisPc;
    this.shop.must('staff.set', {
      ...{ staff: 'boss', badge: 19, badgeVersion: 1, nameZh: '经理', nameEn: 'Boss', role: 'manager', active: true },
    });
    this.porters = this.start();
  }

  /** As a hub that was killed and starts again: the store stays, memory does not. */
  start(): Porters {
    const { shop } = this;
    const newId = () => {
      this.#ids += 1;
      return `door-${this.#ids}-xxxx`;
    };
    this.porters = openDoor({
      sql: shop.sql,
      clock: { now: () => shop.now, ticks: () => this.ticks, newId },
      dated: (asked) => ({ ...asked, at: shop.now, businessDate: shop.today }),
      submit: async (asked) => {
        const [outcome] = shop.group([{ ...asked, at: shop.now, businessDate: shop.today }]);
        if (!outcome) throw new Error('no outcome');
        if (outcome.status === 'done') this.entries.push(...outcome.entries);
        return outcome;
      },
      keep: async (writes, command) => {
        for (const write of writes) keepAccess(shop.sql, write);
        const [outcome] = command ? shop.group([command]) : [];
        if (outcome && outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
        if (outcome) this.entries.push(...outcome.entries);
      },
      log: pino({ level: 'silent' }),
      pinKey: this.pinKey,
      pinCost: 2 ** 10,
      machineKey: 'machine-key-of-this-test',
      thisPc: this.thisPc,
      isBridge: (shown) => shown === 'Bearer bridge',
    });
    return this.porters;
  }

  /** Both clocks go on, as they do when nobody touches them. */
  wait(ms: number): void {
    this.shop.now += ms;
    this.ticks += ms;
  }
  who(cookie?: string, extra: Record<string, string> = {}, method = 'GET', remoteAddress = '127.0.0.1'): Who {
    const headers = { ...HOST, ...(cookie === undefined ? {} : { cookie }), ...extra };
    return this.porters.door.who({ method, headers, remoteAddress });
  }
  notes(what: string): Entry[] {
    return this.entries.filter((e) => e.type === 'access.noted' && (e.data as { what: string }).what === what);
  }
  async signIn(number: number, pin = PIN, counter?: string): Promise<string> {
    const answer = await this.porters.sessions.byPin(this.who(), {
      ...{ number, pin },
      ...(counter === undefined ? {} : { counter }),
    });
    if ('problem' in answer) throw new Error(JSON.stringify(answer.problem));
    return `tillside_session=${answer.token}`;
  }
}
