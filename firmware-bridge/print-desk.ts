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
  const { link, now, random, onDevices, onTrouble } = settings;
  const { turns = openTurns(), supervise = superviseChild<ToPrinterHost> } = settings;
  const printers = new Map<string, Printer>();
  const held = new Map<string, Held>();
  const reporting = new Set<string>();
  let isClosed = false;

  const offerNext = (printer: Printer): void => {
    if (printer.current !== undefined || printer.child.pid() === undefined || isClosed) return;
    for (const each of held.values()) {
      if (each.job.printer !== printer.plan.identity || (each.at !== 'waiting' && each.at !== 'granted')) continue;
      printer.current = each.job.id;
      const granted = each.at === 'granted';
      each.at = granted ? 'printing' : 'offered';
      printer.child.send({ kind: 'job', job: each.job, granted });
      return;
    }
  };
  const release = (id: string): void => {
    for (const printer of printers.values()) {
      if (printer.current !== id) continue;
      printer.current = undefined;
      offerNext(printer);
    }
  };
  const repeat = async <T>(call: () => Promise<T>): Promise<T | LinkRefusal | undefined> => {
    for (let attempt = 0; !isClosed; attempt++) {
      try {
        return await call();
      } catch (error) {
        if (error instanceof LinkRefusal) return error;
        await new Promise((resolve) => setTimeout(resolve, backoff(attempt, random, 2_000)).unref());
      }
    }
    return undefined;
  };

  /** The first byte may leave only after the hub has `sending` on disk; a job the hub does not want is let go. */
  const ask = async (id: string, printer: Printer): Promise<void> => {
    const each = held.get(id);
    if (each?.at !== 'offered') return;
    each.at = 'asking';
    const answer = await repeat(() => turns(() => link.progress(id, { step: 'sending', at: now() })));
    if (isClosed || held.get(id) !== each || answer === undefined) return;
    const isWanted = !(answer instanceof LinkRefusal) && answer.go;
    if (!isWanted) {
      each.at = 'ended';
      printer.child.send({ kind: 'drop', id });
      release(id);
    } else if (printer.current === id && printers.get(printer.plan.identity) === printer) {
      each.at = 'printing';
      printer.child.send({ kind: 'go', id });
    } else {
      each.at = 'granted';
      const successor = printers.get(each.job.printer);
      if (successor) offerNext(successor);
    }
  };

  const finish = (id: string, progress: JobProgress): void => {
    const each = held.get(id);
    if (!each || each.at === 'ended') return;
    each.at = 'ended';
    reporting.add(id);
    release(id);
    void repeat(() => link.progress(id, progress)).then((answer) => {
      if (isClosed) return;
      reporting.delete(id);
      if (answer instanceof LinkRefusal) onTrouble(`the end of print job ${id} was refused: ${answer.message}`);
    });
  };

  /** Its process is gone: what was being printed is unknown, what had not begun starts again. */
  const orphan = (printer: Printer): void => {
    const id = printer.current;
    printer.current = undefined;
    const each = id === undefined ? undefined : held.get(id);
    if (id === undefined || !each) return;
    if (each.at === 'printing') finish(id, { step: 'unknown', at: now(), reason: 'printer-host-died' });
    else if (each.at === 'offered') each.at = 'waiting';
  };

  const hear = (printer: Printer, message: FromHost): void => {
    if (message.kind === 'devices') onDevices(printer.plan.identity, message.devices);
    else if (message.kind === 'ask') void ask(message.id, printer);
    else if (message.kind === 'end') finish(message.id, message.progress);
    else if (message.kind === 'notice') onTrouble(message.text);
  };
  const start = (plan: DevicePlan): Printer => {
    const events = {
      onStart: (send: (message: ToPrinterHost) => void) => {
        send({ kind: 'plan', plan });
        queueMicrotask(() => offerNext(printer));
      },
      onMessage: (message: FromHost) => hear(printer, message),
      onDeath: (reason: string) => {
        onTrouble(`the process of printer ${plan.identity} ended: ${reason}`);
        orphan(printer);
      },
    };
    const printer: Printer = { plan, child: supervise('printer-host', events), current: undefined };
    return printer;
  };

  const followPlans = (plans: DevicePlan[]): void => {
    const wanted = new Map(plans.filter((plan) => plan.kind === 'printer').map((plan) => [plan.identity, plan]));
    for (const [identity, printer] of printers) {
      if (JSON.stringify(wanted.get(identity)) === JSON.stringify(printer.plan)) continue;
      printers.delete(identity);
      orphan(printer);
      void printer.child.close();
      onDevices(identity, []);
    }
    for (const [identity, plan] of wanted) if (!printers.has(identity)) printers.set(identity, start(plan));
  };
  const followJobs = (jobs: PrintJob[]): void => {
    const named = new Set(jobs.map((job) => job.id));
    for (const [id, each] of held) {
      if (named.has(id) || each.at === 'asking' || each.at === 'granted' || each.at === 'printing') continue;
      if (each.at === 'ended' && reporting.has(id)) continue;
      held.delete(id);
      if (each.at !== 'offered') continue;
      printers.get(each.job.printer)?.child.send({ kind: 'drop', id });
      release(id);
    }
    for (const job of jobs) if (!held.has(job.id)) held.set(job.id, { job, at: 'waiting' });
    for (const printer of printers.values()) offerNext(printer);
  };

  return {
    follow: (plans, jobs) => {
      followPlans(plans);
      followJobs(jobs);
    },
    inHand: () => [...held].filter(([id, { at }]) => announced.includes(at) || reporting.has(id)).map(([id]) => id),
    close: async () => {
      isClosed = true;
      await Promise.all([...printers.values()].map((printer) => printer.child.close()));
    },
  };
}
