import { expect, test } from 'vitest';
import { chance } from '../core/barcode/grammar.ts';
import { targets } from './targets.ts';

/** A taste of `npm run fuzz`, so that the targets stay fit to run and a plain mistake shows at once. */
test.each(targets().map((target) => [target.name, target] as const))('20,000 inputs for %s', (_name, target) => {
  const c = chance(7);
  expect(() => {
    for (let run = 0; run < 20_000; run++) target.once(c);
  }).not.toThrow();
});
