import Type from 'typebox';
import { Compile } from 'typebox/compile';
import {
  Batch,
  Digest,
  Hello,
  Levels,
  LinkEntry,
  Result,
  Tip,
  type UpMessage,
  type Window,
} from '../../hub/contract/uplink.ts';
import { type Codec, unpack } from '../../hub/core/link/wire.ts';

const hello = Compile(Hello);
const batch = Compile(Batch);
const tip = Compile(Tip);
const result = Compile(Result);
const digest = Compile(Digest);
const levels = Compile(Levels);
const kind = Compile(Type.Object({ t: Type.String() }));
/** Checked one by one, so that one bad entry spoils only itself. */
export const linkEntry = Compile(LinkEntry);

/** A store's message, or what is wrong with it. The entries of a batch are not looked at yet. */
export function readUp(bytes: Uint8Array, codec: Codec): { message: UpMessage } | { fault: string } {
  let value: unknown;
  try {
    value = unpack(bytes, codec);
  } catch (error) {
    return { fault: `unreadable: ${String(error)}` };
  }
  if (!kind.Check(value)) return { fault: 'a message without a kind' };
  if (batch.Check(value)) return { message: value as UpMessage };
  if (tip.Check(value) || hello.Check(value) || result.Check(value)) return { message: value };
  if (digest.Check(value) || levels.Check(value)) return { message: value };
  return { fault: `not a ${value.t.slice(0, 20)} this HQ knows` };
}

/** What HQ can take next. */
export const window: Window = { entries: 1000, bytes: 128 * 1024, pauseMs: 0 };
