import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { AccessView, Approval } from '../../hub/contract/access.ts';
import type { Surroundings } from '../surroundings.ts';
import { ask } from './answer.ts';
import type { Wanted } from './commands.ts';

/** A command that waits for a second person, as long as somebody is asked. */
export interface Awaited extends Wanted {
  /** With an approval it is sent again; without one it is given up. */
  settle(approval: Approval | undefined): void;
}

/** Where this browser stands at the hub's door. */
export interface Access {
  /** Undefined until the hub said so; for ever, where no hub is. */
  readonly view: Signal<AccessView | undefined>;
  readonly awaited: ReadonlySignal<Awaited | undefined>;
  /** Asks anew where one stands. @param query such as `?counter=counter-1`: somebody may just have shown their badge there */
  refresh(query?: string): Promise<AccessView | undefined>;
  /** Asks for a second person; one at a time. */
  ask(wanted: Wanted): Promise<Approval | undefined>;
}

/** Makes the browser's side of the door; how one comes in is in `door/`, fetched by who needs it. */
export function createAccess(around: Surroundings): Access {
  const view = signal<AccessView | undefined>(undefined);
  const awaited = signal<Awaited | undefined>(undefined);
  const refresh = async (query = '') => {
    const answer = await ask<AccessView>(around, `/api/v1/access${query}`);
    if (answer.ok) view.value = answer.value;
    return view.value;
  };
  return {
    view,
    awaited,
    refresh,
    ask: (wanted) =>
      new Promise((resolve) => {
        awaited.value?.settle(undefined);
        const settle = (approval: Approval | undefined) => {
          awaited.value = undefined;
          resolve(approval);
        };
        awaited.value = { ...wanted, settle };
      }),
  };
}
