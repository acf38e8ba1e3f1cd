import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { openPty } from './pty.ts';
import { VirtualPrinter } from './virtual-printer.ts';
import type { PrinterSettings } from './virtual-printer-parts.ts';

/** A virtual printer with a plug: `path` is what a device plan names. */
export type WiredPrinter = {
  printer: VirtualPrinter;
  path: string;
  /** Stops taking bytes, as a printer does whose buffer is full; nothing is lost, it only waits. */
  stall(isStalled: boolean): void;
  mend(): void;
  /** The cable is in again and the printer was switched off and on. */
  replug(): Promise<void>;
  close(): Promise<void>;
};

/** On a pseudo terminal. A cut cable is an unplugged pty. */
export async function serialPrinter(settings: PrinterSettings = {}): Promise<WiredPrinter> {
  const cable = await openPty();
  const wire = wiring(
    settings,
    (bytes) => void cable.send(bytes).catch(() => undefined),
    () => void cable.unplug(),
  );
  cable.onData(wire.hear);
  const replug = async (): Promise<void> => {
    wire.printer.restart();
    await cable.unplug();
    await cable.plug();
  };
  return { ...wire, path: cable.device, replug, close: () => cable.close() };
}

/** On a TCP port of its own, one connection at a time. */
export async function networkPrinter(settings: PrinterSettings = {}): Promise<WiredPrinter> {
  let socket: Socket | undefined;
  const wire = wiring(
    settings,
    (bytes) => socket?.write(bytes),
    () => socket?.destroy(),
  );
  const server = createServer((next) => {
    socket = next;
    next.on('error', () => undefined);
    next.on('data', (bytes) => wire.hear(new Uint8Array(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    socket?.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const replug = async (): Promise<void> => wire.printer.restart();
  return { ...wire, replug, path: `127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

function wiring(settings: PrinterSettings, send: (bytes: Uint8Array) => void, cut: () => void) {
  const printer = new VirtualPrinter(settings);
  const waiting: Uint8Array[] = [];
  let isStalled = false;
  const hear = (bytes: Uint8Array): void => {
    if (isStalled) {
      waiting.push(bytes);
      return;
    }
    const answers = printer.receive(bytes);
    if (printer.dead) cut();
    else if (answers.length > 0) send(answers);
  };
  return {
    printer,
    hear,
    stall: (stalled: boolean) => {
      isStalled = stalled;
      if (!stalled) for (const bytes of waiting.splice(0)) hear(bytes);
    },
    mend: () => {
      const answers = printer.mend();
      if (answers.length > 0) send(answers);
    },
  };
}
