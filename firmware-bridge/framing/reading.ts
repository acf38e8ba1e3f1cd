import type { Reading } from '../contract/reading.ts';
import { splitAim } from './aim.ts';
import type { Repeat } from './cadence.ts';
import type { Frame } from './frame.ts';
import { decodeText } from './text.ts';

/** Longest text a Reading may carry; a longer frame is kept whole in `raw` and its text is cut off and marked. */
const MAX_TEXT = 8192;

export type Seen = {
  device: string;
  /** Made the moment the frame was complete. */
  id: string;
  /** Wall clock of that moment, ms since 1970. */
  at: number;
  repeat?: Repeat | undefined;
};

/** A frame as the reading the hub will hear of. */
export function toReading(frame: Frame, { device, id, at, repeat }: Seen): Reading {
  const split = frame.aim === undefined ? splitAim(frame.bytes) : { aim: frame.aim, body: frame.bytes };
  const { text, readable } = decodeText(split.body);
  const reading: Reading = {
    id,
    device,
    at,
    raw: Buffer.from(frame.bytes).toString('base64'),
    text: text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text,
  };
  if (split.aim !== undefined) reading.aim = split.aim;
  const fault = frame.fault ?? (text.length > MAX_TEXT ? 'too-long' : readable ? undefined : 'unreadable');
  if (fault !== undefined) reading.fault = fault;
  if (repeat !== undefined) reading.repeat = repeat;
  return reading;
}
