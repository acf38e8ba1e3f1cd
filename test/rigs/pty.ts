import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';

/** A cable with two ends: the bridge opens `device`, the test plays the gun or the printer on `far`. */
export type PtyCable = {
  device: string;
  /** What arrives from the bridge. */
  onData(listener: (bytes: Uint8Array) => void): void;
  send(bytes: Uint8Array | string): Promise<void>;
  /** Both ends vanish at once, as when a plug is pulled. */
  unplug(): Promise<void>;
  /** The same names are there again. */
  plug(): Promise<void>;
  close(): Promise<void>;
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The kernel gives the number of a dead pty to the next one, whose lock may still be on it for a moment. */
async function openPatiently(port: SerialPort): Promise<void> {
  for (let tries = 0; ; tries++) {
    const error = await new Promise<Error | null>((resolve) => port.open(resolve));
    if (!error) return;
    if (tries === 40) throw error;
    await wait(25);
  }
}

/** A pair of pseudo terminals made by socat in a temporary folder. */
export async function openPty(): Promise<PtyCable> {
  const folder = mkdtempSync(join(tmpdir(), 'tillside-pty-'));
  const [device, far] = [join(folder, 'device'), join(folder, 'far')];
  const listeners: ((bytes: Uint8Array) => void)[] = [];
  let socat: ChildProcess | undefined;
  let port: SerialPort | undefined;

  const plug = async (): Promise<void> => {
    const args = [`pty,raw,echo=0,link=${device}`, `pty,raw,echo=0,link=${far}`];
    socat = spawn('socat', args, { stdio: 'ignore' });
    while (!existsSync(device) || !existsSync(far)) await wait(5);
    const opened = new SerialPort({ path: far, baudRate: 115_200, autoOpen: false });
    opened.on('error', () => undefined);
    opened.on('data', (bytes: Buffer) => {
      for (const listener of listeners) listener(new Uint8Array(bytes));
    });
    await openPatiently(opened);
    port = opened;
  };
  const unplug = async (): Promise<void> => {
    const last = socat;
    socat = undefined;
    if (port?.isOpen) port.close(() => undefined);
    if (!last || last.exitCode !== null) return;
    // The names go first: the kernel gives the number of a dead pty to the next one at once, and a name that is left
    // behind would lead the bridge into the cable of another test.
    for (const link of [device, far]) rmSync(link, { force: true });
    const gone = new Promise<void>((resolve) => last.once('exit', () => resolve()));
    last.kill('SIGKILL');
    await gone;
  };
  await plug();
  return {
    device,
    onData: (listener) => void listeners.push(listener),
    send: (bytes) =>
      new Promise((resolve, reject) => {
        const data = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes);
        port?.write(data, (error) => (error ? reject(error) : resolve()));
      }),
    unplug,
    plug,
    close: async () => {
      await unplug();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
