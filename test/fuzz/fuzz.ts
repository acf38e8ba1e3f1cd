import { parseArgs } from 'node:util';
import { chance } from '../core/barcode/grammar.ts';
import { type Target, targets } from './targets.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '20261121' } },
});
const STALL = 1_000;
/** Memory may go up and down by this much; a buffer that grows with its input passes it many times over. */
const GROWTH = 128 * 1024 * 1024;

/** Feeds one target so many inputs; throws with the number of the input that broke it, which the seed makes again. */
function fuzz(target: Target, runs: number, seed: number): string {
  const c = chance(seed);
  const before = process.memoryUsage().heapUsed;
  const started = performance.now();
  let last = started;
  let slowest = 0;
  for (let run = 0; run < runs; run++) {
    try {
      target.once(c);
    } catch (cause) {
      throw new Error(`${target.name}: input ${run} of seed ${seed}`, { cause });
    }
    if (run % 64 !== 63) continue;
    const now = performance.now();
    slowest = Math.max(slowest, now - last);
    last = now;
  }
  if (slowest > STALL) throw new Error(`${target.name}: 64 inputs took ${slowest.toFixed(0)} ms`);
  const growth = process.memoryUsage().heapUsed - before;
  if (growth > GROWTH) throw new Error(`${target.name}: memory grew by ${growth} bytes`);
  return `${runs} inputs in ${((performance.now() - started) / 1_000).toFixed(1)} s, the slowest 64 in ${slowest.toFixed(1)} ms`;
}

let broken = 0;
for (const target of targets()) {
  try {
    process.stdout.write(`${target.name}: ${fuzz(target, Number(values.runs), Number(values.seed))}\n`);
  } catch (error) {
    broken += 1;
    const cause = error instanceof Error && error.cause instanceof Error ? ` ${error.cause.message}` : '';
    process.stdout.write(`BROKEN ${error instanceof Error ? error.message : String(error)}${cause}\n`);
  }
}
process.exitCode = broken > 0 ? 1 : 0;
