import pg from 'pg';
import type { Sql } from './database.ts';

const channel = 'tillside_stores';
/** A notice carries at most 8,000 bytes; beyond that everybody looks at everything. */
const longest = 7000;

/** Tells every worker on this PostgreSQL which stores have news, when the transaction is on disk: once a group. */
export async function ring(tx: Sql, stores: readonly string[]): Promise<void> {
  const text = stores.join(' ');
  await tx.all(`SELECT pg_notify('${channel}', $1)`, text.length > longest ? '*' : text);
}

/**
 * Hears which stores have news, whoever took it. A notice is only a hint: what is missed while the line is down is found
 * by looking, which the feed does anyway.
 */
export class Bell {
  readonly #url: string;
  readonly #password: string | undefined;
  readonly #hear: (store: string) => void;
  #client: pg.Client | undefined;
  #again: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(url: string, password: string | undefined, hear: (store: string) => void) {
    this.#url = url;
    this.#password = password;
    this.#hear = hear;
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      ...(this.#password === undefined ? {} : { password: this.#password }),
      application_name: 'tillside-hq bell',
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    });
    this.#client = client;
    client.on('error', () => this.#retry(client));
    client.on('end', () => this.#retry(client));
    client.on('notification', ({ payload }) => {
      for (const store of payload?.split(' ') ?? []) this.#hear(store);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch {
      this.#retry(client);
    }
  }

  #retry(client: pg.Client): void {
    if (this.#closed || client !== this.#client) return;
    this.#client = undefined;
    client.end().catch(() => undefined);
    this.#again = setTimeout(() => void this.#connect(), 1000);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#again);
    await this.#client?.end().catch(() => undefined);
  }
}
