import type { RuleBook } from '../core/rule-book.ts';
import { commitGroup } from '../core/spine.ts';
import { mintEpoch } from './journal.ts';
import type { Connection } from './open.ts';
import type { WriterAnswer, WriterOrder } from './writer-messages.ts';

/**
 * What the one writer does with an order. It answers when what was ordered is on disk.
 * @throws what the storage says of a note or a new epoch; of a group it is in the outcomes
 */
export async function obey(store: Connection, book: RuleBook, order: WriterOrder): Promise<WriterAnswer> {
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
    case 'roll':
      mintEpoch(store, order.epoch, order.at);
      return { kind: 'done' };
    case 'close':
      store.raw.pragma('wal_checkpoint(TRUNCATE)');
      store.close();
      return { kind: 'done' };
  }
}
