import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { readConfig } from './config.ts';
import { type Machine, startRelay } from './relay.ts';
import { FolderTaken } from './store/lock.ts';
import { StoreRefused } from './store/migrate.ts';

const machine: Machine = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  newId: () => randomBytes(12).toString('base64url'),
};

function packageVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const text = readFileSync(new URL(path, import.meta.url), 'utf8');
      return String((JSON.parse(text) as { version?: unknown }).version ?? '0');
    } catch {
      // A built program lies one folder deeper than its sources.
    }
  }
  return '0';
}

async function main(): Promise<void> {
  const settings = readConfig();
  if (!settings.ok) {
    process.stderr.write(`HQ's settings are wrong:\n${settings.faults.map((fault) => `  ${fault}`).join('\n')}\n`);
    process.exitCode = 2;
    return;
  }
  const log = pino({ level: settings.config.logLevel, name: 'relay' }, pino.destination({ dest: 1, sync: true }));
  try {
    const version = packageVersion();
    const relay = await startRelay(settings.config, version, machine, log);
    const { http, mqtt = null, incarnation } = relay;
    log.info({ ready: true, http, mqtt, version, incarnation }, 'ready');
    const end = (): void => {
      relay
        .stop()
        .catch((error: unknown) => log.error({ err: error }, 'the relay did not stop cleanly'))
        .finally(() => process.exit());
    };
    process.on('SIGHUP', () => {
      try {
        relay.renew();
        log.info('certificates were read again');
      } catch (error) {
        log.error({ err: error }, 'the new certificates cannot be used; the old ones stay');
      }
    });
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    const sentence =
      error instanceof StoreRefused || error instanceof FolderTaken || code === 'EADDRINUSE'
        ? (error as Error).message
        : `the relay cannot start: ${String(error)}`;
    log.fatal({ err: error }, sentence);
    process.exit(1);
  }
}

await main();
