import { Value } from 'typebox/value';
import { commandBodies } from '../../../hub/contract/commands.ts';
import type { Result } from '../../../hub/contract/uplink.ts';
import type { NewInstruction } from '../../contract/instructions.ts';

/** What is wrong with an instruction's body, or nothing: a store's own schema decides, before anything is kept. */
export function faultOf(instruction: NewInstruction, now: number): string | undefined {
  if (instruction.expiresAt <= now) return 'expiresAt is not in the future';
  const schema = commandBodies[instruction.type];
  const [fault] = Value.Errors(schema, instruction.body);
  return fault === undefined ? undefined : `body${fault.instancePath} ${fault.message}`;
}

/**
 * Whether an answer settles an instruction. A fault does not: the store is asked again. Having been done overrules
 * having expired, because both may be said when the store's clock jumps.
 */
export function settles(state: string, status: Result['status']): boolean {
  if (status === 'fault') return false;
  return state === 'waiting' || (state === 'expired' && (status === 'done' || status === 'refused'));
}
