import type { Surroundings } from '../../dashboard/surroundings.ts';

type Reply = (body: unknown, path: string) => { status?: number; json: unknown; type?: string } | 'dead';

/** A stand-in for the browser around the clients: a clock moved by hand, memory in a map, and a hub played by a function. */
export class VirtualScreen {
  now = 1_800_000_000_000;
  readonly memory = new Map<string, string>();
  readonly asked: { path: string; body: unknown }[] = [];
  readonly sources: VirtualEvents[] = [];
  reply: Reply = () => 'dead';
  #timers: { at: number; call: () => void }[] = [];
  #chance = 0;

  readonly around: Surroundings = {
    now: () => this.now,
    random: (bytes) => {
      this.#chance += 1;
      return new Uint8Array(bytes).fill(this.#chance);
    },
    later: (ms, call) => {
      const timer = { at: this.now + ms, call };
      this.#timers.push(timer);
      return () => {
        this.#timers = this.#timers.filter((t) => t !== timer);
      };
    },
    recall: (key) => this.memory.get(key),
    remember: (key, value) => {
      this.memory.set(key, value);
    },
    fetch: async (path, init) => {
      const body: unknown = init?.body === undefined ? undefined : JSON.parse(String(init.body));
      this.asked.push({ path, body });
      const answer = this.reply(body, path);
      if (answer === 'dead') throw new TypeError('Failed to fetch');
      const headers = { 'content-type': answer.type ?? 'application/json' };
      return new Response(JSON.stringify(answer.json), { status: answer.status ?? 200, headers });
    },
    openEvents: (path) => {
      const events = new VirtualEvents(path);
      this.sources.push(events);
      return events as unknown as EventSource;
    },
  };

  /** Lets what is under way settle, then moves the clock, timer by timer. */
  async pass(ms = 0): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.#timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((t) => t !== next);
      this.now = Math.max(this.now, next.at);
      next.call();
    }
    this.now = end;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** An event stream whose other end is the test. */
export class VirtualEvents {
  readonly path: string;
  isClosed = false;
  onerror: (() => void) | undefined;
  readonly #listeners = new Map<string, (event: { data: string }) => void>();

  constructor(path: string) {
    this.path = path;
  }
  addEventListener(name: string, listener: (event: { data: string }) => void): void {
    this.#listeners.set(name, listener);
  }
  close(): void {
    this.isClosed = true;
  }
  say(name: string, data: unknown): void {
    this.#listeners.get(name)?.({ data: JSON.stringify(data) });
  }
}
