import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import mqtt from 'mqtt';
import { topicsOf } from '../../hub/contract/uplink.ts';
import { percentile } from '../bench/figure.ts';
import { type Headquarters, manyProcesses, oneProcess, token } from '../chaos/headquarters.ts';
import { FleetStore, until } from './fleet.ts';

const HELP = `npm run load -- [--stores 300] [--entries 2000] [--setting one|many] [--workers 3] [--rate 2] [--seconds 10] [--backlog 200000]

  a fleet of stores comes back after an outage, each with a backlog; then all of them trade at a steady rate, alone and
  beside one store that has stopped reading, and beside one that brings a long backlog; with --entries 0 the stores are connected and idle at first
`;
const { values } = parseArgs({
  options: {
    stores: { type: 'string', default: '300' },
    entries: { type: 'string', default: '2000' },
    setting: { type: 'string', default: 'one' },
    workers: { type: 'string', default: '3' },
    rate: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '10' },
    backlog: { type: 'string', default: '200000' },
    help: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The most memory a process ever had, in MB. */
function peakOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024);
}
const memory = (hq: Headquarters): string =>
  hq.victims.flatMap(({ name, pid }) => (name === 'mosquitto' ? [] : [`${name} ${peakOf(pid)} MB at most`])).join(', ');

async function comeBack(hq: Headquarters, fleet: readonly FleetStore[], entries: number): Promise<void> {
  for (const store of fleet) store.write(entries);
  const begun = performance.now();
  for (const { uplink } of fleet) uplink.start();
  await until(() => fleet.every(({ uplink }) => uplink.view().connected), 120_000, 'all stores connected');
  const connected = performance.now() - begun;
  await until(() => fleet.every(({ uplink }) => uplink.view().pending === 0), 600_000, 'all stores drained');
  const seconds = (performance.now() - begun) / 1000;
  let wrong = 0;
  for (const { name, uplink } of fleet) {
    if ((await hq.count(name)) !== entries || uplink.view().pending !== 0) wrong += 1;
  }
  const all = fleet.length * entries;
  say(
    `${fleet.length} stores connected in ${(connected / 1000).toFixed(1)} s; ${all} entries in ${seconds.toFixed(1)} s, ` +
      `${Math.round(all / seconds)}/s, ${wrong} stores with a wrong count; ${memory(hq)}`,
  );
}

/** @returns the lags of all live entries, in ms */
async function trade(fleet: readonly FleetStore[], rate: number, seconds: number): Promise<number[]> {
  for (const store of fleet) store.lags.length = 0;
  const gap = 1000 / rate;
  const timers = fleet.map((store, at) => {
    let timer: NodeJS.Timeout | undefined;
    const first = setTimeout(
      () => {
        timer = setInterval(() => store.live(), gap);
      },
      (gap * at) / fleet.length,
    );
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  });
  await wait(seconds * 1000);
  for (const stop of timers) stop();
  await until(() => fleet.every(({ uplink }) => uplink.view().pending === 0), 120_000, 'live entries drained');
  return fleet.flatMap(({ lags }) => lags);
}

const lagText = (lags: readonly number[]): string =>
  `${lags.length} entries, lag p50 ${percentile(lags, 0.5).toFixed(1)} ms, p99 ${percentile(lags, 0.99).toFixed(1)} ms`;

/** A store that listens and then reads no more, while HQ keeps telling it things. */
async function stalled(url: string): Promise<() => Promise<void>> {
  const name = 'stalled-store';
  const client = mqtt.connect(url, { clientId: name, username: name, password: token, protocolVersion: 4 });
  client.on('error', () => {});
  await new Promise<void>((done) => client.once('connect', () => done()));
  await client.subscribeAsync(topicsOf(name).down, { qos: 0 });
  const hello = {
    v: 1,
    t: 'hello',
    sid: 's',
    ep: 'e',
    pending: 0,
    clock: Date.now(),
    software: 'load',
    epochs: [{ ep: 'e', first: 1, last: 0 }],
  };
  client.publish(topicsOf(name).up, JSON.stringify(hello), { qos: 0 });
  await wait(200);
  (client.stream as unknown as { pause(): void }).pause();
  const timer = setInterval(() => {
    for (let at = 0; at < 2; at += 1) client.publish(topicsOf(name).up, JSON.stringify(hello), { qos: 0 });
  }, 100);
  return async () => {
    clearInterval(timer);
    await client.endAsync(true);
  };
}

/** One store was away for long; it trades while it catches up, and so do the others. */
async function besideBacklog(
  hq: Headquarters,
  url: string,
  fleet: readonly FleetStore[],
  rate: number,
  backlog: number,
): Promise<void> {
  const late = new FleetStore('late-store', url, token);
  late.write(backlog);
  const begun = performance.now();
  late.uplink.start();
  await until(() => late.uplink.view().connected, 30_000, 'the late store connected');
  const own = setInterval(() => late.live(), 1000 / Math.max(20, rate));
  const others = trade(fleet, rate, 4);
  let drained = 0;
  const head = late.store.head();
  await until(() => late.uplink.view().pending < 50 && late.store.head() > head, 300_000, 'the backlog drained').then(
    () => {
      drained = (performance.now() - begun) / 1000;
    },
  );
  clearInterval(own);
  const lags = await others;
  say(`${backlog} entries of one store drained in ${drained.toFixed(1)} s, its own live ${lagText(late.lags)}`);
  say(`  the others meanwhile: ${lagText(lags)}; ${memory(hq)}`);
  await late.uplink.stop();
}

async function main(): Promise<number> {
  if (values.help) {
    say(HELP);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'load-'));
  const hq = values.setting === 'one' ? await oneProcess(folder) : await manyProcesses(folder, Number(values.workers));
  const url = `mqtt://127.0.0.1:${hq.port()}`;
  const fleet = Array.from({ length: Number(values.stores) }, (_, at) => new FleetStore(`load-${at}`, url, token));
  try {
    say(hq.about);
    await comeBack(hq, fleet, Number(values.entries));
    const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
    const alone = await trade(fleet, rate, seconds);
    say(`at ${rate} entries/s each: ${lagText(alone)}; ${memory(hq)}`);
    const stop = await stalled(url);
    const beside = await trade(fleet, rate, seconds);
    await stop();
    const more = percentile(beside, 0.99) / percentile(alone, 0.99) - 1;
    say(`beside a stalled store: ${lagText(beside)} (p99 ${(more * 100).toFixed(0)} % more)`);
    const again = await trade(fleet, rate, seconds);
    say(`and without it again: ${lagText(again)}`);
    if (Number(values.backlog) > 0) await besideBacklog(hq, url, fleet, rate, Number(values.backlog));
    return 0;
  } finally {
    await Promise.all(fleet.map(({ uplink }) => uplink.stop()));
    await hq.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
