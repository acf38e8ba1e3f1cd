/** Where the parts of a scanned-data report lie, in bits, as the device's own report descriptor says. */
export type Field = {
  usagePage: number;
  usages: number[];
  bit: number;
  size: number;
  count: number;
  constant: boolean;
};
export type InputReport = { id: number; bits: number; fields: Field[] };

type Globals = { page: number; size: number; count: number; id: number };

const MAX_ITEMS = 4096;

/**
 * The input reports of a HID report descriptor (Device Class Definition for HID 1.11, section 6.2.2). Only what is
 * needed to find fields: sizes, counts, usages and report ids. Bounded, and never throws on rubbish.
 */
export function inputReports(descriptor: Uint8Array): InputReport[] {
  const reports = new Map<number, InputReport>();
  let globals: Globals = { page: 0, size: 0, count: 0, id: 0 };
  const stack: Globals[] = [];
  let usages: number[] = [];
  for (let at = 0, seen = 0; at < descriptor.length && seen < MAX_ITEMS; seen++) {
    const prefix = descriptor[at] ?? 0;
    if (prefix === 0xfe) {
      at += 3 + (descriptor[at + 1] ?? 0);
      continue;
    }
    const length = [0, 1, 2, 4][prefix & 3] ?? 0;
    const value = unsigned(descriptor.subarray(at + 1, at + 1 + length));
    at += 1 + length;
    const tag = prefix & 0xfc;
    if (tag === 0x04) globals = { ...globals, page: value };
    else if (tag === 0x74) globals = { ...globals, size: Math.min(value, 4096) };
    else if (tag === 0x94) globals = { ...globals, count: Math.min(value, 4096) };
    else if (tag === 0x84) globals = { ...globals, id: value & 0xff };
    else if (tag === 0xa4) stack.push(globals);
    else if (tag === 0xb4) globals = stack.pop() ?? globals;
    else if (tag === 0x08) usages.push(value);
    else if (tag === 0x80) {
      place(reports, globals, usages, (value & 1) !== 0);
      usages = [];
    } else if (tag === 0x90 || tag === 0xb0 || tag === 0xa0 || tag === 0xc0) usages = [];
  }
  return [...reports.values()];
}

function place(reports: Map<number, InputReport>, globals: Globals, usages: number[], constant: boolean): void {
  const report = reports.get(globals.id) ?? { id: globals.id, bits: globals.id === 0 ? 0 : 8, fields: [] };
  reports.set(globals.id, report);
  const { page: usagePage, size, count } = globals;
  report.fields.push({ usagePage, usages, bit: report.bits, size, count, constant });
  report.bits += size * count;
}

function unsigned(bytes: Uint8Array): number {
  return bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
}
