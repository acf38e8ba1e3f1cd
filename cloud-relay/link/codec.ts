import { Buffer } from 'node:buffer';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Codec } from '../../hub/core/link/wire.ts';

/** What HQ says is small; what it reads may be anything, so inflating stops at the limit. */
export const nodeCodec: Codec = {
  encode: (text) => Buffer.from(text, 'utf8'),
  decode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
  deflate: (bytes) => deflateRawSync(bytes, { level: 1 }),
  inflate: (bytes, limit) => inflateRawSync(bytes, { maxOutputLength: limit }),
};
