import { Buffer } from 'node:buffer';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Codec } from '../../core/link/wire.ts';

/** Level 1: 44 bytes an entry instead of 37, at two thirds of the time the main thread loses to it. */
export const nodeCodec: Codec = {
  encode: (text) => Buffer.from(text, 'utf8'),
  decode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
  deflate: (bytes) => deflateRawSync(bytes, { level: 1 }),
  inflate: (bytes, limit) => inflateRawSync(bytes, { maxOutputLength: limit }),
};
