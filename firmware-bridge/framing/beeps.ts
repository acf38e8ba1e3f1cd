import type { DevicePlan } from '../contract/device-report.ts';
import type { Verdict } from '../contract/reading.ts';

/** What to send to a gun, and how many ms after the verdict. */
export type Beep = { after: number; bytes: Uint8Array };
type Sound = 'good' | 'bad' | 'held';

/** Long enough for two tones to be heard as two. */
const APART = 250;

/** Output report 4 of a HID POS gun: bit 6 sounds the good beep, bit 5 the error beep. */
const HID_GOOD = [4, 0x40];
const HID_BAD = [4, 0x20];
const BEL = [0x07];

const HID: Readonly<Record<Sound, readonly number[][]>> = {
  good: [HID_GOOD],
  bad: [HID_BAD],
  held: [HID_BAD, HID_GOOD],
};
const SERIAL: Readonly<Record<NonNullable<DevicePlan['beeper']>, Readonly<Record<Sound, readonly number[][]>>>> = {
  none: { good: [], bad: [], held: [] },
  // Most makers beep once for each BEL, some only when told to ("Beep on BEL"); there is one tone, so they are counted.
  bel: { good: [BEL], bad: [BEL, BEL, BEL], held: [BEL, BEL] },
  // Datalogic's host commands: `B` good read, `F` not on file (a long series).
  datalogic: { good: [[0x42]], bad: [[0x46]], held: [[0x42], [0x42]] },
};

/**
 * How a gun tells its clerk what became of a reading, told only after the hub has it on disk. Accepted, rejected and
 * held differ. A serial gun stays silent until its settings name a beeper: bytes it does not expect may confuse it.
 */
export function beeps(plan: Pick<DevicePlan, 'transport' | 'beeper'>, verdict: Verdict['verdict']): Beep[] {
  const sound: Sound = verdict === 'accepted' ? 'good' : verdict === 'held' ? 'held' : 'bad';
  const set =
    plan.transport === 'hid' ? HID : plan.transport === 'serial' ? SERIAL[plan.beeper ?? 'none'] : SERIAL.none;
  return set[sound].map((bytes, i) => ({ after: i * APART, bytes: Uint8Array.from(bytes) }));
}
