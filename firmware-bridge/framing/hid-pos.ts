import { isAim } from './aim.ts';
import { type Frame, FrameBuffer, type Framer, MAX_FRAME } from './frame.ts';
import { type Field, inputReports } from './hid-descriptor.ts';

/** Byte places in one scanned-data report, the report id (where there is one) counted as byte 0. */
export type PosLayout = {
  id: number;
  length: number;
  aim: number;
  data: number;
  capacity: number;
  /** Byte and bit of "decoded data continued"; absent when the device has no such flag. */
  more?: { byte: number; bit: number };
};

/** The de-facto report of 64 bytes that nearly every gun sends, used when there is no descriptor to read. */
export const USUAL_LAYOUT: PosLayout = { id: 2, length: 1, aim: 2, data: 5, capacity: 56, more: { byte: 63, bit: 0 } };

/** Newland's layout: no AIM identifier, the data where others have it. Only guessed at when there is no descriptor. */
const BARE_LAYOUT: PosLayout = { id: 2, length: 1, aim: -1, data: 2, capacity: 56, more: { byte: 63, bit: 0 } };

const POS_PAGE = 0x8c;
const SYMBOLOGY_1 = 0xfb;
const DECODED_DATA = 0xfe;
const CONTINUED = 0xff;
const COUNT = 0x3b;

/** Reads the layout out of a report descriptor (HID Point of Sale Usage Tables, page 0x8C); undefined if it has none. */
export function posLayout(descriptor: Uint8Array): PosLayout | undefined {
  for (const report of inputReports(descriptor)) {
    const find = (page: number, usage: number): { field: Field; bit: number } | undefined => {
      for (const field of report.fields) {
        const index = field.constant || field.usagePage !== page ? -1 : field.usages.indexOf(usage);
        if (index >= 0 && index < field.count) return { field, bit: field.bit + index * field.size };
      }
      return undefined;
    };
    const data = find(POS_PAGE, DECODED_DATA);
    if (data === undefined || data.field.size !== 8 || data.field.count < 1) continue;
    const at = (found: { bit: number } | undefined): number => (found ? found.bit >> 3 : -1);
    const more = find(POS_PAGE, CONTINUED);
    return {
      id: report.id,
      length: at(find(1, COUNT)),
      aim: at(find(POS_PAGE, SYMBOLOGY_1)),
      data: at(data),
      capacity: data.field.count - data.field.usages.indexOf(DECODED_DATA),
      ...(more ? { more: { byte: more.bit >> 3, bit: more.bit & 7 } } : {}),
    };
  }
  return undefined;
}

/**
 * Frames of a HID POS gun. Long 2D codes come in several reports and are joined until the "continued" bit is off; a
 * report of another symbology ends a code whose last part never came, so that two codes are never glued together.
 */
export function hidPosFramer(layout: PosLayout = USUAL_LAYOUT, maxLength = MAX_FRAME): Framer {
  const buffer = new FrameBuffer(maxLength);
  let aim: string | undefined;
  const end = () => {
    const frames = buffer.take(aim);
    aim = undefined;
    return frames;
  };
  return {
    push(report) {
      const part = readReport(report, layout);
      if (!part) return [];
      const frames = buffer.length > 0 && part.aim !== aim ? end().map(cut) : [];
      aim = part.aim;
      buffer.add(part.data);
      if (!part.more) frames.push(...end());
      return frames;
    },
    flush: () => end().map(cut),
    pending: () => buffer.length,
  };
}

/** A code whose last part never came is told as such: half a code must never pass for a whole one. */
const cut = (frame: Frame): Frame => (frame.fault === undefined ? { ...frame, fault: 'unreadable' } : frame);

type Part = { aim: string | undefined; data: Uint8Array; more: boolean };

/**
 * One report, or undefined when it is not scanned data. Some makers leave the report id out or repeat it, which shifts
 * all by one byte: the `]` of the AIM identifier tells where the report really starts.
 */
function readReport(report: Uint8Array, described: PosLayout): Part | undefined {
  const found = described.aim < 0 ? 0 : [0, -1, 1].find((by) => hasAim(report, described.aim + by));
  const isBare = found === undefined && described === USUAL_LAYOUT && report.subarray(2, 5).some((byte) => byte > 0x20);
  const layout = isBare ? BARE_LAYOUT : described;
  const shift = found ?? 0;
  if (shift === 0 && layout.id !== 0 && report[0] !== layout.id) return undefined;
  const start = layout.data + shift;
  const counted = layout.length < 0 ? undefined : report[layout.length + shift];
  const available = Math.max(0, Math.min(layout.capacity, report.length - start));
  const length = counted === undefined ? trimmed(report.subarray(start, start + available)) : counted;
  if (length > available || length === 0) return undefined;
  const aim = layout.aim >= 0 && hasAim(report, layout.aim + shift) ? latin(report, layout.aim + shift) : undefined;
  const flag = layout.more ? (report[layout.more.byte + shift] ?? 0) : 0;
  const more = layout.more !== undefined && ((flag >> layout.more.bit) & 1) === 1;
  return { aim, data: report.subarray(start, start + length), more };
}

const latin = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 3));
const hasAim = (bytes: Uint8Array, at: number): boolean => at >= 0 && bytes[at] === 0x5d && isAim(latin(bytes, at));

function trimmed(bytes: Uint8Array): number {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length--;
  return length;
}
