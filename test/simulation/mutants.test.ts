import { beforeAll, describe, expect, test } from 'vitest';
import { type Mutant, mutants } from './mutants.ts';
import { edited, simulateWith, type Verdict } from './mutation.ts';

const SEEDS = 50;
/** Crashes right after effects are made more frequent: that is where these bugs are. */
const FLAGS = ['--seeds', String(SEEDS), '--effects', '5'];
const LONG = 900_000;

const controls: readonly Mutant[] = [
  { name: 'no bug', edits: [] },
  { name: 'no bug, with restores', edits: [], restores: true },
];
const verdicts = new Map<string, Verdict>();

/** Two at a time, because that is what a small machine can bear. */
async function runAll(): Promise<void> {
  const waiting = [...controls, ...mutants];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      verdicts.set(next.name, await simulateWith(next.edits, next.restores ? [...FLAGS, '--restores'] : FLAGS));
    }
  };
  await Promise.all([work(), work()]);
}

test.each(mutants)('the place of "$name" stands in the sources exactly once', ({ edits }) => {
  for (const edit of edits) expect(edited(edit)).not.toBe('');
});

describe('REL-02: planted bugs', () => {
  beforeAll(runAll, LONG);

  test.each(controls)('$name: the unmutated sources pass the same seeds', ({ name }) => {
    const verdict = verdicts.get(name);
    expect(verdict?.code, verdict?.text).toBe(0);
  });

  test.each(mutants)(`$name: is found within ${SEEDS} seeds`, ({ name }) => {
    const verdict = verdicts.get(name);
    expect(verdict?.code, verdict?.text).toBe(1);
    expect(verdict?.seed, verdict?.text).toBeLessThanOrEqual(SEEDS);
  });
});
