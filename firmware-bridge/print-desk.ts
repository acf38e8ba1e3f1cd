import type { DevicePlan, DeviceReport } from './contract/device-report.ts';
import type { JobProgress, PrintJob } from './contract/print-job.ts';
import { type Child, superviseChild } from './hosts/child.ts';
import type { FromHost, ToPrinterHost } from './hosts/messages.ts';
import { backoff, type HubLink, LinkRefusal } from './link.ts';
import { openTurns, type Turns } from './turns.ts';

export type PrintDeskSettings = {
  link: HubLink;
  /** Shared with whoever says hello; its own when nobody does. */
  turns?: Turns;
  now: () => number;
  random: () => number;
  onDevices(printer: string, devices: DeviceReport[]): void;
  onTrouble(text: string): void;
  /** Starts and keeps the process of a printer; handed in by a simulation that has no processes. */
  supervise?: typeof superviseChild<ToPrinterHost>;
};
export type PrintDesk = {
  follow(plans: DevicePlan[], jobs: PrintJob[]): void;
  /** Ids of jobs that are announced or begun and whose end the hub has not heard yet. */
  inHand(): string[];
  close(): Promise<void>;
};

/**
 * waiting: not given to the printer. offered: its process has it and may ask. asking: the hub is writing `sending`.
 * granted: on the hub's disk, first byte not yet allowed. printing: go was said, so bytes may have left. ended: told.
 */
type Held = { job: PrintJob; at: 'waiting' | 'offered' | 'asking' | 'granted' | 'printing' | 'ended' };
const announced: Held['at'][] = ['asking', 'granted', 'printing'];
type Printer = { plan: DevicePlan; child: Child<ToPrinterHost>; current: string | undefined };

/** Gives each printer one job at a time, and sees that a job id is begun at most once and always comes to an end. */
export function openPrintDesk(settings: PrintDeskSettings): PrintDesk {
  return new HubPrintDesk(settings);
}

class HubPrintDesk implements PrintDesk {
  readonly #settings: PrintDeskSettings;
  readonly #turns: Turns;
  readonly #printers = new Map<string, Printer>();
  readonly #held = new Map<string, Held>();
  /** Jobs whose end is on its way to the hub. */
  readonly #reporting = new Set<string>();
  #isClosed = false;

  constructor(settings: PrintDeskSettings) {
    this.#settings = settings;
    this.#turns = settings.turns ?? openTurns();
  }

  follow(plans: DevicePlan[], jobs: PrintJob[]): void {
    this.#followPlans(plans);
    this.#followJobs(jobs);
  }

  inHand(): string[] {
    const isInHand = ([id, { at }]: [string, Held]): boolean => announced.includes(at) || this.#reporting.has(id);
    return [...this.#held].filter(isInHand).map(([id]) => id);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#printers.values()].map((printer) => printer.child.close()));
  }

  #followPlans(plans: DevicePlan[]): void {
    const wanted = new Map(plans.filter((plan) => plan.kind === 'printer').map((plan) => [plan.identity, plan]));
    for (const [identity, printer] of this.#printers) {
      if (JSON.stringify(wanted.get(identity)) === JSON.stringify(printer.plan)) continue;
      this.#printers.delete(identity);
      this.#orphan(printer);
      void printer.child.close();
      this.#settings.onDevices(identity, []);
    }
    for (const [identity, plan] of wanted) {
      if (!this.#printers.has(identity)) this.#printers.set(identity, this.#start(plan));
    }
  }

  #followJobs(jobs: PrintJob[]): void {
    const named = new Set(jobs.map((job) => job.id));
    for (const [id, each] of this.#held) {
      if (named.has(id) || announced.includes(each.at) || this.#reporting.has(id)) continue;
      this.#held.delete(id);
      if (each.at !== 'offered') continue;
      this.#printers.get(each.job.printer)?.child.send({ kind: 'drop', id });
      this.#release(id);
    }
    for (const job of jobs) if (!this.#held.has(job.id)) this.#held.set(job.id, { job, at: 'waiting' });
    for (const printer of this.#printers.values()) this.#offerNext(printer);
  }

  #start(plan: DevicePlan): Printer {
    const { supervise = superviseChild<ToPrinterHost>, onTrouble } = this.#settings;
    const child = supervise('printer-host', {
      onStart: (send) => {
        send({ kind: 'plan', plan });
        queueMicrotask(() => this.#offerNext(printer));
      },
      onMessage: (message) => this.#hear(printer, message),
      onDeath: (reason) => {
        onTrouble(`the process of printer ${plan.identity} ended: ${reason}`);
        this.#orphan(printer);
      },
    });
    const printer: Printer = { plan, child, current: undefined };
    return printer;
  }

  #hear(printer: Printer, message: FromHost): void {
    if (message.kind === 'devices') this.#settings.onDevices(printer.plan.identity, message.devices);
    else if (message.kind === 'ask') void this.#ask(message.id, printer);
    else if (message.kind === 'end') this.#finish(message.id, message.progress);
    else if (message.kind === 'notice') this.#settings.onTrouble(message.text);
  }

  #offerNext(printer: Printer): void {
    if (printer.current !== undefined || printer.child.pid() === undefined || this.#isClosed) return;
    for (const each of this.#held.values()) {
      if (each.job.printer !== printer.plan.identity || (each.at !== 'waiting' && each.at !== 'granted')) continue;
      printer.current = each.job.id;
      const granted = each.at === 'granted';
      each.at = granted ? 'printing' : 'offered';
      printer.child.send({ kind: 'job', job: each.job, granted });
      return;
    }
  }

  #release(id: string): void {
    for (const printer of this.#printers.values()) {
      if (printer.current !== id) continue;
      printer.current = undefined;
      this.#offerNext(printer);
    }
  }

  /** The first byte may leave only after the hub has `sending` on disk; a job the hub does not want is let go. */
  async #ask(id: string, printer: Printer): Promise<void> {
    const each = this.#held.get(id);
    if (each?.at !== 'offered') return;
    each.at = 'asking';
    const { link, now } = this.#settings;
    const answer = await this.#repeat(() => this.#turns(() => link.progress(id, { step: 'sending', at: now() })));
    if (this.#isClosed || this.#held.get(id) !== each || answer === undefined) return;
    const isWanted = !(answer instanceof LinkRefusal) && answer.go;
    if (!isWanted) {
      each.at = 'ended';
      printer.child.send({ kind: 'drop', id });
      this.#release(id);
    } else if (printer.current === id && this.#printers.get(printer.plan.identity) === printer) {
      each.at = 'printing';
      printer.child.send({ kind: 'go', id });
    } else {
      each.at = 'granted';
      const successor = this.#printers.get(each.job.printer);
      if (successor) this.#offerNext(successor);
    }
  }

  #finish(id: string, progress: JobProgress): void {
    const each = this.#held.get(id);
    if (!each || each.at === 'ended') return;
    each.at = 'ended';
    this.#reporting.add(id);
    this.#release(id);
    const { link, onTrouble } = this.#settings;
    void this.#repeat(() => link.progress(id, progress)).then((answer) => {
      if (this.#isClosed) return;
      this.#reporting.delete(id);
      if (answer instanceof LinkRefusal) onTrouble(`the end of print job ${id} was refused: ${answer.message}`);
    });
  }

  /** Its process is gone: what was being printed is unknown, what had not begun starts again. */
  #orphan(printer: Printer): void {
    const id = printer.current;
    printer.current = undefined;
    const each = id === undefined ? undefined : this.#held.get(id);
    if (id === undefined || !each) return;
    const at = this.#settings.now();
    if (each.at === 'printing') this.#finish(id, { step: 'unknown', at, reason: 'printer-host-died' });
    else if (each.at === 'offered') each.at = 'waiting';
  }

  /** Says it until the hub hears it; a refusal is an answer too. Undefined when the bridge closed meanwhile. */
  async #repeat<T>(call: () => Promise<T>): Promise<T | LinkRefusal | undefined> {
    for (let attempt = 0; !this.#isClosed; attempt++) {
      try {
        return await call();
      } catch (error) {
        if (error instanceof LinkRefusal) return error;
        const ms = backoff(attempt, this.#settings.random, 2_000);
        await new Promise((resolve) => setTimeout(resolve, ms).unref());
      }
    }
    return undefined;
  }
}
