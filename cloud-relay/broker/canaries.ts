import { randomBytes } from 'node:crypto';

const patience = 5000;

/**
 * A subscription that was granted may still be a black hole: an access list drops what it should carry, a broker knows
 * the filter's words and not its meaning. So every filter is sung to once, and must be heard.
 */
export class Canaries {
  readonly #name: string;
  readonly #publish: (topic: string, payload: string) => void;
  readonly #waiting = new Map<string, { song: string; done: (isHeard: boolean) => void }>();
  /** Filters nothing came through when they were tried last. */
  readonly deaf = new Set<string>();

  /** No store's name has a `~` in it. @param publish sends over the same connection that listens */
  constructor(clientId: string, publish: (topic: string, payload: string) => void) {
    this.#name = `~hq-${clientId}`;
    this.#publish = publish;
  }

  /** @returns the filters that did not hear their canary in time */
  async ask(filters: readonly string[]): Promise<string[]> {
    const unique = [...new Set(filters)];
    const heard = await Promise.all(unique.map((filter) => this.#sing(filter)));
    const silent = unique.filter((_, at) => heard[at] !== true);
    for (const filter of unique) this.deaf.delete(filter);
    for (const filter of silent) this.deaf.add(filter);
    return silent;
  }

  forget(filters: readonly string[]): void {
    for (const filter of filters) this.deaf.delete(filter);
  }

  #sing(filter: string): Promise<boolean> {
    const [root, version, part = '+', , lane] = filter.split('/');
    const topic = [root, version, part === '+' ? '00' : part, this.#name, lane].join('/');
    const song = randomBytes(9).toString('base64url');
    return new Promise((resolve) => {
      const timer = setTimeout(() => done(false), patience);
      const done = (isHeard: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(topic);
        resolve(isHeard);
      };
      this.#waiting.set(topic, { song, done });
      this.#publish(topic, song);
    });
  }

  /** Whether a message was a canary, ours or another worker's: it is no word of a store. */
  heard(topic: string, payload: Uint8Array): boolean {
    if (!topic.includes('/~hq-')) return false;
    const waiting = this.#waiting.get(topic);
    if (waiting?.song === Buffer.from(payload).toString('utf8')) waiting.done(true);
    return true;
  }

  /** The line broke: nothing can be said of who would have heard. */
  giveUp(): void {
    for (const { done } of [...this.#waiting.values()]) done(true);
  }
}
