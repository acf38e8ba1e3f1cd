import type { Entry } from '../../hub/contract/journal.ts';
import { dayNumber, weekdayOf } from '../../hub/core/calendar.ts';
import { riskIn72Hours } from '../../hub/core/replenishment/outlook.ts';
import { categoryWeeksNow } from '../../hub/edges/category-weeks.ts';
import { nextBatch } from '../../hub/edges/learning-slice.ts';
import { scatteredDraw, seeded } from '../core/replenishment/chance.ts';
import { only, TestShop } from '../rigs/shop.ts';
import { HOURS, type Nature, naturesOf, OPENING_HOUR, type World } from './nature.ts';
import { buy, count, type Truth, workOff } from './people.ts';
import { type Group, groupOf, Score } from './score.ts';

const DAY_MS = 86_400_000;
const HISTORY = 28;
const LEAD = 2;
/** A warning stands when running out is likelier than not. */
const WARNED = 0.5;
const FIRST = dayNumber('2026-11-22');

interface Good {
  readonly nature: Nature;
  readonly truth: Truth;
  /** True demand by the hour of every scored day and the three after the last, drawn beforehand. */
  readonly demand: readonly (readonly number[])[];
  isLow: boolean;
}

/**
 * A shop whose true stock is kept apart from its book. Customers, thieves, lorries and staff act on the truth; the product
 * is told only what a shop tells it, through its own commands, and is scored against the truth.
 */
export class ShopRun {
  readonly shop = new TestShop().setUp();
  readonly scores = new Map<Group, Score>((['slow', 'middle', 'fast', 'all'] as const).map((g) => [g, new Score()]));
  readonly #world: World;
  readonly #goods: ReadonlyMap<string, Good>;
  readonly #next: () => number;
  #counted = 0;

  constructor(world: World) {
    this.#world = world;
    this.#next = seeded(world.seed);
    this.#goods = new Map(naturesOf(world).map((nature) => [nature.gtin, this.#good(nature)]));
    for (const { nature } of this.#goods.values()) for (const score of this.#scoresOf(nature)) score.items += 1;
  }

  /** Opens the shop, makes four weeks of history, then simulates and scores the days. */
  play(): this {
    this.#open();
    for (let day = 0; day < HISTORY; day += 1) this.#quietDay(FIRST + day);
    for (let day = 0; day < this.#world.days; day += 1) this.#day(FIRST + HISTORY + day, day);
    return this;
  }

  #good(nature: Nature): Good {
    const days = Array.from({ length: this.#world.days + 3 }, (_, day) => {
      const mean = nature.daily * (nature.week[weekdayOf(FIRST + HISTORY + day) - 1] ?? 1);
      return HOURS.map((share) => scatteredDraw(this.#next, mean * share, nature.scatter));
    });
    const stock = Math.ceil(nature.daily * (LEAD + 2)) + nature.pack;
    const truth = { shelf: Math.min(nature.room, stock), back: Math.max(0, stock - nature.room), coming: new Map() };
    return { nature, truth, demand: days, isLow: false };
  }
  #scoresOf(nature: Nature): Score[] {
    return [this.scores.get(groupOf(nature.daily)), this.scores.get('all')].filter((score) => score !== undefined);
  }
  #at(day: number, hour: number): void {
    this.shop.now = day * DAY_MS + hour * 3_600_000;
    this.shop.today = new Date(day * DAY_MS).toISOString().slice(0, 10);
  }

  /** The catalogue, the opening stock, and levels somebody guessed at. */
  #open(): void {
    const { shop } = this;
    this.#at(FIRST - 1, 20);
    const goods = [...this.#goods.values()];
    shop.must('catalog.set-items', {
      items: goods.map(({ nature }, at) => ({
        ...{ gtin: nature.gtin, nameZh: `商品 ${at}`, nameEn: `Item ${at}`, unit: 'each' as const },
        ...{ priceMinor: 300, casePack: nature.pack, categoryEn: nature.category },
      })),
    });
    for (const { nature, truth } of goods) {
      shop.must('inventory.receive', { gtin: nature.gtin, quantity: truth.shelf, location: 'shop-floor' });
      if (truth.back > 0) shop.must('inventory.receive', { gtin: nature.gtin, quantity: truth.back });
    }
    const rule = { location: 'shop-floor', level: 1 };
    shop.must('replenishment.set-levels', {
      rules: goods.map(({ nature }) => ({ ...rule, gtin: nature.gtin, target: nature.room })),
    });
    shop.must('replenishment.set-policy', { leadDays: LEAD, fill: 0.98 });
  }

  /** A day of history: what was wanted was sold, and as much came in the evening. */
  #quietDay(day: number): void {
    this.#at(day, 21);
    const commands = [...this.#goods.values()].flatMap(({ nature: { gtin, daily, week, scatter } }) => {
      const quantity = scatteredDraw(this.#next, daily * (week[weekdayOf(day) - 1] ?? 1), scatter);
      if (quantity === 0) return [];
      return [
        this.shop.command('inventory.receive', { gtin, quantity, location: 'shop-floor' }),
        this.shop.command('inventory.move', { gtin, from: 'shop-floor', to: 'customer', quantity, reason: 'sale' }),
      ];
    });
    this.shop.group(commands);
  }

  #day(day: number, index: number): void {
    this.#at(day, 3);
    if (this.#world.learns) this.#learn(new Date((day - 1) * DAY_MS).toISOString().slice(0, 10));
    this.#at(day, 7);
    this.#deliveries(day);
    HOURS.forEach((_, hour) => {
      this.#at(day, OPENING_HOUR + hour);
      this.#judgeTasks(this.#customers(index, hour));
      workOff(this.shop, this.#goods);
    });
    this.#at(day, 22);
    this.#evening(day, index);
  }

  #learn(until: string): void {
    const weeks = categoryWeeksNow(this.shop.sql, until);
    const next = () => nextBatch(this.shop.sql, until, 100, weeks);
    for (let batch = next(); batch; batch = next()) this.shop.must(batch.type, batch.body);
  }

  /** The paper says what was ordered; now and then a unit more or less is in the box. */
  #deliveries(day: number): void {
    for (const [gtin, { truth }] of this.#goods) {
      const units = truth.coming.get(day);
      if (units === undefined) continue;
      truth.coming.delete(day);
      const slip = this.#next() < this.#world.misCount ? (this.#next() < 0.7 ? -1 : 1) : 0;
      truth.back += Math.max(0, units + slip);
      this.shop.must('inventory.receive', { gtin, quantity: units });
    }
  }

  /** An hour at the counter: customers take what is truly on the shelf; a few units are scanned as their neighbour. */
  #customers(index: number, hour: number): Entry[] {
    const goods = [...this.#goods.values()];
    const scanned = new Map<string, number>();
    goods.forEach(({ nature, truth, demand }, at) => {
      const wanted = demand[index]?.[hour] ?? 0;
      const sold = Math.min(wanted, truth.shelf);
      truth.shelf -= sold;
      for (const score of this.#scoresOf(nature)) {
        score.wanted += wanted;
        score.served += sold;
      }
      for (let unit = 0; unit < sold; unit += 1) {
        const neighbour = goods[(at + 1) % goods.length]?.nature.gtin ?? nature.gtin;
        const gtin = this.#next() < this.#world.misScan ? neighbour : nature.gtin;
        scanned.set(gtin, (scanned.get(gtin) ?? 0) + 1);
        if (truth.shelf > 0 && this.#next() < this.#world.shrinkage) truth.shelf -= 1;
      }
    });
    const entries = [...scanned].flatMap(([gtin, quantity]) =>
      this.shop.must('orders.add-line', { counter: 'c1', gtin, quantity }),
    );
    const open = this.shop.sql.get<{ order: string }>(
      `SELECT order_id AS "order" FROM customer_order WHERE state = 'open'`,
    );
    if (open)
      this.shop.must('orders.pay', { order: open.order, tenders: [{ kind: 'cash', amountMinor: 100_000_000 }] });
    return [...entries];
  }

  /** A task is right when the shelf is truly low and the back room truly has some; a true low is told when a task stands. */
  #judgeTasks(entries: readonly Entry[]): void {
    const { sql } = this.shop;
    const standing = new Set(
      sql
        .all<{ gtin: string }>(
          `SELECT gtin FROM task WHERE kind = 'restock' AND state = 'needs-action' AND quantity > 0`,
        )
        .map(({ gtin }) => gtin),
    );
    const isLow = (good: Good): boolean => {
      const rule = sql.get<{ level: number }>('SELECT level FROM stock_rule WHERE gtin = ?', good.nature.gtin);
      return good.truth.shelf <= (rule?.level ?? -1) && good.truth.back > 0;
    };
    for (const { data } of only(entries, 'tasks.opened')) {
      const good = this.#goods.get(data.gtin ?? '');
      if (!good || data.kind !== 'restock' || data.quantity === 0) continue;
      for (const score of this.#scoresOf(good.nature)) score.opened.note(true, isLow(good));
    }
    for (const [gtin, good] of this.#goods) {
      const wasLow = good.isLow;
      good.isLow = isLow(good);
      if (good.isLow && !wasLow)
        for (const score of this.#scoresOf(good.nature)) score.needed.note(standing.has(gtin), true);
    }
  }

  /** Warnings and books are judged, some items are counted, and the buyer orders. */
  #evening(day: number, index: number): void {
    const goods = [...this.#goods.values()];
    for (const good of goods) this.#judgeEvening(good, day, index);
    for (let i = 0; i < this.#world.counts; i += 1) {
      const good = goods[this.#counted++ % goods.length];
      if (good) count(this.shop, good.nature.gtin, good.truth);
    }
    const guess = (nature: Nature): number => Math.ceil(nature.daily);
    buy(this.shop, this.#goods, day, LEAD, guess);
  }

  /** The warning says what happens if nothing comes, so that is what it is held against: the true demand to come. */
  #judgeEvening({ nature, truth, demand }: Good, day: number, index: number): void {
    const { gtin } = nature;
    const { shop } = this;
    const book = [shop.level(gtin, 'shop-floor'), shop.level(gtin, 'back-room')] as const;
    const row = shop.sql.get<{ week: string; dispersion: number }>(
      'SELECT week, dispersion FROM learned_plan WHERE gtin = ?',
      gtin,
    );
    const coming = demand.slice(index + 1, index + 4).flat();
    const isOut = coming.reduce((sum, units) => sum + units, 0) > truth.shelf + truth.back;
    const expected = row && { week: JSON.parse(row.week) as number[], dispersion: row.dispersion, soldToday: 0 };
    const isWarned = expected && riskIn72Hours(expected, book[0] + book[1], weekdayOf(day + 1)).chance >= WARNED;
    for (const score of this.#scoresOf(nature)) {
      score.evenings += 1;
      score.stock += truth.shelf + truth.back;
      if (book[0] === truth.shelf && book[1] === truth.back) score.agreed += 1;
      score.warning.note(isWarned ?? false, isOut);
    }
  }
}
