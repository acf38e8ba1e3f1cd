import { type ChildProcess, spawn } from 'node:child_process';
import { get } from 'node:http';
import { join } from 'node:path';
import type { Entry } from '../../hub/contract/journal.ts';
import { startThread } from '../../hub/store/thread.ts';
import { openPty, type PtyCable } from '../rigs/pty.ts';
import type { DiskWatch } from './disk-watch-thread.ts';
import { BRIDGE_TOKEN, ended, type Program, startHubProgram } from './hub-program.ts';
import { programArguments } from './program.ts';

export const COUNTER = 'counter-1';
const TOLD_WITHIN_MS = 10_000;

/** A shop whose gun, bridge and hub are real and apart, and somebody who watches the disk and the feed. */
export interface OneScanShop {
  readonly hub: Program;
  readonly cable: PtyCable;
  /** Newest instant at which the journal was seen to have grown on disk, ns. */
  onDiskAt(): bigint;
  /** Resolves with the instant at which the feed told of the next reading, ns. */
  nextOnFeed(): Promise<bigint>;
  close(): Promise<void>;
}

export async function openShop(folder: string, data: string): Promise<OneScanShop> {
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  try {
    const cable = await openPty();
    closing.push(cable.close);
    const hub = await startHubProgram(data);
    closing.push(hub.end);
    const identity = 'serial:bench-gun';
    const gun = { identity, kind: 'scanner', transport: 'serial', path: cable.device, name: 'Bench gun' };
    await command(hub.url, 'devices.accept', gun);
    await command(hub.url, 'devices.bind', { identity, counter: COUNTER });
    const bridge = startBridge(hub.url, join(folder, 'bridge'));
    closing.push(() => ended(bridge));
    await open(hub.url, identity);
    const watch = await watchDisk(join(data, 'hub', 'tillside.db'));
    closing.push(watch.close);
    const feed = await listenTo(hub.url);
    closing.push(feed.close);
    return { hub, cable, onDiskAt: watch.grownAt, nextOnFeed: feed.next, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function watchDisk(file: string): Promise<{ grownAt(): bigint; close(): Promise<void> }> {
  const seen = new BigInt64Array(new SharedArrayBuffer(24));
  const thread = startThread('disk-watch-thread', import.meta.url, { file, seen } satisfies DiskWatch);
  const gone = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  while (Atomics.load(seen, 0) === 0n) await new Promise((resolve) => setTimeout(resolve, 5));
  return {
    grownAt: () => Atomics.load(seen, 1),
    close: () => {
      Atomics.store(seen, 2, 1n);
      return gone;
    },
  };
}

function startBridge(hubUrl: string, data: string): ChildProcess {
  const env = {
    TILLSIDE__BRIDGE__HUB_URL: hubUrl,
    TILLSIDE__BRIDGE__TOKEN: BRIDGE_TOKEN,
    TILLSIDE__BRIDGE__DATA: data,
    TILLSIDE__BRIDGE__NAME: 'bench',
  };
  const program = programArguments('../../firmware-bridge/main');
  return spawn(process.execPath, program, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Sends a command as a screen does. @throws when it is not done */
export async function command(url: string, type: string, body: object): Promise<void> {
  const id = `bench-${type}-${process.hrtime.bigint()}`;
  const answer = await fetch(`${url}/api/v1/commands/${type}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, actor: { by: 'bench' }, body }),
  });
  if (!answer.ok) throw new Error(`${type}: ${answer.status} ${await answer.text()}`);
}

/** Waits until the bridge has the gun's line open. */
async function open(url: string, identity: string): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end; ) {
    const answer = await fetch(`${url}/api/v1/devices`);
    const { devices } = (await answer.json()) as { devices: { identity: string; state: string }[] };
    if (devices.some((device) => device.identity === identity && device.state === 'open')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the bridge never opened the gun');
}

async function listenTo(url: string): Promise<{ next(): Promise<bigint>; close(): Promise<void> }> {
  let told: ((at: bigint) => void) | undefined;
  const request = get(`${url}/api/v1/feed`);
  await new Promise<void>((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      let text = '';
      response.on('error', () => undefined);
      response.on('data', (bytes: Buffer) => {
        text += bytes.toString('utf8');
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          if (hasReading(text.slice(0, end))) told?.(process.hrtime.bigint());
          text = text.slice(end + 2);
        }
      });
      resolve();
    });
  });
  request.on('error', () => undefined);
  const next = (): Promise<bigint> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('the feed never told of the reading')), TOLD_WITHIN_MS);
      told = (at) => {
        clearTimeout(late);
        resolve(at);
      };
    });
  return { next, close: async () => void request.destroy() };
}

/** What a screen does with a piece of the feed, as far as time is concerned: it parses it. */
function hasReading(piece: string): boolean {
  const data = /^data: (.*)$/m.exec(piece)?.[1];
  if (!piece.includes('event: entries') || data === undefined) return false;
  const { entries } = JSON.parse(data) as { entries: Entry[] };
  return entries.some((entry) => entry.type === 'devices.reading-taken');
}
