import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Row } from './figure.ts';
import { figures } from './figures.ts';

const USAGE = `npm run bench -- [--only NAME] [--json]
  --only NAME  measures one figure: ${figures.map((figure) => figure.name).join(', ')}
  --json       prints the rows as JSON and nothing else
`;

/** Measures and prints: a table for people, JSON for programs. Ends with 1 when the one gate does not hold. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const chosen = figures.filter((figure) => values.only === undefined || figure.name === values.only);
  if (values.help || chosen.length === 0) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const say = (text: string): void => void (values.json || process.stdout.write(`${text}\n`));
  say(machine());
  const rows: Row[] = [];
  for (const figure of chosen) {
    say(`\n${figure.name}: ${figure.about}`);
    for (const row of await figure.measure('full')) {
      rows.push(row);
      for (const line of lines(row)) say(line);
    }
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ machine: machine(), rows }, null, 2)}\n`);
  return rows.every(gateHolds) ? 0 : 1;
}

const machine = (): string =>
  `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0]?.toFixed(1)}; ratios are of one run, both sides in turn`;

const gateHolds = ({ numbers }: Row): boolean =>
  numbers.gate === undefined || numbers.ratio === undefined || numbers.ratio >= numbers.gate;

function lines(row: Row): string[] {
  const { figure, value, wanted, reason } = row;
  return [
    `  ${figure.padEnd(58)} ${value}`,
    ...(wanted ? [`  ${''.padEnd(58)} ${wanted}: ${verdictOf(row)}`] : []),
    ...(reason ? [`  ${''.padEnd(58)} because: ${reason}`] : []),
  ];
}

/** A gate must hold, an aim is where to get to: they are told apart. */
function verdictOf(row: Row): string {
  if (row.met === undefined) return 'not measured';
  const aim = row.met ? 'met' : 'MISSED';
  if (row.numbers.gate === undefined) return aim;
  return `gate ${gateHolds(row) ? 'holds' : 'BROKEN'}, aim ${aim}`;
}

process.exitCode = await main();
