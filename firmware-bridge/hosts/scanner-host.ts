import { randomBytes } from 'node:crypto';
import type { DevicePlan, DeviceReport } from '../contract/device-report.ts';
import { uuidv7 } from '../contract/ids.ts';
import { toReading } from '../framing/reading.ts';
import type { PortFault } from '../ports/port.ts';
import { discover, type Found, watchDevices } from './discovery.ts';
import { type Gun, openGun } from './gun.ts';
import { hostWire, type ToScannerHost } from './messages.ts';

/** The process of all guns. It also looks for devices, because looking starts programs and loads drivers. */
const guns = new Map<string, { plan: DevicePlan; gun: Gun; state: PortFault | { state: 'open' }; since: number }>();
const firstSeen = new Map<string, number>();
const noticed = new Set<string>();
let found: Found[] = [];

const wire = hostWire<ToScannerHost>((message) => {
  if (message.kind === 'plan') follow(message.plans);
  else guns.get(message.device)?.gun.beep(message.isGood);
});

function follow(plans: DevicePlan[]): void {
  const wanted = new Map(plans.filter((plan) => plan.kind === 'scanner').map((plan) => [plan.identity, plan]));
  for (const [identity, held] of guns) {
    if (JSON.stringify(wanted.get(identity)) === JSON.stringify(held.plan)) wanted.delete(identity);
    else {
      held.gun.close();
      guns.delete(identity);
    }
  }
  for (const plan of wanted.values()) guns.set(plan.identity, hold(plan));
  report();
}

function hold(plan: DevicePlan): { plan: DevicePlan; gun: Gun; state: PortFault | { state: 'open' }; since: number } {
  const gun = openGun(plan, {
    find: () => found.find((each) => each.identity === plan.identity),
    onFrame: (frame) => {
      const at = Date.now();
      wire.send({ kind: 'reading', reading: toReading(frame, plan.identity, uuidv7(at, randomBytes(10)), at) });
    },
    onState: (state) => {
      const entry = guns.get(plan.identity);
      if (!entry || entry.gun !== gun) return;
      if (entry.state.state !== state.state) entry.since = Date.now();
      entry.state = state;
      report();
    },
  });
  return { plan, gun, state: { state: 'absent', detail: 'being opened' }, since: Date.now() };
}

let lastReport = '';

function report(): void {
  const planned = [...guns.values()].map(({ plan, state, since }): DeviceReport => {
    const seen = found.find((each) => each.identity === plan.identity);
    return {
      identity: plan.identity,
      kind: plan.kind,
      transport: plan.transport,
      path: seen?.path ?? plan.path,
      label: seen?.label ?? plan.path,
      state: state.state,
      ...('detail' in state ? { detail: state.detail } : {}),
      since,
    };
  });
  const others = found
    .filter((each) => !guns.has(each.identity))
    .map(({ identity, kind, transport, path, label }): DeviceReport => {
      const since = firstSeen.get(identity) ?? Date.now();
      return { identity, kind, transport, path, label, state: 'found', since };
    });
  const devices = [...planned, ...others];
  const text = JSON.stringify(devices);
  if (text !== lastReport) wire.send({ kind: 'devices', devices });
  lastReport = text;
}

/** Listings never overlap; one asked for during a listing runs right after it. */
let isLooking = false;
let lookAgain = false;

async function look(): Promise<void> {
  lookAgain = true;
  if (isLooking) return;
  isLooking = true;
  while (lookAgain) {
    lookAgain = false;
    found = await discover((text) => {
      if (!noticed.has(text)) wire.send({ kind: 'notice', text });
      noticed.add(text);
    });
    for (const each of found) if (!firstSeen.has(each.identity)) firstSeen.set(each.identity, Date.now());
    for (const held of guns.values()) held.gun.reopen();
    report();
  }
  isLooking = false;
}

watchDevices(() => void look());
