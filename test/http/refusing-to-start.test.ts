import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWriter } from '../../hub/store/open.ts';
import { TestShop } from '../rigs/shop.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';
const children: ChildProcess[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillside-start-'));
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A data folder with a real store in it. */
function shopFolder(name: string): { data: string; file: string } {
  const data = join(folder, name);
  mkdirSync(join(data, 'hub'), { recursive: true });
  const file = join(data, 'hub', 'tillside.db');
  new TestShop(openWriter(file)).setUp().sql.close();
  return { data, file };
}

/** The hub as a process of its own; `said` is what it wrote to stderr. */
function startProcess(data: string, env: Record<string, string> = {}) {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TILLSIDE')));
  const child = spawn(process.execPath, ['--import', 'tsx', 'hub/main.ts', '--data', data], {
    ...{ cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] as const },
    env: { ...clean, TILLSIDE__HUB__PORT: '0', ...env },
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, said, ended };
}

async function expectOneSentence(data: string, sentence: RegExp, env: Record<string, string> = {}): Promise<void> {
  const { said, ended } = startProcess(data, env);
  const code = await ended;
  expect(said.err.trim().split('\n'), said.err).toHaveLength(1);
  expect(said.err).toMatch(sentence);
  expect(said.err).not.toMatch(/\bat .*:\d+:\d+/);
  expect(said.out).not.toContain('"ready"');
  expect(code).toBe(78);
}

test.concurrent('BAD INPUT: a store of a newer version is left alone, in one sentence that says what to do', async () => {
  const { data, file } = shopFolder('newer');
  const raw = openWriter(file);
  raw.run(`INSERT INTO migration (name, checksum, at) VALUES ('9000_parcel.sql', 'x', 'x')`);
  raw.raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
  const before = readFileSync(file);
  await expectOneSentence(data, /newer Tillside.*9000_parcel\.sql.*Start the newer version, or restore a backup/);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test.concurrent('BAD INPUT: a store whose history was altered is left alone', async () => {
  const { data, file } = shopFolder('altered');
  const raw = openWriter(file);
  raw.run(`UPDATE migration SET checksum = 'x' WHERE name LIKE '0004%'`);
  raw.close();
  await expectOneSentence(data, /0004_inventory\.sql differs.*Restore a backup/);
});

test.concurrent('BAD INPUT: a file that is no store is not opened', async () => {
  const data = join(folder, 'garbage');
  mkdirSync(join(data, 'hub'), { recursive: true });
  writeFileSync(join(data, 'hub', 'tillside.db'), 'this is a shopping list, not a database\n'.repeat(200));
  await expectOneSentence(data, /could not be opened \(file is not a database\): restore a backup/);
});

test.concurrent('BAD INPUT: a mistyped setting is named, all of them at once, and no value is shown', async () => {
  const data = join(folder, 'mistyped');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'tillside.toml'), '[hub]\nprot = 8420\nlogLevel = "loud"\nbridgeToken = "sesame"\n');
  await expectOneSentence(data, /(?=.*prot: unknown setting)(?=.*logLevel)(?=.*bridgeToken)(?!.*sesame)(?!.*loud)/);
});

test.concurrent('BAD INPUT: a settings file that is not TOML is named', async () => {
  const data = join(folder, 'no-toml');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'tillside.toml'), '[hub\nport = 8420\n');
  await expectOneSentence(data, /tillside\.toml is not valid TOML/);
});

test.concurrent('BAD INPUT: a mistyped variable of the environment is named', async () => {
  const { data } = shopFolder('environment');
  await expectOneSentence(data, /TILLSIDE__HUB__COLOUR: unknown setting/, { TILLSIDE__HUB__COLOUR: 'blue' });
});

test.concurrent('REL-01: a second hub on the same data says who has it and ends; the first goes on', async () => {
  const { data } = shopFolder('shared');
  const first = startProcess(data);
  await until(
    () => first.said.out.includes('"ready"'),
    () => first.said.err + first.said.out,
  );
  await expectOneSentence(data, new RegExp(`Another hub \\(process ${first.child.pid}\\) works on .*shared.*--data`));
  const { url } = JSON.parse(readFileSync(join(data, 'hub', 'running.json'), 'utf8')) as { url: string };
  expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
  first.child.kill('SIGKILL');
  await first.ended;
  const next = startProcess(data);
  await until(
    () => next.said.out.includes('"ready"'),
    () => next.said.err + next.said.out,
  );
  next.child.kill('SIGTERM');
  expect(await next.ended).toBe(0);
});

async function until(isSo: () => boolean, what: () => string): Promise<void> {
  for (const give = Date.now() + 20_000; !isSo(); ) {
    if (Date.now() > give) throw new Error(what());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
