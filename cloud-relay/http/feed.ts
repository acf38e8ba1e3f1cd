import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Database } from '../store/database.ts';

const heartbeat = 5000;
const gather = 250;
const longestQueue = 256 * 1024;

/**
 * HQ's live feed (server-sent events). Changes are gathered for a quarter of a second and told once per store. A
 * screen that does not read is cut off: it comes back and loads its picture anew.
 */
export class HqFeed {
  readonly #db: Database;
  readonly #now: () => number;
  readonly #screens = new Set<FastifyReply>();
  readonly #changed = new Set<string>();
  readonly #known = new Map<string, string>();
  #gathering: NodeJS.Timeout | undefined;
  #beat: NodeJS.Timeout | undefined;

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  routes(app: FastifyInstance): void {
    app.get('/feed', { schema: { hide: true } }, (_request, reply) => this.#open(reply));
  }

  #open(reply: FastifyReply): void {
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    this.#screens.add(reply);
    reply.raw.on('close', () => this.#screens.delete(reply));
    this.#write(reply, 'status', { at: this.#now() });
    this.#beat ??= setInterval(() => {
      this.#all('status', { at: this.#now() });
      void this.#look();
    }, heartbeat);
  }

  /** What another worker took in and whose notice was lost is found by looking. */
  async #look(): Promise<void> {
    if (this.#screens.size === 0) return;
    const rows = await this.#db
      .all<{ name: string; online: number; entries: number }>('SELECT name, online, entries FROM store')
      .catch(() => []);
    for (const { name, online, entries } of rows) {
      const now = `${online} ${entries}`;
      const before = this.#known.get(name);
      this.#known.set(name, now);
      if (before !== undefined && before !== now) this.changed(name);
    }
  }

  /** @param store a name, or `*` when nobody knows which */
  changed(store: string): void {
    if (this.#screens.size === 0) return;
    if (store === '*') {
      void this.#look();
      return;
    }
    this.#changed.add(store);
    this.#gathering ??= setTimeout(() => void this.#tell(), gather);
  }

  async #tell(): Promise<void> {
    this.#gathering = undefined;
    const stores = [...this.#changed];
    this.#changed.clear();
    for (const store of stores) {
      const rows = await this.#db
        .all<{ as_of: number | null }>('SELECT as_of FROM store WHERE name = $1', store)
        .catch(() => []);
      this.#all('store', { store, asOf: rows[0]?.as_of ?? 0 });
    }
  }

  #all(event: string, data: object): void {
    for (const screen of this.#screens) this.#write(screen, event, data);
  }

  #write(screen: FastifyReply, event: string, data: object): void {
    if (screen.raw.writableLength > longestQueue) screen.raw.destroy();
    else screen.raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  close(): void {
    clearTimeout(this.#gathering);
    clearInterval(this.#beat);
    for (const screen of this.#screens) screen.raw.end();
  }
}
