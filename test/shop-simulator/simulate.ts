import { parseArgs } from 'node:util';
import { compareForecasts, forecastTable } from './forecasts.ts';
import { USUAL_WORLD, type World } from './nature.ts';
import { ShopRun } from './run.ts';
import { tableOf } from './score.ts';

const HELP = `npm run simulate:shop -- [--seed 1] [--items 40] [--days 42] [--mis-scan 0.004] [--shrinkage 0.01]
                         [--mis-count 0.02] [--counts 4] [--no-learning] [--forecasts]

A shop with its true stock kept apart from its book, on the product's own commands. Four weeks make a history; then
every hour of the days is scored against the truth:
  fill         demand served from the shelf        cover        true stock in days of demand
  tasks right  restock tasks where the shelf was truly low and the back room truly had some
  lows told    true lows for which a task stood    book true    evenings on which book and truth agreed
  72 h right   warnings after which the stock would have run out, nothing arriving;  72 h told: those that were warned of

--forecasts compares the automatic choice of method with single methods instead: mean RMSSE over 12 rolling origins.
`;

const number = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    ...{ seed: number, items: number, days: number, counts: number },
    ...{ 'mis-scan': number, shrinkage: number, 'mis-count': number },
    'no-learning': { type: 'boolean', default: false },
    forecasts: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function worldOf(): World {
  const given = (text: string | undefined, usual: number): number => (text === undefined ? usual : Number(text));
  return {
    seed: given(values.seed, USUAL_WORLD.seed),
    items: given(values.items, USUAL_WORLD.items),
    days: given(values.days, USUAL_WORLD.days),
    misScan: given(values['mis-scan'], USUAL_WORLD.misScan),
    shrinkage: given(values.shrinkage, USUAL_WORLD.shrinkage),
    misCount: given(values['mis-count'], USUAL_WORLD.misCount),
    counts: given(values.counts, USUAL_WORLD.counts),
    learns: !values['no-learning'],
  };
}

if (values.help) say(HELP);
else if (values.forecasts) for (const line of forecastTable(compareForecasts(worldOf()))) say(line);
else {
  const world = worldOf();
  const begun = performance.now();
  const run = new ShopRun(world).play();
  for (const line of tableOf(run.scores)) say(line);
  const entries = run.shop.sql.get<{ n: number }>('SELECT count(*) AS n FROM journal')?.n ?? 0;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  say(`seed ${world.seed}: ${world.items} items, ${world.days} days, ${entries} entries in ${seconds} s`);
}
