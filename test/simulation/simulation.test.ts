import { expect, test } from 'vitest';
import { Bench, runSeed } from './run.ts';
import { expectSeedsToHold } from './seeds.ts';

const LONG = 600_000;

test(
  'REL-02: whatever breaks in 250 simulated days, every entry reaches HQ once, stock agrees and no paper lies',
  { timeout: LONG },
  () => expectSeedsToHold(1, 250),
);

test('the same seed twice is the same day to the last event, and another seed is another day', async () => {
  const digests: number[] = [];
  for (const seed of [3, 3, 4]) {
    const report = await runSeed(seed, new Bench());
    expect(report.violation).toBeUndefined();
    digests.push(report.digest);
  }
  expect(digests[0]).toBe(digests[1]);
  expect(digests[0]).not.toBe(digests[2]);
});
