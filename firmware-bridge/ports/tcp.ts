import { connect } from 'node:net';
import { CloseSignal, type Port, PortError, toFault } from './port.ts';

const CONNECT_TIMEOUT = 5_000;

/** A raw network printer (port 9100 by custom). `path` is `host:port`; one owner at a time is all such printers allow. */
export async function openTcp(path: string): Promise<Port> {
  const at = path.lastIndexOf(':');
  const [host, port] = at < 0 ? [path, 9100] : [path.slice(0, at), Number(path.slice(at + 1))];
  const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 10_000 });
  const closed = new CloseSignal();
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => socket.destroy(new Error('ETIMEDOUT: no answer while connecting')), CONNECT_TIMEOUT);
    socket.once('connect', () => {
      clearTimeout(late);
      resolve();
    });
    socket.on('error', (error) => {
      clearTimeout(late);
      reject(new PortError(toFault(error)));
      closed.tell(toFault(error));
    });
  });
  socket.on('close', () => closed.tell({ state: 'absent', detail: 'the printer closed the connection' }));
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        socket.write(bytes, (error) => (error ? reject(new PortError(toFault(error))) : resolve()));
      }),
    onData: (listener) => void socket.on('data', listener),
    onClose: (listener) => closed.add(listener),
    close: () => {
      closed.tell(undefined);
      socket.destroy();
    },
  };
}
