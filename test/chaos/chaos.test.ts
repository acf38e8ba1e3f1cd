import { expect, test } from 'vitest';
import { needs } from '../rigs/require.ts';
import { runChaos } from './run.ts';

/** CI asks for twenty faults; a developer's run hurts less. */
const faults = process.env.TILLSIDE_REQUIRE === '1' ? 20 : 6;
const right = { missing: 0, doubled: 0, wrong: 0 };
const wish = { faults, hubs: 3, rate: 30 };

test('REL-02 hubs and a relay killed, stopped and cut off at random: aedes and SQLite lose, double and spoil nothing', async () => {
  const report = await runChaos({ ...wish, setting: 'one', seed: 5 });
  expect(report).toMatchObject(right);
  expect(report.entries).toBeGreaterThan(100);
}, 240_000);

test.skipIf(!needs('mosquitto') || !needs('psql'))(
  'REL-02 hubs, a broker and three workers killed, stopped and cut off at random: mosquitto and PostgreSQL likewise',
  async () => {
    const report = await runChaos({ ...wish, setting: 'many', seed: 7 });
    expect(report).toMatchObject(right);
    expect(report.entries).toBeGreaterThan(100);
  },
  240_000,
);
