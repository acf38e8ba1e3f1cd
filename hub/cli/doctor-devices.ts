import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import type { Finding } from './doctor.ts';
import { both } from './io.ts';

const LIBRARY_FOLDERS = ['/lib', '/usr/lib', '/usr/lib64', '/usr/local/lib', '/opt/homebrew/lib'];

/** Guns and printers: what this user may open, and the line that gives the right to. */
export function deviceFindings(): Finding[] {
  if (process.platform !== 'linux') return [];
  return [libusb(), ports(), keyboards()];
}

/** node-hid needs the library even where it speaks to the kernel alone. */
function libusb(): Finding {
  const about = { check: 'HID scanners', zh: 'HID 扫码枪' };
  const isThere = LIBRARY_FOLDERS.some((folder) => holdsLibusb(folder, 1));
  if (isThere) return { ...about, state: 'ok', detail: 'libusb-1.0' };
  return {
    ...about,
    state: 'hint',
    detail: both(
      '缺少 libusb，仅 HID 模式不可用。',
      'off, because libusb-1.0 is missing: `sudo apt-get install libusb-1.0-0`; serial guns and keyboards work.',
    ),
  };
}

function holdsLibusb(folder: string, depth: number): boolean {
  const entries = entriesOf(folder);
  if (entries.some((name) => /^libusb-1\.0\.(so|dylib)/.test(name))) return true;
  return depth > 0 && entries.some((name) => name.includes('linux-gnu') && holdsLibusb(`${folder}/${name}`, depth - 1));
}

function ports(): Finding {
  const about = { check: 'Serial and printer ports', zh: '串口与打印口' };
  const found = [...devices('/dev', /^tty(USB|ACM)\d+$/), ...devices('/dev/usb', /^lp\d+$/)];
  if (found.length === 0) return { ...about, state: 'ok', detail: both('未插设备。', 'none plugged in.') };
  const closed = found.filter((path) => !mayOpen(path));
  if (closed.length === 0) return { ...about, state: 'ok', detail: found.join(', ') };
  const groups = closed.some((path) => path.includes('lp')) ? 'dialout,lp' : 'dialout';
  return {
    ...about,
    state: 'wrong',
    detail: both(
      `没有权限：${closed.join('、')}。`,
      `this user may not open ${closed.join(', ')}: run \`sudo usermod -aG ${groups} $USER\` and log in again.`,
    ),
  };
}

/** Any keyboard is a hidraw device too, so a closed one is only a hint. */
function keyboards(): Finding {
  const about = { check: 'HID devices', zh: 'HID 设备' };
  const found = devices('/dev', /^hidraw\d+$/);
  const closed = found.filter((path) => !mayOpen(path));
  if (closed.length === 0)
    return { ...about, state: 'ok', detail: found.join(', ') || both('未插设备。', 'none plugged in.') };
  const rule = 'SUBSYSTEM=="hidraw", ATTRS{idVendor}=="VVVV", TAG+="uaccess", GROUP="plugdev", MODE="0660"';
  return {
    ...about,
    state: 'hint',
    detail: both(
      `不可访问：${closed.join('、')}。`,
      `closed: ${closed.join(', ')}; for a gun among them put \`${rule}\` into /etc/udev/rules.d/70-tillside.rules.`,
    ),
  };
}

function devices(folder: string, name: RegExp): string[] {
  return entriesOf(folder)
    .filter((entry) => name.test(entry))
    .map((entry) => `${folder}/${entry}`);
}

function entriesOf(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function mayOpen(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
