import type { LinkView } from '../../contract/board.ts';
import type { Ack, DownMessage, StockAsked, Welcome } from '../../contract/uplink.ts';
import {
  chooseLane,
  claimsOf,
  type EpochRange,
  type Lane,
  openLanes,
  pendingIn,
  withHead,
} from '../../core/link/lanes.ts';
import { pack, unpack } from '../../core/link/wire.ts';
import { Beacon } from './beacon.ts';
import { Cutter, type Flight } from './cutter.ts';
import { Downlink } from './downlink.ts';
import { helloOf } from './hello.ts';
import { downMessage } from './message.ts';
import type { UplinkOptions } from './options.ts';
import { Pace, type Tuning, usualTuning } from './pace.ts';
import { Standing } from './standing.ts';

/**
 * The store's end of the link. The journal is the only queue: a batch is cut from what is committed, one is on its way
 * at a time, and only HQ's own word, in this session and this incarnation, moves on. Everything else (a lost, repeated,
 * late or foreign message) leads to sending again what HQ says it lacks.
 */
export class Uplink {
  readonly #o: UplinkOptions;
  readonly #tuning: Tuning;
  readonly #standing: Standing;
  readonly #downlink: Downlink;
  readonly #beacon: Beacon;
  readonly #cutter: Cutter;
  #phase: 'down' | 'greeting' | 'rolling' | 'open' = 'down';
  #downReason: string | undefined = 'unreachable';
  #downSince: number;
  #epochs: EpochRange[];
  #sid = '';
  #n = 0;
  #turn = 0;
  #flight: Flight | undefined;
  #paused = false;
  #mayRoll = true;
  readonly #pace: Pace;
  #offset = 0;
  #window = { entries: 1000, bytes: 128 * 1024, pauseMs: 0 };
  #cancel: (() => void) | undefined;
  #stopped = false;
  readonly #unlisten: () => void;

  constructor(options: UplinkOptions) {
    this.#o = options;
    this.#tuning = { ...usualTuning, ...options.tuning };
    this.#pace = new Pace(this.#tuning);
    this.#epochs = [...options.store.epochs()];
    this.#standing = new Standing(options, this.#tuning.markEvery, this.#epochs);
    this.#downlink = new Downlink(options.store, options.clock, (result) => this.#send(result));
    this.#cutter = new Cutter(options.store, options.codec, options.clock);
    this.#beacon = new Beacon(options.store, options.clock, options.surroundings);
    this.#downSince = options.clock.ticks();
    options.transport.onUp(() => this.#safely(() => this.#greet()));
    options.transport.onDown((reason) => this.#fall(reason));
    options.transport.onMessage((bytes) => this.#safely(() => this.#take(bytes)));
    this.#unlisten = options.store.onCommitted(() => this.#safely(() => this.#pump()));
  }

  /** A journal that cannot be read now must not end the hub, which still sells: the link begins again a little later. */
  #safely(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    this.#o.log?.('warn', 'the link to HQ failed and begins again', { error: String(error) });
    if (this.#phase !== 'down' && !this.#stopped) this.#later(this.#tuning.rtoMin, () => this.#greet());
  }

  start(): void {
    this.#o.transport.start();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unlisten();
    this.#cancel?.();
    this.#cutter.drop();
    this.#standing.stop();
    await this.#o.transport.stop();
  }

  /** For the health page and the board: how much of this store HQ does not hold yet, and what is wrong. */
  view(): LinkView {
    const connected = this.#phase === 'open';
    const pending = this.#standing.pending(this.#lanes());
    const trouble = this.#phase === 'down' ? this.#downReason : (this.#standing.trouble() ?? this.#silent());
    const days = this.#beacon.daysLeft();
    const diskDays = days === undefined ? {} : { diskDays: days };
    return { configured: true, connected, ...pending, ...diskDays, ...(trouble === undefined ? {} : { trouble }) };
  }

  #silent(): string | undefined {
    return this.#phase === 'greeting' && this.#pace.isSilent ? 'hq-silent' : undefined;
  }

  #lanes(): Lane[] {
    return openLanes(withHead(this.#epochs, this.#o.store.head()), this.#standing.marks);
  }

  #fall(reason: string): void {
    if (this.#phase !== 'down') this.#downSince = this.#o.clock.ticks();
    this.#phase = 'down';
    this.#downReason = reason;
    this.#flight = undefined;
    this.#mayRoll = true;
    this.#cancel?.();
  }

  /** A new session: who I am, which lives my journal had, and how far I believe you are. */
  #greet(upTo?: number, proof?: string): void {
    if (this.#stopped) return;
    this.#epochs = [...this.#o.store.epochs()];
    this.#phase = 'greeting';
    this.#flight = undefined;
    this.#paused = false;
    this.#sid = this.#o.newId();
    const epochs = withHead(this.#epochs, this.#o.store.head());
    const hello = helloOf(this.#sid, epochs, this.#standing.acked(), {
      upTo,
      proof,
      size: this.#tuning.helloEpochs,
      pending: pendingIn(this.#lanes()),
      clock: this.#o.clock.now(),
      software: this.#o.software,
      about: this.#beacon.about(this.#standing.pending(this.#lanes()).oldestPendingAt),
    });
    this.#repeat(pack(hello, this.#o.codec));
  }

  /** Sends now, and again ever more slowly until an answer has cancelled it. */
  #repeat(bytes: Uint8Array): void {
    this.#cancel?.();
    this.#o.transport.send(bytes);
    this.#cancel = this.#o.clock.after(this.#pace.wait, () => {
      this.#pace.slower();
      if (this.#flight !== undefined) this.#flight.tries += 1;
      this.#repeat(bytes);
    });
  }

  #send(message: object): void {
    if (this.#phase !== 'down' && !this.#stopped) this.#o.transport.send(pack(message, this.#o.codec));
  }

  #take(bytes: Uint8Array): void {
    if (this.#phase === 'down' || this.#stopped) return;
    let message: DownMessage | undefined;
    try {
      message = downMessage(unpack(bytes, this.#o.codec));
    } catch (error) {
      this.#o.log?.('warn', 'a message of HQ cannot be read', { error: String(error) });
      return;
    }
    if (message === undefined) this.#o.log?.('warn', 'a message of HQ has no form this hub knows', {});
    else if (message.t === 'welcome') this.#welcome(message).catch((error: unknown) => this.#failed(error));
    else if (message.t === 'ack') this.#ack(message);
    else if (message.t === 'stock') this.#stock(message);
    else if (message.t === 'instruct') this.#instructed(message).catch((error: unknown) => this.#failed(error));
    else if (message.sid === this.#sid || (message.sid === '*' && this.#phase === 'open'))
      this.#greet(undefined, message.ask);
  }

  async #instructed(message: Extract<DownMessage, { t: 'instruct' }>): Promise<void> {
    this.#offset = message.now - this.#o.clock.now();
    await this.#downlink.take(message, this.#offset);
  }

  async #welcome(message: Welcome): Promise<void> {
    if (message.sid !== this.#sid || this.#phase !== 'greeting') return;
    this.#cancel?.();
    this.#pace.answered();
    this.#window = message.win;
    this.#standing.welcomed(message, withHead(this.#epochs, this.#o.store.head()));
    if (message.want !== undefined && claimsOf(this.#epochs, message.want, 1).length > 0) {
      this.#greet(message.want);
      return;
    }
    if (this.#mayRoll && this.#rollIsDue()) {
      await this.#roll();
      return;
    }
    this.#phase = 'open';
    this.#downSince = this.#o.clock.ticks();
    this.#pump();
  }

  /** After a long silence what happens now gets an epoch of its own, so that it need not wait behind what happened. */
  #rollIsDue(): boolean {
    const last = this.#lanes().at(-1);
    if (this.#o.store.roll === undefined || last === undefined || last.epoch.epoch !== this.#epochs.at(-1)?.epoch) {
      return false;
    }
    const size = last.to - last.from + 1;
    return size > this.#tuning.backfillAt || this.#o.clock.ticks() - this.#downSince > this.#tuning.rollAfter;
  }

  async #roll(): Promise<void> {
    this.#phase = 'rolling';
    this.#mayRoll = false;
    this.#downSince = this.#o.clock.ticks();
    try {
      await this.#o.store.roll?.();
    } catch (error) {
      this.#o.log?.('warn', 'no new epoch could be opened', { error: String(error) });
    }
    if (this.#phase === 'rolling') this.#greet();
  }

  #ack(message: Ack): void {
    if (message.sid !== this.#sid || this.#phase !== 'open') return;
    const verdict = this.#standing.heard(message, withHead(this.#epochs, this.#o.store.head()), message.n === this.#n);
    if (verdict === 'foreign' || verdict === 'behind') {
      this.#greet();
      return;
    }
    const flight = this.#flight;
    if (flight === undefined || message.n !== flight.n) return;
    // HQ heard the batch and took nothing of it: the same again at once would be a race, so the timer decides.
    if (message.mark < flight.to && verdict === 'same') return;
    this.#pace.answered(flight.tries === 1 ? this.#o.clock.ticks() - flight.sentAt : undefined);
    this.#flight = undefined;
    this.#window = message.win;
    this.#paused = message.win.pauseMs > 0;
    if (this.#paused) this.#later(message.win.pauseMs, () => this.#resume());
    else this.#pump();
  }

  #resume(): void {
    this.#paused = false;
    this.#pump();
  }

  #pump(): void {
    if (this.#phase === 'open' && this.#flight === undefined && !this.#paused && !this.#stopped) this.#cutAndSend();
  }

  #cutAndSend(): void {
    const lanes = this.#lanes();
    const lane = chooseLane(lanes, this.#turn, this.#tuning.backfillAt, this.#epochs.at(-1)?.epoch ?? '');
    if (lane === undefined) {
      this.#later(this.#tuning.tipEvery, () => this.#tip());
      return;
    }
    this.#n += 1;
    const size = {
      limit: Math.max(1, Math.min(this.#tuning.batchEntries, this.#window.entries)),
      maxBytes: Math.max(1024, Math.min(this.#tuning.batchBytes, this.#window.bytes)),
    };
    const head = { sid: this.#sid, n: this.#n, head: lane.to };
    const cut = this.#cutter.cut(lane, head, size);
    if (cut === undefined) {
      this.#standing.hole(lane);
      this.#later(this.#tuning.tipEvery, () => this.#tip());
      return;
    }
    this.#turn += 1;
    this.#flight = { n: this.#n, ep: lane.epoch.epoch, ...cut, sentAt: this.#o.clock.ticks(), tries: 1 };
    this.#repeat(cut.bytes);
    if (lanes.length === 1) this.#cutter.prepare(lane, cut, { ...head, n: this.#n + 1 }, size);
  }

  #later(ms: number, run: () => void): void {
    this.#cancel?.();
    this.#cancel = this.#o.clock.after(ms, () => this.#safely(run));
  }

  /** Nothing to send: say so now and then, so that HQ knows the store lives and an HQ restored from a backup is found. */
  #tip(): void {
    const current = withHead(this.#epochs, this.#o.store.head()).at(-1);
    if (this.#phase !== 'open' || this.#flight !== undefined || current === undefined) return;
    this.#n += 1;
    const { pending, oldestPendingAt: oldestAt } = this.#standing.pending(this.#lanes());
    this.#send(this.#beacon.tip({ sid: this.#sid, n: this.#n }, current, { pending, oldestAt }));
    this.#later(this.#tuning.tipEvery, () => this.#tip());
  }

  /** HQ's levels differ from ours; what is under way now will change them again, so only a quiet store answers. */
  #stock(message: StockAsked): void {
    const current = withHead(this.#epochs, this.#o.store.head()).at(-1);
    const isQuiet = this.#phase === 'open' && this.#flight === undefined && this.#lanes().length === 0;
    if (message.sid !== this.#sid || !isQuiet || current === undefined) return;
    for (const part of this.#beacon.stock(message, current)) this.#send(part);
  }
}
