import { Value } from 'typebox/value';
import { DownMessage } from '../../contract/uplink.ts';

/** A message of HQ in a form this hub knows, or nothing: a kind that is new to it must never stop the link. */
export function downMessage(value: unknown): DownMessage | undefined {
  return Value.Check(DownMessage, value) ? value : undefined;
}
