import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;
let folder = '';
const running = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillside-launch-'));
});
afterEach(async () => {
  for (const child of running) {
    child.kill('SIGTERM');
    await ended(child);
  }
  rmSync(folder, { recursive: true, force: true });
});

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((done) => child.once('exit', (code) => done(code)));

/** Starts the launcher and waits for a line; any port that is free will do. */
async function launch(wanted: RegExp, ...args: string[]): Promise<{ child: ChildProcess; text: () => string }> {
  const ports = ['--port', '0', '--hq-port', '0', '--mqtt-port', '0'];
  const child = spawn(process.execPath, [join(ROOT, 'start.mjs'), '--data', folder, ...ports, ...args]);
  running.add(child);
  let said = '';
  const seen = new Promise<void>((done, fail) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (piece) => {
        said += String(piece);
        if (wanted.test(said)) done();
      });
    child.once('exit', () => (wanted.test(said) ? done() : fail(new Error(`the launcher ended: ${said}`))));
  });
  await seen;
  return { child, text: () => said };
}

interface Note {
  launcher: number;
  url: string;
  programs: Record<string, number>;
}
const note = (): Note => JSON.parse(readFileSync(join(folder, 'launcher.json'), 'utf8')) as Note;
/** One that ended and waits to be noticed by its parent still has a number. */
const isAlive = (pid: number): boolean => {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300; i += 1) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('it did not come to be');
}
const health = async (url: string): Promise<{ epoch: string; bridge: { connected: boolean } } | undefined> => {
  try {
    return (await (await fetch(`${url}/api/v1/health`)).json()) as { epoch: string; bridge: { connected: boolean } };
  } catch {
    return undefined;
  }
};

test('UX: one command opens a shop with devices and HQ, says where, keeps secrets to its owner, and ends without a trace', async () => {
  const { child, text } = await launch(/Health .*\n/);
  expect(text()).toMatch(/Tillside 已启动 {2}Tillside is open {8}http:\/\/127\.0\.0\.1:\d+\n/);
  expect(text()).toMatch(/Counter {5}http.*\/counter\/counter-1\n/);
  expect(text()).toMatch(/HQ {10}http:\/\/127\.0\.0\.1:\d+\/hq\n/);
  expect(text()).toMatch(/✓ 数据已落盘 data on disk {3}✓ 设备桥接 devices {3}✓ 总部 HQ/);
  const { url, programs } = note();
  expect(Object.keys(programs).sort()).toEqual(['bridge', 'hub', 'relay']);
  expect(await (await fetch(url)).text()).toContain('<!doctype html>');
  for (const name of ['bridge', 'link']) {
    expect(statSync(join(folder, 'secrets', `${name}.token`)).mode & 0o777).toBe(0o600);
    expect(text()).not.toContain(readFileSync(join(folder, 'secrets', `${name}.token`), 'utf8'));
  }

  const second = spawnSync(process.execPath, [join(ROOT, 'start.mjs'), '--data', folder], { encoding: 'utf8' });
  expect(second.status).toBe(1);
  expect(second.stderr).toMatch(/running on this data folder already at http/);

  child.kill('SIGTERM');
  expect(await ended(child)).toBe(0);
  expect(Object.values(programs).filter(isAlive)).toEqual([]);
  expect(existsSync(join(folder, 'launcher.json'))).toBe(false);
}, 90_000);

test('REL-04: a killed hub is back by itself at its old address, and the devices find it again', async () => {
  await launch(/Tillside is open/, '--no-relay');
  await until(async () => (await health(note().url))?.bridge.connected === true);
  const { url, programs } = note();
  const before = await health(url);
  process.kill(programs.hub ?? 0, 'SIGKILL');
  await until(async () => {
    const now = await health(url);
    return now !== undefined && now.epoch !== before?.epoch && now.bridge.connected;
  });
  expect(note().programs.hub).not.toBe(programs.hub);
}, 90_000);

test('programs a killed launcher left behind are ended by the next one', async () => {
  const first = await launch(/Tillside is open/, '--no-relay');
  await until(() => Object.keys(note().programs).length === 2);
  const left = Object.values(note().programs);
  first.child.kill('SIGKILL');
  await ended(first.child);
  expect(left.some(isAlive)).toBe(true);
  await launch(/Tillside is open/, '--no-relay');
  expect(left.filter(isAlive)).toEqual([]);
}, 90_000);

test('BAD INPUT: wrong use and wrong settings are told in one sentence, before anything runs', async () => {
  const start = (...args: string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'start.mjs'), '--data', folder, ...args], { encoding: 'utf8' });
  expect(start('--port', 'eighty')).toMatchObject({ status: 2 });
  expect(start('--port', '99999').stderr).toMatch(/--port expects a port number from 0 to 65535/);
  expect(start('--frobnicate')).toMatchObject({ status: 2 });
  expect(start('--help').stdout).toMatch(/--data DIR/);
  writeFileSync(join(folder, 'tillside.toml'), '[hub\n');
  expect(start('--no-relay').stderr).toMatch(/tillside\.toml .*not valid TOML/);
  writeFileSync(join(folder, 'tillside.toml'), '[hub]\npotr = 1\n');
  const mistyped = start('--no-relay');
  expect(mistyped.status).toBe(1);
  expect(mistyped.stderr).toMatch(/The settings of the hub cannot be used: hub\.potr: unknown setting/);
}, 90_000);
