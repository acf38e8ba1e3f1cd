import { close, constants, open, read, write } from 'node:fs';
import { promisify } from 'node:util';
import { CloseSignal, type Port, PortError, toFault } from './port.ts';

const FULL_WAIT = 20;
const READ_PAUSE = 100;

/**
 * A USB printer through the kernel's usblp (`/dev/usb/lp0`). Opened without blocking: a blocking write returns only when
 * the printer took the bytes, and four of those stop the thread pool. What does not fit is tried again a little later.
 */
export async function openLp(path: string): Promise<Port> {
  const flags = constants.O_RDWR | constants.O_NONBLOCK;
  const fd = await promisify(open)(path, flags).catch((error: unknown) => {
    throw new PortError(toFault(error));
  });
  const closed = new CloseSignal();
  const listeners: ((bytes: Uint8Array) => void)[] = [];
  const fail = (error: unknown): void => closed.tell(toFault(error));
  closed.add(() => close(fd, () => undefined));

  const listen = (): void => {
    if (closed.isClosed) return;
    const buffer = Buffer.alloc(256);
    read(fd, buffer, 0, buffer.length, null, (error, count) => {
      if (closed.isClosed) return;
      if (error && error.code !== 'EAGAIN') fail(error);
      else {
        if (!error && count > 0) for (const listener of listeners) listener(new Uint8Array(buffer.subarray(0, count)));
        setTimeout(listen, READ_PAUSE).unref();
      }
    });
  };
  listen();

  const send = async (bytes: Uint8Array): Promise<void> => {
    for (let at = 0; at < bytes.length; ) {
      if (closed.isClosed) throw new PortError({ state: 'absent', detail: 'closed while writing' });
      const taken = await new Promise<number>((resolve, reject) => {
        write(fd, bytes, at, bytes.length - at, null, (error, count) => {
          if (!error) resolve(count);
          else if (error.code === 'EAGAIN') resolve(0);
          else reject(error);
        });
      }).catch((error: unknown) => {
        fail(error);
        throw new PortError(toFault(error));
      });
      at += taken;
      if (taken === 0) await new Promise((resolve) => setTimeout(resolve, FULL_WAIT));
    }
  };
  return {
    write: send,
    onData: (listener) => void listeners.push(listener),
    onClose: (listener) => closed.add(listener),
    close: () => closed.tell(undefined),
  };
}
