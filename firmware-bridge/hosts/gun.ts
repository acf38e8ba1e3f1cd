import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DevicePlan } from '../contract/device-report.ts';
import type { Verdict } from '../contract/reading.ts';
import { beeps } from '../framing/beeps.ts';
import type { Frame, Framer } from '../framing/frame.ts';
import { hidPosFramer, posLayout } from '../framing/hid-pos.ts';
import { lineFramer } from '../framing/line.ts';
import { wedgeFramer } from '../framing/wedge.ts';
import { loadHid, openHid } from '../ports/hid.ts';
import { switchSentence } from '../ports/makers.ts';
import { type Port, PortError, type PortFault } from '../ports/port.ts';
import { openSerial } from '../ports/serial.ts';
import type { Found } from './discovery.ts';
import { keepOpen, type Reopening } from './reopening.ts';

/** A code without a terminator is taken as whole after this much silence; no gun pauses that long inside a code. */
const IDLE_GAP = 500;
const USUAL_BAUD = 9_600;

export type Gun = { reopen(): void; beep(verdict: Verdict['verdict']): void; close(): void };
export type GunEvents = {
  find(): Found | undefined;
  onFrame(frame: Frame): void;
  onState(state: PortFault | { state: 'open' }): void;
};

/** One gun of the plan: keeps its port open, frames what it sends. `find` tells where it is plugged in now. */
export function openGun(plan: DevicePlan, events: GunEvents): Gun {
  let current: Port | undefined;
  const kept: Reopening = keepOpen(() => openPort(plan, events.find()), {
    onOpen: (port) => {
      current = port;
      events.onState({ state: 'open' });
      void framerFor(plan, events.find()).then((framer) => listen(port, framer, events.onFrame));
    },
    onFault: (fault) => {
      current = undefined;
      events.onState(fault);
    },
  });
  return {
    reopen: () => kept.now(),
    beep: (verdict) => {
      const port = current;
      for (const { after, bytes } of beeps(plan, verdict))
        setTimeout(() => port?.write(bytes).catch(() => undefined), after).unref();
    },
    close: () => kept.close(),
  };
}

async function openPort(plan: DevicePlan, found: Found | undefined): Promise<Port> {
  const path = found?.path ?? plan.path;
  if (plan.transport === 'serial') return openSerial(path, plan.baudRate ?? USUAL_BAUD);
  if (plan.transport !== 'hid') throw new PortError({ state: 'faulty', detail: `no gun speaks ${plan.transport}` });
  if (!found) throw new PortError({ state: 'absent', detail: 'not plugged in' });
  if (found.mode === 'vendor')
    throw new PortError({ state: 'wrong-mode', detail: switchSentence(found.vendorId ?? 0, 'vendor') });
  const library = await loadHid();
  if (typeof library === 'string') throw new PortError({ state: 'faulty', detail: library });
  return openHid(library, path, plan.identity);
}

async function framerFor(plan: DevicePlan, found: Found | undefined): Promise<Framer> {
  if (plan.transport === 'serial')
    return lineFramer(plan.suffix === undefined ? {} : { suffix: new Uint8Array(Buffer.from(plan.suffix, 'hex')) });
  if (found?.mode === 'keyboard') return wedgeFramer();
  const file = `/sys/class/hidraw/${basename(found?.path ?? plan.path)}/device/report_descriptor`;
  const descriptor = await readFile(file).catch(() => new Uint8Array());
  return hidPosFramer(posLayout(descriptor));
}

/**
 * The silence is only believed after one more turn of the loop: if this process itself was held up, the rest of the
 * code is waiting to be read, and a timer that fires first must not cut the code in two.
 */
function listen(port: Port, framer: Framer, onFrame: (frame: Frame) => void): void {
  let heard = 0;
  let timer: NodeJS.Timeout | undefined;
  port.onData((bytes) => {
    heard++;
    for (const frame of framer.push(bytes)) onFrame(frame);
    clearTimeout(timer);
    if (framer.pending() === 0) return;
    const before = heard;
    timer = setTimeout(() => {
      setImmediate(() => {
        if (heard === before) for (const frame of framer.flush()) onFrame(frame);
      });
    }, IDLE_GAP);
  });
  port.onClose(() => clearTimeout(timer));
}
