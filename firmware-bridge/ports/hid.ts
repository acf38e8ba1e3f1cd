import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { type HidMode, isScannerVendor } from './makers.ts';
import { CloseSignal, type Port, PortError, toFault } from './port.ts';

/** The part of node-hid that is used, loaded only when asked for: without libusb only HID is off, not the bridge. */
type HidLibrary = typeof import('node-hid');
export type HidDevice = {
  path: string;
  vendorId: number;
  productId: number;
  serial: string;
  label: string;
  mode: HidMode;
};

const POS_PAGE = 0x8c;

/** Loads node-hid, or says in one sentence why HID guns cannot be used on this machine. */
export async function loadHid(): Promise<HidLibrary | string> {
  try {
    const loaded = (await import('node-hid')) as HidLibrary & { default?: HidLibrary };
    return loaded.default ?? loaded;
  } catch (error) {
    return `HID guns are off: ${error instanceof Error ? error.message.split('\n')[0] : 'node-hid does not load'}`;
  }
}

/** Guns among the HID devices: those that say so, and whatever else the makers of guns make. */
export async function listHid(library: HidLibrary): Promise<HidDevice[]> {
  const all = await library.devicesAsync();
  return all
    .filter((d) => d.path?.startsWith('/dev/hidraw'))
    .filter((d) => d.usagePage === POS_PAGE || isScannerVendor(d.vendorId))
    .map((d) => ({
      path: d.path ?? '',
      vendorId: d.vendorId,
      productId: d.productId,
      serial: d.serialNumber ?? '',
      label: [d.manufacturer, d.product].filter(Boolean).join(' '),
      mode: d.usagePage === POS_PAGE ? 'pos' : d.usagePage === 1 && d.usage === 6 ? 'keyboard' : 'vendor',
    }));
}

/**
 * Opens a gun's hidraw node. The kernel gives every report to everyone who opens it, so two bridges would scan double:
 * a socket name in the kernel's abstract space is the lock, and goes away with the process, however it ends.
 */
export async function openHid(library: HidLibrary, path: string, identity: string): Promise<Port> {
  // Such names are short by law of the kernel, identities are not.
  const name = createHash('sha256').update(identity).digest('hex').slice(0, 40);
  const lock = await takeLock(`\0tillside/hid/${name}`);
  const device = await library.HIDAsync.open(path).catch((error: unknown) => {
    lock.close();
    throw new PortError(toFault(error));
  });
  const closed = new CloseSignal();
  closed.add(() => {
    lock.close();
    device.close().catch(() => undefined);
  });
  device.on('error', (error: unknown) => closed.tell({ ...toFault(error), state: 'absent' }));
  return {
    write: async (bytes) => void (await device.write(Buffer.from(bytes))),
    onData: (listener) => void device.on('data', (data: Buffer) => listener(new Uint8Array(data))),
    onClose: (listener) => closed.add(listener),
    close: () => closed.tell(undefined),
  };
}

function takeLock(name: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => reject(new PortError({ state: 'busy', detail: 'another process reads this gun' })));
    server.listen({ path: name }, () => {
      server.unref();
      resolve(server);
    });
  });
}
