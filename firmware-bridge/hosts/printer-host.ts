import { createHash } from 'node:crypto';
import type { DevicePlan, DeviceReport, DeviceState } from '../contract/device-report.ts';
import { openLp } from '../ports/lp.ts';
import { type Port, PortError } from '../ports/port.ts';
import { openPretend } from '../ports/pretend.ts';
import { openSerial } from '../ports/serial.ts';
import { openTcp } from '../ports/tcp.ts';
import { toEscpos } from '../printing/escpos.ts';
import { type Effect, type Input, type JobState, startJob, step, TICK, toProgress } from '../printing/protocol.ts';
import { hostWire, type ToPrinterHost } from './messages.ts';
import { keepOpen, type Reopening } from './reopening.ts';

const USUAL_BAUD = 9_600;
const USUAL_COLUMNS = 48;

/** The process of one printer: holds its port, prints one slip at a time, may hang without hurting anyone. */
class PrinterHost {
  readonly #wire = hostWire<ToPrinterHost>((message) => this.#hear(message));
  #plan: DevicePlan | undefined;
  #kept: Reopening | undefined;
  #port: Port | undefined;
  #job: { id: string; state: JobState } | undefined;
  #state: DeviceState = 'absent';
  #detail: string | undefined = 'being opened';
  #since = Date.now();

  #hear(message: ToPrinterHost): void {
    if (message.kind === 'plan') this.#follow(message.plan);
    else if (message.kind === 'job') this.#begin(message);
    else if (message.id !== this.#job?.id) return;
    else if (message.kind === 'go') this.#step({ kind: 'go' });
    else if (this.#job.state.sent === 0) this.#job = undefined;
  }

  #follow(plan: DevicePlan): void {
    this.#plan = plan;
    this.#kept = keepOpen(() => openPrinter(plan), {
      onOpen: (port) => {
        this.#port = port;
        this.#tell('open', undefined);
        port.onData((bytes) => this.#step({ kind: 'bytes', bytes }));
        this.#step({ kind: 'opened' });
      },
      onFault: (fault) => {
        this.#port = undefined;
        this.#tell(fault.state, fault.detail);
        this.#step({ kind: 'closed' });
      },
    });
    setInterval(() => this.#step({ kind: 'tick' }), TICK);
    this.#report();
  }

  #begin({ job, granted }: Extract<ToPrinterHost, { kind: 'job' }>): void {
    if (!this.#plan || this.#job) return;
    const { encoding = 'gb18030', columns = USUAL_COLUMNS, evidence = 'fence' } = this.#plan;
    const state = startJob(toEscpos(job.document, { encoding, columns }), evidence, performance.now(), tagOf(job.id));
    this.#job = { id: job.id, state: { ...state, granted } };
    if (this.#port) this.#step({ kind: 'opened' });
    else this.#kept?.now();
  }

  #step(input: Input): void {
    if (!this.#job) return;
    const { state, effects } = step(this.#job.state, input, performance.now());
    this.#job = { ...this.#job, state };
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: Effect): void {
    const id = this.#job?.id;
    if (id === undefined) return;
    if (effect.kind === 'write') this.#write(effect.bytes);
    else if (effect.kind === 'ask') this.#wire.send({ kind: 'ask', id });
    else if (effect.kind === 'condition') this.#heard(effect.condition);
    else {
      const progress = toProgress(effect, Date.now());
      const isPretended = this.#plan?.transport === 'pretend' && progress.step === 'done';
      this.#job = undefined;
      this.#wire.send({ kind: 'end', id, progress: isPretended ? { ...progress, evidence: 'pretend' } : progress });
    }
  }

  /** A failed write is told as a close by the port itself; here only success matters. */
  #write(bytes: Uint8Array): void {
    const job = this.#job?.id;
    this.#port?.write(bytes).then(
      () => this.#job?.id === job && this.#step({ kind: 'written' }),
      (error: unknown) => {
        this.#tell('faulty', error instanceof Error ? error.message : 'writing failed');
        this.#port?.close();
      },
    );
  }

  #heard(condition: Extract<Effect, { kind: 'condition' }>['condition']): void {
    if (condition === 'ok') this.#tell('open', undefined);
    else if (condition === 'silent') this.#tell('faulty', 'no-answer');
    else if (condition === 'error') this.#tell('faulty', 'printer-error');
    else this.#tell(condition, undefined);
  }

  #tell(state: DeviceState, detail: string | undefined): void {
    if (state === this.#state && detail === this.#detail) return;
    if (state !== this.#state) this.#since = Date.now();
    this.#state = state;
    this.#detail = detail;
    this.#report();
  }

  #report(): void {
    if (!this.#plan) return;
    const { identity, kind, transport, path } = this.#plan;
    const label = transport === 'pretend' ? '模拟打印机 / Pretend printer' : path;
    const device: DeviceReport = { identity, kind, transport, path, label, state: this.#state, since: this.#since };
    const devices = [this.#detail === undefined ? device : { ...device, detail: this.#detail }];
    this.#wire.send({ kind: 'devices', devices });
  }
}

/** Three printable characters from the job's id; ids of neighbouring jobs differ in every part of their digest. */
function tagOf(id: string): string {
  const digest = createHash('sha256').update(id).digest();
  return String.fromCharCode(...[...digest.subarray(0, 3)].map((byte) => 33 + (byte % 94)));
}

async function openPrinter(plan: DevicePlan): Promise<Port> {
  if (plan.transport === 'serial') return openSerial(plan.path, plan.baudRate ?? USUAL_BAUD);
  if (plan.transport === 'tcp') return openTcp(plan.path);
  if (plan.transport === 'lp') return openLp(plan.path);
  if (plan.transport === 'pretend') return openPretend(plan.pretend ?? 'ok');
  throw new PortError({ state: 'faulty', detail: `no printer speaks ${plan.transport}` });
}

new PrinterHost();
