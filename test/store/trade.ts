import type { Command } from '../../hub/contract/command.ts';
import type { BodyOf, CommandType } from '../../hub/contract/commands.ts';
import { NOODLES, type TestShop, WATER } from '../rigs/shop.ts';
import { besides, type Hand } from './trade-besides.ts';
import { channels } from './trade-channels.ts';
import { hours, routine } from './trade-routines.ts';

/** A small seeded generator (mulberry32): the same numbers for the same seed on every machine. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

type Pick = (below: number) => number;
const ITEMS = [WATER, NOODLES, '06900000000014', '06900000000021', '06900000000038'];
const any = <T>(pick: Pick, list: readonly T[]): T => list[pick(list.length)] as T;

/**
 * Things people do in a shop, in any order and often wrong: commands that will be refused are part of trade.
 * Ids of orders and tasks are guessed from the store as it stands, so that most of them meet something.
 */
export class Trade {
  readonly #shop: TestShop;
  readonly #pick: Pick;
  readonly #tag: string;
  readonly #hand: Hand;
  #count = 0;

  constructor(shop: TestShop, seed: number) {
    this.#shop = shop;
    this.#pick = seeded(seed);
    this.#tag = `seed-${seed}`;
    this.#hand = {
      shop,
      pick: this.#pick,
      make: (type, body) => this.#make(type, body),
      counter: () => this.#counter(),
    };
  }

  next(): Command {
    this.#count += 1;
    this.#shop.now += this.#pick(4000);
    const made = this.#choose();
    return { ...made, id: `${this.#tag}-${this.#count}` };
  }

  #choose(): Command {
    const pick = this.#pick;
    if (this.#count % 4999 === 0) return hours(this.#hand);
    if (this.#count % 1499 === 0) return routine(this.#hand);
    const dice = pick(100);
    if (dice < 50) return this.#reading();
    if (dice < 60) return this.#order();
    if (dice < 70) return this.#task();
    if (dice < 80) return this.#stock();
    if (dice < 84) return this.#level();
    if (dice < 88)
      return this.#make('counters.set-mode', {
        counter: this.#counter(),
        mode: any(pick, ['sell', 'receive', 'correct']),
      });
    if (dice < 89) return this.#make('hand-overs.note', { kind: 'note', text: 'float', counter: this.#counter() });
    if (dice < 90) return this.#make('shifts.hand-over', { leader: any(pick, ['lead', 'w1', 'nobody']) });
    if (dice < 91) return this.#make('catalog.set-items', { items: [this.#item()] });
    if (dice < 93) return this.#slip();
    if (dice < 99) return any(pick, [...besides, channels, channels])(this.#hand);
    return this.#make('counters.close-context', { counter: this.#counter(), reason: 'left' });
  }

  #make<T extends CommandType>(type: T, body: BodyOf<T>): Command {
    return this.#shop.command(type, body);
  }
  #counter(): string {
    return any(this.#pick, ['c1', 'c2']);
  }

  #reading(): Command {
    const pick = this.#pick;
    const text = any(pick, [
      ...ITEMS.map((gtin) => gtin.slice(1)),
      WATER.slice(1),
      WATER.slice(1),
      '6901234567890',
      'hello',
      this.#shop.slipCode(1 + pick(30), 1 + pick(2)),
      this.#shop.slipCode(1 + pick(30)),
    ]);
    return this.#make('devices.take-reading', {
      id: `reading-${this.#tag}-${this.#count}`,
      device: `screen:${this.#counter()}`,
      at: this.#shop.now,
      raw: Buffer.from(text).toString('base64'),
      text,
    });
  }

  #order(): Command {
    const pick = this.#pick;
    const open = this.#shop.sql.all<{ order: string }>(
      `SELECT order_id AS "order" FROM customer_order WHERE state IN ('open', 'held') ORDER BY number`,
    );
    const order = open.length > 0 ? any(pick, open).order : 'order-missing';
    switch (pick(6)) {
      case 0:
        return this.#make('orders.pay', { order, tenders: [{ kind: 'cash', amountMinor: 1_000_000 }] });
      case 1:
        return this.#make('orders.hold', { order });
      case 2:
        return this.#make('orders.recall', { order, counter: this.#counter() });
      case 3:
        return this.#make('orders.drop', { order, reason: 'the customer left' });
      case 4:
        return this.#make('orders.change-quantity', { order, line: 1 + pick(3), quantity: 1 + pick(9) });
      default:
        return this.#make('orders.undo', { order });
    }
  }

  #task(): Command {
    const pick = this.#pick;
    const known = this.#shop.sql.all<{ task: string }>('SELECT task FROM task ORDER BY number DESC LIMIT 5');
    const task = known.length > 0 ? any(pick, known).task : 'task-missing';
    const staff = any(pick, ['w1', 'w2', 'lead']);
    if (pick(4) === 0) return this.#work(task, staff);
    switch (pick(4)) {
      case 0:
        return this.#make('tasks.claim', { task, staff });
      case 1:
        return this.#make('tasks.release', { task, reason: 'called away' });
      case 2:
        return this.#make('tasks.assign', { task, staff });
      default:
        return this.#make('tasks.finish', { task, staff });
    }
  }

  /** Work that people write down, look at point by point, and hand in. */
  #work(task: string, staff: string): Command {
    const pick = this.#pick;
    const checks = [{ check: 'lamp', zh: '灯', en: 'Lamp', subject: 'lamp-1' }];
    const drafts = this.#shop.sql.all<{ task: string }>('SELECT task FROM task_draft LIMIT 3');
    switch (pick(10)) {
      case 8:
        return this.#procedure();
      case 6:
        return this.#make('tasks.set-policy', { mostOpen: 5 + pick(20) });
      case 7:
        return this.#rule();
      case 0:
        return this.#make('tasks.create', { kind: 'patrol', staff, checks, draft: pick(2) === 0 });
      case 1:
        return this.#make('tasks.dispatch', { task: drafts.length > 0 ? any(pick, drafts).task : task });
      case 2:
        return this.#make('tasks.give-evidence', { task, staff, kind: 'text', text: 'as it should be' });
      case 3:
        return this.#make('tasks.correct', { task, staff, reason: 'wrong', content: `said ${pick(9)} times` });
      default:
        return this.#make('tasks.answer-check', { task, staff, check: 'lamp', ok: pick(2) === 0 });
    }
  }

  /** Work in steps, and the know-how for it. */
  #procedure(): Command {
    const procedure = `procedure-${this.#pick(2)}`;
    const step = { kind: 'other', titleZh: '一步', titleEn: 'A step' } as const;
    const names = { nameZh: '流程', nameEn: 'Procedure', steps: [step, step] };
    if (this.#pick(3) === 0) return this.#make('procedures.set', { procedure, ...names });
    const guide = { guide: 'how', titleZh: '做法', titleEn: 'How', kinds: ['other' as const] };
    if (this.#pick(3) === 0) return this.#make('guides.set', { ...guide, steps: [{ zh: '做', en: 'Do it' }] });
    return this.#make('procedures.start', { procedure, subject: `subject-${this.#pick(3)}` });
  }

  /** A rule over stock that comes, is judged and goes. */
  #rule(): Command {
    const rule = `rule-${this.#pick(3)}`;
    const gtin = any(this.#pick, ITEMS);
    const when = { stock: { gtin, is: 'below', than: this.#pick(30) } } as const;
    switch (this.#pick(4)) {
      case 0:
        return this.#make('context-rules.set', { rule, nameZh: '规则', nameEn: 'Rule', when, task: { kind: 'other' } });
      case 1:
        return this.#make('context-rules.remove', { rule });
      default:
        return this.#make('context-rules.judge', { rule });
    }
  }

  #stock(): Command {
    const pick = this.#pick;
    const gtin = any(pick, ITEMS);
    if (pick(3) === 0) return this.#make('inventory.correct', { gtin, location: 'shop-floor', counted: pick(40) });
    if (pick(3) === 0) return this.#make('inventory.reverse', { position: 1 + pick(500) });
    if (pick(3) === 0) return this.#promise(gtin);
    if (pick(4) === 0) return this.#loss(gtin);
    if (pick(8) === 0)
      return this.#make('inventory.revalue', { gtin, unitCostMinor: pick(900), reason: 'looked it up' });
    const cost = pick(3) === 0 ? { totalCostMinor: pick(9000) } : {};
    const lot = pick(2) === 0 ? {} : { lot: `L${pick(9)}`, expiry: `2026-11-${10 + pick(20)}` };
    return this.#make('inventory.receive', { gtin, quantity: 1 + pick(60), ...cost, ...lot });
  }

  #loss(gtin: string): Command {
    const pick = this.#pick;
    const [staff, lot] = [any(pick, ['w1', 'w2', 'lead']), `L${pick(9)}`];
    const asked = this.#shop.sql.all<{ id: string }>(`SELECT write_off AS id FROM write_off WHERE state = 'pending'`);
    const writeOff = asked.length > 0 ? any(pick, asked).id : 'nothing-asked';
    switch (pick(8)) {
      case 0:
        return this.#make('inventory.approve-write-off', { writeOff, approver: staff });
      case 1:
        return this.#make('inventory.refuse-write-off', { writeOff, staff, note: 'count again' });
      case 2:
        return this.#make('inventory.recall', { gtin, lot, note: 'glass found' });
      case 3:
        return this.#make('inventory.end-recall', { gtin, lot, note: 'it is fine' });
      case 4:
        return this.#make('inventory.review-lots', { hour: this.#count });
      case 5:
        return this.#make('inventory.set-stock-policy', { writeOffLimitMinor: pick(20_000), nearExpiryDays: pick(9) });
      default:
        return this.#make('inventory.write-off', { gtin, quantity: 1 + pick(20), reason: 'damage', staff });
    }
  }

  #promise(gtin: string): Command {
    const pick = this.#pick;
    const reservation = `reservation-${pick(60)}`;
    switch (pick(5)) {
      case 0:
        return this.#make('inventory.release', { reservation, reason: 'cancelled' });
      case 1:
        return this.#make('inventory.consume', { reservation, lines: [{ gtin, quantity: 1 + pick(9) }] });
      case 2:
        return this.#make('inventory.expire-reservation', { reservation, expiresAt: this.#shop.now - pick(4000) });
      default:
        return this.#make('inventory.reserve', {
          reservation,
          purpose: { kind: 'order', id: `order-${pick(60)}` },
          lines: [{ gtin, quantity: 1 + pick(30) }],
          expiresAt: this.#shop.now + 1 + pick(4_000_000),
        });
    }
  }

  #level(): Command {
    const pick = this.#pick;
    const gtin = any(pick, ITEMS);
    const rule = { gtin, level: pick(20), target: 1 + pick(50) };
    switch (pick(12)) {
      case 0:
        return this.#make('replenishment.pin', pick(2) === 0 ? { gtin } : rule);
      case 1:
      case 2:
        return this.#make('replenishment.unpin', { gtin });
      case 3:
        return this.#make('replenishment.set-policy', { leadDays: 1 + pick(5), fill: 0.98 });
      case 4:
        return this.#make('replenishment.learn', {});
      case 5:
      case 6:
      case 7:
        return this.#make('replenishment.take-learned', this.#learned(rule));
      default:
        return this.#make('replenishment.set-levels', { rules: [{ ...rule, location: 'shop-floor' }] });
    }
  }

  #learned(rule: { gtin: string; level: number; target: number }): BodyOf<'replenishment.take-learned'> {
    const week = Array.from({ length: 7 }, () => this.#pick(90) / 10);
    const about = { method: 'pool', chosen: '2026-11-20', orderLevel: this.#pick(30) - 1, week, dispersion: 1.25 };
    const plans = [{ ...rule, ...about, why: { zh: '每天卖 3.1 件', en: 'sells 3.1 a day' } }];
    return { date: '2026-11-20', after: rule.gtin, done: this.#pick(2) === 0, plans };
  }

  #slip(): Command {
    const pick = this.#pick;
    const slips = this.#shop.sql.all<{ slip: string }>('SELECT slip FROM slip ORDER BY queued_position DESC LIMIT 5');
    const slip = slips.length > 0 ? any(pick, slips).slip : 'slip-missing';
    return pick(2) === 0
      ? this.#make('slips.reprint', { slip })
      : this.#make('slips.resolve', { slip, outcome: any(pick, ['printed', 'lost']) });
  }

  #item(): BodyOf<'catalog.set-items'>['items'][number] {
    const gtin = any(this.#pick, ITEMS);
    return { gtin, nameZh: `商品 ${gtin}`, nameEn: `Item ${gtin}`, unit: 'each', priceMinor: this.#pick(5000) };
  }
}
