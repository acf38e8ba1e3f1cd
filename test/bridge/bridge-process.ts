import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBridge } from '../../firmware-bridge/bridge.ts';
import type { FakeHub } from './fake-hub.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A bridge under test; `kill` is a power cut of the bridge process, `start` begins a new incarnation on the same data. */
export type TestBridge = {
  data: string;
  pid(): number | undefined;
  start(): Promise<void>;
  kill(): Promise<void>;
  close(): Promise<void>;
};

/** The bridge as its own program, over HTTP. */
export function bridgeProcess(url: string, token: string, extra: Record<string, string> = {}): TestBridge {
  const data = mkdtempSync(join(tmpdir(), 'tillside-bridge-'));
  let child: ChildProcess | undefined;
  const env = {
    ...process.env,
    ...extra,
    TILLSIDE__BRIDGE__HUB_URL: url,
    TILLSIDE__BRIDGE__TOKEN: token,
    TILLSIDE__BRIDGE__DATA: data,
    TILLSIDE__BRIDGE__NAME: 'bridge-test',
    TILLSIDE__BRIDGE__PRETEND: 'true',
    TILLSIDE__BRIDGE__POLL_MS: '150',
  };
  const kill = async (): Promise<void> => {
    const last = child;
    child = undefined;
    if (!last || last.exitCode !== null || last.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => last.once('exit', () => resolve()));
    last.kill('SIGKILL');
    await gone;
  };
  return {
    data,
    pid: () => child?.pid,
    start: async () => {
      child = spawn(process.execPath, ['--import', 'tsx', 'firmware-bridge/main.ts'], {
        cwd: ROOT,
        env,
        stdio: ['ignore', process.env.BRIDGE_LOG ? 'inherit' : 'ignore', 'inherit'],
      });
    },
    kill,
    close: async () => {
      await kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** The bridge inside this process, by function calls; it cannot be killed apart from the test, only closed. */
export function bridgeInside(hub: FakeHub): TestBridge {
  const data = mkdtempSync(join(tmpdir(), 'tillside-bridge-'));
  let bridge: ReturnType<typeof startBridge> | undefined;
  let starts = 0;
  const kill = async (): Promise<void> => {
    await bridge?.close();
    bridge = undefined;
  };
  return {
    data,
    pid: () => undefined,
    start: async () => {
      const log = { info: () => undefined, warn: () => undefined };
      const incarnation = `inside-${++starts}`;
      const { link } = hub;
      bridge = startBridge({
        name: 'b',
        incarnation,
        data,
        pretend: true,
        pollEvery: 150,
        link,
        now: Date.now,
        random: Math.random,
        log,
      });
    },
    kill,
    close: async () => {
      await kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** The process of guns or of one printer under a bridge. */
export function childOf(parent: number | undefined, name: string): number {
  for (const pid of readdirSync('/proc').filter((each) => /^\d+$/u.test(each))) {
    try {
      const ppid = /\nPPid:\t(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      if (Number(ppid) === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name)) return Number(pid);
    } catch {
      // That process has just ended.
    }
  }
  throw new Error(`no child ${name}`);
}

/** Waits until something is so; says what was awaited when it never is. */
export async function until(what: string, isSo: () => boolean, ms = 20_000): Promise<void> {
  const end = performance.now() + ms;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
