import { watch } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import type { DeviceKind, Transport } from '../contract/device-report.ts';
import { type HidDevice, listHid, loadHid } from '../ports/hid.ts';
import type { HidMode } from '../ports/makers.ts';

/** A device that is there, whether or not anyone wants it, and how it speaks if it is a HID gun. */
export type Found = {
  identity: string;
  kind: DeviceKind;
  transport: Transport;
  path: string;
  label: string;
  mode?: HidMode;
  vendorId?: number;
};

/** Everything a shop may plug in: USB serial lines, HID guns, USB printers. One broken listing never hides the others. */
export async function discover(notice: (text: string) => void): Promise<Found[]> {
  const [lines = [], guns = [], printers = []] = await Promise.all(
    [serialLines(), hidGuns(notice), usbPrinters()].map((list) => list.catch(() => [])),
  );
  const asSerial = new Set(lines.map((line) => line.identity));
  return apart([...lines, ...guns.filter((gun) => gun.mode === 'pos' || !asSerial.has(gun.identity)), ...printers]);
}

/**
 * Calls `onChange` when device nodes came or went: at once where the kernel's notice works, else by a poll of the names
 * every so many ms. The full listing starts a program and is left to whoever is called.
 */
export function watchDevices(onChange: () => void, pollEvery: number): () => void {
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
  const poll = setInterval(() => void look(), pollEvery);
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
  const places = await Promise.all(devices.map(place));
  return bestFaces(devices.map((device, i) => ({ ...device, place: places[i] ?? device.path }))).map((device) => ({
    identity: usbIdentity(hex(device.vendorId), hex(device.productId), device.serial, device.place),
    kind: 'scanner' as const,
    transport: 'hid' as const,
    path: device.path,
    label: device.label || device.path,
    mode: device.mode,
    vendorId: device.vendorId,
  }));
}

const MODES: readonly HidMode[] = ['pos', 'keyboard', 'vendor'];

/** One gun may show several faces in one USB socket (keyboard beside HID POS, a maintenance channel): the best one counts. */
export function bestFaces<T extends { place: string; mode: HidMode }>(faces: readonly T[]): T[] {
  const best = new Map<string, T>();
  for (const face of faces) {
    const known = best.get(face.place);
    if (!known || MODES.indexOf(face.mode) < MODES.indexOf(known.mode)) best.set(face.place, face);
  }
  return [...best.values()];
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
