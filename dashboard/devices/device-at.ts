import type { DeviceView } from '../../hub/contract/devices.ts';

type Place = Pick<DeviceView, 'identity' | 'transport' | 'path'>;

/**
 * What a typed place stands for: `host:port` is a printer in the network, `/dev/usb/lp0` a USB printer,
 * `/dev/hidraw0` a gun on USB, any other `/dev/…` a serial line. Undefined when it is none of these.
 */
export function deviceAt(typed: string): Place | undefined {
  const path = typed.trim();
  if (/^\/dev\/usb\/lp\d+$/.test(path)) return { identity: `lp:${path}`, transport: 'lp', path };
  if (/^\/dev\/hidraw\d+$/.test(path)) return { identity: `usb-path:${path}`, transport: 'hid', path };
  if (/^\/dev\/[\w./:-]+$/.test(path) || /^COM\d+$/.test(path))
    return { identity: `serial:${path}`, transport: 'serial', path };
  const net = /^(?:tcp:\/\/)?([A-Za-z0-9.-]+):(\d{1,5})$/.exec(path);
  if (net === null || Number(net[2]) > 65_535) return undefined;
  const address = `${net[1]}:${net[2]}`;
  return { identity: `tcp:${address}`, transport: 'tcp', path: address };
}
