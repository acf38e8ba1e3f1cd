import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

/** A data folder that cannot be started on; the message is one sentence that says what to do. */
export class CannotStart extends Error {}

const claimFile = (data) => join(data, 'launcher.json');

/**
 * Makes this launcher the only one of its data folder. Programs a killed launcher left behind are ended first, by
 * their process ids and only if they are what they were: otherwise they would hold ports and data for ever.
 * @throws {CannotStart} when another launcher works here
 */
export async function claim(data) {
  const found = readJson(claimFile(data));
  if (found && isOurs(found.launcher, 'start.mjs'))
    throw new CannotStart(
      `Tillside 已在运行${found.url ? `：${found.url}` : ''}。Tillside is running on this data folder already${found.url ? ` at ${found.url}` : ''} (process ${found.launcher}): use it, end it, or choose another --data folder.`,
    );
  const left = Object.values(found?.programs ?? {}).filter((pid) => isOurs(pid, 'main.js'));
  for (const pid of left) process.kill(pid, 'SIGTERM');
  for (let i = 0; i < 50 && left.some((pid) => isOurs(pid, 'main.js')); i += 1)
    await new Promise((d) => setTimeout(d, 100));
  for (const pid of left.filter((one) => isOurs(one, 'main.js'))) process.kill(pid, 'SIGKILL');
  record(data, {});
}

/** Notes who runs, for the next launcher and for people. It means nothing after a power cut, so no disk is waited for. */
export function record(data, programs, url) {
  const draft = `${claimFile(data)}.draft`;
  writeFileSync(draft, `${JSON.stringify({ launcher: process.pid, url, programs }, null, 1)}\n`);
  renameSync(draft, claimFile(data));
}
export function release(data) {
  rmSync(claimFile(data), { force: true });
}

/** A process id may have been given to something else since; its command line tells. */
function isOurs(pid, word) {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word);
  } catch {
    return true;
  }
}

/** A secret made once and kept; readable by its owner alone. @returns its file */
export async function secretFile(data, name) {
  const file = join(data, 'secrets', `${name}.token`);
  if (!existsSync(file)) {
    const { randomBytes } = await import('node:crypto');
    atomicWrite(file, randomBytes(32).toString('base64url'), 0o600);
  }
  return file;
}

/** What the settings file of this data folder says, section by section; nothing where there is none. */
export async function readSettings(data) {
  const file = join(data, 'tillside.toml');
  if (!existsSync(file)) return { file: undefined, hub: {}, relay: {} };
  const { parse } = await import('smol-toml');
  try {
    return { hub: {}, relay: {}, ...parse(readFileSync(file, 'utf8')), file };
  } catch (error) {
    throw new CannotStart(`${file} 不是有效的 TOML。It is not valid TOML: ${String(error.message).split('\n')[0]}.`);
  }
}

/** The first port from `wanted` on that nobody listens on; 0 is any. */
export async function freePort(wanted, host = '127.0.0.1') {
  for (let port = wanted; port < Math.min(wanted + 50, 65_536); port += 1) {
    const free = await tryPort(port, host);
    if (free !== undefined) return free;
  }
  return wanted;
}
function tryPort(port, host) {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(undefined));
    server.listen(port, host, () => {
      const chosen = server.address().port;
      server.close(() => done(chosen));
    });
  });
}

/** Whole or not at all, and on the disk when it returns. The launcher runs before anything is built, so it has its own. */
function atomicWrite(file, content, mode) {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, content, { mode });
  for (const [path, act] of [
    [draft, () => renameSync(draft, file)],
    [dirname(file), () => {}],
  ]) {
    const handle = openSync(path, 'r');
    fsyncSync(handle);
    closeSync(handle);
    act();
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
