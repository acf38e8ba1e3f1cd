import { describe, expect, test } from 'vitest';
import { createCommands } from '../../dashboard/client/commands.ts';
import { createHub } from '../../dashboard/client/hub.ts';
import { createPicture } from '../../dashboard/client/picture.ts';
import { createReadings } from '../../dashboard/client/readings.ts';
import type { Verdict } from '../../firmware-bridge/contract/reading.ts';
import { VirtualScreen } from './virtual-screen.ts';

const done = { json: { position: 1, repeated: false, entries: [] } };
const full = { status: 507, type: 'application/problem+json', json: { code: 'disk-full', status: 507, title: 'full' } };
const idOf = (body: unknown): string => (body as { id: string }).id;

describe('a command', () => {
  test('is sent again under the same id until the hub answers, and only then is it done', async () => {
    const screen = new VirtualScreen();
    const commands = createCommands(screen.around);
    let answer: unknown;
    void commands.send('orders.undo', { order: 'order-1' }).then((a) => {
      answer = a;
    });
    await screen.pass(3_000);
    expect(answer).toBeUndefined();
    expect(commands.pending.value[0]?.attempts).toBeGreaterThan(2);
    screen.reply = () => done;
    await screen.pass(10_000);
    expect(answer).toMatchObject({ ok: true });
    expect(commands.pending.value).toEqual([]);
    expect(new Set(screen.asked.map((a) => idOf(a.body))).size).toBe(1);
  });

  test('waits for the one before it, so that a screen is obeyed in order', async () => {
    const screen = new VirtualScreen();
    const commands = createCommands(screen.around);
    void commands.send('orders.undo', { order: 'order-1' });
    void commands.send('orders.undo', { order: 'order-2' });
    await screen.pass(500);
    expect(new Set(screen.asked.map((a) => idOf(a.body))).size).toBe(1);
    screen.reply = () => done;
    await screen.pass(10_000);
    expect(screen.asked.slice(-2).map((a) => (a.body as { body: { order: string } }).body.order)).toEqual([
      'order-1',
      'order-2',
    ]);
  });

  test('is answered by a full disk, not repeated: nothing was done and a person must know', async () => {
    const screen = new VirtualScreen();
    screen.reply = () => full;
    const answer = await createCommands(screen.around).send('orders.undo', { order: 'order-1' });
    expect(answer).toMatchObject({ ok: false, reached: true, problem: { code: 'disk-full' } });
    expect(screen.asked).toHaveLength(1);
  });
});

describe('scans of the page itself', () => {
  const ears = () => {
    const verdicts: Verdict[] = [];
    let held = 0;
    return {
      verdicts,
      held: () => held,
      onVerdict: (v: Verdict) => void verdicts.push(v),
      onHeld: () => {
        held += 1;
      },
    };
  };
  const accept = (body: unknown) => ({
    json: {
      verdicts: (body as { readings: { id: string }[] }).readings.map(({ id }) => ({ id, verdict: 'accepted' })),
    },
  });

  test('are kept over a dead line and a reload, and go out once each, in order, with the ids they were born with', async () => {
    const screen = new VirtualScreen();
    const first = ears();
    const before = createReadings(screen.around, first);
    before.take('screen:counter-1', '6901234567892');
    before.take('screen:counter-1', ']E06909876543210');
    await screen.pass(1_000);
    expect(first.held()).toBe(1);
    expect(before.isHeld.value).toBe(true);
    const ids = before.waiting.value.map((r) => r.id);
    const reloaded = new VirtualScreen();
    for (const [key, value] of screen.memory) reloaded.memory.set(key, value);
    reloaded.reply = accept;
    const second = ears();
    const after = createReadings(reloaded.around, second);
    await reloaded.pass(100);
    expect(second.verdicts.map((v) => v.id)).toEqual(ids);
    expect(after.waiting.value).toEqual([]);
    const sent = reloaded.asked.flatMap((a) => (a.body as { readings: { text: string; aim?: string }[] }).readings);
    expect(sent.map((r) => [r.text, r.aim])).toEqual([
      ['6901234567892', undefined],
      ['6909876543210', ']E0'],
    ]);
  });

  test('are not lost to a full disk: they wait until there is room', async () => {
    const screen = new VirtualScreen();
    screen.reply = () => full;
    const listening = ears();
    const readings = createReadings(screen.around, listening);
    readings.take('screen:counter-1', '6901234567892');
    await screen.pass(2_000);
    expect(readings.waiting.value).toHaveLength(1);
    screen.reply = accept;
    await screen.pass(6_000);
    expect(listening.verdicts).toMatchObject([{ verdict: 'accepted' }]);
  });

  test('are turned away one by one: a bad one does not take the good ones with it', async () => {
    const screen = new VirtualScreen();
    const listening = ears();
    const readings = createReadings(screen.around, listening);
    for (const text of ['good-1', 'bad', 'good-2']) readings.take('screen:counter-1', text);
    screen.reply = (body) =>
      JSON.stringify(body).includes('"bad"') ? { status: 400, json: { code: 'bad-request' } } : accept(body);
    await screen.pass(5_000);
    expect(listening.verdicts.map((v) => v.verdict)).toEqual(['accepted', 'refused', 'accepted']);
  });
});

describe('a picture', () => {
  test('loads at once and then at most four times a second, however much happens', async () => {
    const screen = new VirtualScreen();
    let loads = 0;
    const picture = createPicture(screen.around, async () => {
      loads += 1;
      return { ok: true, value: loads };
    });
    picture.nudge();
    expect(loads).toBe(1);
    for (let i = 0; i < 100; i++) {
      picture.nudge();
      await screen.pass(10);
    }
    expect(loads).toBeGreaterThanOrEqual(4);
    expect(loads).toBeLessThanOrEqual(6);
    await screen.pass(300);
    expect(picture.value.value).toBe(loads);
  });
});

describe('the line to the hub', () => {
  const status = (at: number, head: number) => ({
    at,
    head,
    link: { configured: true, connected: true, pending: 0 },
    bridge: true,
  });

  test('is what the heartbeat says: three missed beats are offline, the next one is online again', async () => {
    const screen = new VirtualScreen();
    screen.reply = () => ({ json: { head: 7, now: screen.now, link: {}, bridge: { connected: true } } });
    const hub = createHub(screen.around);
    hub.start();
    await screen.pass(10);
    expect(screen.sources[0]?.path).toBe('/api/v1/feed?after=7');
    screen.sources[0]?.say('status', status(screen.now, 7));
    expect(hub.live.state.value).toBe('online');
    await screen.pass(14_000);
    expect(hub.live.state.value).toBe('online');
    await screen.pass(3_000);
    expect(hub.live.state.value).toBe('offline');
    expect(screen.sources[0]?.isClosed).toBe(true);
    screen.sources[screen.sources.length - 1]?.say('status', status(screen.now, 7));
    expect(hub.live.state.value).toBe('online');
  });

  test('resumes after the last entry it heard, and loads its pictures anew when a heartbeat is ahead of it', async () => {
    const screen = new VirtualScreen();
    screen.reply = (_body, path) => ({
      json: path.endsWith('/health') ? { head: 7, now: 0, link: {}, bridge: {} } : { asOf: 9 },
    });
    const hub = createHub(screen.around);
    hub.start();
    const picture = hub.follow('/board');
    await screen.pass(10);
    const loads = () => screen.asked.filter((a) => a.path === '/api/v1/board').length;
    screen.sources[0]?.say('entries', { entries: [{ position: 8 }, { position: 9 }] });
    await screen.pass(1_000);
    const before = loads();
    screen.sources[0]?.say('status', status(screen.now, 12));
    await screen.pass(1_000);
    expect(loads()).toBe(before + 1);
    screen.sources[0]?.onerror?.();
    expect(hub.live.state.value).toBe('reconnecting');
    await screen.pass(1_000);
    expect(screen.sources[1]?.path).toBe('/api/v1/feed?after=9');
    picture.stop();
  });
});
