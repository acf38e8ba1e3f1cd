import { SerialPort } from 'serialport';
import { CloseSignal, type Port, PortError, toFault } from './port.ts';

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
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        port.write(Buffer.from(bytes), (error) => (error ? reject(new PortError(toFault(error))) : resolve()));
      }),
    onData: (listener) => void port.on('data', listener),
    onClose: (listener) => closed.add(listener),
    close: () => {
      closed.tell(undefined);
      if (port.isOpen) port.close(() => undefined);
    },
  };
}
