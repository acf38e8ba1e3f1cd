import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { programArguments } from './program.ts';

export interface Program {
  readonly url: string;
  readonly pid: number;
  /** From spawning the process to its ready line, in ms. */
  readonly readyAfter: number;
  /** From spawning the process, on the same clock as `performance.now()`. */
  readonly spawnedAt: number;
  end(): Promise<void>;
}

export const BRIDGE_TOKEN = 'bench-bridge-token-0123';

/** Starts the hub as a process of its own on a free port, as a shop does. */
export function startHubProgram(data: string): Promise<Program> {
  return startProgram(hubArguments(), ['--data', data], {
    TILLSIDE__HUB__PORT: '0',
    TILLSIDE__HUB__BRIDGE_TOKEN: BRIDGE_TOKEN,
    TILLSIDE__HUB__DEMO: 'true',
  });
}

/** The bundle of few files that `npm start` runs, where it was made; else the hub as compiled. */
function hubArguments(): string[] {
  const compiled = programArguments('../../hub/main');
  const bundle = fileURLToPath(new URL('../../run/hub/main.js', import.meta.url));
  return compiled.includes('tsx') || !existsSync(bundle) ? compiled : ['--enable-source-maps', bundle];
}

/** A program that says `ready` with its address in `http`, as one JSON line. */
export function startProgram(
  program: readonly string[],
  settings: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Program> {
  const spawnedAt = performance.now();
  const child = spawn(process.execPath, [...program, ...settings], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`${program.at(-1)} ended with ${code}: ${said.slice(-500)}`)));
    child.stdout.on('data', (bytes: Buffer) => {
      said = (said + bytes.toString('utf8')).slice(-20_000);
      const line = said.split('\n').find((each) => each.includes('"ready"'));
      if (!line) return;
      const url = (JSON.parse(line) as { http: string }).http;
      const readyAfter = performance.now() - spawnedAt;
      resolve({ url, pid: child.pid ?? 0, readyAfter, spawnedAt, end: () => ended(child) });
    });
  });
}

/** Ends a program by its process id and waits until it is gone. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.removeAllListeners('exit');
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

/** What a process holds in memory now, in MB. */
export function residentMb(pid: number): number {
  const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) / 1024;
}
