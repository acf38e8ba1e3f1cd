import type { Command } from '../../hub/contract/command.ts';
import type { BodyOf, CommandType } from '../../hub/contract/commands.ts';
import { ruleBook } from '../../hub/core/rule-book.ts';
import { commitGroup } from '../../hub/core/spine.ts';
import { features } from '../../hub/features/index.ts';
import { mintEpoch } from '../../hub/store/journal.ts';
import { migrate } from '../../hub/store/migrate.ts';
import { type Connection, openMemory } from '../../hub/store/open.ts';

export const book = ruleBook(features);
/** Saturday, 21 November 2026, ten in the morning in Shanghai. */
export const DAWN = Date.UTC(2026, 10, 21, 2);
export const ITEMS = ['06901234567892', '06909876543210', '06900000000014', '06900000000021', '06900000000038'];
export const COUNTERS = ['c1', 'c2'] as const;
export const PEOPLE = ['w1', 'w2', 'lead'] as const;
export const PRINTER = 'pretend:printer-1';
export const gunOf = (counter: string): string => `serial:/dev/gun-${counter}`;

/** Shops as they are on the morning of the first day, kept as bytes because making one takes longer than running it. */
export class Shops {
  readonly #made = new Map<number, Buffer>();

  #empty: Buffer | undefined;

  /** A store with its tables and nothing in them. */
  empty(): Connection {
    if (this.#empty === undefined) {
      const sql = openMemory();
      migrate(sql);
      this.#empty = sql.raw.serialize();
      sql.close();
    }
    return openMemory(this.#empty);
  }

  open(number: number): Connection {
    const made = this.#made.get(number) ?? makeShop(number);
    this.#made.set(number, made);
    return openMemory(made);
  }
}

function makeShop(number: number): Buffer {
  const sql = openMemory();
  migrate(sql);
  mintEpoch(sql, `store-${number}-dawn`, DAWN);
  let ids = 0;
  const must = <T extends CommandType>(type: T, body: BodyOf<T>): void => {
    ids += 1;
    const command: Command = {
      id: `dawn-${ids}`,
      type,
      body,
      actor: { by: 'dawn' },
      at: DAWN,
      businessDate: '2026-11-21',
    };
    const [outcome] = commitGroup(sql, book, [command]);
    if (outcome?.status !== 'done') throw new Error(`${type}: ${JSON.stringify(outcome)}`);
  };
  furnish(number, must);
  const bytes = sql.raw.serialize();
  sql.close();
  return bytes;
}

function furnish(number: number, must: <T extends CommandType>(type: T, body: BodyOf<T>) => void): void {
  must('shop.set-up', {
    number,
    store: `store-${number}`,
    nameZh: `${number}号店`,
    nameEn: `Shop ${number}`,
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    slipPrinter: PRINTER,
    inStoreLayouts: [],
  });
  for (const [at, counter] of COUNTERS.entries()) {
    must('counters.set-up', { counter, number: at + 1, nameZh: `${at + 1}号台`, nameEn: `Counter ${at + 1}` });
    const identity = gunOf(counter);
    must('devices.accept', {
      identity,
      kind: 'scanner',
      transport: 'serial',
      path: '/dev/gun',
      name: `Gun ${counter}`,
    });
    must('devices.bind', { identity, counter });
  }
  must('devices.accept', { identity: PRINTER, kind: 'printer', transport: 'pretend', path: PRINTER, name: 'Printer' });
  must('catalog.set-items', {
    items: ITEMS.map((gtin, at) => ({
      gtin,
      nameZh: `商品${at + 1}`,
      nameEn: `Item ${at + 1}`,
      unit: 'each',
      priceMinor: 150 + 100 * at,
      shelf: `A0${at + 1}`,
      backBay: `B-0${at + 1}`,
    })),
  });
  for (const [at, staff] of PEOPLE.entries()) {
    const role = staff === 'lead' ? 'leader' : 'clerk';
    must('staff.set', { staff, badge: 11 + at, badgeVersion: 1, nameZh: staff, nameEn: staff, role, active: true });
  }
  const plan = (name: string, turn: number, staff: string[]) => ({
    plan: name,
    turn,
    nameZh: name,
    nameEn: name,
    starts: '07:00',
    ends: '15:00',
    staff,
  });
  must('shifts.set-plan', { shifts: [plan('early', 1, ['w1', 'lead']), plan('late', 2, ['w2', 'lead'])] });
  must('shifts.begin', { shift: '2026-11-21/early' });
  for (const gtin of ITEMS) {
    must('inventory.receive', { gtin, quantity: 60 });
    must('inventory.move', { gtin, from: 'back-room', to: 'shop-floor', quantity: 10, reason: 'opening' });
  }
  must('replenishment.set-levels', {
    rules: ITEMS.slice(0, 4).map((gtin) => ({ gtin, location: 'shop-floor', level: 6, target: 14 })),
  });
}
