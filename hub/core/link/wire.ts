import { wireLimit } from '../../contract/uplink.ts';

/** Text and compression are the machine's business: each room hands its own in. `inflate` throws beyond `limit` bytes. */
export interface Codec {
  encode(text: string): Uint8Array;
  decode(bytes: Uint8Array): string;
  deflate(bytes: Uint8Array): Uint8Array;
  inflate(bytes: Uint8Array, limit: number): Uint8Array;
}

/** Below this, deflate costs more than it saves. */
const worthDeflating = 512;
const openBrace = 0x7b;

/** A message as it travels: JSON, raw-deflated when that pays. JSON begins with `{`, so the first byte tells which. */
export const pack = (message: object, codec: Codec): Uint8Array => packText(JSON.stringify(message), codec);

/** The same for JSON that is already text. */
export function packText(text: string, codec: Codec): Uint8Array {
  const plain = codec.encode(text);
  if (plain.length <= worthDeflating) return plain;
  const packed = codec.deflate(plain);
  // Deflate's first byte is block type and bits of the content: one that looks like `{` must travel as plain JSON.
  return packed[0] === openBrace || packed.length >= plain.length ? plain : packed;
}

/** The value that travelled, unchecked. Throws on what is neither JSON nor deflated JSON, or is too large. */
export function unpack(bytes: Uint8Array, codec: Codec): unknown {
  if (bytes.length > wireLimit.packed) throw new Error(`message of ${bytes.length} bytes is too large`);
  const plain = bytes[0] === openBrace ? bytes : codec.inflate(bytes, wireLimit.inflated);
  return JSON.parse(codec.decode(plain));
}
