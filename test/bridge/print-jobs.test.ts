import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { DevicePlan } from '../../firmware-bridge/contract/device-report.ts';
import type { PrintJob } from '../../firmware-bridge/contract/print-job.ts';
import { decodeWithWasm, decodeWithZbar, decodeWithZxing } from '../rigs/decode.ts';
import { openPty } from '../rigs/pty.ts';
import { needs } from '../rigs/require.ts';
import { TASK_CODE, TASK_SLIP } from '../rigs/slip.ts';
import { networkPrinter, serialPrinter, type WiredPrinter } from '../rigs/virtual-printer-wires.ts';
import { bridgeInside, bridgeProcess, type TestBridge, until } from './bridge-process.ts';
import { FakeHub } from './fake-hub.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

type Wire = 'serial' | 'tcp' | 'lp';
const make = { serial: serialPrinter, tcp: networkPrinter, lp: serialPrinter };
const plan = (wire: Wire, wired: WiredPrinter, columns = 48): DevicePlan => ({
  identity: `${wire}:${wired.path}`,
  kind: 'printer',
  transport: wire,
  path: wired.path,
  columns,
});
const job = (id: string, printer: DevicePlan): PrintJob => ({ id, printer: printer.identity, document: TASK_SLIP });

async function own(): Promise<{
  hub: FakeHub;
  bridge: TestBridge;
  server: { stop(): Promise<void>; start(): Promise<void> };
}> {
  const hub = new FakeHub();
  const server = await hub.serve();
  const bridge = bridgeProcess(server.url, hub.token);
  cleanups.push(
    () => server.stop(),
    () => bridge.close(),
  );
  return { hub, bridge, server };
}
async function inside(): Promise<{ hub: FakeHub; bridge: TestBridge }> {
  const hub = new FakeHub();
  const bridge = bridgeInside(hub);
  cleanups.push(() => bridge.close());
  return { hub, bridge };
}
async function printerOn(wire: Wire, columns = 48): Promise<WiredPrinter> {
  const wired = await make[wire]({ dots: columns * 12 });
  cleanups.push(() => wired.close());
  return wired;
}
const ended = (hub: FakeHub, id: string): Promise<void> => until(`the end of ${id}`, () => hub.endOf(id) !== undefined);

describe.skipIf(!needs('socat'))('print jobs through a real bridge (BRF-02)', () => {
  test.each([
    ['serial', 48],
    ['tcp', 32],
    ['lp', 48],
  ] as const)('a slip over %s on %i columns is on paper, whole, and told as done', async (wire, columns) => {
    const { hub, bridge } = await own();
    const wired = await printerOn(wire, columns);
    const target = plan(wire, wired, columns);
    hub.set([target], [job('slip-1', target)]);
    await bridge.start();
    await ended(hub, 'slip-1');
    expect(hub.stepsOf('slip-1')).toEqual(['sending', 'done']);
    expect(hub.endOf('slip-1')).toMatchObject({ step: 'done', evidence: 'fence' });
    expect([wired.printer.cuts, wired.printer.unknown]).toEqual([1, []]);
    expect(wired.printer.text.join('\n')).toContain('农夫山泉');
    if (wire === 'serial') await expectReadable(wired);
    await until('open', () => hub.state(target.identity) === 'open');
  });

  test('no byte of a slip leaves while the hub cannot write it down; every slip comes once', async () => {
    const { hub, bridge, server } = await own();
    const wired = await printerOn('serial');
    const target = plan('serial', wired);
    hub.set([target]);
    await bridge.start();
    await until('open', () => hub.state(target.identity) === 'open');
    hub.order(job('a', target));
    hub.order(job('b', target));
    hub.order(job('c', target));
    hub.isDown = true;
    await server.stop();
    await new Promise((resolve) => setTimeout(resolve, 800));
    const before = wired.printer.cuts;
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(wired.printer.cuts - before).toBe(0);
    hub.isDown = false;
    await server.start();
    for (const id of ['a', 'b', 'c']) await ended(hub, id);
    expect(wired.printer.cuts).toBe(3);
    for (const id of ['a', 'b', 'c']) expect(hub.endOf(id)?.step).toBe('done');
  });

  test('paper out: the printer says so, the job waits, and goes on when paper is back', async () => {
    const { hub, bridge } = await inside();
    const wired = await printerOn('serial');
    wired.printer.condition = 'paper-out';
    const target = plan('serial', wired);
    hub.set([target], [job('slip-1', target)]);
    await bridge.start();
    await until('paper-out', () => hub.state(target.identity) === 'paper-out');
    expect(hub.stepsOf('slip-1')).toEqual([]);
    wired.mend();
    await ended(hub, 'slip-1');
    expect(hub.endOf('slip-1')?.step).toBe('done');
    expect(wired.printer.cuts).toBe(1);
    await until('open', () => hub.state(target.identity) === 'open');
  });

  test.each(['serial', 'tcp'] as const)(
    'a cable cut inside a slip over %s is told as unknown and not tried again',
    async (wire) => {
      const { hub, bridge } = await inside();
      const wired = await printerOn(wire);
      const target = plan(wire, wired);
      wired.printer.fault = { kind: 'cut', at: 700 };
      hub.set([target], [job('slip-1', target)]);
      await bridge.start();
      await ended(hub, 'slip-1');
      expect(hub.endOf('slip-1')?.step).toBe('unknown');
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(hub.stepsOf('slip-1')).toEqual(['sending', 'unknown']);
    },
  );

  test('the process of a printer dies inside a slip: unknown, and the next slip prints', async () => {
    const { hub, bridge } = await own();
    const wired = await printerOn('tcp');
    const target = plan('tcp', wired);
    wired.printer.fault = { kind: 'paper-out', at: 500 };
    hub.set([target], [job('slip-1', target)]);
    await bridge.start();
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
  });

  test('after a new start of the bridge nothing is printed twice: it says honestly what it holds', async () => {
    const { hub, bridge } = await own();
    const wired = await printerOn('tcp');
    const target = plan('tcp', wired);
    wired.printer.fault = { kind: 'paper-out', at: 500 };
    hub.set([target], [job('slip-1', target)]);
    await bridge.start();
    await until('sending', () => hub.stepsOf('slip-1').length === 1);
    await bridge.kill();
    hub.set([target], []);
    await bridge.start();
    await until('a second hello', () => hub.hellos.length >= 2);
    expect(hub.hellos[0]?.jobsInHand).toEqual([]);
    expect(hub.hellos.at(-1)?.jobsInHand).toEqual([]);
    expect(hub.hellos[0]?.incarnation).not.toBe(hub.hellos.at(-1)?.incarnation);
  });

  test('a printer that takes nothing delays no scan and no other printer', async () => {
    const { hub, bridge } = await inside();
    const [stuck, fine] = [await printerOn('serial'), await printerOn('tcp')];
    const gun = await openPty();
    cleanups.push(() => gun.close());
    const [stuckPlan, finePlan] = [plan('serial', stuck), plan('tcp', fine)];
    const gunPlan: DevicePlan = { identity: 'gun', kind: 'scanner', transport: 'serial', path: gun.device };
    stuck.stall(true);
    const jobs = Array.from({ length: 100 }, (_, i) => job(`stuck-${i}`, stuckPlan));
    hub.set([stuckPlan, finePlan, gunPlan], [...jobs, job('fine-1', finePlan)]);
    await bridge.start();
    await until('the gun is open', () => hub.state('gun') === 'open');
    for (let i = 0; i < 50; i++) await gun.send(`${6_900_000_000_000 + i}\r`);
    await until('all scans', () => hub.readings.length === 50);
    await ended(hub, 'fine-1');
    expect(hub.texts).toEqual(Array.from({ length: 50 }, (_, i) => String(6_900_000_000_000 + i)));
    expect(hub.progress.some((each) => each.id.startsWith('stuck'))).toBe(false);
  });
});

describe('the pretend printer', () => {
  const pretend = (pretence: 'ok' | 'paper-out' | 'cut'): DevicePlan => ({
    identity: 'pretend:printer-1',
    kind: 'printer',
    transport: 'pretend',
    path: 'pretend:printer-1',
    pretend: pretence,
  });

  test('is found, prints, is out of paper, and can be cut, all as told', async () => {
    const hub = new FakeHub();
    const bridge = bridgeInside(hub);
    cleanups.push(() => bridge.close());
    await bridge.start();
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
    const hub = new FakeHub();
    const bridge = bridgeInside(hub);
    cleanups.push(() => bridge.close());
    hub.set([pretend('paper-out')], [job('old', pretend('ok'))]);
    await bridge.start();
    await until('paper-out', () => hub.state('pretend:printer-1') === 'paper-out');
    hub.set([pretend('paper-out')], []);
    await new Promise((resolve) => setTimeout(resolve, 100));
    hub.set([pretend('ok')], [job('new', pretend('ok'))]);
    await ended(hub, 'new');
    expect(hub.stepsOf('old')).toEqual([]);
  });
});

/** Decoders that are not ours read the code off the paper. */
async function expectReadable(wired: WiredPrinter): Promise<void> {
  const png = wired.printer.toPng();
  expect(decodeWithZxing(png, 'CODE_128')).toBe(TASK_CODE);
  expect(await decodeWithWasm(png)).toEqual([{ format: 'Code128', text: TASK_CODE }]);
  if (needs('zbarimg')) expect(decodeWithZbar(png)).toEqual([`CODE-128:${TASK_CODE}`]);
}

function childOf(parent: number | undefined, name: string): number {
  for (const pid of readdirSync('/proc').filter((each) => /^\d+$/u.test(each))) {
    try {
      const ppid = /\nPPid:\t(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      if (Number(ppid) === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name)) return Number(pid);
    } catch {
      // That process has just ended.
    }
  }
  throw new Error(`no child ${name}`);
}
