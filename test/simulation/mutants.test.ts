import { beforeAll, describe, expect, test } from 'vitest';
import { type Mutant, mutants } from './mutants.ts';
import { edited, simulateWith, type Verdict } from './mutation.ts';

const SEEDS = 50;
/** Crashes right after effects are made more frequent: that is where these bugs are. */
const flags = (seeds: number, restores = false): string[] => [
  ...['--seeds', String(seeds), '--effects', '5'],
  ...(restores ? ['--restores'] : []),
];
const LONG = 900_000;

const verdicts = new Map<Mutant, Verdict>();

/** Two at a time, because that is what a small machine can bear. */
async function findAll(): Promise<void> {
  const waiting = [...mutants];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      verdicts.set(next, await simulateWith(next.edits, flags(SEEDS, next.restores)));
    }
  };
  await Promise.all([work(), work()]);
}

test.each(mutants)('the place of "$name" stands in the sources exactly once', ({ edits }) => {
  for (const edit of edits) expect(edited(edit)).not.toBe('');
});

describe('REL-02: planted bugs', () => {
  beforeAll(findAll, LONG);

  test.each(mutants)(`$name: is found within ${SEEDS} seeds`, (mutant) => {
    const verdict = verdicts.get(mutant);
    expect(verdict?.code, verdict?.text).toBe(1);
    expect(verdict?.seed, verdict?.text).toBeLessThanOrEqual(SEEDS);
  });

  test.each([false, true])(
    'the sources as they are pass the seeds that found them (restores: %s)',
    async (restores) => {
      const seeds = mutants
        .filter((one) => (one.restores ?? false) === restores)
        .map((one) => verdicts.get(one)?.seed ?? 0);
      const verdict = await simulateWith([], flags(Math.max(...seeds), restores));
      expect(verdict.code, verdict.text).toBe(0);
    },
    LONG,
  );
});
