import { chance } from '../core/barcode/grammar.ts';

/** One code as it came out of a gun, and what really happened: a second item, or the gun reading the same one again. */
export type LabelledScan = { at: number; code: string; truth: 'item' | 'bounce' };
export type Trace = { name: string; scans: LabelledScan[] };

/** How a clerk works: usual gap between items, how often the next item is the same one, and the pace within such a pile. */
type Clerk = { name: string; pace: number; piles: number; sweep: number };
/** How a gun misbehaves: how often a reading comes again, and after how long. */
type Gun = { name: string; bounces: number; from: number; to: number };

const CLERKS: readonly Clerk[] = [
  { name: 'a beginner', pace: 2200, piles: 0.15, sweep: 900 },
  { name: 'an ordinary clerk', pace: 1100, piles: 0.2, sweep: 520 },
  { name: 'a practised clerk', pace: 700, piles: 0.25, sweep: 380 },
  { name: 'a fast clerk', pace: 450, piles: 0.3, sweep: 300 },
  { name: 'a fast clerk with a crate of one item', pace: 320, piles: 0.9, sweep: 270 },
];
const GUNS: readonly Gun[] = [
  { name: 'a sound gun', bounces: 0, from: 0, to: 0 },
  { name: 'a worn trigger', bounces: 0.04, from: 25, to: 110 },
  { name: 'a gun that reads twice', bounces: 0.06, from: 60, to: 190 },
];

/** No hand brings the next item, and no gun decodes it, sooner. */
const QUICKEST = 180;

/** Five kinds of clerk on three kinds of gun, 1,000 items each, the same ones for the same seed. Made up, not recorded. */
export function triggerTraces(seed: number): Trace[] {
  const random = chance(seed).next;
  return CLERKS.flatMap((clerk) =>
    GUNS.map((gun) => ({ name: `${clerk.name}, ${gun.name}`, scans: trace(clerk, gun, 1_000, random) })),
  );
}

function trace(clerk: Clerk, gun: Gun, items: number, random: () => number): LabelledScan[] {
  const scans: LabelledScan[] = [];
  let at = 0;
  let code = 0;
  for (let item = 0; item < items; item++) {
    const isSame = item > 0 && random() < clerk.piles;
    if (!isSame) code += 1;
    if (item > 0 && random() < 0.04) at += 8_000 + random() * 60_000;
    else at += Math.max(QUICKEST, spread(isSame ? clerk.sweep : clerk.pace, random));
    const text = String(6_900_000_000_000 + code);
    scans.push({ at, code: text, truth: 'item' });
    for (let again = at; gun.bounces > 0 && random() < gun.bounces; ) {
      again += gun.from + random() * (gun.to - gun.from);
      scans.push({ at: again, code: text, truth: 'bounce' });
      at = again;
    }
  }
  return scans;
}

/** Hands are uneven, and more often slow than fast: a log-normal factor, seldom under two thirds of the usual gap. */
function spread(usual: number, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return usual * Math.exp(0.22 * normal);
}
