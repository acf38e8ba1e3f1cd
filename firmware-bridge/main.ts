import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { startBridge } from './bridge.ts';
import { readConfig } from './config.ts';
import { uuidv7 } from './contract/ids.ts';
import { httpLink } from './http-link.ts';
import { SpoolBusy } from './spool.ts';

/** The bridge as a program of its own, on the machine the devices are plugged into. */
function main(): void {
  const result = readConfig();
  if (!result.ok) {
    fail(`the settings of the bridge are not complete: ${result.faults.join('; ')}`);
    return;
  }
  const { hub_url: hubUrl, token, name, data, pretend, poll_ms: pollEvery } = result.config;
  const log = pino({ base: { program: 'bridge' } });
  const incarnation = uuidv7(Date.now(), randomBytes(10));
  const link = httpLink({ hubUrl, token, bridge: name, incarnation });
  try {
    const bridge = startBridge({
      name,
      incarnation,
      data,
      pretend,
      pollEvery,
      link,
      now: Date.now,
      random: Math.random,
      log,
    });
    const end = (): void => {
      link.close();
      void bridge.close().then(() => process.exit(0));
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
  } catch (error) {
    if (error instanceof SpoolBusy) fail(error.message);
    else throw error;
  }
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}

main();
