import { parentPort, workerData } from 'node:worker_threads';
import { ruleBook } from '../core/rule-book.ts';
import { commitGroup } from '../core/spine.ts';
import { features } from '../features/index.ts';
import { mintEpoch } from './journal.ts';
import { migrate, StoreRefused } from './migrate.ts';
import { type Connection, openWriter } from './open.ts';
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

async function obey(store: Connection, order: WriterOrder): Promise<WriterAnswer> {
  switch (order.kind) {
    case 'group':
      return { kind: 'group', outcomes: commitGroup(store, book, order.commands) };
    case 'note':
      store.run(
        'INSERT INTO bookkeeping (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        order.name,
        order.value,
      );
      return { kind: 'done' };
    case 'backup':
      await store.raw.backup(order.file);
      return { kind: 'done' };
    case 'close':
      store.raw.pragma('wal_checkpoint(TRUNCATE)');
      store.close();
      return { kind: 'done' };
  }
}

try {
  const store = open(workerData as WriterStart);
  parentPort?.on('message', (order: WriterOrder) => {
    obey(store, order).then(say, (error: unknown) => say({ kind: 'failed', detail: String(error) }));
  });
} catch (error) {
  const sentence =
    error instanceof StoreRefused ? error.message : `The shop's data could not be opened: ${String(error)}`;
  say({ kind: 'refused', sentence });
}
