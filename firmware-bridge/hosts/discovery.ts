import { watch } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import type { DeviceKind, Transport } from '../contract/device-report.ts';
import { type HidDevice, listHid, loadHid } from '../ports/hid.ts';

/** A device that is there, whether or not anyone wants it. `usagePage` tells a HID gun from one that plays a keyboard. */
export type Found = {
  identity: string;
  kind: DeviceKind;
  transport: Transport;
  path: string;
  label: string;
  usagePage?: number;
};

const SLOW_POLL = 2_000;

/** Everything a shop may plug in: USB serial lines, HID guns, USB printers. One broken listing never hides the others. */
export async function discover(notice: (text: string) => void): Promise<Found[]> {
  const lists = await Promise.all([serialLines(), hidGuns(notice), usbPrinters()].map((list) => list.catch(() => [])));
  return apart(lists.flat());
}

/**
 * Calls `onChange` when device nodes came or went: at once where the kernel's notice works, else by a slow poll of the
 * names. The full listing starts a program and is left to whoever is called.
 */
export function watchDevices(onChange: () => void): () => void {
  let before: string | undefined;
  const look = async (): Promise<void> => {
    const names = await Promise.all(['/dev', '/dev/usb'].map((folder) => readdir(folder).catch(() => [])));
    const now = [...names.flat().filter(isDevice), ...(await hidNames())].sort().join(' ');
    if (now === before) return;
    before = now;
    onChange();
  };
  const watcher = watchQuietly('/dev', (name) => {
    if (isDevice(name)) onChange();
  });
  const poll = setInterval(() => void look(), SLOW_POLL);
  void look();
  return () => {
    watcher?.close();
    clearInterval(poll);
  };
}

/** Guns as the driver sees them, which is cheap to ask and also notices a gun swapped for another at one node. */
async function hidNames(): Promise<string[]> {
  const library = await loadHid();
  if (typeof library === 'string') return [];
  return (await listHid(library).catch(() => [])).map((gun) => `${gun.path}=${gun.serial}`);
}

const isDevice = (name: string): boolean => /^(ttyUSB|ttyACM|hidraw|lp)\d+$/u.test(name);

function watchQuietly(folder: string, onName: (name: string) => void): { close(): void } | undefined {
  try {
    const watcher = watch(folder, (_event, name) => onName(name ?? ''));
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}

const usbIdentity = (vendor: string, product: string, serial: string | undefined, place: string): string =>
  serial ? `usb:${vendor}:${product}:${serial}`.toLowerCase() : `usb-path:${vendor}:${product}:${place}`.toLowerCase();

async function serialLines(): Promise<Found[]> {
  const ports = await SerialPort.list();
  return ports
    .filter((port) => /ttyUSB|ttyACM/u.test(port.path))
    .map((port) => ({
      identity:
        port.vendorId && port.productId
          ? usbIdentity(port.vendorId, port.productId, port.serialNumber, port.locationId ?? port.path)
          : `serial:${port.path}`,
      kind: 'scanner' as const,
      transport: 'serial' as const,
      path: port.path,
      label: port.manufacturer ?? port.pnpId ?? port.path,
    }));
}

async function hidGuns(notice: (text: string) => void): Promise<Found[]> {
  const library = await loadHid();
  if (typeof library === 'string') {
    notice(library);
    return [];
  }
  const devices = await listHid(library);
  return Promise.all(
    devices.map(async (device) => ({
      identity: usbIdentity(hex(device.vendorId), hex(device.productId), device.serial, await place(device)),
      kind: 'scanner' as const,
      transport: 'hid' as const,
      path: device.path,
      label: device.label || device.path,
      usagePage: device.usagePage,
    })),
  );
}

const hex = (id: number): string => id.toString(16).padStart(4, '0');

/** The USB socket it sits in, from the kernel's own path: what is stable for a gun without a serial number. */
async function place(device: HidDevice): Promise<string> {
  const name = device.path.slice('/dev/'.length);
  const full = await realpath(join('/sys/class/hidraw', name, 'device')).catch(() => device.path);
  return /\/(\d+-[\d.]+):/u.exec(full)?.[1] ?? device.path;
}

async function usbPrinters(): Promise<Found[]> {
  const names = (await readdir('/dev/usb')).filter((name) => /^lp\d+$/u.test(name));
  return Promise.all(
    names.map(async (name) => {
      const folder = join('/sys/class/usbmisc', name, 'device', '..');
      const read = (file: string): Promise<string> =>
        readFile(join(folder, file), 'utf8').then(
          (text) => text.trim(),
          () => '',
        );
      const [vendor, product, serial, maker, model] = await Promise.all(
        ['idVendor', 'idProduct', 'serial', 'manufacturer', 'product'].map(read),
      );
      const path = `/dev/usb/${name}`;
      const identity = vendor && product ? usbIdentity(vendor, product, serial, path) : `lp:${path}`;
      const label = [maker, model].filter(Boolean).join(' ') || path;
      return { identity, kind: 'printer' as const, transport: 'lp' as const, path, label };
    }),
  );
}

/** Two things with one identity (makers who give every gun the same serial number) are told apart by where they sit. */
function apart(found: Found[]): Found[] {
  const count = new Map<string, number>();
  for (const each of found) count.set(each.identity, (count.get(each.identity) ?? 0) + 1);
  return found.map((each) =>
    (count.get(each.identity) ?? 0) > 1 ? { ...each, identity: `${each.identity}@${each.path}` } : each,
  );
}
