import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FromHost, Numbered } from './messages.ts';

/** Waits before a device process is started again, in ms; the last one is for ever. */
const RESTART_AFTER = [1_000, 2_000, 5_000, 10_000, 30_000];
const SILENCE = 10_000;
const HEALTHY = 60_000;

export type Child<Out> = { send(message: Out): void; pid(): number | undefined; close(): Promise<void> };
export type ChildEvents<Out> = {
  onMessage(message: FromHost): void;
  /** Called for every start: tell it all it needs to know. */
  onStart(send: (message: Out) => void): void;
  onDeath(reason: string): void;
  /** What the program is started with. */
  args?: string[];
};

/**
 * Keeps one device process alive: starts it, watches its heartbeat, kills what hangs with SIGKILL (a process inside a
 * stuck system call hears nothing else) and starts it again after a bounded wait.
 * @param name file name without extension of the program beside this file
 */
export function superviseChild<Out>(name: string, events: ChildEvents<Out>): Child<Out> {
  const kind = extname(import.meta.url);
  const file = fileURLToPath(new URL(`./${name}${kind}`, import.meta.url));
  const execArgv = withLoader(kind, process.execArgv);
  let child: ChildProcess | undefined;
  let seq = 0;
  let deaths = 0;
  let isClosing = false;
  let lastBeat = 0;
  let startedAt = 0;
  let restart: NodeJS.Timeout | undefined;

  const send = (message: Out): void => {
    const numbered: Numbered<Out> = { seq: ++seq, message };
    if (child?.connected) child.send(numbered, undefined, undefined, () => undefined);
  };
  const start = (): void => {
    const mine = fork(file, events.args ?? [], { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child = mine;
    lastBeat = startedAt = performance.now();
    let expected = 0;
    mine.on('message', (numbered: Numbered<FromHost>) => {
      lastBeat = performance.now();
      expected++;
      if (numbered.seq !== expected) mine.kill('SIGKILL');
      else if (!isClosing) events.onMessage(numbered.message);
    });
    mine.on('error', () => undefined);
    mine.once('exit', (code, signal) => {
      if (child === mine) child = undefined;
      if (isClosing) return;
      events.onDeath(signal ?? `exit ${code}`);
      if (performance.now() - startedAt > HEALTHY) deaths = 0;
      restart = setTimeout(start, RESTART_AFTER[Math.min(deaths++, RESTART_AFTER.length - 1)]);
    });
    events.onStart(send);
  };
  const isSilent = (): boolean => child !== undefined && performance.now() - lastBeat > SILENCE;
  const watchdog = setInterval(() => {
    // Asked again one turn later: after a pause of our own, the heartbeats are still waiting to be read.
    if (isSilent()) setImmediate(() => isSilent() && child?.kill('SIGKILL'));
  }, 1_000);
  start();
  return {
    send,
    pid: () => child?.pid,
    close: async () => {
      isClosing = true;
      clearInterval(watchdog);
      clearTimeout(restart);
      const last = child;
      if (!last) return;
      await new Promise<void>((resolve) => {
        last.once('exit', () => resolve());
        last.kill('SIGKILL');
      });
    },
  };
}

/** Run from the sources, a child needs the loader its parent may have got in another way than by an argument. */
const withLoader = (kind: string, inherited: string[]): string[] =>
  kind === '.ts' && !inherited.some((each) => each.includes('tsx')) ? [...inherited, '--import', 'tsx'] : inherited;
