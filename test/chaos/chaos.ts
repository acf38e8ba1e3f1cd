import { parseArgs } from 'node:util';
import { type ChaosReport, runChaos } from './run.ts';

const HELP = `npm run chaos -- [--faults 200] [--setting one|many|both] [--seed 1] [--hubs 6] [--rate 50]

  real processes (hubs, broker, workers) killed, stopped and cut off at random; afterwards every entry of every hub is
  compared with what HQ holds
  --setting one    aedes and SQLite in one process
  --setting many   mosquitto and PostgreSQL, three workers
`;
const { values } = parseArgs({
  options: {
    faults: { type: 'string', default: '200' },
    setting: { type: 'string', default: 'both' },
    seed: { type: 'string', default: '1' },
    hubs: { type: 'string', default: '6' },
    rate: { type: 'string', default: '50' },
    help: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function tell(report: ChaosReport): boolean {
  const { about, faults, entries, missing, doubled, wrong, drainedMs } = report;
  const all = Object.values(faults).reduce((sum, count) => sum + count, 0);
  say(
    `${about}: ${all} faults (${Object.entries(faults)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')})`,
  );
  say(
    `  ${entries} entries: ${missing} missing, ${doubled} doubled, ${wrong} wrong; drained ${(drainedMs / 1000).toFixed(2)} s after the last fault`,
  );
  return missing + doubled + wrong === 0;
}

async function main(): Promise<number> {
  if (values.help) {
    say(HELP);
    return 0;
  }
  const { faults, seed, hubs, rate } = values;
  const wish = { faults: Number(faults), seed: Number(seed), hubs: Number(hubs), rate: Number(rate), say };
  let isRight = true;
  for (const setting of ['one', 'many'] as const) {
    if (values.setting !== 'both' && values.setting !== setting) continue;
    isRight = tell(await runChaos({ ...wish, setting })) && isRight;
  }
  return isRight ? 0 : 1;
}

process.exitCode = await main();
