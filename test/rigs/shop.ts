import type { Reading } from '../../firmware-bridge/contract/reading.ts';
import type { Command, Outcome } from '../../hub/contract/command.ts';
import type { BodyOf, CommandType, EntryOf, EventType } from '../../hub/contract/commands.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import { encodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { ruleBook } from '../../hub/core/rule-book.ts';
import { commitGroup } from '../../hub/core/spine.ts';
import { features } from '../../hub/features/index.ts';
import { mintEpoch } from '../../hub/store/journal.ts';
import { migrate } from '../../hub/store/migrate.ts';
import { type Connection, openMemory } from '../../hub/store/open.ts';

export const WATER = '06901234567892';
export const NOODLES = '06909876543212';
const START = Date.UTC(2026, 10, 21, 2, 0, 0);

/** A small shop on real SQLite, without processes: commands go straight through the spine. */
export class TestShop {
  readonly sql: Connection;
  readonly book = ruleBook(features);
  now = START;
  /** The business date that commands carry. */
  today = '2026-11-21';
  #ids = 0;

  constructor(sql: Connection = openMemory()) {
    this.sql = sql;
    migrate(sql);
    mintEpoch(sql, 'epoch-1', START);
  }

  command<T extends CommandType>(type: T, body: BodyOf<T>, id?: string): Command {
    this.#ids += 1;
    const actor = { by: 'test' };
    return { id: id ?? `command-${this.#ids}`, type, body, actor, at: this.now, businessDate: this.today };
  }
  group(commands: readonly Command[]): Outcome[] {
    return commitGroup(this.sql, this.book, commands);
  }
  do<T extends CommandType>(type: T, body: BodyOf<T>, id?: string): Outcome {
    return this.group([this.command(type, body, id)])[0] as Outcome;
  }
  /** Does it and expects it to be done. */
  must<T extends CommandType>(type: T, body: BodyOf<T>, id?: string): readonly Entry[] {
    const outcome = this.do(type, body, id);
    if (outcome.status !== 'done') throw new Error(`${type}: ${JSON.stringify(outcome)}`);
    return outcome.entries;
  }
  scan(text: string, counter = 'c1', id?: string, extra: Partial<Reading> = {}): readonly Entry[] {
    this.#ids += 1;
    const reading: Reading = {
      id: id ?? `reading-${this.#ids}`,
      device: `screen:${counter}`,
      at: this.now,
      raw: Buffer.from(text).toString('base64'),
      text,
      ...extra,
    };
    return this.must('devices.take-reading', reading, reading.id);
  }
  level(gtin: string, location: string): number {
    return (
      this.sql.get<{ n: number }>(
        'SELECT on_hand AS n FROM stock_level WHERE gtin = ? AND location = ?',
        gtin,
        location,
      )?.n ?? 0
    );
  }
  slipCode(number: number, version = 1, store = 1): string {
    return encodeControlCode({ kind: 'task', store, serial: number, version });
  }
  /** Two counters, two clerks and a leader, a shift, a printer, and 12 waters on a shelf whose level is 10. */
  setUp(): this {
    this.must('shop.set-up', {
      number: 1,
      store: 'store-1',
      nameZh: '河滨路店',
      nameEn: 'Riverside Road',
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      slipPrinter: 'pretend:printer-1',
      inStoreLayouts: [],
    });
    for (const [counter, number] of [
      ['c1', 1],
      ['c2', 2],
    ] as const)
      this.must('counters.set-up', { counter, number, nameZh: `${number}号台`, nameEn: `Counter ${number}` });
    this.must('catalog.set-items', {
      items: [
        {
          gtin: WATER,
          nameZh: '农夫山泉 550ml',
          nameEn: 'Nongfu water 550 ml',
          unit: 'each',
          priceMinor: 200,
          shelf: 'A03-2',
          backBay: 'B-07',
        },
        {
          gtin: NOODLES,
          nameZh: '红烧牛肉面',
          nameEn: 'Beef noodles',
          unit: 'each',
          priceMinor: 450,
          shelf: 'A01-1',
          backBay: 'B-02',
        },
      ],
    });
    const people = [
      ['w1', 11, 'clerk'],
      ['w2', 12, 'clerk'],
      ['lead', 13, 'leader'],
    ] as const;
    for (const [staff, badge, role] of people)
      this.must('staff.set', { staff, badge, badgeVersion: 1, nameZh: staff, nameEn: staff, role, active: true });
    this.must('shifts.set-plan', {
      shifts: [
        {
          plan: 'early',
          turn: 1,
          nameZh: '早班',
          nameEn: 'Early',
          starts: '07:00',
          ends: '15:00',
          staff: ['w1', 'lead'],
        },
        {
          plan: 'late',
          turn: 2,
          nameZh: '晚班',
          nameEn: 'Late',
          starts: '15:00',
          ends: '23:00',
          staff: ['w2', 'lead'],
        },
      ],
    });
    this.must('shifts.begin', { shift: '2026-11-21/early' });
    this.must('inventory.receive', { gtin: WATER, quantity: 100 });
    this.must('inventory.move', { gtin: WATER, from: 'back-room', to: 'shop-floor', quantity: 12, reason: 'opening' });
    this.must('replenishment.set-levels', { rules: [{ gtin: WATER, location: 'shop-floor', level: 10, target: 24 }] });
    return this;
  }
}

export function only<T extends EventType>(entries: readonly Entry[], type: T): EntryOf<T>[] {
  return entries.filter((e): e is EntryOf<T> => e.type === type);
}
