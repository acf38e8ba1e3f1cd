import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FeedEvents } from '../../hub/contract/feed.ts';
import { WATER } from '../rigs/shop.ts';
import { RunningHub } from './running-hub.ts';

let hub: RunningHub;
beforeAll(async () => {
  hub = await new RunningHub().start();
  await hub.setUp();
});
afterAll(() => hub.close());

type Told = { id: number | undefined } & {
  [K in keyof FeedEvents]: { event: K; data: FeedEvents[K] };
}[keyof FeedEvents];

/** What has come of a feed so far, as a browser's EventSource would understand it. */
function understood(text: string): Told[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .map(
      (block) =>
        new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])),
    )
    .filter((fields) => fields.has('event'))
    .map(
      (fields) =>
        ({
          id: fields.has('id') ? Number(fields.get('id')) : undefined,
          event: fields.get('event'),
          data: JSON.parse(fields.get('data') ?? 'null'),
        }) as Told,
    );
}

class Listener {
  #text = '';
  readonly #end = new AbortController();
  readonly told = (): Told[] => understood(this.#text);

  async open(query = '', headers: Record<string, string> = {}): Promise<this> {
    const response = await fetch(`${hub.url}/api/v1/feed${query}`, { headers, signal: this.#end.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    void this.#read(response);
    await this.until(() => this.told().length > 0);
    return this;
  }
  async #read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const part of response.body ?? []) this.#text += decoder.decode(part as Uint8Array, { stream: true });
    } catch {
      // The test let go of it.
    }
  }
  positions(): number[] {
    return this.told().flatMap((t) => (t.event === 'entries' ? t.data.entries.map((e) => e.position) : []));
  }
  async until(isSo: () => boolean): Promise<void> {
    for (const give = Date.now() + 10_000; !isSo(); ) {
      if (Date.now() > give) throw new Error(`the feed said only: ${this.#text.slice(-500)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  close(): void {
    this.#end.abort();
  }
}
const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
const head = async (): Promise<number> => (await hub.get<{ head: number }>('/api/v1/health')).body.head;
const receive = (quantity = 1) => hub.must('inventory.receive', { gtin: WATER, quantity });

test('what is committed comes live, in order, each once, with its position as the id of the event', async () => {
  const before = await head();
  const screens = await Promise.all([new Listener().open(), new Listener().open()]);
  const done = await Promise.all(range(1, 30).map(() => receive()));
  const last = Math.max(...done.map((d) => d.position));
  for (const screen of screens) {
    await screen.until(() => screen.positions().at(-1) === last);
    expect(screen.positions()).toEqual(range(before + 1, last));
    for (const told of screen.told())
      if (told.event === 'entries') expect(told.id).toBe(told.data.entries.at(-1)?.position);
    screen.close();
  }
});

test('REL-04: a screen that was away goes on after the last id it saw, without a gap and without a repeat', async () => {
  const first = await new Listener().open();
  await receive();
  await first.until(() => first.positions().length > 0);
  first.close();
  const seen = first.positions().at(-1) ?? 0;
  for (let i = 0; i < 5; i += 1) await receive();
  const again = await new Listener().open('', { 'last-event-id': String(seen) });
  const pending = receive();
  const { position } = await pending;
  await again.until(() => again.positions().at(-1) === position);
  expect(again.positions()).toEqual(range(seen + 1, position));
  expect(again.told()[0]?.event).toBe('status');
  again.close();
  const byQuery = await new Listener().open(`?after=${seen}`);
  await byQuery.until(() => byQuery.positions().at(-1) === position);
  expect(byQuery.positions()[0]).toBe(seen + 1);
  byQuery.close();
});

test('the heartbeat says how far the store is and whether HQ has it, and comes again', async () => {
  const screen = await new Listener().open();
  const beats = () => screen.told().flatMap((t) => (t.event === 'status' ? [t.data] : []));
  expect(beats()[0]).toMatchObject({ head: await head(), bridge: false, link: { configured: false } });
  await screen.until(() => beats().length > 1);
  expect((beats()[1]?.at ?? 0) - (beats()[0]?.at ?? 0)).toBeGreaterThan(100);
  screen.close();
});

test('a screen too far behind, or from another life of the store, is told once to load anew and then goes on live', async () => {
  const items = range(1, 500).map((i) => ({
    ...{
      gtin: `0690${String(i).padStart(10, '0')}`,
      nameZh: '货',
      nameEn: 'Thing',
      unit: 'each' as const,
      priceMinor: 1,
    },
  }));
  const before = await head();
  for (let i = 0; i < 5; i += 1) await hub.must('catalog.set-items', { items });
  for (const after of [before, (await head()) + 1000]) {
    const screen = await new Listener().open(`?after=${after}`);
    const now = await head();
    const resyncs = () => screen.told().filter((t) => t.event === 'resync');
    await screen.until(() => resyncs().length > 0);
    expect(resyncs()).toMatchObject([{ id: now, data: { head: now } }]);
    const { position } = await receive();
    await screen.until(() => screen.positions().includes(position));
    expect(screen.positions()).toEqual([position]);
    screen.close();
  }
});

test.each(['?after=', '?after=soon', '?after=-3', '?after=1.5', ''])(
  'a feed asked for with "%s" begins now',
  async (query) => {
    const screen = await new Listener().open(query);
    const { position } = await receive();
    await screen.until(() => screen.positions().length > 0);
    expect(screen.positions()).toEqual([position]);
    screen.close();
  },
);

test('a tablet that slept through more than the hub keeps for it is told to load anew when it wakes: never a silent gap', async () => {
  const { hostname, port } = new URL(hub.url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const wake = async (isSo: () => boolean): Promise<void> => {
    for (const give = Date.now() + 15_000; !isSo() && Date.now() < give; )
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  socket.write(`GET /api/v1/feed HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  await wake(() => text.includes('event: status'));
  socket.pause();
  const long = 'x'.repeat(110);
  const items = range(1, 500).map((i) => ({
    ...{ gtin: `0691${String(i).padStart(10, '0')}`, nameZh: long, nameEn: long, categoryEn: long.slice(0, 60) },
    ...{ unit: 'each' as const, priceMinor: 1 },
  }));
  for (let i = 0; i < 45; i += 1) await hub.must('catalog.set-items', { items });
  const slept = await head();
  socket.resume();
  await wake(() => text.includes('event: resync'));
  const { position } = await receive();
  await wake(() => text.includes(`"position":${position},`));
  socket.destroy();
  const resync = /id: (\d+)\nevent: resync/.exec(text);
  expect(Number(resync?.[1])).toBeGreaterThanOrEqual(slept);
  const before = [...text.slice(0, resync?.index ?? 0).matchAll(/\nid: (\d+)\nevent: entries/g)].map((m) =>
    Number(m[1]),
  );
  expect(before.at(-1) ?? 0, 'the sleeper missed some').toBeLessThan(slept);
  expect(text.slice(resync?.index)).toContain(`id: ${position}\nevent: entries`);
});
