import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { ConfigRefused, readConfig } from './config.ts';
import { AlreadyRunning, takeLock } from './edges/lock.ts';
import { startHub } from './hub.ts';
import { atomicWrite } from './store/atomic-write.ts';
import { StoreRefused } from './store/migrate.ts';

/** Starts the hub as a process: says `ready` with its address, or one sentence that says what to do. */
async function main(): Promise<void> {
  const { data, config } = readConfig(process.argv.slice(2));
  const log = pino({
    level: config.logLevel,
    redact: ['*.token', '*.authorization', '*.pin', 'req.headers.authorization', 'req.headers.cookie'],
  });
  const folder = join(data, 'hub');
  const unlock = takeLock(folder, process.pid);
  const running = join(folder, 'running.json');
  const die = (error: unknown): void => {
    log.fatal({ err: error }, 'the hub ends');
    process.exit(70);
  };
  const hub = await startHub(data, config, version(), log, die);
  atomicWrite(running, JSON.stringify({ pid: process.pid, url: hub.url, key: hub.key }), 0o600);
  log.info({ http: hub.url, pid: process.pid }, 'ready');
  const end = async (): Promise<void> => {
    rmSync(running, { force: true });
    await hub.close();
    unlock();
    process.exit(0);
  };
  process.once('SIGTERM', () => void end());
  process.once('SIGINT', () => void end());
}

function version(): string {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      return (JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string }).version;
    } catch {
      // The sources and the built program stand at different depths; the other place has it.
    }
  }
  return '0.0.0';
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigRefused || error instanceof AlreadyRunning || error instanceof StoreRefused;
  process.stderr.write(
    known ? `${error.message}\n` : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(known ? 78 : 70);
});
