import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from './open.ts';

/** What the copy holds, as far as a manifest tells it. */
export interface CopyFacts {
  readonly store: string;
  readonly head: number;
  readonly epoch: string;
  readonly migration: string;
}
export type CopyAnswer = { readonly facts: CopyFacts } | { readonly fault: string };

/**
 * The copy is one read transaction of its own connection, in a thread of its own: the writer goes on writing and the
 * screens go on being served while it lasts, and the copy is the store as it stood at one instant.
 */
function copy(from: string, to: string): CopyFacts {
  const live = openReader(from);
  try {
    live.raw.prepare('VACUUM INTO ?').run(to);
  } finally {
    live.close();
  }
  const made = openReader(to);
  try {
    const check = String(made.raw.pragma('quick_check(1)', { simple: true }));
    if (check !== 'ok') throw new Error(`the copy fails SQLite's own check: ${check}`);
    return factsOf(made);
  } finally {
    made.close();
  }
}

function factsOf(made: ReturnType<typeof openReader>): CopyFacts {
  const details = made.get<{ details: string }>('SELECT details FROM shop')?.details;
  return {
    store: details ? String((JSON.parse(details) as { store?: unknown }).store ?? '') : '',
    head: made.get<{ n: number }>('SELECT coalesce(max(position), 0) AS n FROM journal')?.n ?? 0,
    epoch: made.get<{ epoch: string }>('SELECT epoch FROM epoch ORDER BY ordinal DESC LIMIT 1')?.epoch ?? '',
    migration: made.get<{ name: string }>('SELECT name FROM migration ORDER BY name DESC LIMIT 1')?.name ?? '',
  };
}

const { from, to } = workerData as { from: string; to: string };
try {
  parentPort?.postMessage({ facts: copy(from, to) } satisfies CopyAnswer);
} catch (error) {
  parentPort?.postMessage({ fault: error instanceof Error ? error.message : String(error) } satisfies CopyAnswer);
}
