import { stat } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import { CloseSignal, type Port, PortError, toFault } from './port.ts';

const LOOK_EVERY = 300;

/**
 * Opens a serial line (also USB-CDC and pseudo terminals) for ourselves alone. Never drains: `drain` waits inside a
 * thread of the pool for as long as a printer is out of paper, and four of those stop every file of the process.
 * Opening throws away what the line had buffered, which is why the process that holds the guns must live long.
 */
export async function openSerial(path: string, baudRate: number): Promise<Port> {
  const port = new SerialPort({ path, baudRate, lock: true, autoOpen: false });
  const closed = new CloseSignal();
  port.on('error', (error) => closed.isClosed || closed.tell(toFault(error)));
  port.on('close', (error?: Error | null) => closed.tell(error ? { ...toFault(error), state: 'absent' } : undefined));
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(new PortError(toFault(error))) : resolve()));
  });
  const close = (): void => {
    if (port.isOpen) port.close(() => undefined);
  };
  watchNode(path, closed, () => {
    closed.tell({ state: 'absent', detail: 'the device is gone' });
    close();
  });
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        port.write(Buffer.from(bytes), (error) => (error ? reject(new PortError(toFault(error))) : resolve()));
      }),
    onData: (listener) => void port.on('data', listener),
    onClose: (listener) => closed.add(listener),
    close: () => {
      closed.tell(undefined);
      close();
    },
  };
}

/**
 * A line that was hung up reads as nothing rather than as an error, and the library then reads nothing for ever, at full
 * speed and without a word. So the device's name is looked at as well: gone or another device means unplugged.
 */
function watchNode(path: string, closed: CloseSignal, onGone: () => void): void {
  let first: string | undefined;
  const look = async (): Promise<void> => {
    const now = await stat(path).then(
      ({ rdev, ino }) => `${rdev}:${ino}`,
      () => 'gone',
    );
    if (closed.isClosed) return;
    first ??= now;
    if (now === 'gone' || now !== first) onGone();
    else timer = setTimeout(() => void look(), LOOK_EVERY);
  };
  let timer: NodeJS.Timeout | undefined;
  void look();
  closed.add(() => clearTimeout(timer));
}
