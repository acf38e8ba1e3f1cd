import { type ReadonlySignal, signal } from '@preact/signals';
import type { Approval } from '../../hub/contract/access.ts';
import type { BodyOf, ScreenCommand } from '../../hub/contract/commands.ts';
import type { Actor, Entry } from '../../hub/contract/journal.ts';
import type { Problem } from '../../hub/contract/problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Answer, ask } from './answer.ts';
import { backoff } from './backoff.ts';
import { uuidv7 } from './uuid.ts';

export interface Done {
  readonly position: number;
  readonly repeated: boolean;
  readonly entries: readonly Entry[];
}
/** A command on its way. `attempts` above 1 means the hub has not answered yet, and it is being asked again. */
export interface Pending {
  readonly id: string;
  readonly type: ScreenCommand;
  readonly attempts: number;
}
/** A command the hub wants a second person for, and why. */
export interface Wanted {
  readonly command: string;
  readonly act: string;
  readonly counter?: string | undefined;
  readonly problem: Problem;
}
/** Finds a second person; undefined when it is given up. */
export type SecondPerson = (wanted: Wanted) => Promise<Approval | undefined>;
export interface Commands {
  readonly pending: ReadonlySignal<readonly Pending[]>;
  /**
   * Sends a command under an id made before the first attempt, again and again under the same id until the hub answers:
   * it is done once however often it had to be sent. Commands of one screen go out one after the other, in order.
   */
  send<T extends ScreenCommand>(type: T, body: BodyOf<T>, actor?: Actor): Promise<Answer<Done>>;
}

/** Answers after which another person, or the same one with the right PIN, may still make it possible. */
const TAKES_TWO = /^(appro|pin-wrong)/;

/** Makes the sender of commands. */
export function createCommands(around: Surroundings, second?: SecondPerson): Commands {
  const pending = signal<readonly Pending[]>([]);
  let last: Promise<unknown> = Promise.resolve();
  const note = (next: Pending) => {
    pending.value = pending.value.map((p) => (p.id === next.id ? next : p));
  };

  async function deliver(first: Pending, message: object): Promise<Answer<Done>> {
    for (let attempts = 1; ; attempts += 1) {
      note({ ...first, attempts });
      const answer = await ask<Done>(around, `/api/v1/commands/${first.type}`, message);
      if (answer.ok || answer.reached) return answer;
      await new Promise<void>((go) => around.later(backoff(attempts), go));
    }
  }

  return {
    pending,
    /** While a second person is asked for, other commands go on; a wrong PIN is said, and asked for again. */
    async send(type, body, actor) {
      const id = uuidv7(around.now(), around.random(10));
      const first = { id, type, attempts: 0 };
      pending.value = [...pending.value, first];
      for (let more = {}; ; ) {
        const message = { id, ...(actor && { actor }), body, ...more };
        const turn = last.then(() => deliver(first, message));
        last = turn;
        const answer = await turn;
        const approval =
          !answer.ok && second && TAKES_TWO.test(answer.problem.code)
            ? await second({ command: id, act: type, counter: actor?.counter, problem: answer.problem })
            : undefined;
        if (approval === undefined) {
          pending.value = pending.value.filter((p) => p.id !== id);
          return answer;
        }
        more = { approval };
      }
    },
  };
}
