import type { Outcome } from '../../hub/contract/command.ts';
import type { BodyOf, CommandType } from '../../hub/contract/commands.ts';
import { encodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { currentShift } from '../../hub/features/shifts/tables.ts';
import type { BridgeNode } from './bridge-node.ts';
import type { Chance } from './chance.ts';
import type { HubNode } from './hub-node.ts';
import { COUNTERS, ITEMS, PEOPLE } from './shop.ts';
import { ask, type World } from './world.ts';

const PATIENCE_MS = 10_000;

/**
 * The people of one shop. They do what people do, in any order and often wrong; what they ask of a screen they insist
 * on, under the id it was given first, until there is an answer.
 */
export class People {
  readonly #world: World;
  readonly #hub: HubNode;
  readonly #bridge: BridgeNode;
  readonly #number: number;
  readonly #chance: Chance;

  constructor(world: World, hub: HubNode, bridge: BridgeNode, number: number) {
    this.#world = world;
    this.#hub = hub;
    this.#bridge = bridge;
    this.#number = number;
    this.#chance = world.chance(`people ${number}`);
  }

  /** One thing somebody does now; it may take a while and go on by itself. */
  act(): void {
    const dice = this.#chance.below(100);
    if (dice < 40) this.#customer();
    else if (dice < 52) this.#order();
    else if (dice < 64) this.#restock();
    else if (dice < 72) this.#task();
    else if (dice < 80) this.#stock();
    else if (dice < 86) this.#slip();
    else if (dice < 89) this.#levels();
    else if (dice < 91) this.#handOver();
    else if (dice < 94) this.#delivery();
    else if (dice < 97) this.#scan(this.#counter(), this.#badge());
    else this.#scan(this.#counter(), this.#chance.any(['hello', '6901234567890', '(01)0', this.#anySlip()]));
  }

  /** Asks a screen for something, again and again until it is answered; then sometimes once more, by mistake. */
  insist<T extends CommandType>(type: T, body: BodyOf<T>, staff = 'w1'): void {
    const id = this.#world.newId(`${this.#hub.name}-wish`);
    const { oracle } = this.#hub;
    oracle.waiting.add(id);
    const asked = { id, type, body, actor: { by: `staff:${staff}` } };
    const attempt = (): void => {
      ask(
        this.#world,
        this.#world.nature,
        PATIENCE_MS,
        () => this.#hub.door,
        (door) => door.submit(asked),
      ).then(
        (outcome) => this.#answered(id, outcome, attempt),
        () => this.#again(attempt),
      );
    };
    attempt();
  }

  #answered(id: string, outcome: Outcome, attempt: () => void): void {
    if (outcome.status === 'fault') {
      this.#again(attempt);
      return;
    }
    const { oracle } = this.#hub;
    this.#world.say(this.#hub.name, `answers ${id} ${outcome.status}`);
    oracle.answered(id, outcome);
    const isNews = oracle.waiting.delete(id);
    if (isNews && this.#chance.odds(this.#world.faults.sentAgain)) this.#again(attempt);
  }
  #again(attempt: () => void): void {
    this.#world.later(this.#chance.between(500, 20_000), this.#world.nature, attempt);
  }

  #scan(counter: string, text: string, afterMs = 0): void {
    if (afterMs === 0) this.#bridge.scan(counter, text);
    else this.#world.later(afterMs, this.#world.nature, () => this.#bridge.scan(counter, text));
  }
  #counter(): string {
    return this.#chance.any(COUNTERS);
  }
  #staff(): string {
    return this.#chance.any(PEOPLE);
  }
  #item(): string {
    return ITEMS[Math.min(this.#chance.below(ITEMS.length), this.#chance.below(ITEMS.length))] as string;
  }
  #badge(): string {
    const serial = this.#chance.between(11, 14);
    return encodeControlCode({ kind: 'badge', store: this.#number, serial, version: 1 });
  }
  #slipCode(serial: number): string {
    return encodeControlCode({ kind: 'task', store: this.#number, serial, version: 1 });
  }
  #anySlip(): string {
    return this.#slipCode(this.#chance.between(1, 12));
  }
  #all<T>(statement: string): T[] {
    return this.#hub.disk.all<T>(statement);
  }

  /** One to four things over the counter, and mostly they are paid for. */
  #customer(): void {
    const counter = this.#counter();
    const gap = this.#chance.between(300, 3000);
    const things = this.#chance.between(1, 4);
    for (let i = 0; i < things; i += 1) this.#scan(counter, this.#item().slice(1), i * gap);
    if (this.#chance.odds(0.6)) this.#world.later(things * gap + 3000, this.#world.nature, () => this.#pay(counter));
  }

  #pay(counter: string): void {
    const open = this.#hub.disk.get<{ order: string; total: number }>(
      `SELECT o.order_id AS "order", sum(l.price_minor * l.quantity) AS total
         FROM customer_order o JOIN order_line l USING (order_id)
         WHERE o.state = 'open' AND o.counter = ? GROUP BY o.order_id`,
      counter,
    );
    if (open === undefined) return;
    this.insist('orders.pay', { order: open.order, tenders: [{ kind: 'cash', amountMinor: open.total }] });
  }

  #order(): void {
    const open = this.#all<{ order: string; state: string; total: number | null }>(
      `SELECT o.order_id AS "order", o.state,
         (SELECT sum(l.price_minor * l.quantity) FROM order_line l WHERE l.order_id = o.order_id) AS total
         FROM customer_order o WHERE o.state IN ('open', 'held') ORDER BY o.number`,
    );
    if (open.length === 0) return;
    const { order, total } = this.#chance.any(open);
    const line = this.#chance.between(1, 3);
    this.#chance.any([
      () => this.insist('orders.hold', { order }),
      () => this.insist('orders.recall', { order, counter: this.#counter() }),
      () => this.insist('orders.drop', { order, reason: 'the customer left' }),
      () => this.insist('orders.change-quantity', { order, line, quantity: this.#chance.between(1, 6) }),
      () => this.insist('orders.remove-line', { order, line }),
      () => this.insist('orders.undo', { order }),
      () => this.insist('orders.pay', { order, tenders: [{ kind: 'cash', amountMinor: (total ?? 0) + 50 }] }),
      () => this.insist('orders.pay', { order, tenders: [{ kind: 'cash', amountMinor: (total ?? 0) + 50 }] }),
    ])();
  }

  /** Slip, item, slip: the way a shelf is filled. Sometimes somebody forgets a step, and the slip times out. */
  #restock(): void {
    const open = this.#all<{ number: number; gtin: string }>(
      `SELECT number, gtin FROM task WHERE state IN ('needs-action', 'in-process') ORDER BY number`,
    );
    if (open.length === 0) return;
    const { number, gtin } = this.#chance.any(open);
    const counter = this.#counter();
    const code = this.#slipCode(number);
    this.#scan(counter, code);
    if (this.#chance.odds(0.3)) return;
    this.#scan(counter, (this.#chance.odds(0.9) ? gtin : this.#item()).slice(1), this.#chance.between(2000, 20_000));
    this.#scan(counter, code, this.#chance.between(21_000, 50_000));
  }

  #task(): void {
    const known = this.#all<{ task: string }>('SELECT task FROM task ORDER BY number DESC LIMIT 5');
    if (known.length === 0) return;
    const { task } = this.#chance.any(known);
    const staff = this.#staff();
    this.#chance.any([
      () =>
        this.insist('tasks.claim', {
          task,
          staff,
          ...(this.#chance.odds(0.5) ? { counter: this.#counter() } : {}),
        }),
      () => this.insist('tasks.release', { task, reason: 'called away' }),
      () => this.insist('tasks.assign', { task, staff }),
      () => this.insist('tasks.set-moved', { task, quantity: this.#chance.between(1, 9) }),
      () => this.insist('slips.print', { task }),
      () => this.insist('tasks.finish', { task, staff }),
    ])();
  }

  #stock(): void {
    const gtin = this.#item();
    this.#chance.any([
      () => this.insist('inventory.correct', { gtin, location: 'shop-floor', counted: this.#chance.below(20) }),
      () => this.insist('inventory.reverse', { position: this.#chance.between(1, 300) }),
      () => this.insist('inventory.receive', { gtin, quantity: this.#chance.between(1, 24) }),
      () => this.insist('inventory.receive', { gtin, quantity: this.#chance.between(1, 24) }),
    ])();
  }

  #slip(): void {
    const slips = this.#all<{ slip: string; state: string }>(
      'SELECT slip, state FROM slip ORDER BY queued_position DESC LIMIT 6',
    );
    if (slips.length === 0) return;
    const unsure = slips.filter(({ state }) => state === 'unknown' || state === 'failed');
    const { slip } = this.#chance.any(unsure.length > 0 ? unsure : slips);
    const isPrinting = this.#chance.odds(0.6);
    if (isPrinting) this.insist('slips.reprint', { slip });
    if (isPrinting && this.#chance.odds(0.3)) this.insist('slips.reprint', { slip });
    if (!isPrinting) this.insist('slips.resolve', { slip, outcome: this.#chance.any(['printed', 'lost']) });
  }

  #levels(): void {
    const level = this.#chance.below(10);
    const rules = [{ gtin: this.#item(), location: 'shop-floor', level, target: level + this.#chance.between(1, 12) }];
    this.insist('replenishment.set-levels', { rules });
  }

  #handOver(): void {
    const shift = currentShift(this.#hub.disk);
    if (shift !== undefined) this.insist('slips.print-shift', { shift }, 'lead');
    this.insist('shifts.hand-over', { leader: this.#chance.odds(0.8) ? 'lead' : 'w1' }, 'lead');
  }

  /** A counter takes goods in for a while and is then forgotten in that mode. */
  #delivery(): void {
    const counter = this.#counter();
    this.insist('counters.set-mode', { counter, mode: 'receive' });
    for (let i = 1; i <= 3; i += 1) this.#scan(counter, this.#item().slice(1), i * 8000);
  }
}
