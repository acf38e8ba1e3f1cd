import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Reading, Verdict } from '../../firmware-bridge/contract/reading.ts';
import type { HubConfig } from '../../hub/config.ts';
import type { BodyOf, ScreenCommand } from '../../hub/contract/commands.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import type { Problem } from '../../hub/contract/problem.ts';
import { type Hub, startHub } from '../../hub/hub.ts';
import { NOODLES, WATER } from '../rigs/shop.ts';

export const TOKEN = 'a-token-of-this-test-only';
export interface Answer<T> {
  readonly status: number;
  readonly type: string;
  readonly body: T;
}
export type Done = { position: number; repeated: boolean; entries: Entry[] };

/** A whole hub in this process: real server, real writer thread, real file, a port of its own. */
export class RunningHub {
  readonly data: string;
  #hub: Hub | undefined;
  #ids = 0;

  constructor() {
    this.data = mkdtempSync(join(tmpdir(), 'tillside-http-'));
  }

  async start(changes: Partial<HubConfig> = {}): Promise<this> {
    const config: HubConfig = {
      ...{ host: '127.0.0.1', port: 0, findFreePort: false, bridgeToken: TOKEN, demo: false },
      ...{ timeZone: 'Asia/Shanghai', logLevel: 'fatal', ...changes },
    };
    const die = (error: unknown): void => {
      throw error;
    };
    this.#hub = await startHub(this.data, config, '0.0.0-test', pino({ level: 'silent' }), die);
    return this;
  }
  get key(): string {
    return this.#hub?.key ?? '';
  }
  get url(): string {
    return this.#hub?.url ?? '';
  }
  async stop(): Promise<void> {
    await this.#hub?.close();
    this.#hub = undefined;
  }
  async close(): Promise<void> {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }

  async get<T>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return answerOf<T>(await fetch(`${this.url}${path}`, { headers }));
  }
  async post<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = { 'content-type': 'application/json' };
    return answerOf<T>(
      await fetch(`${this.url}${path}`, { method: 'POST', headers: { ...type, ...headers }, body: text }),
    );
  }
  newId(): string {
    this.#ids += 1;
    return `http-test-${this.#ids}`;
  }
  command<T extends ScreenCommand>(type: T, body: BodyOf<T>, id = this.newId()): Promise<Answer<Done & Problem>> {
    return this.post(`/api/v1/commands/${type}`, { id, actor: { by: 'staff:w1', counter: 'c1' }, body });
  }
  async must<T extends ScreenCommand>(type: T, body: BodyOf<T>): Promise<Done> {
    const answer = await this.command(type, body);
    if (answer.status !== 200) throw new Error(`${type}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  reading(text: string, changes: Partial<Reading> = {}): Reading {
    return {
      id: this.newId(),
      device: 'screen:c1',
      at: 1,
      raw: Buffer.from(text).toString('base64'),
      text,
      ...changes,
    };
  }
  readings(readings: readonly Reading[], headers: Record<string, string> = {}) {
    return this.post<{ verdicts: Verdict[] } & Problem>('/api/v1/readings', { readings }, headers);
  }

  /** A shop with two counters, a person, and two items. */
  async setUp(): Promise<this> {
    await this.must('shop.set-up', {
      ...{ number: 1, store: 'store-1', nameZh: '河滨路店', nameEn: 'Riverside', currency: 'CNY' },
      ...{ timeZone: 'Asia/Shanghai', slipPrinter: 'pretend:printer-1', inStoreLayouts: [] },
    });
    for (const number of [1, 2])
      await this.must('counters.set-up', { counter: `c${number}`, number, nameZh: '台', nameEn: 'Counter' });
    await this.must('staff.set', {
      ...{ staff: 'w1', badge: 11, badgeVersion: 1, nameZh: '王', nameEn: 'Wang', role: 'clerk', active: true },
    });
    const item = { unit: 'each' as const, priceMinor: 200 };
    await this.must('catalog.set-items', {
      items: [
        { ...item, gtin: WATER, nameZh: '水', nameEn: 'Water' },
        { ...item, gtin: NOODLES, nameZh: '面', nameEn: 'Noodles' },
      ],
    });
    return this;
  }
}

async function answerOf<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, body: (type.includes('json') ? JSON.parse(text) : text) as T };
}

/** A request with headers a browser's `fetch` would not let one set, such as another Host. */
export function rawRequest(
  url: string,
  method: string,
  headers: Record<string, string>,
  body = '',
): Promise<Answer<Problem>> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        const type = response.headers['content-type'] ?? '';
        resolve({
          status: response.statusCode ?? 0,
          type,
          body: (type.includes('json') ? JSON.parse(text) : text) as Problem,
        });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
