import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Another hub works on this data. */
export class AlreadyRunning extends Error {}

/**
 * One hub per data folder: `lock` holds the process id. A lock whose process is gone (power cut, kill) is taken over.
 * @returns what gives the lock back
 */
export function takeLock(folder: string, pid: number): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'lock');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const fd = openSync(file, 'wx', 0o600);
      writeSync(fd, String(pid));
      closeSync(fd);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
      if (holder !== pid && isAlive(holder))
        throw new AlreadyRunning(
          `Another hub (process ${holder}) works on ${folder}: end it first, or choose another --data folder.`,
        );
      rmSync(file, { force: true });
    }
  }
  throw new AlreadyRunning(`${file} could not be taken.`);
}

/** A process id may be given again after a reboot to something else; only a hub or the command line counts. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  try {
    return /hub|tillside/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return true;
  }
}
