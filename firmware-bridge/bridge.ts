import type { BridgeWork, DevicePlan, DeviceReport } from './contract/device-report.ts';
import type { Reading, Verdict } from './contract/reading.ts';
import { superviseChild } from './hosts/child.ts';
import type { FromHost, ToScannerHost } from './hosts/messages.ts';
import { backoff, type HubLink } from './link.ts';
import { openOutbox } from './outbox.ts';
import { openPrintDesk } from './print-desk.ts';
import { openReporter } from './reporter.ts';
import { openSpool } from './spool.ts';
import { openTurns, type Turns } from './turns.ts';

/** Fits a pino logger; handed in, so that nothing here knows where logs go. */
export type BridgeLog = {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
};
export type BridgeSettings = {
  name: string;
  /** Made anew at every start; the same that the link carries. */
  incarnation: string;
  /** Folder for readings that wait; locked for this bridge alone. */
  data: string;
  pretend: boolean;
  /** Ms between looks for devices where the system gives no notice of them. */
  pollEvery?: number;
  link: HubLink;
  now: () => number;
  random: () => number;
  log: BridgeLog;
};
export type Bridge = {
  /** Readings that have no verdict yet. */
  waiting(): number;
  /** Process ids of the device processes, for those who watch or test them. */
  scannerPid(): number | undefined;
  close(): Promise<void>;
};

const PRETEND_PRINTER = 'pretend:printer-1';

/**
 * Starts the bridge: devices live in child processes, this process only carries. Throws `SpoolBusy` when another bridge
 * uses the data folder. Ends by `close`; what has no verdict then is on disk and is delivered first at the next start.
 */
export function startBridge(settings: BridgeSettings): Bridge {
  const { link, now, random, log } = settings;
  const spool = openSpool(settings.data);
  const trouble = (text: string): void => log.warn({}, text);
  const startedAt = now();
  let plans: DevicePlan[] = [];

  const outbox = openOutbox({ link, spool, random, onVerdict: (r, v) => beep(r, v), onTrouble: trouble });
  const reporter = openReporter({ link, random, onTrouble: trouble });
  const turns = openTurns();
  const desk = openPrintDesk({ link, turns, now, random, onDevices: reporter.put, onTrouble: trouble });
  if (settings.pretend) reporter.put('pretend', [pretendPrinter(startedAt)]);

  const scanners = superviseChild<ToScannerHost>('scanner-host', {
    onStart: (send) => send({ kind: 'plan', plans }),
    onMessage: (message: FromHost) => {
      if (message.kind === 'reading') outbox.add(message.reading);
      else if (message.kind === 'devices') found(message.devices);
      else if (message.kind === 'notice') trouble(message.text);
    },
    onDeath: (reason) => trouble(`the process of the scanners ended: ${reason}`),
    args: settings.pollEvery === undefined ? [] : [String(settings.pollEvery)],
  });

  /** Accepted, rejected and held sound different on guns that can; the screen says the rest. */
  function beep(reading: Reading, verdict: Verdict): void {
    if (!plans.some((plan) => plan.identity === reading.device)) return;
    scanners.send({ kind: 'beep', device: reading.device, verdict: verdict.verdict });
  }
  /** USB printers are found by the process that looks for devices; where they are now is part of their plan. */
  let seen: DeviceReport[] = [];
  let latest: BridgeWork | undefined;
  function found(devices: DeviceReport[]): void {
    seen = devices;
    const planned = new Set(plans.filter((plan) => plan.kind === 'printer').map((plan) => plan.identity));
    reporter.put(
      'scanner-host',
      devices.filter((device) => !planned.has(device.identity)),
    );
    if (latest) desk.follow(placed(latest.plan), latest.jobs);
  }
  const placed = (all: DevicePlan[]): DevicePlan[] =>
    all.map((plan) => ({ ...plan, path: seen.find((each) => each.identity === plan.identity)?.path ?? plan.path }));
  const follow = (work: BridgeWork): void => {
    latest = work;
    plans = work.plan;
    scanners.send({ kind: 'plan', plans });
    found(seen);
  };

  const stop = new AbortController();
  const ended = converse({ settings, turns, desk, follow, onHello: reporter.again, signal: stop.signal, trouble });
  log.info({ bridge: settings.name, waiting: spool.count() }, 'the bridge is running');
  return {
    waiting: () => outbox.waiting(),
    scannerPid: () => scanners.pid(),
    close: async () => {
      stop.abort();
      reporter.close();
      await Promise.all([scanners.close(), desk.close()]);
      outbox.close();
      await ended;
      spool.close();
    },
  };
}

export type Conversation = {
  settings: BridgeSettings;
  /** Shared with the print desk, which announces jobs on the same link. */
  turns?: Turns;
  desk: { inHand(): string[] };
  follow(work: BridgeWork): void;
  onHello(): void;
  signal: AbortSignal;
  trouble(text: string): void;
};

/** Says hello, then waits for work, for ever; after every break of the link it says hello again. */
export async function converse(conversation: Conversation): Promise<void> {
  const { settings, turns = openTurns(), desk, follow, onHello, signal, trouble } = conversation;
  const { link, name, incarnation, random } = settings;
  for (let failures = 0; !signal.aborted; ) {
    try {
      let work = await turns(() => link.hello({ bridge: name, incarnation, jobsInHand: desk.inHand() }));
      if (signal.aborted) return;
      if (failures > 0) trouble('the hub answers again');
      failures = 0;
      onHello();
      follow(work);
      while (!signal.aborted) {
        const next = await link.work(work.version, signal);
        if (!signal.aborted && next.version !== work.version) follow(next);
        work = next;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (failures === 0) trouble(`no word from the hub: ${error instanceof Error ? error.message : String(error)}`);
      await pause(backoff(failures++, random), signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

const pretendPrinter = (since: number): DeviceReport => ({
  identity: PRETEND_PRINTER,
  kind: 'printer',
  transport: 'pretend',
  path: PRETEND_PRINTER,
  label: '模拟打印机 / Pretend printer',
  state: 'found',
  since,
});
