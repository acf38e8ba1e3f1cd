import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from './processes.ts';

/** A mosquitto of the tests' own, which keeps nothing: killed, it forgets all it had confirmed. */
export interface MosquittoRig {
  readonly port: number;
  readonly pid: number;
  signal(signal: NodeJS.Signals): void;
  kill(): Promise<void>;
  start(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** @param settings further lines of its configuration, such as `acl_file` */
export function startMosquitto(folder: string, settings: readonly string[] = []): Promise<MosquittoRig> {
  const own = ['allow_anonymous true', 'persistence false', 'set_tcp_nodelay true'];
  return runMosquitto(folder, (port) => [`listener ${port} 127.0.0.1`, ...own, ...settings].join('\n'));
}

/** The same with a configuration of one's own. */
export async function runMosquitto(folder: string, textFor: (port: number) => string): Promise<MosquittoRig> {
  const port = await freePort();
  const file = join(folder, 'mosquitto.conf');
  // Started by root it would become a user who may not read the test's files.
  const asRoot = process.getuid?.() === 0 ? '\nuser root' : '';
  writeFileSync(file, `${textFor(port)}${asRoot}\n`);
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = spawn('mosquitto', ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
    for (const end = Date.now() + 10_000; !(await isOpen(port)); ) {
      if (child.exitCode !== null || Date.now() > end) throw new Error('mosquitto did not start');
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  await start();
  return {
    port,
    get pid() {
      return child?.pid ?? 0;
    },
    signal: (signal) => void child?.kill(signal),
    kill,
    start,
    restart: () => kill().then(start),
    close: kill,
  };
}

export function isOpen(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => done(false));
  });
}
