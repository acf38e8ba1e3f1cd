import { parseArgs } from 'node:util';
import { Bench, type RunReport, type RunSettings, runSeed } from './run.ts';

const HELP = `npm run simulate -- [--seeds 200] [--from 1] [--seed N] [--hours H] [--effects X] [--restores] [--verbose]

  --seeds N    how many seeds to run
  --from N     the first of them
  --seed N     one seed only, with its whole trace when it fails (and always with --verbose)
  --hours H    virtual hours of each run; without it each seed chooses
  --effects X  multiplies the chance of a crash right after an effect
  --restores   lets hubs and HQ be restored from older backups as well
`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    hours: { type: 'string' },
    effects: { type: 'string' },
    restores: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function settingsOf(): RunSettings {
  return {
    restores: values.restores,
    ...(values.hours === undefined ? {} : { hours: Number(values.hours) }),
    ...(values.effects === undefined ? {} : { effects: Number(values.effects) }),
    ...(values.verbose ? { onLine: say } : {}),
  };
}

function tellFailure({ seed, violation }: RunReport): void {
  if (violation === undefined) return;
  for (const line of violation.lines) say(`  ${line}`);
  const flags = [values.restores ? ' --restores' : '', values.effects ? ` --effects ${values.effects}` : ''].join('');
  say(`SEED=${seed} broke "${violation.invariant}": ${violation.detail}`);
  say(
    `once more: npm run simulate -- --seed ${seed}${flags}${values.hours ? ` --hours ${values.hours}` : ''} --verbose`,
  );
}

async function main(): Promise<number> {
  if (values.help) {
    say(HELP);
    return 0;
  }
  const from = Number(values.seed ?? values.from);
  const count = values.seed === undefined ? Number(values.seeds) : 1;
  const bench = new Bench();
  const begun = performance.now();
  const sum = { virtualMs: 0, events: 0, entries: 0, failed: 0 };
  const tally = new Map<string, number>();
  for (let seed = from; seed < from + count; seed += 1) {
    const report = await runSeed(seed, bench, settingsOf());
    sum.virtualMs += report.virtualMs;
    sum.events += report.events;
    sum.entries += report.entries;
    for (const [what, n] of report.tally) tally.set(what, (tally.get(what) ?? 0) + n);
    if (report.violation !== undefined) {
      sum.failed += 1;
      tellFailure(report);
      break;
    }
  }
  say(
    [...tally]
      .sort()
      .map(([what, n]) => `${n} ${what}`)
      .join(', '),
  );
  const seconds = (performance.now() - begun) / 1000;
  const hours = (sum.virtualMs / 3_600_000).toFixed(1);
  say(
    `${count} seeds from ${from}: ${hours} simulated hours, ${sum.entries} entries, ${sum.events} events in ` +
      `${seconds.toFixed(1)} s (${Math.round(sum.events / seconds)} events/s), ${sum.failed} failed`,
  );
  return sum.failed > 0 ? 1 : 0;
}

process.exitCode = await main();
