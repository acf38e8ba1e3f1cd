import { parentPort, workerData } from 'node:worker_threads';
import { ruleBook } from '../core/rule-book.ts';
import { features } from '../features/index.ts';
import { mintEpoch } from './journal.ts';
import { migrate, StoreRefused } from './migrate.ts';
import { type Connection, openWriter } from './open.ts';
import { obey } from './write-orders.ts';
import type { WriterAnswer, WriterOrder, WriterStart } from './writer-messages.ts';

/** The only writer there is, in a thread of its own: a slow disk then never holds up the screens. */
function open(start: WriterStart): Connection {
  const store = openWriter(start.file);
  const migrated = migrate(store);
  mintEpoch(store, start.epoch, start.at);
  say({ kind: 'ready', epoch: start.epoch, migrated });
  return store;
}

function say(answer: WriterAnswer): void {
  parentPort?.postMessage(answer);
}

const book = ruleBook(features);

try {
  const store = open(workerData as WriterStart);
  parentPort?.on('message', (order: WriterOrder) => {
    obey(store, book, order).then(say, (error: unknown) => say({ kind: 'failed', detail: String(error) }));
  });
} catch (error) {
  const sentence =
    error instanceof StoreRefused
      ? error.message
      : `The shop's data could not be opened (${error instanceof Error ? error.message : String(error)}): restore a backup, or choose another --data folder.`;
  say({ kind: 'refused', sentence });
}
