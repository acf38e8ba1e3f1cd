import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readEntries } from '../../hub/core/spine.ts';
import { openReader, openWriter } from '../../hub/store/open.ts';
import { freePort, until } from '../rigs/processes.ts';
import { only, TestShop } from '../rigs/shop.ts';

const MAIN = fileURLToPath(new URL('../../dist/hub/main.js', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'tillside-killed-'));
const file = join(data, 'hub', 'tillside.db');
let child: ChildProcess | undefined;
afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

const EACH = 120;
const SPAN_MS = 7000;

/** A shop whose timers are due within the next seconds, and one series whose occurrences have passed long ago. */
function prepare(): void {
  mkdirSync(join(data, 'hub'), { recursive: true });
  const shop = new TestShop(openWriter(file)).setUp();
  const now = Date.now();
  for (let n = 0; n < EACH; n += 1)
    shop.must('timers.set', { key: `t${n}`, due: now + 1000 + Math.floor((n * SPAN_MS) / EACH), purpose: `p${n % 8}` });
  for (let day = 1; day <= 5; day += 1)
    shop.must('timers.set', {
      ...{ key: `s${day}`, due: now - day * 86_400_000, purpose: 'series', policy: 'latest' as const },
    });
  shop.sql.close();
}

async function start(): Promise<void> {
  const env = { ...process.env, TILLSIDE__HUB__PORT: String(await freePort()) };
  const program = spawn(process.execPath, [MAIN, '--data', data], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child = program;
  let output = '';
  program.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await until(
    () => output,
    (text) => text.includes('"msg":"ready"'),
    'the hub is ready',
    20_000,
  );
}
/** As a power cut does it. */
async function kill(): Promise<void> {
  const gone = new Promise((resolve) => child?.once('exit', resolve));
  child?.kill('SIGKILL');
  await gone;
}
const pause = (ms: number): Promise<unknown> => new Promise((go) => setTimeout(go, ms));

test('REL-02: a hub killed again and again while its timers come due fires each of them exactly once', async () => {
  prepare();
  for (const life of [900, 300]) {
    await start();
    await pause(life);
    await kill();
  }
  await start();
  const sql = openReader(file);
  const waiting = () => sql.get<{ n: number }>('SELECT count(*) AS n FROM timer WHERE key GLOB ?', 't[0-9]*')?.n;
  await until(waiting, (left) => left === 0, 'every timer has fired');
  await kill();
  const fired = only(readEntries(sql, 1, 1_000_000), 'timers.fired');
  const keys = fired.filter(({ data: { key } }) => key.startsWith('t')).map(({ data: { key } }) => key);
  expect(keys).toHaveLength(EACH);
  expect(new Set(keys).size).toBe(EACH);
  for (const { at, data: timer } of fired) expect(at - timer.due).toBe(timer.lateBy);
  const series = fired.filter(({ data: { purpose } }) => purpose === 'series');
  expect(series.map(({ data: { key, isLate, missed } }) => [key, isLate, missed.length])).toEqual([['s1', true, 4]]);
  sql.close();
}, 60_000);
