import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DevicePlan } from '../../firmware-bridge/contract/device-report.ts';
import type { PrintJob } from '../../firmware-bridge/contract/print-job.ts';
import { decodeWithWasm, decodeWithZbar, decodeWithZxing } from '../rigs/decode.ts';
import { openPty } from '../rigs/pty.ts';
import { needs } from '../rigs/require.ts';
import { TASK_CODE, TASK_SLIP } from '../rigs/slip.ts';
import { networkPrinter, serialPrinter, type WiredPrinter } from '../rigs/virtual-printer-wires.ts';
import { bridgeInside, bridgeProcess, childOf, type TestBridge, until } from './bridge-process.ts';
import { FakeHub } from './fake-hub.ts';

type Wire = 'serial' | 'tcp' | 'lp';
const make = { serial: serialPrinter, tcp: networkPrinter, lp: serialPrinter };
const job = (id: string, printer: DevicePlan): PrintJob => ({ id, printer: printer.identity, document: TASK_SLIP });
const ended = (hub: FakeHub, id: string): Promise<void> => until(`the end of ${id}`, () => hub.endOf(id) !== undefined);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const wires: WiredPrinter[] = [];
afterAll(async () => {
  for (const wire of wires) await wire.close();
});
async function printerOn(wire: Wire, columns = 48): Promise<{ wired: WiredPrinter; target: DevicePlan }> {
  const wired = await make[wire]({ dots: columns * 12 });
  wires.push(wired);
  const { path } = wired;
  return { wired, target: { identity: `${wire}:${path}`, kind: 'printer', transport: wire, path, columns } };
}

describe.skipIf(!needs('socat'))('print jobs through a bridge that is its own process (BRF-02)', () => {
  const hub = new FakeHub();
  let server: Awaited<ReturnType<FakeHub['serve']>>;
  let bridge: TestBridge;
  beforeAll(async () => {
    server = await hub.serve();
    bridge = bridgeProcess(server.url, hub.token);
    await bridge.start();
  });
  afterAll(async () => {
    await bridge.close();
    await server.stop();
  });
  beforeEach(() => hub.clear());

  test('a slip over serial, TCP and lp, on both widths, is on paper, whole, and told as done', async () => {
    const printers = await Promise.all([printerOn('serial'), printerOn('tcp', 32), printerOn('lp')]);
    hub.set(
      printers.map(({ target }) => target),
      printers.map(({ target }) => job(`slip-${target.transport}`, target)),
    );
    for (const { wired, target } of printers) {
      const id = `slip-${target.transport}`;
      await ended(hub, id);
      expect(hub.stepsOf(id)).toEqual(['sending', 'done']);
      expect(hub.endOf(id)).toMatchObject({ step: 'done', evidence: 'fence' });
      expect([wired.printer.cuts, wired.printer.unknown]).toEqual([1, []]);
      expect(wired.printer.text.join('\n')).toContain('农夫山泉');
      await until('open', () => hub.state(target.identity) === 'open');
    }
    await expectReadable(printers[0]?.wired);
    hub.set([]);
  });

  test('no byte of a slip leaves while the hub cannot write it down; every slip comes once', async () => {
    const { wired, target } = await printerOn('serial');
    hub.set([{ ...target, evidence: 'echo' }]);
    await until('open', () => hub.state(target.identity) === 'open');
    for (const id of ['a', 'b', 'c']) hub.order(job(id, target));
    hub.isDown = true;
    await server.stop();
    await pause(700);
    const before = wired.printer.cuts;
    await pause(500);
    expect(wired.printer.cuts - before).toBe(0);
    hub.isDown = false;
    await server.start();
    for (const id of ['a', 'b', 'c']) await ended(hub, id);
    expect(wired.printer.cuts).toBe(3);
    for (const id of ['a', 'b', 'c']) expect(hub.endOf(id)).toMatchObject({ step: 'done', evidence: 'echo' });
    hub.set([]);
  });

  test('the process of a printer dies inside a slip: unknown, and the next slip prints', async () => {
    const { wired, target } = await printerOn('tcp');
    wired.printer.fault = { kind: 'paper-out', at: 500 };
    hub.set([target], [job('slip-1', target)]);
    await until(
      'the slip is stuck',
      () => hub.state(target.identity) === 'paper-out' && hub.stepsOf('slip-1').length === 1,
    );
    process.kill(childOf(bridge.pid(), 'printer-host'), 'SIGKILL');
    await ended(hub, 'slip-1');
    expect(hub.endOf('slip-1')).toMatchObject({ step: 'unknown', reason: 'printer-host-died' });
    wired.mend();
    hub.order(job('slip-2', target));
    await ended(hub, 'slip-2');
    expect(hub.endOf('slip-2')?.step).toBe('done');
    hub.set([]);
  });

  test('after a new start of the bridge nothing is printed twice: it says honestly what it holds', async () => {
    const { wired, target } = await printerOn('tcp');
    wired.printer.fault = { kind: 'paper-out', at: 500 };
    hub.set([target], [job('slip-9', target)]);
    await until('sending', () => hub.stepsOf('slip-9').length === 1);
    hub.isDown = true;
    await server.stop();
    hub.isDown = false;
    await server.start();
    await until('a hello in the middle', () => hub.hellos.length === 1);
    expect(hub.hellos[0]?.jobsInHand).toEqual(['slip-9']);
    await bridge.kill();
    hub.set([target], []);
    await bridge.start();
    await until('a hello of the new bridge', () => hub.hellos.length >= 2);
    expect(hub.hellos.at(-1)?.jobsInHand).toEqual([]);
    expect(hub.hellos[0]?.incarnation).not.toBe(hub.hellos.at(-1)?.incarnation);
    expect(wired.printer.cuts).toBe(0);
  });
});

describe('print jobs through a bridge in the same process (BRF-02)', () => {
  const hub = new FakeHub();
  const bridge = bridgeInside(hub);
  beforeAll(() => bridge.start());
  afterAll(() => bridge.close());
  beforeEach(() => hub.clear());

  test.skipIf(!needs('socat'))(
    'paper out: the printer says so, the job waits, and goes on when paper is back',
    async () => {
      const { wired, target } = await printerOn('serial');
      wired.printer.condition = 'paper-out';
      hub.set([target], [job('slip-1', target)]);
      await until('paper-out', () => hub.state(target.identity) === 'paper-out');
      expect(hub.stepsOf('slip-1')).toEqual([]);
      wired.mend();
      await ended(hub, 'slip-1');
      expect(hub.endOf('slip-1')?.step).toBe('done');
      expect(wired.printer.cuts).toBe(1);
      await until('open', () => hub.state(target.identity) === 'open');
    },
  );

  test.skipIf(!needs('socat'))(
    'a cable cut inside a slip over serial or TCP is told as unknown and not tried again',
    async () => {
      const printers = await Promise.all([printerOn('serial'), printerOn('tcp')]);
      for (const { wired } of printers) wired.printer.fault = { kind: 'cut', at: 700 };
      hub.set(
        printers.map(({ target }) => target),
        printers.map(({ target }) => job(`cut-${target.transport}`, target)),
      );
      for (const id of ['cut-serial', 'cut-tcp']) await ended(hub, id);
      await pause(300);
      for (const id of ['cut-serial', 'cut-tcp']) expect(hub.stepsOf(id)).toEqual(['sending', 'unknown']);
    },
  );

  test.skipIf(!needs('socat'))('a printer that takes nothing delays no scan and no other printer', async () => {
    const [stuck, fine] = [await printerOn('serial'), await printerOn('tcp')];
    const gun = await openPty();
    const gunPlan: DevicePlan = { identity: 'gun', kind: 'scanner', transport: 'serial', path: gun.device };
    stuck.wired.stall(true);
    const jobs = Array.from({ length: 100 }, (_, i) => job(`stuck-${i}`, stuck.target));
    hub.set([stuck.target, fine.target, gunPlan], [...jobs, job('fine-1', fine.target)]);
    await until('the gun is open', () => hub.state('gun') === 'open');
    for (let i = 0; i < 50; i++) await gun.send(`${6_900_000_000_000 + i}\r`);
    await until('all scans', () => hub.readings.length === 50);
    await ended(hub, 'fine-1');
    expect(hub.texts).toEqual(Array.from({ length: 50 }, (_, i) => String(6_900_000_000_000 + i)));
    expect(hub.progress.some((each) => each.id.startsWith('stuck'))).toBe(false);
    hub.set([]);
    await gun.close();
  });

  const pretend = (pretence: 'ok' | 'paper-out' | 'cut'): DevicePlan => ({
    identity: 'pretend:printer-1',
    kind: 'printer',
    transport: 'pretend',
    path: 'pretend:printer-1',
    pretend: pretence,
  });

  test('the pretend printer is found, prints, is out of paper, and can be cut, all as told', async () => {
    await until('found', () => hub.state('pretend:printer-1') === 'found');
    hub.set([pretend('ok')], [job('one', pretend('ok'))]);
    await ended(hub, 'one');
    expect(hub.endOf('one')).toMatchObject({ step: 'done', evidence: 'pretend' });
    hub.set([pretend('paper-out')], [job('two', pretend('ok'))]);
    await until('paper-out', () => hub.state('pretend:printer-1') === 'paper-out');
    expect(hub.stepsOf('two')).toEqual([]);
    hub.set([pretend('ok')], [job('two', pretend('ok'))]);
    await ended(hub, 'two');
    expect(hub.endOf('two')?.step).toBe('done');
    hub.set([pretend('cut')], [job('three', pretend('ok'))]);
    await ended(hub, 'three');
    expect(hub.endOf('three')).toMatchObject({ step: 'unknown', reason: 'disconnected' });
  });

  test('a job the hub no longer wants is let go before it begins', async () => {
    hub.set([pretend('paper-out')], [job('old', pretend('ok'))]);
    await until('paper-out', () => hub.state('pretend:printer-1') === 'paper-out');
    hub.set([pretend('paper-out')], []);
    await new Promise((resolve) => setTimeout(resolve, 100));
    hub.set([pretend('ok')], [job('new', pretend('ok'))]);
    await ended(hub, 'new');
    expect(hub.stepsOf('old')).toEqual([]);
  });
});

/** Decoders that are not ours read the code off the paper. */
async function expectReadable(wired: WiredPrinter | undefined): Promise<void> {
  const png = wired?.printer.toPng() ?? Buffer.alloc(0);
  expect(decodeWithZxing(png, 'CODE_128')).toBe(TASK_CODE);
  expect(await decodeWithWasm(png)).toEqual([{ format: 'Code128', text: TASK_CODE }]);
  if (needs('zbarimg')) expect(decodeWithZbar(png)).toEqual([`CODE-128:${TASK_CODE}`]);
}
