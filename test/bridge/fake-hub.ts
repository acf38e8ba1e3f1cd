import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  BridgeHello,
  BridgeWork,
  DevicePlan,
  DeviceReport,
} from '../../firmware-bridge/contract/device-report.ts';
import type { JobProgress, PrintJob } from '../../firmware-bridge/contract/print-job.ts';
import type { Reading, Verdict } from '../../firmware-bridge/contract/reading.ts';
import type { HubLink } from '../../firmware-bridge/link.ts';

type Body = { readings: Reading[]; devices: DeviceReport[] } & BridgeHello & JobProgress;

/** Codes that begin so get another verdict than "accepted". */
const SPECIAL: Readonly<Record<string, Verdict['verdict']>> = { '?': 'unknown', '!': 'held' };

/** A hub that keeps everything it hears in memory; the same one answers calls in the process and over HTTP. */
export class FakeHub {
  readonly token = '0123456789abcdef-token';
  readonly readings: Reading[] = [];
  readonly repeats: string[] = [];
  readonly hellos: BridgeHello[] = [];
  readonly progress: { id: string; progress: JobProgress }[] = [];
  devices: DeviceReport[] = [];
  isDown = false;
  #work: BridgeWork = { version: 1, plan: [], jobs: [] };
  #news: (() => void)[] = [];
  readonly #seen = new Set<string>();

  set(plan: DevicePlan[], jobs: PrintJob[] = []): void {
    this.#work = { version: this.#work.version + 1, plan, jobs };
    for (const tell of this.#news.splice(0)) tell();
  }
  /** One device more, or other settings for one, beside those that are there. */
  add(...plans: DevicePlan[]): void {
    const others = this.#work.plan.filter((plan) => !plans.some((each) => each.identity === plan.identity));
    this.set([...others, ...plans], this.#work.jobs);
  }
  remove(...identities: string[]): void {
    const jobs = this.#work.jobs.filter((job) => !identities.includes(job.printer));
    this.set(
      this.#work.plan.filter((plan) => !identities.includes(plan.identity)),
      jobs,
    );
  }
  /** Forgets what was heard, for the next test on the same bridge. */
  clear(): void {
    for (const heard of [this.readings, this.repeats, this.hellos, this.progress]) heard.length = 0;
  }
  order(job: PrintJob): void {
    this.set(this.#work.plan, [...this.#work.jobs, job]);
  }
  get texts(): string[] {
    return this.readings.map((reading) => reading.text);
  }
  stepsOf(id: string): string[] {
    return this.progress.filter((each) => each.id === id).map((each) => each.progress.step);
  }
  endOf(id: string): JobProgress | undefined {
    return this.progress.find((each) => each.id === id && each.progress.step !== 'sending')?.progress;
  }
  state(identity: string): string | undefined {
    return this.devices.find((device) => device.identity === identity)?.state;
  }

  readonly link: HubLink = {
    hello: async (hello) => {
      this.#fail();
      this.hellos.push(hello);
      return this.#work;
    },
    take: async (readings) => {
      this.#fail();
      return readings.map((reading): Verdict => {
        if (this.#seen.has(reading.id)) this.repeats.push(reading.id);
        else this.readings.push(reading);
        this.#seen.add(reading.id);
        return { id: reading.id, verdict: SPECIAL[reading.text[0] ?? ''] ?? 'accepted' };
      });
    },
    report: async (devices) => {
      this.#fail();
      this.devices = devices;
    },
    work: async (after, signal) => {
      this.#fail();
      if (this.#work.version <= after) {
        await new Promise<void>((resolve) => {
          const tell = (): void => {
            signal.removeEventListener('abort', tell);
            resolve();
          };
          this.#news.push(tell);
          signal.addEventListener('abort', tell);
        });
      }
      this.#fail();
      return this.#work;
    },
    progress: async (id, progress) => {
      this.#fail();
      this.progress.push({ id, progress });
      if (progress.step !== 'sending') {
        const jobs = this.#work.jobs.filter((job) => job.id !== id);
        this.set(this.#work.plan, jobs);
      }
      return { go: true };
    },
  };

  #fail(): void {
    if (this.isDown) throw new Error('the hub is down');
  }

  /** The same hub over HTTP. `stop` cuts every connection, `start` comes back on the same port. */
  async serve(): Promise<{ url: string; stop(): Promise<void>; start(): Promise<void> }> {
    let server: Server | undefined;
    let port = 0;
    const start = async (): Promise<void> => {
      server = createServer((req, res) => void this.#answer(req, res));
      await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
      port = (server.address() as AddressInfo).port;
    };
    const stop = async (): Promise<void> => {
      const last = server;
      server = undefined;
      if (!last) return;
      last.closeAllConnections();
      await new Promise<void>((resolve) => last.close(() => resolve()));
    };
    await start();
    return { url: `http://127.0.0.1:${port}`, stop, start };
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const body: Body = parts.length > 0 ? JSON.parse(Buffer.concat(parts).toString('utf8')) : {};
    const url = new URL(req.url ?? '/', 'http://x');
    const gone = new AbortController();
    res.on('close', () => gone.abort());
    try {
      if (req.headers.authorization !== `Bearer ${this.token}`) throw new Error('token');
      const answer = await this.#route(`${req.method} ${url.pathname}`, url, body, gone.signal);
      res.writeHead(answer === undefined ? 204 : 200, { 'content-type': 'application/json' });
      res.end(answer === undefined ? undefined : JSON.stringify(answer));
    } catch {
      res.writeHead(503).end();
    }
  }

  async #route(name: string, url: URL, input: Body, signal: AbortSignal): Promise<unknown> {
    if (name === 'POST /api/v1/bridge/hello') return this.link.hello(input);
    if (name === 'POST /api/v1/readings') return { verdicts: await this.link.take(input.readings) };
    if (name === 'POST /api/v1/bridge/devices') return this.link.report(input.devices);
    if (name === 'GET /api/v1/bridge/work') return this.link.work(Number(url.searchParams.get('after')), signal);
    const job = /^POST \/api\/v1\/bridge\/jobs\/([^/]+)\/progress$/u.exec(name)?.[1];
    if (job !== undefined) return this.link.progress(decodeURIComponent(job), input);
    throw new Error(`no route ${name}`);
  }
}
