import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { POS_DESCRIPTOR, posReports } from './hid-reports.ts';

export type HidGun = { node: number; serial: string; vendor?: string; product?: string; descriptor?: Uint8Array };
type Event = { event: string; node?: string; dir?: string; hex?: string; text?: string };

/** Emulated HID guns; programs started with `env` see them as real hidraw devices through the real driver code. */
export type HidBench = {
  env: Record<string, string>;
  written: string[];
  plug(gun: HidGun): Promise<void>;
  unplug(gun: HidGun): Promise<void>;
  /** One code as the reports of a HID POS gun. */
  scan(gun: HidGun, aim: string, text: string): void;
  send(gun: HidGun, report: Uint8Array): void;
  close(): Promise<void>;
};

const PRELOAD = 'libumockdev-preload.so.0';
const ROOT = '/sys/devices/pci0000:00/0000:00:14.0/usb1';

export async function openHidBench(): Promise<HidBench> {
  const script = fileURLToPath(new URL('./hid-bench.py', import.meta.url));
  const bench = spawn('/usr/bin/python3', [script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, LD_PRELOAD: PRELOAD },
  });
  const written: string[] = [];
  const waiting: { event: string; resolve: (event: Event) => void; reject: (error: Error) => void }[] = [];
  createInterface({ input: bench.stdout }).on('line', (line) => {
    const event = JSON.parse(line) as Event;
    if (event.event === 'written') written.push(event.hex ?? '');
    const at = waiting.findIndex((each) => each.event === event.event || event.event === 'error');
    const [found] = at < 0 ? [] : waiting.splice(at, 1);
    if (event.event === 'error') found?.reject(new Error(event.text));
    else found?.resolve(event);
  });
  const next = (event: string): Promise<Event> =>
    new Promise((resolve, reject) => void waiting.push({ event, resolve, reject }));
  const tell = (command: object): void => void bench.stdin.write(`${JSON.stringify(command)}\n`);
  const send = (gun: HidGun, report: Uint8Array): void =>
    tell({ do: 'report', node: `/dev/hidraw${gun.node}`, hex: Buffer.from(report).toString('hex') });
  const { dir = '' } = await next('ready');
  return {
    env: { UMOCKDEV_DIR: dir, LD_PRELOAD: PRELOAD },
    written,
    plug: async (gun) => {
      const descriptor = Buffer.from(gun.descriptor ?? POS_DESCRIPTOR).toString('hex');
      const done = next('plugged');
      tell({ do: 'plug', node: `/dev/hidraw${gun.node}`, description: describe(gun, descriptor), descriptor });
      await done;
    },
    unplug: async (gun) => {
      const done = next('unplugged');
      tell({ do: 'unplug', node: `/dev/hidraw${gun.node}`, folders: chain(gun) });
      await done;
    },
    scan: (gun, aim, text) => {
      for (const report of posReports(aim, new Uint8Array(Buffer.from(text, 'utf8')))) send(gun, report);
    },
    send,
    close: async () => {
      const gone = new Promise<void>((resolve) => bench.once('exit', () => resolve()));
      bench.kill('SIGKILL');
      await gone;
    },
  };
}

const ids = (gun: HidGun): { vendor: string; product: string } => ({
  vendor: gun.vendor ?? '0c2e',
  product: gun.product ?? '0b8f',
});
const socket = (gun: HidGun): string => `1-${gun.node + 1}`;

/** Folders of one gun in sysfs, from the node up to the USB device: the order in which they vanish. */
function chain(gun: HidGun): string[] {
  const { vendor, product } = ids(gun);
  const device = `${ROOT}/${socket(gun)}`;
  const hid = `${device}/${socket(gun)}:1.0/0003:${vendor}:${product}.000${gun.node + 1}`.toUpperCase();
  const path = `${device}/${socket(gun)}:1.0/${hid.slice(hid.lastIndexOf('/') + 1)}`;
  return [`${path}/hidraw/hidraw${gun.node}`, path, `${device}/${socket(gun)}:1.0`, device];
}

/** The devices as umockdev wants them written: node, HID device, interface, USB device. */
function describe(gun: HidGun, descriptor: string): string {
  const { vendor, product } = ids(gun);
  const [node = '', hid = '', face = '', usb = ''] = chain(gun).map((folder) => folder.slice('/sys'.length));
  const block = (...lines: string[]): string => `${lines.join('\n')}\n\n`;
  const number = 10 + gun.node;
  return [
    block(
      `P: ${node}`,
      `N: hidraw${gun.node}=00`,
      `E: DEVNAME=/dev/hidraw${gun.node}`,
      'E: MAJOR=240',
      `E: MINOR=${gun.node}`,
      'E: SUBSYSTEM=hidraw',
      `A: dev=240:${gun.node}\\n`,
      `L: device=../../../${hid.slice(hid.lastIndexOf('/') + 1)}`,
    ),
    block(
      `P: ${hid}`,
      'E: DRIVER=hid-generic',
      `E: HID_ID=0003:0000${vendor}:0000${product}`.toUpperCase(),
      'E: HID_NAME=Test Gun',
      `E: HID_PHYS=usb-0000:00:14.0-${gun.node + 1}/input0`,
      `E: HID_UNIQ=${gun.serial}`,
      'E: SUBSYSTEM=hid',
      `H: report_descriptor=${descriptor.toUpperCase()}`,
    ),
    block(
      `P: ${face}`,
      'E: DEVTYPE=usb_interface',
      'E: DRIVER=usbhid',
      `E: PRODUCT=${vendor}/${product}/100`,
      'E: SUBSYSTEM=usb',
      'A: bInterfaceNumber=00\\n',
      'A: bInterfaceClass=03\\n',
    ),
    block(
      `P: ${usb}`,
      `N: bus/usb/001/0${number}`,
      `E: DEVNAME=/dev/bus/usb/001/0${number}`,
      'E: DEVTYPE=usb_device',
      'E: DRIVER=usb',
      `E: PRODUCT=${vendor}/${product}/100`,
      'E: BUSNUM=001',
      `E: DEVNUM=0${number}`,
      'E: MAJOR=189',
      `E: MINOR=${number - 1}`,
      'E: SUBSYSTEM=usb',
      'A: bcdDevice=0100\\n',
      `A: idVendor=${vendor}\\n`,
      `A: idProduct=${product}\\n`,
      'A: manufacturer=Honeywell\\n',
      'A: product=Test Gun\\n',
      `A: serial=${gun.serial}\\n`,
    ),
  ].join('');
}
