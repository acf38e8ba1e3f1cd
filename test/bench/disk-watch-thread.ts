import { workerData } from 'node:worker_threads';
import { openReader } from '../../hub/store/open.ts';

/** Where the journal stands, and the instant that was first seen from outside, in ns of the system's steady clock. */
export interface DiskWatch {
  readonly file: string;
  readonly seen: BigInt64Array;
}

const LOOK_EVERY_MS = 0.1;
const { file, seen } = workerData as DiskWatch;
const reader = openReader(file);
const pause = new Int32Array(new SharedArrayBuffer(4));

/** With synchronous=FULL other connections see a commit only after its fsync returned: what is seen here is on disk. */
for (let head = -1; Atomics.load(seen, 2) === 0n; Atomics.wait(pause, 0, 0, LOOK_EVERY_MS)) {
  const now = reader.get<{ head: number }>('SELECT max(position) AS head FROM journal')?.head ?? 0;
  if (now === head) continue;
  head = now;
  Atomics.store(seen, 1, process.hrtime.bigint());
  Atomics.store(seen, 0, BigInt(head));
}
reader.close();
