import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { nodeCodec } from '../../hub/edges/relay/codec.ts';
import { type MqttLine, MqttTransport } from '../../hub/edges/relay/mqtt.ts';
import type { UplinkStore } from '../../hub/edges/relay/port.ts';
import { Uplink } from '../../hub/edges/relay/uplink.ts';
import type { HubDouble } from './hub-double.ts';

export interface RelayProcess {
  http: number;
  mqtt: number | null;
  child: ChildProcess;
  output: () => string;
  kill(signal: NodeJS.Signals): Promise<void>;
}
export const token = 'a-token-of-the-tests-0001';

/** The real relay as a process of its own; resolves with its ports when it says that it is ready. */
export async function startRelay(dataDir: string, env: Record<string, string> = {}): Promise<RelayProcess> {
  const child = spawn(process.execPath, relayProgram(), {
    env: {
      PATH: process.env.PATH ?? '',
      TILLSIDE__RELAY__DATA_DIR: dataDir,
      TILLSIDE__RELAY__HTTP__PORT: '0',
      TILLSIDE__RELAY__MQTT__PORT: '0',
      TILLSIDE__RELAY__AUTO_ENROL_TOKEN: token,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = new Promise<{ http: number; mqtt: number | null }>((done, fail) => {
    const look = (chunk: Buffer): void => {
      output += chunk.toString();
      const line = output.split('\n').find((one) => one.includes('"ready":true') && one.endsWith('}'));
      if (line !== undefined) done(JSON.parse(line) as { http: number; mqtt: number | null });
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('exit', () => fail(new Error(`the relay ended: ${output}`)));
  });
  const { http, mqtt } = await ready;
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return { http, mqtt, child, output: () => output, kill };
}

/** The sources through tsx; a long run asks for the built program, which starts three times as fast. */
const relayProgram = (): string[] =>
  process.env.TILLSIDE_BUILT === '1'
    ? ['--enable-source-maps', 'dist/cloud-relay/main.js']
    : ['--import', 'tsx', 'cloud-relay/main.ts'];

/** The product's uplink over the product's MQTT line, on the machine's clock. */
export function realUplink(store: HubDouble, name: string, port: number, tuning = {}, secret = token): Uplink {
  return uplinkBy(store, { url: `mqtt://127.0.0.1:${port}`, store: name, token: secret }, tuning);
}

/** The same with whatever the line needs. */
export function uplinkBy(store: UplinkStore, line: Omit<MqttLine, 'clock' | 'random'>, tuning = {}): Uplink {
  const clock = {
    now: () => Date.now(),
    ticks: () => performance.now(),
    after: (ms: number, run: () => void) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
  const transport = new MqttTransport({ ...line, clock, random: Math.random });
  const newId = (): string => randomBytes(9).toString('base64url');
  return new Uplink({ store, transport, clock, codec: nodeCodec, newId, software: 'test', tuning });
}

export async function until(what: () => boolean | Promise<boolean>, within = 40_000): Promise<void> {
  const end = Date.now() + within;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((done) => setTimeout(done, 20));
  }
}
