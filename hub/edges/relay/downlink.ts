import type { Outcome } from '../../contract/command.ts';
import { hqCommands, type Instruct, type Result } from '../../contract/uplink.ts';
import type { LinkClock, UplinkStore } from './port.ts';

/**
 * What HQ wants done goes through the store's own spine, once, however often it is sent: the spine knows the id. An
 * expired instruction is refused, unless the spine did it in time and only the answer was lost.
 */
export class Downlink {
  readonly #store: Pick<UplinkStore, 'submit' | 'outcome'>;
  readonly #clock: LinkClock;
  readonly #answer: (result: Result) => void;
  readonly #running = new Set<string>();

  constructor(store: Pick<UplinkStore, 'submit' | 'outcome'>, clock: LinkClock, answer: (result: Result) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#answer = answer;
  }

  /** @param offset HQ's clock minus this store's, in milliseconds: an expiry is a time of HQ. */
  async take(instruct: Instruct, offset: number): Promise<void> {
    const { id, seq } = instruct;
    if (this.#running.has(id)) return;
    this.#running.add(id);
    try {
      this.#answer({ v: 1, t: 'result', id, seq, ...(await this.#outcome(instruct, offset)) });
    } finally {
      this.#running.delete(id);
    }
  }

  async #outcome(instruct: Instruct, offset: number): Promise<Answer> {
    const { id, type, body, by, expires } = instruct;
    if (!(hqCommands as readonly string[]).includes(type)) return { status: 'unsupported', code: 'unknown-type' };
    try {
      const before = this.#store.outcome(id);
      if (before !== undefined) return answerOf(before);
      if (this.#clock.now() + offset > expires) return { status: 'expired' };
      return answerOf(await this.#store.submit({ id, type, body, actor: { by: `hq:${by}`.slice(0, 200) } }));
    } catch (error) {
      return { status: 'fault', code: 'bug', detail: String(error).slice(0, 1000) };
    }
  }
}

type Answer = Pick<Result, 'status' | 'position' | 'code' | 'detail'>;

function answerOf(outcome: Outcome): Answer {
  if (outcome.status === 'refused') {
    return { status: 'refused', code: outcome.refusal.code, detail: outcome.refusal.detail.slice(0, 1000) };
  }
  if (outcome.status === 'fault') {
    return { status: 'fault', code: outcome.code, detail: outcome.detail.slice(0, 1000) };
  }
  const position = outcome.entries.at(-1)?.position;
  return { status: 'done', ...(position === undefined ? {} : { position }) };
}
