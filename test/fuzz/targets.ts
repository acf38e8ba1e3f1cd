import { openCadence } from '../../firmware-bridge/framing/cadence.ts';
import type { Frame, Framer } from '../../firmware-bridge/framing/frame.ts';
import { inputReports } from '../../firmware-bridge/framing/hid-descriptor.ts';
import { hidPosFramer, posLayout, USUAL_LAYOUT } from '../../firmware-bridge/framing/hid-pos.ts';
import { lineFramer } from '../../firmware-bridge/framing/line.ts';
import { toReading } from '../../firmware-bridge/framing/reading.ts';
import { wedgeFramer } from '../../firmware-bridge/framing/wedge.ts';
import { readAnswers } from '../../firmware-bridge/printing/answers.ts';
import { codeSets } from '../../firmware-bridge/printing/code128.ts';
import { encodeText, printable } from '../../firmware-bridge/printing/text.ts';
import { parseScan } from '../../hub/core/barcode/scan.ts';
import { type Chance, damaged, elementsOf, linkOf, messageOf } from '../core/barcode/grammar.ts';
import { POS_DESCRIPTOR, posReports, typed } from '../rigs/hid-reports.ts';
import { gunText, mutated, randomBytes, serialNoise } from './noise.ts';

/** Something that takes input from outside. `once` feeds it one input and throws when a promise is broken. */
export type Target = { name: string; once(c: Chance): void };

const LIMIT = 64;
const CLEAN = '6901234567892';

function demand(isSo: boolean, promise: string): void {
  if (!isSo) throw new Error(`broken promise: ${promise}`);
}
function bounded(frames: readonly Frame[], framer: Framer, limit: number): void {
  demand(framer.pending() <= limit, 'what waits is bounded');
  for (const { bytes, fault } of frames)
    demand(bytes.length > 0 && (bytes.length < limit || fault === 'too-long' || bytes.length === limit), 'frames fit');
}
const textOf = (frames: readonly Frame[]): string =>
  frames.map(({ bytes }) => Buffer.from(bytes).toString('latin1')).join('|');

/** Noise in pieces, then a terminator, then a clean code: that code is whole whatever came before it. */
function lines(suffix: string | undefined): Target {
  const settings = suffix === undefined ? {} : { suffix: new Uint8Array(Buffer.from(suffix, 'latin1')) };
  const end = Buffer.from(suffix ?? '\r');
  const framer = lineFramer({ ...settings, maxLength: LIMIT });
  return {
    name: suffix === undefined ? 'lines of a serial gun' : 'lines with a suffix of their own',
    once: (c) => {
      const noise = serialNoise(c, suffix === undefined ? ['\r', '\n', '\r\n'] : [suffix, suffix.slice(0, 2)]);
      const cut = c.below(noise.length + 1);
      bounded([...framer.push(noise.subarray(0, cut)), ...framer.push(noise.subarray(cut))], framer, LIMIT + 8);
      if (c.below(4) !== 0) return;
      framer.push(end);
      demand(textOf(framer.push(Buffer.concat([Buffer.from(CLEAN), end]))) === CLEAN, 'the next code is whole');
    },
  };
}

function reports(): Target {
  const framer = hidPosFramer(USUAL_LAYOUT, LIMIT * 8);
  return {
    name: 'reports of HID POS guns',
    once: (c) => {
      const data = mutated(c, Buffer.from(gunText(c)));
      for (const report of posReports(c.pick([']E0', ']Q1', '\0\0\0']), data.length > 0 ? data : Uint8Array.of(65)))
        bounded(framer.push(mutated(c, report)), framer, LIMIT * 8);
      if (c.below(4) !== 0) return;
      framer.flush();
      const [clean = new Uint8Array()] = posReports(']E0', Buffer.from(CLEAN));
      demand(textOf(framer.push(clean)) === CLEAN, 'the next code is whole');
    },
  };
}

function keys(): Target {
  const framer = wedgeFramer(LIMIT);
  const clean = typed(`${CLEAN}\n`);
  const sample = typed('aZ0-]{~ \n');
  return {
    name: 'reports of keyboard guns',
    once: (c) => {
      bounded(framer.push(mutated(c, c.below(3) === 0 ? randomBytes(c, 10) : c.pick(sample))), framer, LIMIT);
      if (c.below(32) !== 0) return;
      framer.push(new Uint8Array(8));
      framer.flush();
      demand(textOf(clean.flatMap((report) => framer.push(report))) === CLEAN, 'the next code is whole');
    },
  };
}

const descriptors: Target = {
  name: 'HID report descriptors',
  once: (c) => {
    const descriptor = c.below(4) === 0 ? randomBytes(c, 200) : mutated(c, mutated(c, POS_DESCRIPTOR));
    const layout = posLayout(descriptor);
    demand(inputReports(descriptor).length <= 257, 'few reports');
    if (layout) demand(layout.data >= 0 && layout.capacity >= 1, 'a layout has room for data');
  },
};

const readings: Target = {
  name: 'bytes as text and AIM identifier',
  once: (c) => {
    const bytes = c.below(3) === 0 ? randomBytes(c, 60) : mutated(c, Buffer.from(gunText(c)));
    const reading = toReading({ bytes }, { device: 'serial:x', id: 'fuzz-0001', at: 0 });
    demand(reading.raw === Buffer.from(bytes).toString('base64'), 'the bytes are kept');
    demand(reading.aim === undefined || /^\][A-Za-z][0-9A-Za-z]$/.test(reading.aim), 'an AIM identifier is one');
    if (reading.fault === undefined) demand(!reading.text.includes('\ufffd') || bytes.length > 2, 'text is text');
  },
};

const scans: Target = {
  name: 'GS1 and all other codes',
  once: (c) => {
    const kind = c.below(4);
    const text = kind === 0 ? linkOf(c) : kind === 1 ? gunText(c) : messageOf(c, elementsOf(c));
    const spoilt = kind === 3 ? text : damaged(c, text);
    const scan = parseScan(
      c.below(2) === 0 ? { text: spoilt } : { text: spoilt, aim: c.pick([']C1', ']d2', ']E0']) },
      [],
    );
    if (scan.kind === 'item') demand(/^\d{14}$/.test(scan.gtin), 'an item has a number of fourteen digits');
  },
};

const ANSWERS = ['\x12', '\x1a', '\x32', '\x00', '\x0c', '7"Ea7~\0', '\x14\0\0\x0f', '\x11', '\x13', '7"'];
function answers(): Target {
  let carry: Uint8Array = new Uint8Array();
  return {
    name: 'answers of printers',
    once: (c) => {
      const said = Array.from({ length: c.below(4) }, () => c.pick(ANSWERS)).join('');
      const read = readAnswers(carry, mutated(c, Buffer.from(said, 'latin1')));
      carry = read.carry;
      demand(carry.length < 7, 'what waits is bounded');
      for (const answer of read.answers)
        if (answer.kind === 'echo') demand(/^[ -~]{4}$/.test(answer.name), 'an echo is four printable characters');
    },
  };
}

const papers: Target = {
  name: 'text for paper',
  once: (c) => {
    const text = c.below(2) === 0 ? gunText(c) : Buffer.from(randomBytes(c, 30)).toString('utf8');
    const encoding = c.pick(['gb18030', 'gbk', 'big5', 'ascii'] as const);
    const bytes = encodeText(printable(text, encoding), encoding);
    demand(!bytes.some((byte) => byte < 0x20 && byte !== 0x0a), 'no control byte reaches the printer');
    const bars = codeSets(text);
    for (const command of ['\x10\x04', '\x10\x05', '\x10\x14'])
      demand(!bars.includes(command), 'no code holds a real-time command');
  },
};

function rhythm(): Target {
  const cadence = openCadence();
  let at = 0;
  return {
    name: 'the cadence of a gun',
    once: (c) => {
      at += c.pick([0, 10, 60, 150, 300, 900, 5_000]) * c.next();
      const repeat = cadence.judge(c.pick(['a', 'a', 'a', 'b']), at, c.below(20) !== 0);
      if (repeat) demand(repeat.after >= 15 && repeat.after <= 210, 'only what came soon is suspect');
    },
  };
}

/** Every framer and parser that takes bytes from devices, made anew so that one run knows nothing of another. */
export const targets = (): Target[] => [
  lines(undefined),
  lines('\x03\x03\x04'),
  reports(),
  keys(),
  descriptors,
  readings,
  scans,
  answers(),
  papers,
  rhythm(),
];
