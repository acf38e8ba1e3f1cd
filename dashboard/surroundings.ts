/**
 * Everything the pages take from outside: time, chance, memory of this browser, the network. Handed in, so that the
 * clients and the scan logic run in a test without a browser.
 */
export interface Surroundings {
  /** Wall clock of this screen, ms since 1970. */
  now(): number;
  random(bytes: number): Uint8Array;
  /** Calls back once after `ms`; the answer cancels it. */
  later(ms: number, call: () => void): () => void;
  recall(key: string): string | undefined;
  remember(key: string, value: string): void;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  openEvents(path: string): EventSource;
}

/** The real browser. Memory may be forbidden (private windows): then nothing is remembered, and everything still works. */
export function browserSurroundings(): Surroundings {
  return {
    now: () => Date.now(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    later: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    recall: (key) => attempt(() => localStorage.getItem(`tillside.${key}`) ?? undefined),
    remember: (key, value) => {
      attempt(() => localStorage.setItem(`tillside.${key}`, value));
    },
    fetch: (path, init) => fetch(path, init),
    openEvents: (path) => new EventSource(path),
  };
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
