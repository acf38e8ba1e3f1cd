import type { PrintJob } from '../../firmware-bridge/contract/print-job.ts';
import type { Child, ChildEvents } from '../../firmware-bridge/hosts/child.ts';
import type { FromHost, ToPrinterHost } from '../../firmware-bridge/hosts/messages.ts';
import type { Chance } from './chance.ts';
import type { Oracle } from './oracle.ts';
import type { Life } from './scheduler.ts';
import type { Mortal, World } from './world.ts';

type End = Extract<FromHost, { kind: 'end' }>['progress'];

/**
 * A printer and its process: asks before the first byte, prints in three pieces, and may die, run out of paper or lose
 * its cable before, between and after them.
 */
export class PretendPrinter implements Child<ToPrinterHost> {
  readonly #world: World;
  readonly #bridge: Mortal;
  readonly #life: Life;
  readonly #oracle: Oracle;
  readonly #events: ChildEvents<ToPrinterHost>;
  readonly #chance: Chance;
  #isUp = false;
  #job: { job: PrintJob; begun: boolean } | undefined;

  constructor(world: World, bridge: Mortal, life: Life, oracle: Oracle, events: ChildEvents<ToPrinterHost>) {
    this.#world = world;
    this.#bridge = bridge;
    this.#life = life;
    this.#oracle = oracle;
    this.#events = events;
    this.#chance = world.chance(`printer ${life.name} ${world.newId('printer')}`);
    this.#start();
  }

  pid(): number | undefined {
    return this.#isUp ? 1 : undefined;
  }
  async close(): Promise<void> {
    this.#isUp = false;
  }

  send(message: ToPrinterHost): void {
    if (!this.#isUp) return;
    if (message.kind === 'job') {
      if (this.#job !== undefined) return;
      this.#job = { job: message.job, begun: false };
      const { id } = message.job;
      this.#later(50, 900, id, () => (message.granted ? this.#print(id) : this.#tell({ kind: 'ask', id })));
    } else if (message.kind === 'go' && this.#job?.job.id === message.id) this.#print(message.id);
    else if (message.kind === 'drop' && this.#job?.job.id === message.id && !this.#job.begun) this.#job = undefined;
  }

  #start(): void {
    this.#isUp = true;
    this.#job = undefined;
    this.#events.onStart((message) => this.send(message));
  }

  #die(): void {
    this.#isUp = false;
    this.#job = undefined;
    this.#world.say(this.#life.name, 'loses the process of its printer');
    this.#events.onDeath('SIGKILL');
    this.#world.later(1000, this.#life, () => this.#start());
  }

  #tell(message: FromHost): void {
    if (this.#isUp) this.#events.onMessage(message);
  }
  #later(least: number, most: number, id: string, run: () => void): void {
    this.#world.later(this.#chance.between(least, most), this.#life, () => {
      if (this.#isUp && this.#job?.job.id === id) run();
    });
  }
  #end(id: string, step: End['step'], how: Pick<End, 'evidence' | 'reason'>): void {
    this.#job = undefined;
    this.#tell({ kind: 'end', id, progress: { step, at: this.#world.scheduler.ticks, ...how } });
  }

  #print(id: string): void {
    if (this.#job === undefined || this.#job.begun) return;
    const trouble = this.#chance.odds(this.#world.faults.printer) ? this.#chance.below(5) : 5;
    if (trouble === 0) {
      this.#end(id, 'failed', { reason: 'disconnected' });
      return;
    }
    this.#job.begun = true;
    const paper = this.#oracle.print(id, this.#job.job.document, this.#world.scheduler.ticks);
    this.#world.count('papers');
    this.#world.say(this.#life.name, `prints ${id}`);
    this.#world.effect(this.#bridge, this.#life, 'the first byte of a slip');
    if (trouble === 1) {
      this.#die();
      return;
    }
    this.#later(100, 2000, id, () => {
      if (trouble === 2) {
        this.#end(id, 'unknown', { reason: 'disconnected' });
        return;
      }
      paper.complete = true;
      this.#world.effect(this.#bridge, this.#life, 'the last byte of a slip');
      if (trouble === 3) this.#die();
      else this.#later(50, 1500, id, () => this.#end(id, 'done', { evidence: 'fence' }));
    });
  }
}
