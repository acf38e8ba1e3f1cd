import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../../hub/contract/command.ts';
import type { BodyOf, ScreenCommand } from '../../hub/contract/commands.ts';
import type { Entry } from '../../hub/contract/journal.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TOKEN = 'a-token-only-for-this-test-run';
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until it is so; says what it last saw when it never is. */
export async function until<T>(
  look: () => Promise<T> | T,
  so: (seen: T) => boolean,
  what: string,
  ms = 15_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    let seen: T | undefined;
    try {
      seen = await look();
      if (so(seen)) return seen;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    if (Date.now() > end) throw new Error(`never happened: ${what}; last seen ${JSON.stringify(seen)?.slice(0, 2000)}`);
    await wait(30);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return typeof address === 'object' && address ? address.port : 0;
}

/** One program of the shop as its own process: started, killed without notice, started again on the same data. */
class Program {
  readonly #file: string;
  readonly #args: string[];
  readonly #env: Record<string, string>;
  #child: ChildProcess | undefined;
  output = '';

  constructor(file: string, args: string[], env: Record<string, string>) {
    this.#file = file;
    this.#args = args;
    this.#env = env;
  }
  async start(ready: string): Promise<void> {
    const built = join(ROOT, 'dist', this.#file);
    if (!existsSync(built)) throw new Error(`${built} is missing: npm run build first`);
    this.output = '';
    const child = spawn(process.execPath, ['--enable-source-maps', built, ...this.#args], {
      cwd: ROOT,
      env: { ...process.env, ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    await until(
      () => this.output,
      (text) => {
        if (child.exitCode !== null) throw new Error(`${this.#file} ended: ${text}`);
        return text.includes(ready);
      },
      `${this.#file} says ${ready}`,
      20_000,
    );
  }
  /** As a power cut does it to this program: no warning, no good-bye. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await gone;
  }
}

/** A whole shop with HQ, every part a process of its own, on free ports and in a temporary folder. */
export class ShopProcesses {
  readonly data = mkdtempSync(join(tmpdir(), 'tillside-shop-'));
  hubUrl = '';
  hqUrl = '';
  #hub: Program | undefined;
  #relay: Program | undefined;
  #bridge: Program | undefined;

  async start(): Promise<this> {
    const [hub, hq, mqtt] = [await freePort(), await freePort(), await freePort()];
    this.hubUrl = `http://127.0.0.1:${hub}`;
    this.hqUrl = `http://127.0.0.1:${hq}`;
    this.#relay = new Program('cloud-relay/main.js', [], {
      TILLSIDE__RELAY__DATA_DIR: join(this.data, 'hq'),
      TILLSIDE__RELAY__HTTP__PORT: String(hq),
      TILLSIDE__RELAY__MQTT__PORT: String(mqtt),
      TILLSIDE__RELAY__AUTO_ENROL_TOKEN: TOKEN,
    });
    this.#hub = new Program('hub/main.js', ['--data', this.data], {
      TILLSIDE__HUB__DEMO: 'true',
      TILLSIDE__HUB__PORT: String(hub),
      TILLSIDE__HUB__BRIDGE_TOKEN: TOKEN,
      TILLSIDE__HUB__LINK_URL: `mqtt://127.0.0.1:${mqtt}`,
      TILLSIDE__HUB__LINK_TOKEN: TOKEN,
    });
    this.#bridge = new Program('firmware-bridge/main.js', [], {
      TILLSIDE__BRIDGE__HUB_URL: this.hubUrl,
      TILLSIDE__BRIDGE__TOKEN: TOKEN,
      TILLSIDE__BRIDGE__DATA: join(this.data, 'bridge'),
      TILLSIDE__BRIDGE__PRETEND: 'true',
    });
    await Promise.all([this.startRelay(), this.startHub()]);
    await this.startBridge();
    return this;
  }
  startHub = (): Promise<void> => this.#hub?.start('"msg":"ready"') ?? Promise.resolve();
  startRelay = (): Promise<void> => this.#relay?.start('"msg":"ready"') ?? Promise.resolve();
  startBridge = (): Promise<void> => this.#bridge?.start('"program":"bridge"') ?? Promise.resolve();
  killHub = (): Promise<void> => this.#hub?.kill() ?? Promise.resolve();
  killRelay = (): Promise<void> => this.#relay?.kill() ?? Promise.resolve();
  killBridge = (): Promise<void> => this.#bridge?.kill() ?? Promise.resolve();
  logs = (): string => [this.#hub?.output, this.#relay?.output, this.#bridge?.output].join('\n----\n');

  async get<T>(path: string, base = this.hubUrl): Promise<T> {
    const response = await fetch(`${base}/api/v1${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
  /** A command as a screen sends it; throws when it is refused. */
  async do<T extends ScreenCommand>(type: T, body: BodyOf<T>): Promise<readonly Entry[]> {
    const response = await fetch(`${this.hubUrl}/api/v1/commands/${type}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: crypto.randomUUID(), actor: { by: 'test' }, body }),
    });
    const answer = (await response.json()) as Extract<Outcome, { status: 'done' }>;
    if (!response.ok) throw new Error(`${type}: ${JSON.stringify(answer)}`);
    return answer.entries;
  }
  async close(): Promise<void> {
    await Promise.all([this.#bridge?.kill('SIGTERM'), this.#hub?.kill('SIGTERM')]);
    await this.#relay?.kill('SIGTERM');
    rmSync(this.data, { recursive: true, force: true });
  }
}
