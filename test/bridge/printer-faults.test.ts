import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DevicePlan } from '../../firmware-bridge/contract/device-report.ts';
import { toEscpos } from '../../firmware-bridge/printing/escpos.ts';
import { needs } from '../rigs/require.ts';
import { TASK_SLIP } from '../rigs/slip.ts';
import { networkPrinter, serialPrinter, type WiredPrinter } from '../rigs/virtual-printer-wires.ts';
import { bridgeInside, until } from './bridge-process.ts';
import { FakeHub } from './fake-hub.ts';

/** `npm run test:devices-soak` asks for 200; an ordinary run for a few. */
const FAULTS = Number(process.env.TILLSIDE_PRINTER_FAULTS ?? 12);
/** Questions and markers before and behind a slip: faults strike there as well. */
const AROUND = 60;
const KINDS = ['cut', 'paper-out', 'cover-open', 'garbage'] as const;
const LENGTH = toEscpos(TASK_SLIP, { encoding: 'gb18030', columns: 48 }).length + AROUND;

const hub = new FakeHub();
const bridge = bridgeInside(hub);
beforeAll(() => bridge.start());
afterAll(() => bridge.close());

type Wire = 'serial' | 'tcp';
type Printer = { wired: WiredPrinter; target: DevicePlan };
async function plugIn(wire: Wire, evidence: 'echo' | 'fence'): Promise<Printer> {
  const wired = await (wire === 'serial' ? serialPrinter : networkPrinter)({ dots: 576 });
  const plan = { kind: 'printer', transport: wire, path: wired.path, evidence } as const;
  return { wired, target: { identity: `${wire}:${wired.path}`, ...plan } };
}

/** One slip with one fault in it; what the ledger says at the end must be true of the paper. */
async function strike({ wired, target }: Printer, run: number, at: number): Promise<string> {
  const { printer } = wired;
  const kind = KINDS[run % KINDS.length] ?? 'cut';
  const id = `${target.identity}/${run}`;
  const [cuts, pieces] = [printer.cuts, printer.paper.length];
  printer.fault = { kind, at: printer.received + at };
  hub.order({ id, printer: target.identity, document: TASK_SLIP });
  const end = (): ReturnType<FakeHub['endOf']> => hub.endOf(id);
  await until(
    `${id}: ${kind} at ${at}`,
    () => end() !== undefined || printer.dead || printer.condition !== 'ok',
    60_000,
  );
  if (printer.dead && hub.stepsOf(id).length === 0) await wired.replug();
  if (printer.condition !== 'ok') wired.mend();
  await until(`the end of ${id}: ${kind} at ${at}`, () => end() !== undefined, 60_000);
  const step = end()?.step ?? '';
  const printed = printer.cuts - cuts;
  expect([id, kind, at, printer.unknown]).toEqual([id, kind, at, []]);
  expect(hub.stepsOf(id).filter((each) => each === 'sending').length).toBeLessThanOrEqual(1);
  expect(printed).toBeLessThanOrEqual(1);
  if (step === 'done') expect([id, kind, at, printed]).toEqual([id, kind, at, 1]);
  if (step === 'failed') expect(printer.paper.length).toBe(pieces);
  if (kind !== 'cut') expect([id, kind, at, step]).toEqual([id, kind, at, 'done']);
  if (printer.dead) await wired.replug();
  printer.fault = undefined;
  return step;
}

test.skipIf(!needs('socat'))(
  `${FAULTS} faults at sampled bytes over real ptys and TCP: no slip lost, none twice, ledger and paper agree (BRF-02)`,
  async () => {
    const printers = await Promise.all([plugIn('serial', 'fence'), plugIn('tcp', 'echo')]);
    hub.set(printers.map(({ target }) => target));
    const each = Math.ceil(FAULTS / printers.length);
    const ends = await Promise.all(
      printers.map(async (printer, which) => {
        const steps: string[] = [];
        for (let run = 0; run < each; run++) {
          // Steps of the golden section reach every part of the slip, whatever the number of faults.
          const at = Math.floor(((run * 2 + which) * 0.618034 * LENGTH) % LENGTH);
          steps.push(await strike(printer, run, at));
        }
        await printer.wired.close();
        return steps;
      }),
    );
    const told = ends.flat();
    expect(told).toHaveLength(each * printers.length);
    expect(new Set(told)).toEqual(new Set(['done', 'unknown']));
  },
  60_000 + FAULTS * 4_000,
);
