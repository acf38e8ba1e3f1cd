import { expect } from 'vitest';
import { Bench, type RunReport, runSeed } from './run.ts';

/** What many runs together must have gone through; fewer, and they would prove little. */
const PER_HUNDRED_SEEDS: Record<string, number> = {
  'HQ crashes': 50,
  'bridge crashes': 100,
  'clock jumps': 40,
  copies: 30,
  'crashes right after an effect': 80,
  'full disks': 30,
  'groups of several commands': 100,
  'hub crashes': 150,
  'lines cut': 50,
  'messages lost': 800,
  'messages repeated': 600,
  'orders paid': 30,
  papers: 150,
  'shifts handed over': 30,
  'slips nobody can be sure of': 12,
  tasks: 120,
  'timers fired': 70,
};

/** Runs `count` seeds and expects every invariant to hold in each, and enough to have gone wrong in all of them. */
export async function expectSeedsToHold(from: number, count: number): Promise<void> {
  const bench = new Bench();
  const tally = new Map<string, number>();
  for (let seed = from; seed < from + count; seed += 1) {
    const report = await runSeed(seed, bench);
    if (report.violation !== undefined) expect.fail(sentence(report));
    for (const [what, n] of report.tally) tally.set(what, (tally.get(what) ?? 0) + n);
  }
  for (const [what, least] of Object.entries(PER_HUNDRED_SEEDS)) {
    expect(tally.get(what) ?? 0, what).toBeGreaterThanOrEqual((least * count) / 100);
  }
}

function sentence({ seed, violation }: RunReport): string {
  const lines = violation?.lines.slice(-25).join('\n') ?? '';
  return `${lines}\nSEED=${seed} broke ${violation?.detail}\nonce more: npm run simulate -- --seed ${seed} --verbose`;
}
