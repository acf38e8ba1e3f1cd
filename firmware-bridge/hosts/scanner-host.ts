import { randomBytes } from 'node:crypto';
import type { DevicePlan, DeviceReport } from '../contract/device-report.ts';
import { uuidv7 } from '../contract/ids.ts';
import { openCadence } from '../framing/cadence.ts';
import type { Frame } from '../framing/frame.ts';
import { toReading } from '../framing/reading.ts';
import { switchSentence } from '../ports/makers.ts';
import type { PortFault } from '../ports/port.ts';
import { discover, type Found, watchDevices } from './discovery.ts';
import { type Gun, openGun } from './gun.ts';
import { hostWire, type ToScannerHost } from './messages.ts';
import { watchPunctuality } from './punctuality.ts';

type Held = { plan: DevicePlan; gun: Gun; state: PortFault | { state: 'open' }; since: number };

const USUAL_POLL = 2_000;

/** The process of all guns. It also looks for devices, because looking starts programs and loads drivers. */
class ScannerHost {
  readonly #guns = new Map<string, Held>();
  readonly #firstSeen = new Map<string, number>();
  readonly #noticed = new Set<string>();
  readonly #punctuality = watchPunctuality();
  #found: Found[] = [];
  #lastReport = '';
  #isLooking = false;
  #lookAgain = false;
  readonly #wire = hostWire<ToScannerHost>((message) => {
    if (message.kind === 'plan') this.#follow(message.plans);
    else this.#guns.get(message.device)?.gun.beep(message.verdict);
  });

  constructor() {
    watchDevices(() => void this.#look(), Number(process.argv[2] ?? USUAL_POLL));
  }

  #follow(plans: DevicePlan[]): void {
    const wanted = new Map(plans.filter((plan) => plan.kind === 'scanner').map((plan) => [plan.identity, plan]));
    for (const [identity, held] of this.#guns) {
      if (JSON.stringify(wanted.get(identity)) === JSON.stringify(held.plan)) wanted.delete(identity);
      else {
        held.gun.close();
        this.#guns.delete(identity);
      }
    }
    for (const plan of wanted.values()) this.#guns.set(plan.identity, this.#hold(plan));
    this.#report();
  }

  #hold(plan: DevicePlan): Held {
    const gun = openGun(plan, {
      find: () => this.#found.find((each) => each.identity === plan.identity),
      onFrame: this.#reader(plan.identity),
      onState: (state) => {
        if (held.state.state !== state.state) held.since = Date.now();
        held.state = state;
        if (this.#guns.get(plan.identity) === held) this.#report();
      },
    });
    const held: Held = { plan, gun, state: { state: 'absent', detail: 'being opened' }, since: Date.now() };
    return held;
  }

  /** Makes readings of one gun's frames, with an eye on its rhythm: what comes too soon again is marked, never kept back. */
  #reader(device: string): (frame: Frame) => void {
    const cadence = openCadence();
    let before = Number.NEGATIVE_INFINITY;
    return (frame) => {
      const at = Date.now();
      const heard = performance.now();
      const isTimely = this.#punctuality.wasOnTime(before);
      before = heard;
      const repeat = cadence.judge(Buffer.from(frame.bytes).toString('latin1'), heard, isTimely);
      const reading = toReading(frame, { device, id: uuidv7(at, randomBytes(10)), at, repeat });
      this.#wire.send({ kind: 'reading', reading });
    };
  }

  #report(): void {
    const planned = [...this.#guns.values()].map(({ plan, state, since }): DeviceReport => {
      const seen = this.#found.find((each) => each.identity === plan.identity);
      const { identity, kind, transport } = plan;
      const detail = 'detail' in state ? { detail: state.detail } : {};
      const path = seen?.path ?? plan.path;
      return { identity, kind, transport, path, label: seen?.label ?? path, state: state.state, ...detail, since };
    });
    const others = this.#found
      .filter((each) => !this.#guns.has(each.identity))
      .map(({ identity, kind, transport, path, label, mode = 'pos', vendorId = 0 }): DeviceReport => {
        const since = this.#firstSeen.get(identity) ?? 0;
        const base = { identity, kind, transport, path, label, since };
        if (mode === 'pos') return { ...base, state: 'found' };
        return { ...base, state: 'wrong-mode', detail: switchSentence(vendorId, mode) };
      });
    const devices = [...planned, ...others];
    const text = JSON.stringify(devices);
    if (text !== this.#lastReport) this.#wire.send({ kind: 'devices', devices });
    this.#lastReport = text;
  }

  /** Listings never overlap; one asked for during a listing runs right after it. */
  async #look(): Promise<void> {
    this.#lookAgain = true;
    if (this.#isLooking) return;
    this.#isLooking = true;
    while (this.#lookAgain) {
      this.#lookAgain = false;
      this.#found = await discover((text) => this.#notice(text));
      for (const { identity } of this.#found) {
        if (!this.#firstSeen.has(identity)) this.#firstSeen.set(identity, Date.now());
      }
      for (const held of this.#guns.values()) held.gun.reopen();
      this.#report();
    }
    this.#isLooking = false;
  }

  #notice(text: string): void {
    if (!this.#noticed.has(text)) this.#wire.send({ kind: 'notice', text });
    this.#noticed.add(text);
  }
}

new ScannerHost();
